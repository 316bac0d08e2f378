"""Published FAQs in place of the assistant's own words, where a question is theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.embedder import Embedder, Vectors
from assistant.errors import DocumentMissingError
from assistant.figures import figures
from assistant.names import named_in
from assistant.schema import Answer, Citation, Document, Language, ProgrammeNames, Query
from assistant.staff.faq import FaqText, ServedFaq

# Closeness of two questions' meanings from which one may be the other. Set on our cases: FAQs of 112
# answered ones against 360 others: from .94 on, with the conditions below, 24 were taken and none
# wrongly; from .90 on several were.
_CLOSE = 0.94
_ORDER = re.compile(
    r"\b(first|second|third|fourth|fifth|last|next|previous|1st|2nd|3rd|4th|5th)\b"
    r"|제?\s?\d+\s?(?:차|기|회|호|조|분과)|(?:첫|두|세|네|다섯)\s?번째|지난|다음|이번|작년|올해|내년",
    re.IGNORECASE,
)

Asked = Callable[[str], Hashable]  # what kind of answer a question expects


@dataclass(frozen=True, slots=True)
class _Wording:
    """One way in which an FAQ is asked."""

    faq_id: int
    language: Language
    text: FaqText
    question: str
    vector: Vectors
    named: frozenset[str]  # programmes

    def letters(self) -> str:
        return _letters(self.question)


class PublishedFaqs:
    """The FAQs that may be served beside one generation's documents: those whose every quote stands
    in them, whatever the desk says."""

    def __init__(
        self,
        served: Iterable[ServedFaq],
        document: Callable[[str], Document],
        embedder: Embedder,
        names: Sequence[ProgrammeNames],
        asked: Asked,
    ) -> None:
        self._names = names
        self._embedder = embedder
        self._asked = asked
        self._wordings = [
            _Wording(
                faq.faq_id,
                language,
                text,
                question,
                embedder.embed_query(question),
                frozenset(named_in(question, names)),
            )
            for faq in served
            for language, text in faq.content.texts()
            if text.citations and all(_stands(c, document) for c in text.citations)
            for question in (text.question, *text.wordings)
        ]

    def in_place_of(self, answer: Answer, query: Query) -> Answer | None:
        """The FAQ that answers this question, in its language; None where none surely does.

        `answer`: the assistant's own. Questions that read alike may ask for different things: the
        same programmes, figures, order and kind of answer are wanted besides closeness, and that
        what the assistant would quote is what the FAQ quotes."""
        wordings = [w for w in self._wordings if w.language == query.language]
        if not wordings:
            return None
        vector = self._embedder.embed_query(query.text)
        closeness = {id(w): float(vector @ w.vector) for w in wordings}
        for wording in sorted(wordings, key=lambda w: -closeness[id(w)]):
            same = wording.letters() == _letters(query.text)
            if not same and closeness[id(wording)] < _CLOSE:
                return None
            if same or self._is_asked(wording, query, answer):
                return replace(
                    answer,
                    status="answered",
                    answer=wording.text.answer,
                    citations=wording.text.citations,
                    faq=wording.faq_id,
                )
        return None

    def _is_asked(self, wording: _Wording, query: Query, answer: Answer) -> bool:
        named = frozenset(named_in(query.question, self._names))
        if named and wording.named and named != wording.named:
            return False
        if any(read(wording.question) != read(query.text) for read in (_figures, _orders)):
            return False
        if self._asked(wording.question) != self._asked(query.text):
            return False
        if answer.status in ("answered", "partial"):
            return _begins_with_a_quote_of(answer.citations, wording.text.citations)
        return answer.status == "no_source"


def _stands(citation: Citation, document: Callable[[str], Document]) -> bool:
    try:
        return citation.quote in document(citation.document).text
    except DocumentMissingError:
        return False


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _figures(text: str) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = {(figure.kind, figure.value) for figure in figures(text)}
    return found - {("count", "1")}  # "one company", which another calls "a company"


def _orders(text: str) -> set[str]:
    return {_letters(found.group()) for found in _ORDER.finditer(text)}


def _begins_with_a_quote_of(own: Sequence[Citation], faq: Sequence[Citation]) -> bool:
    return any(
        a.document == b.document and (a.quote in b.quote or b.quote in a.quote)
        for a in own[:1]
        for b in faq
    )
