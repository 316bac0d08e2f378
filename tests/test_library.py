"""The library keeps what it was given, forgets what it was told to, and has one writer."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import DocumentMissingError, LibraryBusyError, UsageError
from assistant.library import Counts, Library, writer_lock
from assistant.record import Bilingual, Record
from assistant.schema import Chunk, Document, ProgrammeNames

SPAWN = multiprocessing.get_context("spawn")


def notice(document_id: str = "grants/notice.md", text: str = "# 공고\n\n5억 원") -> Document:
    return Document(
        document_id=document_id,
        title="공고",
        language="ko",
        format="markdown",
        text=text,
        sha256="ab" * 32,
        programme="grants",
        pages=(0, 5),
        url="https://example.go.kr/1",
    )


def chunks_of(document: Document, *texts: str) -> list[Chunk]:
    return [
        Chunk(f"{document.document_id}#{n}", document.document_id, ("공고", "금액"), n, text, n + 1)
        for n, text in enumerate(texts)
    ]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path) as library:
        yield library


def test_documents_and_chunks_come_back_as_they_were_stored(library: Library) -> None:
    document = notice()
    chunks = chunks_of(document, "5억 원", "3년")
    assert library.replace_document(document, chunks, ["h1", "h2"], "reading") == 1
    assert library.documents() == [document]
    assert library.document("grants/notice.md") == document
    assert library.chunks() == chunks
    assert library.chunks("grants/notice.md") == chunks
    assert library.chunks("other.md") == []
    assert library.text_hashes() == ["h1", "h2"]
    assert library.readings() == {"grants/notice.md": ("ab" * 32, "reading")}


def test_a_replaced_document_gets_the_next_version_and_only_its_new_chunks(
    library: Library,
) -> None:
    first = notice()
    library.replace_document(first, chunks_of(first, "a", "b"), ["ha", "hb"], "r")
    second = notice(text="changed")
    assert library.replace_document(second, chunks_of(second, "c"), ["hc"], "r") == 2
    assert library.counts() == Counts(documents=1, chunks=1, vectors=0)
    assert library.document("grants/notice.md").text == "changed"


def test_a_missing_document_is_named(library: Library) -> None:
    with pytest.raises(DocumentMissingError, match=r"nowhere\.md"):
        library.document("nowhere.md")
    with pytest.raises(DocumentMissingError, match=r"nowhere\.md"):
        library.remove_document("nowhere.md")


def test_vectors_are_kept_by_model_and_text_and_go_with_the_last_chunk_that_uses_them(
    library: Library,
) -> None:
    one, two = notice("one.md"), notice("two.md")
    library.replace_document(one, chunks_of(one, "x", "y"), ["hx", "hy"], "r")
    library.replace_document(two, chunks_of(two, "x"), ["hx"], "r")  # the same text again
    assert library.missing_hashes("model-a") == {"hx", "hy"}

    vector = np.array([0.6, 0.8], np.float32)
    library.add_vectors("model-a", {"hx": vector, "hy": -vector})
    assert library.missing_hashes("model-a") == set()
    assert library.missing_hashes("model-b") == {"hx", "hy"}
    found = library.vectors("model-a", ["hx", "unknown"])
    assert list(found) == ["hx"]
    np.testing.assert_array_equal(found["hx"], vector)

    library.remove_document("one.md")
    library.remove_unused_vectors()  # hy was of one.md alone; hx is of two.md too
    assert set(library.vectors("model-a", ["hx", "hy"])) == {"hx"}


def test_a_transaction_that_fails_leaves_nothing(library: Library) -> None:
    def store_and_fail() -> None:
        with library.transaction():
            library.replace_document(notice(), chunks_of(notice(), "a"), ["ha"], "r")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        store_and_fail()
    assert library.counts() == Counts(documents=0, chunks=0, vectors=0)


def test_chunks_without_hashes_are_refused_whole(library: Library) -> None:
    document = notice()
    with pytest.raises(ValueError, match="zip"):
        library.replace_document(document, chunks_of(document, "a", "b"), ["ha"], "r")
    assert library.documents() == []


def test_the_fingerprint_changes_with_the_content_and_not_with_reopening(tmp_path: Path) -> None:
    document = notice()
    with Library(tmp_path) as library:
        empty = library.fingerprint()
        library.replace_document(document, chunks_of(document, "a"), ["ha"], "r")
        one = library.fingerprint()
    with Library(tmp_path) as library:
        assert library.fingerprint() == one
        library.replace_document(document, chunks_of(document, "b"), ["hb"], "r")
        assert len({empty, one, library.fingerprint()}) == 3


def test_the_names_of_programmes_are_kept_and_are_part_of_the_fingerprint(tmp_path: Path) -> None:
    names = Bilingual(ko="보조금", en="Grants")
    record = Record(id="grants", folder="grants", names=names, aliases=("지원금",))
    with Library(tmp_path) as library:
        empty = library.fingerprint()
        assert library.programmes() == []
        library.set_records([])
        assert library.fingerprint() == empty
        library.set_records([record])
    with Library(tmp_path) as library:
        assert library.records() == [record]
        assert library.programmes() == [
            ProgrammeNames("grants", "grants", "보조금", "Grants", ("지원금",))
        ]
        assert library.fingerprint() != empty


def test_removed_text_leaves_the_file_and_its_log(tmp_path: Path) -> None:
    # long enough for overflow pages, short enough for one page, and a replaced version
    for marker in ("짧은표식 " * 3, "긴표식입니다 " * 5000):
        word = marker.split()[0].encode()
        with Library(tmp_path) as library:
            document = notice(text=marker)
            library.replace_document(document, chunks_of(document, marker), ["h"], "r")
            library.replace_document(notice("stays.md"), [], [], "r")
            library.empty_log()
            assert word in (tmp_path / "library.sqlite").read_bytes()  # the check can fail
            library.replace_document(notice(), [], [], "r")
            library.empty_log()
            held = [path for path in tmp_path.rglob("*") if word in path.read_bytes()]
            assert held == []


def test_the_settings_that_keep_a_commit_are_on(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        pragmas = {
            name: library._db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
    # synchronous 2 is FULL
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
    }


def test_a_library_of_another_schema_is_refused_untouched(tmp_path: Path) -> None:
    Library(tmp_path).close()
    with sqlite3.connect(tmp_path / "library.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(UsageError, match="schema 99"):
        Library(tmp_path)


def _hold_the_lock(data_dir: Path, pipe: Connection) -> None:
    with writer_lock(data_dir):
        pipe.send(os.getpid())
        pipe.recv()


def test_a_second_writer_is_told_who_holds_the_lock_until_it_is_killed(tmp_path: Path) -> None:
    ours, theirs = SPAWN.Pipe()
    holder = SPAWN.Process(target=_hold_the_lock, args=(tmp_path, theirs))
    holder.start()
    try:
        assert ours.poll(60), "the other process did not start"
        pid = ours.recv()
        with pytest.raises(LibraryBusyError, match=rf"pid {pid}.*--data"), writer_lock(tmp_path):
            pass
    finally:
        holder.kill()
        holder.join()
    with writer_lock(tmp_path):  # its death gave the lock back
        assert (tmp_path / "writer.lock").read_text() == str(os.getpid())
    with writer_lock(tmp_path):
        pass
