"""From a query to passages: words and meaning searched side by side, then fused."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, partial
from itertools import zip_longest

from assistant.embedder import Embedder, Vectors
from assistant.index import Index
from assistant.names import Subjects
from assistant.ranking import Ranking, fuse, lexical_tokens, weighted
from assistant.schema import Language, Passage, ProgrammeNames, Query
from assistant.terms import other_names, translations

_EACH = 12  # passages of each programme, where several are named
# Weights of a conversation's words beside those of the question, set on mtrag_govt_dev: R@5 .52 to
# .56 for any of .2 to .5, .1 to .3 and 8 to 20.
_EARLIER, _ANSWERED, _ANSWER_WORDS = 0.3, 0.2, 12
# Weights within documents, set on split a of the made-up notices: R@5 .93 to .95 for words of .5 to
# .7, other names of .15 to .4, words of the opening lines up to .5, closeness from 3 on.
_WORDS_WITHIN, _OTHER_NAMES, _OPENING_WORDS = 0.6, 0.3, 0.2
_CALLED = 4.0  # a document's closeness, beside 0 to 1 for a passage in it
_AHEAD = 6  # passages of documents that the question seems to mean, before those of all
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
        self._languages: defaultdict[str | None, set[Language]] = defaultdict(set)
        documents = index.documents()
        for document in documents:
            self._documents[document.programme].append(document.document_id)
            self._languages[document.programme].add(document.language)
        self._subjects = Subjects(documents, names)
        shared = Counter(record.folder for record in index.records)
        ids = {document.document_id for document in documents}
        # Of a folder of several programmes: whose documents are whose.
        self._quoted: Mapping[str, list[str]] = {
            record.id: sorted(record.documents() & ids)
            for record in index.records
            if shared[record.folder] > 1
        }

    def retrieve(self, query: Query) -> list[Passage]:
        """The passages for a query, best first; only of the programmes it names, if it names any."""
        named = {p.split("/")[0] for p in query.programmes if p in self._folders}
        if len(named) < 2:
            return self._search(query, named, self._passages)
        each = [self._search(query, {programme}, _EACH) for programme in sorted(named)]
        found = {p.chunk.chunk_id: p for ps in zip_longest(*each) for p in ps if p is not None}
        return list(found.values())

    def _search(self, query: Query, programmes: set[str], passages: int) -> list[Passage]:
        vector = self._embedder.embed_query(query.text)
        if scope := self._documents_of(programmes):
            ranking, cosines = self._search_in(dict.fromkeys(scope, 1.0), scope, vector, query)
            found = self._balanced(ranking, cosines, query, vector, passages)
            return [p for p in found if not _is_of_another(p, programmes)] or found
        dense = self._index.dense(vector, self._candidates)
        lexical = self._index.lexical(
            query_tokens(query.question),
            self._candidates,
            beside=history_tokens(query, self._index.telling),
        )
        ranking, cosines = fuse(query.question, lexical, dense), dict(dense)
        if meant := self._subjects.meant(query_tokens(query.text)):
            first, more = self._search_in(meant, list(meant)[:1], vector, query)
            ahead = dict(first[:_AHEAD])
            ranking = [*ahead.items(), *(found for found in ranking if found[0] not in ahead)]
            cosines = more | cosines
        return self._balanced(ranking, cosines, query, vector, passages)

    def _search_in(
        self,
        closeness: Mapping[str, float],
        named: Collection[str],
        vector: Vectors,
        query: Query,
    ) -> tuple[Ranking, dict[str, float]]:
        """The passages of the documents in `closeness`, by what is asked besides the names of
        `named`: those words stand in all of a document's passages. With their cosines."""
        question, opening = self._subjects.asked(query.question, named)
        dense = self._index.dense(vector, self._candidates, closeness)
        beside = [
            *history_tokens(query, self._index.telling),
            (_OPENING_WORDS, query_tokens(opening)),
            (_OTHER_NAMES, lexical_tokens(other_names(question))),
        ]
        tokens = query_tokens(question)
        lexical = self._index.lexical(tokens, self._candidates, closeness, beside)
        scores = dict(weighted(lexical, dense, _WORDS_WITHIN))
        for chunk in self._index.chunks(list(scores)):
            scores[chunk.chunk_id] += _CALLED * closeness[chunk.document_id]
        return sorted(scores.items(), key=lambda item: -item[1]), dict(dense)

    def _documents_of(self, programmes: Collection[str]) -> list[str] | None:
        """Ids of the documents that the programmes' records quote, or else of all in their folders;
        None, for all, without programmes or documents."""
        found: dict[str, None] = {}
        for programme in programmes:
            in_folder = self._documents.get(self._folders[programme], [])
            found |= dict.fromkeys(self._quoted.get(programme) or in_folder)
        return list(found) or None

    def _balanced(
        self,
        ranking: Ranking,
        cosines: Mapping[str, float],
        query: Query,
        vector: Vectors,
        passages: int,
    ) -> list[Passage]:
        """The best passages, mostly in the question's language: the same facts stand in both, where
        a programme has documents in both."""
        own: list[Passage] = []
        other: list[Passage] = []
        least = min(cosines.values(), default=0.0)
        clauses = cache(partial(self._index.clauses, vector))
        chunks = self._index.chunks([chunk_id for chunk_id, _ in ranking])
        for chunk, (_, score) in zip(chunks, ranking, strict=True):
            cosine = cosines.get(chunk.chunk_id, least)
            held = tuple(c for c in clauses(chunk.document_id) if c.touches(chunk.start, chunk.end))
            document = self._index.document(chunk.document_id)
            passage = Passage(chunk, document, score, cosine, held)
            spoken = passage.document.language
            if query.language in self._languages[passage.document.programme] - {spoken}:
                other.append(passage)
            else:
                own.append(passage)
        few = max(_OTHER_LANGUAGE, passages - len(own))
        kept = own[: passages - min(few, len(other))] + other[:few]
        return sorted(kept, key=lambda p: -p.score)


def _is_of_another(passage: Passage, programmes: Collection[str]) -> bool:
    """Whether records quote it, and none of those programmes'."""
    of = {clause.programme for clause in passage.clauses}
    return bool(of) and not of.intersection(programmes)
