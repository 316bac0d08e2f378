"""Retrieval collections: passages, queries, and which passage answers which query."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import UsageError
from assistant.schema import Turn
from evals.files import read_jsonl, read_turns

Qrels = dict[str, dict[str, int]]  # query id -> passage id -> relevance, above 0 when relevant

_KORQUAD = "KorQuAD_v1.0_dev.json"
_PAIRS = "pairs.jsonl"


@dataclass(frozen=True, slots=True)
class Collection:
    """Queries to be searched in one set of passages. A passage is never chunked again."""

    name: str
    passages: dict[str, str]  # id -> what is embedded and indexed: title, line break, text
    queries: dict[str, str]  # only those with a relevant passage: without, recall is undefined
    qrels: Qrels
    histories: dict[str, tuple[Turn, ...]] = field(default_factory=dict)  # by query id
    unjudged: int = 0  # queries left out because no passage is relevant


def read_collections(folder: Path, queries: str = "queries.jsonl") -> list[Collection]:
    """One collection; two, "ko-en" and "en-ko", from aligned pairs.

    `queries` names the query file of a BEIR folder. UsageError: the folder is of no known form.
    """
    if (folder / "corpus.jsonl").is_file():
        return [read_beir(folder, queries)]
    if (folder / _KORQUAD).is_file():
        return [read_korquad(folder / _KORQUAD)]
    if (folder / _PAIRS).is_file():
        return read_pairs(folder / _PAIRS)
    raise UsageError(
        f"{folder} is no retrieval collection. It needs corpus.jsonl with {queries} and qrels.tsv, "
        f"or {_KORQUAD}, or {_PAIRS}, or notices/ with questions.jsonl."
    )


def read_beir(folder: Path, queries: str = "queries.jsonl") -> Collection:
    """A folder in BEIR form, with conversations.jsonl where it has one."""
    passages = {
        str(row["_id"]): f"{row.get('title') or ''}\n{row['text']}".strip()
        for _, row in read_jsonl(folder / "corpus.jsonl")
    }
    asked = {str(row["_id"]): str(row["text"]) for _, row in read_jsonl(folder / queries)}
    qrels = _read_qrels(folder / "qrels.tsv")
    histories: dict[str, tuple[Turn, ...]] = {}
    if (conversations := folder / "conversations.jsonl").is_file():
        histories = {
            str(row["_id"]): read_turns(row["history"]) for _, row in read_jsonl(conversations)
        }
    judged = {q: text for q, text in asked.items() if any(r > 0 for r in qrels.get(q, {}).values())}
    return Collection(
        name=folder.name,
        passages=passages,
        queries=judged,
        qrels={q: qrels[q] for q in judged},
        histories={q: turns for q, turns in histories.items() if q in judged},
        unjudged=len(asked) - len(judged),
    )


def read_korquad(path: Path) -> Collection:
    """Each question's passage is its paragraph; a paragraph given twice is one passage."""
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    rows = [
        (qa["id"], qa["question"], f"{article['title']}\n{paragraph['context']}".strip())
        for article in articles
        for paragraph in article["paragraphs"]
        for qa in paragraph["qas"]
    ]
    return _aligned("korquad", rows)


def read_pairs(path: Path) -> list[Collection]:
    """Aligned sentences, searched both ways: Korean queries in English passages, and back."""
    pairs = [row for _, row in read_jsonl(path)]
    return [
        _aligned(f"{query}-{text}", ((row["id"], row[query], row[text]) for row in pairs))
        for query, text in (("ko", "en"), ("en", "ko"))
    ]


def _aligned(name: str, rows: Iterable[tuple[str, str, str]]) -> Collection:
    """From (query id, query, its passage): equal passages become one, relevant to all of theirs."""
    ids: dict[str, str] = {}  # passage text -> id
    queries: dict[str, str] = {}
    qrels: Qrels = {}
    for query_id, query, text in rows:
        passage_id = ids.setdefault(text, f"p{len(ids)}")
        queries[query_id] = query
        qrels[query_id] = {passage_id: 1}
    return Collection(name, {i: text for text, i in ids.items()}, queries, qrels)


def _read_qrels(path: Path) -> Qrels:
    """Tab-separated query id, passage id, relevance; a heading line is passed over."""
    if not path.is_file():
        raise UsageError(f"{path} is missing. A BEIR folder needs qrels.tsv.")
    qrels: Qrels = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        cells = line.split("\t")
        if not line.strip() or (number == 1 and not cells[-1].strip().isdigit()):
            continue
        try:
            query_id, passage_id, relevance = cells
            qrels.setdefault(query_id, {})[passage_id] = int(relevance)
        except ValueError as error:
            raise UsageError(f"{path}:{number}: three cells, the last a number.") from error
    return qrels
