"""A library of any size from made-up notices: no programme, amount or date in it is real."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from assistant.embedder import Embedder
from assistant.library import Library
from assistant.record import Bilingual, Record
from assistant.schema import Chunk, Document
from evals.intervals import SEED

_CHUNKS = 20  # a notice
_NOTICES = 5  # a programme
_SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후"
_HEADINGS = ("지원 대상", "지원 내용", "신청 기간", "신청 방법", "제출 서류", "평가 절차", "문의처")
_ENDINGS = (
    "을 지원합니다",
    "에 신청합니다",
    "을 제출해야 합니다",
    "을 평가합니다",
    "은 제외합니다",
)
_ASKED = (
    "신청 기간은 언제인가요?",
    "제출 서류는 무엇인가요?",
    "지원 대상은 누구인가요?",
    "지원 내용은 무엇인가요?",
    "문의처는 어디인가요?",
)


def questions(n: int) -> list[str]:
    """Every second names a programme; those named are in a library of any size."""
    asked = [_ASKED[i % len(_ASKED)] for i in range(n)]
    return [
        f"{_name(i // 2 % 10)} {q}" if i % 2 else f"{_word(i)} {q}" for i, q in enumerate(asked)
    ]


def make_library(data_dir: Path, chunks: int, embedder: Embedder) -> None:
    """`chunks` chunks of made text. Drawn unit vectors stand for what the model would say of them:
    a search takes as long, and nothing is embedded for hours."""
    draw = np.random.default_rng(SEED)
    with Library(data_dir) as library, library.transaction():
        records = []
        for number, first in enumerate(range(0, chunks, _CHUNKS)):
            programme = number // _NOTICES
            if number % _NOTICES == 0:
                names = Bilingual(ko=_name(programme), en=f"Made {programme}")
                key = f"made-{programme}"
                records.append(Record(id=key, names=names, folder=key))
            document, parts = _notice(number, min(_CHUNKS, chunks - first), draw)
            hashes = [hashlib.sha256(part.chunk_id.encode()).hexdigest() for part in parts]
            library.replace_document(document, parts, hashes, "made")
            vectors = draw.standard_normal((len(parts), embedder.dimensions), np.float32)
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            library.add_vectors(embedder.fingerprint, dict(zip(hashes, vectors, strict=True)))
        library.set_records(records)


def _notice(number: int, size: int, draw: np.random.Generator) -> tuple[Document, list[Chunk]]:
    programme = number // _NOTICES
    key, text, chunks = f"made-{programme}/notice-{number}.ko.md", "", []
    for i in range(size):
        heading = f"{_HEADINGS[i % len(_HEADINGS)]} {i + 1}"
        body = "\n".join(f"- {_sentence(draw)}" for _ in range(6))
        text += f"## {heading}\n\n"
        chunks.append(Chunk(f"{key}#{i}", key, (heading,), len(text), body))
        text += f"{body}\n\n"
    title = f"[가상] {_name(programme)} 공고 {number}"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(key, title, "ko", "markdown", text, sha256, f"made-{programme}"), chunks


def _sentence(draw: np.random.Generator) -> str:
    # Zipf: a few words are everywhere, most are rare, as in real text
    words = [_word(int(n) % 20_000) for n in draw.zipf(1.3, 6)]
    amount, month, day = draw.integers(1, 500), draw.integers(1, 13), draw.integers(1, 29)
    ending = _ENDINGS[draw.integers(len(_ENDINGS))]
    return f"{' '.join(words)} 가상 금액 {amount}만 원, {month}월 {day}일까지 {words[0]}{ending}."


def _name(programme: int) -> str:
    return f"{_word(7919 * (programme + 3))} 가상 지원사업"


def _word(number: int) -> str:
    """A word of three syllables, the same for the same number."""
    size = len(_SYLLABLES)
    return "".join(_SYLLABLES[number * 31 // size**i % size] for i in range(3))
