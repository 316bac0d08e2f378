"""From a query to passages: words and meaning searched side by side, then fused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest

from assistant.embedder import Embedder
from assistant.index import Index
from assistant.ranking import Ranking, fuse, lexical_tokens
from assistant.schema import Passage, ProgrammeNames, Query
from assistant.terms import translations

_EACH = 12  # passages of each programme, where several are named
# Weights of a conversation's words beside those of the question, set on mtrag_govt_dev: R@5 .52 to
# .56 for any of .2 to .5, .1 to .3 and 8 to 20.
_EARLIER, _ANSWERED, _ANSWER_WORDS = 0.3, 0.2, 12
_OTHER_LANGUAGE = 4  # of the passages, at most, while there are enough in the question's language


def query_tokens(text: str) -> list[str]:
    """What is looked up for a query: its words and, for known terms, the other language's."""
    return lexical_tokens(f"{text} {translations(text)}")


def history_tokens(
    query: Query, telling: Callable[[list[str], int], list[str]]
) -> list[tuple[float, list[str]]]:
    """What the conversation adds to a query's own words, as (weight, tokens): the question that it
    leans on, and the words that the answer to that was about."""
    beside = []
    if query.text != query.question:
        beside.append((_EARLIER, query_tokens(query.text)))
    if query.answered:
        beside.append((_ANSWERED, telling(lexical_tokens(query.answered), _ANSWER_WORDS)))
    return beside


class Retriever:
    def __init__(
        self,
        index: Index,
        embedder: Embedder,
        names: Sequence[ProgrammeNames],
        passages: int,
        candidates: int,
    ) -> None:
        self._index = index
        self._embedder = embedder
        self._folders: Mapping[str, str] = {n.programme: n.folder for n in names}
        self._passages = passages
        self._candidates = candidates
        # Read once: a question must not cost more for every document there is.
        self._documents: defaultdict[str | None, list[str]] = defaultdict(list)
        for document in index.documents():
            self._documents[document.programme].append(document.document_id)

    def retrieve(self, query: Query) -> list[Passage]:
        """The passages for a query, best first; only of the programmes it names, if it names any."""
        folders = {self._folders[p] for p in query.programmes if p in self._folders}
        if len(folders) < 2:
            return self._search(query, folders, self._passages)
        each = [self._search(query, {folder}, _EACH) for folder in sorted(folders)]
        return [passage for found in zip_longest(*each) for passage in found if passage]

    def _search(self, query: Query, folders: set[str], passages: int) -> list[Passage]:
        scope = self._documents_in(folders)
        vector = self._embedder.embed_query(query.text)
        dense = self._index.dense(vector, self._candidates, scope)
        ranking = fuse(
            query.question,
            self._index.lexical(
                query_tokens(query.question),
                self._candidates,
                scope,
                history_tokens(query, self._index.telling),
            ),
            dense,
        )
        return self._balanced(ranking, dict(dense), query, passages)

    def _documents_in(self, folders: set[str]) -> list[str] | None:
        """Ids of the documents in `folders`; None, for all, without folders or documents in them."""
        return [d for folder in folders for d in self._documents.get(folder, ())] or None

    def _balanced(
        self, ranking: Ranking, cosines: Mapping[str, float], query: Query, passages: int
    ) -> list[Passage]:
        """The best passages, mostly in the question's language: the same facts stand in both."""
        own: list[Passage] = []
        other: list[Passage] = []
        least = min(cosines.values(), default=0.0)
        chunks = self._index.chunks([chunk_id for chunk_id, _ in ranking])
        for chunk, (_, score) in zip(chunks, ranking, strict=True):
            cosine = cosines.get(chunk.chunk_id, least)
            passage = Passage(chunk, self._index.document(chunk.document_id), score, cosine)
            (own if passage.document.language == query.language else other).append(passage)
        few = max(_OTHER_LANGUAGE, passages - len(own))
        kept = own[: passages - min(few, len(other))] + other[:few]
        return sorted(kept, key=lambda p: -p.score)
