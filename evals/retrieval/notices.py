"""A folder of made-up notices as a collection: our loader and chunker make its passages, and a
passage is relevant to a question when it holds the question's evidence."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.chunker import CountTokens, chunk_document, search_text
from assistant.config import settings
from assistant.embedder import Embedder
from assistant.errors import UsageError
from assistant.index import Index, publish
from assistant.loaders import load_document
from assistant.programmes import RECORD, read_records
from assistant.ranking import lexical_tokens
from assistant.record import Record
from assistant.retriever import Retriever
from assistant.rewriter import rewrite
from assistant.schema import Chunk, Document
from evals.files import read_jsonl
from evals.retrieval.cases import Collection, Qrels
from evals.retrieval.systems import Ranking, Rankings, Vectors

QUESTIONS, NOTICES = "questions.jsonl", "notices"


@dataclass(frozen=True, slots=True)
class Notices:
    """A collection with what the chat's own retriever needs to search it."""

    collection: Collection
    document_qrels: Qrels
    documents: tuple[Document, ...]
    chunks: tuple[Chunk, ...]  # in the order of the collection's passages
    records: tuple[Record, ...]
    variant_of: Mapping[str, str]  # mistyped question's id -> the question's
    about: Mapping[str, tuple[str, str]]  # question id -> (kind, language)


def holds_notices(folder: Path) -> bool:
    return (folder / QUESTIONS).is_file() and (folder / NOTICES).is_dir()


def read_notices(folder: Path, count_tokens: CountTokens, max_tokens: int) -> Notices:
    """`folder`/notices, a folder a programme with its record.yaml, and `folder`/questions.jsonl.

    A question whose evidence no passage holds whole is left out and counted (`unjudged`).
    """
    root = folder / NOTICES
    documents, records = [], []
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        programme = path.relative_to(root).parts[0]
        if path.name == RECORD:
            records += read_records(path, programme)
        else:
            documents.append(load_document(path, path.relative_to(root).as_posix(), programme))
    chunks = [c for d in documents for c in chunk_document(d, count_tokens, max_tokens)]
    by_id = {d.document_id: d for d in documents}
    of_document: dict[str, list[Chunk]] = {d: [] for d in by_id}
    for chunk in chunks:
        of_document[chunk.document_id].append(chunk)
    queries: dict[str, str] = {}
    qrels: Qrels = {}
    document_qrels: Qrels = {}
    variant_of: dict[str, str] = {}
    about: dict[str, tuple[str, str]] = {}
    unjudged = 0
    for number, row in read_jsonl(folder / QUESTIONS):
        try:
            key, document, evidence = str(row["id"]), str(row["document"]), str(row["evidence"])
            relevant = [c.chunk_id for c in of_document[document] if evidence in c.text]
            question = str(row["question"])
        except KeyError as error:
            raise UsageError(
                f"{folder / QUESTIONS}:{number}: {error} is missing, in the line or the notices."
            ) from error
        if not relevant:
            unjudged += 1
            continue
        queries[key] = question
        qrels[key] = dict.fromkeys(relevant, 1)
        document_qrels[key] = {document: 1}
        about[key] = (str(row.get("kind") or ""), str(row.get("lang") or ""))
        if row.get("variant_of"):
            variant_of[key] = str(row["variant_of"])
    passages = {c.chunk_id: search_text(c, by_id[c.document_id]) for c in chunks}
    collection = Collection(folder.name, passages, queries, qrels, unjudged=unjudged)
    return Notices(
        collection,
        document_qrels,
        tuple(documents),
        tuple(chunks),
        tuple(records),
        {v: q for v, q in variant_of.items() if q in queries},
        about,
    )


def rank_as_the_chat(notices: Notices, vectors: Vectors, embedder: Embedder) -> Rankings:
    """What the chat's retriever gives, its index and all: `vectors` (n, d) are the passages'.

    Beside `hybrid` it searches approximately, only in the programme that a question names, and
    prefers the question's language; it gives no more passages than the answerer gets.
    """
    config = settings()
    passages = notices.collection.passages
    said = [text for record in notices.records for _, _, text in record.search_texts()]
    with tempfile.TemporaryDirectory() as folder:
        publish(
            Path(folder),
            notices.documents,
            notices.chunks,
            vectors,
            [lexical_tokens(text) for text in passages.values()],
            notices.records,
            embedder.embed_passages(said) if said else vectors[:0],
            embedder.fingerprint,
            "evaluation",
        )
        with Index.open(Path(folder)) as index:
            names = index.programmes
            retriever = Retriever(index, embedder, names, config.passages, config.candidates)
            return {
                q: [
                    (p.chunk.chunk_id, p.score)
                    for p in retriever.retrieve(rewrite(text, (), names))
                ]
                for q, text in notices.collection.queries.items()
            }


def by_document(rankings: Rankings) -> Rankings:
    """Each document at the place of its first passage."""
    return {q: _documents(ranking) for q, ranking in rankings.items()}


def _documents(ranking: Ranking) -> Ranking:
    best: dict[str, float] = {}
    for chunk_id, score in ranking:
        best.setdefault(chunk_id.rpartition("#")[0], score)
    return list(best.items())
