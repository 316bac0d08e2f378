"""The library is copied while it is in use, put back elsewhere, and its index is made anew from it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from test_ingestion import HashingEmbedder, found, notice, small_chunks, write
from test_server import wait_for

from assistant import ingestion
from assistant.errors import LibraryBusyError, StorageError, UsageError
from assistant.index import Index, current, sound_manifest
from assistant.ingestion import ingest, rebuild
from assistant.library import LIBRARY, Library, writer_lock
from assistant.ranking import lexical_tokens

__all__ = ["small_chunks"]  # the fixture: chunks of 40 words

ROOT = Path(__file__).parent.parent
WORDS = ["파견", "인건비", "복귀", "공동연구", "해외기관", "정산", "수출", "상담", "설비", "보증"]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for number, word in enumerate(WORDS):
        others = [f"{word}{other}" for other in WORDS[:4]]
        write(tmp_path / "corpus" / "global" / f"notice-{number}.md", notice(word, *others))
    return tmp_path / "corpus"


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


def back_up(data_dir: Path, path: Path) -> None:
    with Library(data_dir) as library:
        library.back_up(path)


def held(data_dir: Path, word: str) -> list[str]:
    files = (path for path in data_dir.rglob("*") if path.is_file())
    return [str(path) for path in files if word.encode() in path.read_bytes()]


def top_tens(data_dir: Path) -> list[list[str]]:
    """What 200 questions find, by meaning and by words."""
    embedder = HashingEmbedder()
    asked = [f"{a} {b} {c}" for a in WORDS for b in WORDS[:5] for c in ("신청", "절차")]
    with Index.open(data_dir) as index:
        meant = [[i for i, _ in index.dense(embedder.embed_query(q), 10)] for q in asked]
        worded = [[i for i, _ in index.lexical(lexical_tokens(q), 10)] for q in asked]
    return meant + worded  # 2 x 10 x 5 x 2 = 200


def test_a_backup_restored_elsewhere_finds_the_same_and_embeds_nothing(
    corpus: Path, data_dir: Path, tmp_path: Path
) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    back_up(data_dir, tmp_path / "kept.sqlite")
    elsewhere, embedder = tmp_path / "elsewhere", HashingEmbedder()
    restored = ingestion.restore(tmp_path / "kept.sqlite", elsewhere, embedder)
    assert restored == ingestion.Restored(embedded=0)
    assert embedder.embedded == []
    before, after = top_tens(data_dir), top_tens(elsewhere)
    assert len(before) == 200
    assert after == before
    report = ingest([corpus], elsewhere, embedder)  # and the library goes on from there
    assert (len(report.unchanged), report.embedded) == (len(WORDS), 0)


def test_a_backup_is_of_one_moment_while_another_thread_writes(
    corpus: Path, data_dir: Path, tmp_path: Path
) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    stop = threading.Event()
    committed = [0]

    def keep_writing() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            with writer_lock(data_dir), Library(data_dir) as library, library.transaction():
                for document in library.documents():  # all say the same turn, or none does
                    library.set_meta(document.document_id, f"{turn}회")
            committed[0] = turn

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        wait_for(lambda: committed[0] > 0)
        for number in range(19):
            back_up(data_dir, tmp_path / f"{number}.sqlite")
        copied = committed[0] + 1  # it may have been there, and not yet counted
        wait_for(lambda: committed[0] > copied)
        back_up(data_dir, tmp_path / "19.sqlite")
    finally:
        stop.set()
        writer.join()
    turns = set()
    for number in range(20):
        path = tmp_path / f"{number}.sqlite"
        assert not path.with_name(f"{path.name}-wal").exists()
        db = sqlite3.connect(path)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        said = {v for (v,) in db.execute("SELECT value FROM meta WHERE key LIKE 'global/%'")}
        db.close()
        assert len(said) <= 1
        turns |= said
    assert len(turns) > 1  # else nothing was written between the copies


def test_restoring_drops_what_was_there_to_the_last_byte(
    corpus: Path, data_dir: Path, tmp_path: Path
) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    back_up(data_dir, tmp_path / "kept.sqlite")
    write(corpus / "global" / "later.md", notice("나중표식"))
    ingest([corpus], data_dir, HashingEmbedder())
    assert held(data_dir, "나중표식")  # so that the check below can fail
    ingestion.restore(tmp_path / "kept.sqlite", data_dir, HashingEmbedder())
    assert held(data_dir, "나중표식") == []
    assert "global/notice-0.md" in found(data_dir, "파견")


@pytest.mark.parametrize("content", [b"", b"no database at all" * 500, None])
def test_what_is_no_backup_is_refused_and_changes_nothing(
    corpus: Path, data_dir: Path, tmp_path: Path, content: bytes | None
) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    before = (current(data_dir), top_tens(data_dir))
    bad = tmp_path / "bad.sqlite"
    if content is not None:
        bad.write_bytes(content)
    with pytest.raises(UsageError, match=r"bad\.sqlite is no backup .* Nothing was changed"):
        ingestion.restore(bad, data_dir, HashingEmbedder())
    assert (current(data_dir), top_tens(data_dir)) == before


def test_a_damaged_backup_is_refused(corpus: Path, data_dir: Path, tmp_path: Path) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    kept = tmp_path / "kept.sqlite"
    back_up(data_dir, kept)
    content = bytearray(kept.read_bytes())
    content[len(content) // 3 : len(content) // 3 + 8192] = bytes(8192)
    kept.write_bytes(bytes(content))
    with pytest.raises(UsageError, match="is no backup"):
        ingestion.restore(kept, data_dir, HashingEmbedder())
    assert sound_manifest(data_dir) is not None


@pytest.mark.parametrize("at", [0, 3])  # of tenths of its length: its header, a page of it
def test_a_damaged_library_is_named_and_a_backup_takes_its_place(
    corpus: Path, data_dir: Path, tmp_path: Path, at: int
) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    back_up(data_dir, tmp_path / "kept.sqlite")
    tens, path = top_tens(data_dir), data_dir / LIBRARY
    content = bytearray(path.read_bytes())
    start = len(content) * at // 10
    content[start : start + 40_000] = b"\xff" * 40_000
    path.write_bytes(bytes(content))
    with pytest.raises(StorageError, match=r"is damaged .* python -m assistant restore FILE"):
        rebuild(data_dir, HashingEmbedder())
    assert top_tens(data_dir) == tens  # readers do not need the library
    restored = ingestion.restore(tmp_path / "kept.sqlite", data_dir, HashingEmbedder())
    assert restored.embedded == 0
    assert restored.damaged is not None
    assert restored.damaged.read_bytes() == bytes(content)
    assert top_tens(data_dir) == tens


def test_a_backup_never_overwrites_a_file(corpus: Path, data_dir: Path, tmp_path: Path) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    (tmp_path / "there.sqlite").write_text("mine")
    with pytest.raises(UsageError, match="exists already"):
        back_up(data_dir, tmp_path / "there.sqlite")
    assert (tmp_path / "there.sqlite").read_text() == "mine"


def test_restoring_waits_for_no_other_writer(corpus: Path, data_dir: Path, tmp_path: Path) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    back_up(data_dir, tmp_path / "kept.sqlite")
    with writer_lock(data_dir), pytest.raises(LibraryBusyError):
        ingestion.restore(tmp_path / "kept.sqlite", data_dir, HashingEmbedder())


def test_a_damaged_index_is_rebuilt_from_stored_vectors_alone(corpus: Path, data_dir: Path) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    before, tens = current(data_dir), top_tens(data_dir)
    for path in (data_dir / "generations").rglob("data_level0.bin"):
        path.write_bytes(bytes(100))
    embedder = HashingEmbedder()
    assert rebuild(data_dir, embedder) == 0
    assert embedder.embedded == []
    assert current(data_dir) != before
    assert top_tens(data_dir) == tens


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "assistant", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_the_commands_say_what_they_did_and_what_to_do(data_dir: Path, tmp_path: Path) -> None:
    none = run("backup", tmp_path / "b.sqlite", "--data", data_dir)
    assert (none.returncode, none.stdout) == (2, "")
    assert "There is no library" in none.stderr
    assert run("rebuild", "--data", data_dir).returncode == 2
    assert not data_dir.exists()  # asking for a copy of nothing makes nothing
    with Library(data_dir):
        pass
    done = run("backup", tmp_path / "b.sqlite", "--data", data_dir)
    assert (done.returncode, "0 documents, 0 passages" in done.stderr) == (0, True)
    again = run("backup", tmp_path / "b.sqlite", "--data", data_dir)
    assert (again.returncode, "exists already" in again.stderr) == (2, True)


def test_restoring_over_documents_takes_a_word_more(
    corpus: Path, data_dir: Path, tmp_path: Path
) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    back_up(data_dir, tmp_path / "b.sqlite")
    refused = run("restore", tmp_path / "b.sqlite", "--data", data_dir)
    assert refused.returncode == 2
    assert "holds 10 documents" in refused.stderr
    assert "--replace" in refused.stderr


@pytest.mark.proofs
def test_ten_thousand_chunks_are_rebuilt_without_embedding(
    data_dir: Path, tmp_path: Path, proof_table: object
) -> None:
    import time

    sections = [[f"사업{n}", *(f"항목{n}가{m}" for m in range(19))] for n in range(500)]
    for number, words in enumerate(sections):
        write(tmp_path / "many" / "made" / f"notice-{number}.md", notice(*words))
    report = ingest([tmp_path / "many"], data_dir, HashingEmbedder())
    assert report.chunks >= 10_000
    for path in (data_dir / "generations").rglob("*.bin"):
        path.write_bytes(b"")
    embedder = HashingEmbedder()
    started = time.monotonic()
    rebuild(data_dir, embedder)
    seconds = time.monotonic() - started
    with Index.open(data_dir) as index, Library(data_dir) as library:
        hashes = library.text_hashes()
        vectors = library.vectors(embedder.fingerprint, hashes)
        lost = 0
        for chunk, text_hash in list(zip(library.chunks(), hashes, strict=True))[::10]:
            (best, cosine) = index.dense(np.array(vectors[text_hash]), 1)[0]
            lost += best != chunk.chunk_id and cosine < 0.9999
    assert embedder.embedded == []
    assert lost == 0
    proof_table(  # type: ignore[operator]
        "10,000 chunks rebuilt with 0 embedding calls",
        f"{report.chunks} chunks, {len(embedder.embedded)} embedded, {lost} not found, {seconds:.0f} s",
    )
