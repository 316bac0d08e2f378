"""Puts what an owner wrote into connected sentences, for the narrative parts of a form. As with answers,
the model is not believed: each sentence stands on one of the owner's, and says all of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from assistant.asking import ModelLike, asked
from assistant.composer.checks import covers, ground_of
from assistant.composer.prompt import narrating
from assistant.composer.quotable import Quotable, bare, list_mark, spans
from assistant.composer.reading import said, sentences_of
from assistant.errors import ModelUnavailableError
from assistant.language import language_of
from assistant.schema import Citation, Language

log = logging.getLogger(__name__)

_KEPT = 256  # texts: a form is filled anew at each click


class Narrator:
    """Safe for threads if the model is."""

    def __init__(self, model: ModelLike) -> None:
        self._model = model
        self._known = lru_cache(maxsize=_KEPT)(self._worded)

    def worded(self, text: str) -> str:
        """The text, each of its sentences in the model's words where these say the same; the others,
        their order and the lines between them stay."""
        try:
            return self._known(text)
        except ModelUnavailableError as error:  # not kept: the next draft asks again
            log.warning("The model did not word a narrative: %s", error)
            return text

    def _worded(self, text: str) -> str:
        language = language_of(text)
        pieces = dict(enumerate(spans(text), start=1))
        notes = [
            Quotable(
                Citation(n, "", None, "", "", None, text[start:end]), "answering", text, language
            )
            for n, (start, end) in pieces.items()
        ]
        wordings: dict[int, str] = {}
        for sentence, n in self._said(notes, language):
            if n in pieces and n not in wordings and _says(sentence, notes[n - 1], notes):
                wordings[n] = sentence
        for n, (start, end) in reversed(pieces.items()):
            if n in wordings:
                start += len(list_mark(text[start:end]))
                text = text[:start] + wordings[n] + text[end:]
        return text

    def _said(self, notes: Sequence[Quotable], language: Language) -> Iterator[tuple[str, int]]:
        """The model's sentences, each with the number of a note that it says to stand on."""
        with asked(self._model, narrating(notes, language)) as reply:
            for one in said(reply):
                if isinstance(one, str):
                    return
                yield from product(sentences_of(one.text), one.quotes)


def _says(sentence: str, note: Quotable, notes: Sequence[Quotable]) -> bool:
    """Whether a sentence stands on a note and says all of it."""
    stands = ground_of(sentence, note.language, [note], notes) is not None
    return stands and covers(sentence, bare(note.citation.quote))
