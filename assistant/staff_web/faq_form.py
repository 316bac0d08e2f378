"""An FAQ as a form's fields, and back. Pure but for the documents that it is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.record import LANGUAGES
from assistant.schema import Citation, Document, Language
from assistant.staff.faq import FaqContent, FaqText
from assistant.staff.places import citation_at
from assistant.staff_web.visit import Form

EMPTY_ROWS = 2  # for sources that are added
WORDINGS = 50  # of a question, at most

Find = Callable[[str], Document | None]


def content_of(form: Form, before: FaqContent, find: Find) -> FaqContent:
    """What the form says; what it has no field for stays as it was. A language with neither
    question nor answer is left out."""
    known = [citation for _, text in before.texts() for citation in text.citations]
    texts: dict[Language, FaqText | None] = {}
    for language in LANGUAGES:
        question = " ".join(form.one(f"{language}_question", 1000).split())
        answer = form.one(f"{language}_answer")
        rows = zip(
            form.every(f"{language}_n"),
            form.every(f"{language}_document"),
            form.every(f"{language}_quote"),
            strict=False,
        )
        citations = tuple(_citations(rows, known, find))
        lines = (" ".join(w.split())[:1000] for w in form.one(f"{language}_wordings").splitlines())
        wordings = tuple(dict.fromkeys(filter(None, lines)))[:WORDINGS]
        texts[language] = (
            FaqText(question, answer, citations, wordings) if question or answer else None
        )
    missing = [line.strip() for line in form.one("missing").splitlines() if line.strip()]
    return replace(
        before,
        programme=form.one("programme", 200) or None,
        ko=texts["ko"],
        en=texts["en"],
        missing=tuple(missing),
    )


def _citations(
    rows: Iterable[tuple[str, str, str]], known: list[Citation], find: Find
) -> Iterable[Citation]:
    """A row without words is no source."""
    for number, document_id, quote in rows:
        if not quote:
            continue
        n = int(number) if re.fullmatch(r"[0-9]{1,3}", number) else 0
        same = (c for c in known if (c.document, c.quote.strip()) == (document_id, quote))
        was = next(same, None)
        yield replace(was, n=n) if was is not None else cited(n, document_id, quote, find)


def cited(n: int, document_id: str, quote: str, find: Find) -> Citation:
    """The words as they stand in the document, with their place; as they were written where they do
    not stand in it."""
    document = find(document_id)
    if document is None:
        return Citation(n, document_id, None, document_id, "", None, quote)
    # Copied from a page, words may have lost or won a line break: the document's own count.
    pattern = r"\s+".join(map(re.escape, quote.split()))
    found = re.search(pattern, document.text)
    if found is None:
        return Citation(
            n, document_id, document.programme, document.title, "", None, quote, document.url
        )
    return citation_at(n, document, found.start(), found.group())


def fields_of(text: FaqText | None) -> dict[str, object]:
    """What a language's part of the form is filled with."""
    sources = [(c.n, c.document, c.quote) for c in text.citations] if text is not None else []
    next_n = max((n for n, _, _ in sources), default=0) + 1
    empty = [(next_n + row, "", "") for row in range(EMPTY_ROWS)]
    return {
        "question": text.question if text is not None else "",
        "answer": text.answer if text is not None else "",
        "wordings": "\n".join(text.wordings) if text is not None else "",
        "sources": sources + empty,
    }
