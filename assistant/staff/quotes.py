"""Where each quote of an FAQ stands in its document, kept in the desk and moved along with it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assistant.errors import FaqError
from assistant.schema import Citation, Language
from assistant.staff.faq import FaqContent
from assistant.staff.places import headings_above


@dataclass(frozen=True, slots=True)
class Quote:
    """`text[start:end]` of a document, as it was when the quote was last seen to stand there."""

    faq_id: int
    revision: int
    language: Language
    n: int  # the citation's
    document: str
    text_hash: str
    text: str
    start: int
    end: int


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def check_quotes(content: FaqContent, texts: Mapping[str, str]) -> None:
    """FaqError: a quote that is not in its document, or two of one number."""
    for language, text in content.texts():
        numbers = [citation.n for citation in text.citations]
        if twice := sorted({n for n in numbers if numbers.count(n) > 1}):
            raise FaqError(
                f"Two citations of the text in {language} have the number {twice[0]}. "
                "Give each a number of its own.",
                "refused_twice",
                language=language,
                n=twice[0],
            )
        for citation in text.citations:
            if not citation.quote.strip() or citation.quote not in texts.get(citation.document, ""):
                raise FaqError(
                    f"Quote [{citation.n}] of the text in {language} is not in "
                    f"{citation.document} as it is now: {citation.quote[:80]!r}. Copy it from the "
                    "document, character for character, or take the citation out.",
                    "refused_quote",
                    language=language,
                    n=citation.n,
                    document=citation.document,
                )


def keep_quotes(
    db: sqlite3.Connection,
    faq_id: int,
    revision: int,
    content: FaqContent,
    texts: Mapping[str, str],
) -> None:
    """Store where the quotes stand that `check_quotes` has let pass."""
    for language, text in content.texts():
        for citation in text.citations:
            whole = texts[citation.document]
            db.execute(
                "INSERT INTO faq_quotes VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(faq_id, revision, language, citation.n, citation.document),
                    *(_kept_text(db, whole), _start(citation, whole), len(citation.quote)),
                ),
            )


_KEPT = (
    "SELECT faq_id, revision, language, n, document, text_hash, text, start, "
    "start + length AS end FROM faq_quotes JOIN quoted_texts USING (text_hash) "
)
_IN_ORDER = "ORDER BY faq_id, revision, language DESC, n"


def quotes_of(db: sqlite3.Connection, faq_id: int) -> list[Quote]:
    rows = db.execute(f"{_KEPT} WHERE faq_id = ? {_IN_ORDER}", (faq_id,))
    return [Quote(**row) for row in rows]


def quotes_seen_elsewhere(db: sqlite3.Connection, hashes: Mapping[str, str]) -> list[Quote]:
    """Those last seen in another text than their document has now. `hashes`: document id -> hash."""
    rows = db.execute(
        f"{_KEPT} LEFT JOIN json_each(?) AS now ON now.key = document "
        f"WHERE now.value IS NOT text_hash {_IN_ORDER}",
        (json.dumps(hashes),),
    )
    return [Quote(**row) for row in rows]


def move_along(db: sqlite3.Connection, quote: Quote, text: str, start: int) -> None:
    """Note that the quote stands in a newer text of its document, and where."""
    db.execute(
        "UPDATE faq_quotes SET text_hash = ?, start = ? "
        "WHERE faq_id = ? AND revision = ? AND language = ? AND n = ?",
        (
            *(_kept_text(db, text), start),
            *(quote.faq_id, quote.revision, quote.language, quote.n),
        ),
    )


def keep_only(db: sqlite3.Connection, faq_id: int, revisions: Collection[int]) -> None:
    """Forget where the FAQ's other revisions quoted from: nobody watches those any more."""
    marks = ", ".join("?" * len(revisions))
    db.execute(
        f"DELETE FROM faq_quotes WHERE faq_id = ? AND revision NOT IN ({marks})",
        (faq_id, *revisions),
    )
    forget_unused_texts(db)


def forget_unused_texts(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM quoted_texts WHERE text_hash NOT IN (SELECT text_hash FROM faq_quotes)")


def _kept_text(db: sqlite3.Connection, text: str) -> str:
    key = text_hash(text)
    db.execute("INSERT OR IGNORE INTO quoted_texts VALUES (?, ?)", (key, text))
    return key


def _start(citation: Citation, text: str) -> int:
    """Where the quote stands; of several places, the first below the headings that are named."""
    places = [text.index(citation.quote)]
    while (place := text.find(citation.quote, places[-1] + 1)) >= 0:
        places.append(place)
    if len(places) == 1:
        return places[0]
    path = citation.section.split(" > ")

    def below(place: int) -> tuple[bool, bool]:
        above = headings_above(text, place)
        return above == path, above[-1:] == path[-1:]

    return max(places, key=below)  # the first of equals
