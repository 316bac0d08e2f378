"""A corpus that changes step by step, with its version in every chunk: a mixture would show."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.chunker import search_text
from assistant.embedder import Progress, Vectors
from assistant.index import Index
from assistant.ranking import lexical_tokens

DOCUMENTS = 12
STEP = "step.md"  # edited at every step: its version is the step
_MARK = re.compile(r"d\d+v\d+s\d+")


class TextEmbedder:
    """A direction of its own for every text, so that a vector finds its chunk and no other."""

    fingerprint = "text-384"
    dimensions = 384  # as the packaged model's

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        if progress is not None:
            progress(len(texts), len(texts))
        return self.embed_queries(texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return np.array([self.embed_query(text) for text in texts], np.float32)

    def embed_query(self, text: str) -> Vectors:
        return direction(text, self.dimensions)


def direction(text: str, dimensions: int) -> Vectors:
    """A unit vector (d,) drawn with the text as its seed."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    drawn = np.random.default_rng(seed).normal(size=dimensions).astype(np.float32)
    return drawn / np.linalg.norm(drawn)


def corpus_at(step: int) -> dict[str, int]:
    """Document id -> version (the step that last changed it): some are edited, removed, added."""
    documents: dict[str, int] = {}
    for at in range(1, step + 1):
        rng = random.Random(at)
        for number in range(DOCUMENTS):
            chance = rng.random()
            if at == 1 or chance < 0.25:
                documents[f"사업{number % 3}/notice-{number}.md"] = at
            elif chance < 0.35:
                documents.pop(f"사업{number % 3}/notice-{number}.md", None)
        documents[STEP] = at
    return documents


def marks(document_id: str, version: int) -> list[str]:
    """One word for each chunk, found nowhere else, in document order: 3 to 6 of them."""
    number = DOCUMENTS if document_id == STEP else int(document_id.split("-")[1].split(".")[0])
    return [f"d{number}v{version}s{section}" for section in range(3 + (number + version) % 4)]


def document_text(document_id: str, version: int) -> str:
    first, *others = marks(document_id, version)
    sections = [f"## 안내 {mark}\n\n{mark} 지원 대상과 신청 절차를 알립니다.\n" for mark in others]
    return "\n".join([f"# 공고 {document_id}\n\n{first} 공고문입니다.\n", *sections])


def write_corpus(corpus: Path, step: int) -> None:
    """Make the files below `corpus` those of a step, and touch no other."""
    wanted = corpus_at(step)
    for path in [path for path in corpus.rglob("*") if path.is_file()]:
        if path.relative_to(corpus).as_posix() not in wanted:
            path.unlink()
    for document_id, version in wanted.items():
        path, text = corpus / document_id, document_text(document_id, version)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def served_step(data_dir: Path, lookups: int | None = None) -> int:
    """Open the index in `data_dir`, see that it shows one step, whole; return the step."""
    with Index.open(data_dir) as index:
        return shown_step(index, lookups)


def shown_step(index: Index, lookups: int | None = None) -> int:
    """The step that an index shows. AssertionError: it shows no single one, or not all of it.

    Every document is of that step's version in its text and in each of its chunks, each chunk is
    there once, and each finds itself first by its vector and alone by its word. `lookups`: only
    so many chunks, drawn by chance, are looked up.
    """
    assert index.damage is None, index.damage
    documents = index.documents()
    (text,) = [d.text for d in documents if d.document_id == STEP]
    step = int(re.findall(r"v(\d+)s", text)[0])
    versions = corpus_at(step)
    assert [d.document_id for d in documents] == sorted(versions), f"not the documents of {step}"
    chunks: list[tuple[str, str, str]] = []  # id, mark, what it is searched by
    for document in documents:
        key, version = document.document_id, versions[document.document_id]
        sha256 = hashlib.sha256(document_text(key, version).encode()).hexdigest()
        assert document.sha256 == sha256, f"{key} is not of version {version}"
        assert _marks_in(document.text) == marks(key, version), f"{key}: its text is another's"
        mine = index.chunks_of(key)
        in_chunks = [_marks_in(chunk.text) for chunk in mine]
        assert in_chunks == [[mark] for mark in marks(key, version)], f"{key}: {in_chunks}"
        for chunk, (mark,) in zip(mine, in_chunks, strict=True):
            assert document.text.startswith(chunk.text, chunk.start), chunk.chunk_id
            chunks.append((chunk.chunk_id, mark, search_text(chunk, document)))
    embed = TextEmbedder().embed_query
    near = [chunk_id for chunk_id, _ in index.dense(embed("any"), 2 * len(chunks))]
    assert sorted(near) == sorted(chunk_id for chunk_id, _, _ in chunks), "other vectors"
    drawn = chunks if lookups is None else random.sample(chunks, min(lookups, len(chunks)))
    for chunk_id, mark, text in drawn:
        ((found, similarity),) = index.dense(embed(text), 1)
        assert found == chunk_id and similarity > 0.9999, f"{mark} is not found by its vector"
        by_word = [found for found, _ in index.lexical(lexical_tokens(mark), 10)]
        assert by_word == [chunk_id], f"{mark} finds {by_word}"
    return step


def _marks_in(text: str) -> list[str]:
    """Its marks in order, each once."""
    return list(dict.fromkeys(_MARK.findall(text)))
