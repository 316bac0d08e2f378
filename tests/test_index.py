"""A generation finds everything, never changes under a reader, and is told when damaged."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import DocumentMissingError, IndexMissingError
from assistant.index import Index, current, prune, publish, settle, sound_manifest
from assistant.index.dense import Vectors
from assistant.index.generation import DENSE, check_files
from assistant.record import Bilingual, Record, Track
from assistant.schema import Chunk, Document, ProgrammeNames

SIZE = 16


def document(number: int, text: str = "본문") -> Document:
    return Document(
        document_id=f"사업{number % 3}/notice-{number}.md",
        title=f"공고 {number}",
        language="ko" if number % 2 else "en",
        format="markdown",
        text=text,
        sha256=f"{number:064d}",
        programme=None if number == 0 else f"사업{number % 3}",
        pages=(0, 7),
    )


def chunk(of: Document, n: int, text: str) -> Chunk:
    return Chunk(f"{of.document_id}#{n}", of.document_id, ("지원 내용",), n, text, page=1)


def vectors(count: int, seed: int = 0) -> Vectors:
    drawn = np.random.default_rng(seed).normal(size=(count, SIZE)).astype(np.float32)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    return drawn


def publish_texts(
    data_dir: Path,
    texts: Sequence[str],
    per_document: int = 2,
    seed: int = 0,
    records: Sequence[Record] = (),
) -> str:
    """A document for every `per_document` texts, a chunk for each text, its words as tokens."""
    documents, chunks = [], []
    for number, at in enumerate(range(0, len(texts), per_document)):
        mine = texts[at : at + per_document]
        documents.append(document(number, "\n".join(mine)))
        chunks += [chunk(documents[-1], n, text) for n, text in enumerate(mine)]
    return publish(
        data_dir,
        documents,
        chunks,
        vectors(len(texts), seed),
        [text.split() for text in texts],
        records,
        np.zeros((sum(len(list(r.search_texts())) for r in records), 8), np.float32),
        model="test-model",
        fingerprint="content-1",
    )


TEXTS = ["연구 인력 파견", "파견 기간 3년", "수출 지원 금액", "global partner support"]


def held(data_dir: Path, word: str) -> list[str]:
    files = (path for path in data_dir.rglob("*") if path.is_file())
    return [str(path) for path in files if word.encode() in path.read_bytes()]


def on_disk(data_dir: Path) -> set[str]:
    return {path.name for path in (data_dir / "generations").iterdir()}


def test_without_an_index_the_error_says_what_to_run(tmp_path: Path) -> None:
    assert current(tmp_path) is None
    with pytest.raises(IndexMissingError, match=r"Run: python ingest\.py"):
        Index.open(tmp_path)


def test_documents_and_chunks_come_back_as_they_were_published(tmp_path: Path) -> None:
    generation = publish_texts(tmp_path, TEXTS)
    with Index.open(tmp_path) as index:
        assert index.generation == generation == current(tmp_path)
        assert index.model == "test-model"
        first = document(0, "연구 인력 파견\n파견 기간 3년")
        assert index.document("사업0/notice-0.md") == first
        assert [d.document_id for d in index.documents()] == [
            "사업0/notice-0.md",
            "사업1/notice-1.md",
        ]
        assert index.chunks_of("사업0/notice-0.md") == [
            chunk(first, 0, "연구 인력 파견"),
            chunk(first, 1, "파견 기간 3년"),
        ]
        asked = ["사업1/notice-1.md#1", "사업0/notice-0.md#0"]
        assert [c.chunk_id for c in index.chunks(asked)] == asked
        assert index.chunk(asked[0]).text == "global partner support"
        with pytest.raises(DocumentMissingError, match="nowhere"):
            index.document("nowhere")


def record(programme: str, ko: str, en: str) -> Record:
    return Record(id=programme, folder=programme, names=Bilingual(ko=ko, en=en))


def test_the_names_of_programmes_come_back_in_their_order(tmp_path: Path) -> None:
    records = [
        Record(
            id="사업1",
            folder="사업1",
            names=Bilingual(ko="수출 지원 사업", en="Export Support"),
            aliases=("수출사업", "ES"),
            tracks=(Track(id="us", names=Bilingual(ko="미국 트랙", en="US track")),),
        ),
        record("사업0", "연구인력 파견", "Research Dispatch"),
    ]
    publish_texts(tmp_path, TEXTS, records=records)
    with Index.open(tmp_path) as index:
        assert index.records == tuple(records)
        assert index.programmes == (
            ProgrammeNames(
                "사업1", "사업1", "수출 지원 사업", "Export Support", ("수출사업", "ES")
            ),
            ProgrammeNames("사업1/us", "사업1", "미국 트랙", "US track"),
            ProgrammeNames("사업0", "사업0", "연구인력 파견", "Research Dispatch"),
        )


def test_a_name_that_was_taken_away_leaves_the_disk(tmp_path: Path) -> None:
    kept = record("사업0", "연구인력 파견", "Research Dispatch")
    gone = record("사업1", "사라진이름", "Gone")
    first = publish_texts(tmp_path, TEXTS, records=[kept])
    second = publish_texts(tmp_path, TEXTS, records=[kept, gone])
    assert on_disk(tmp_path) == {first, second}  # a name more
    assert held(tmp_path, "사라진이름")  # so that the check below can fail
    third = publish_texts(tmp_path, TEXTS, records=[kept])
    assert on_disk(tmp_path) == {third, f"{third}-spare"}
    assert held(tmp_path, "사라진이름") == []


def test_dense_search_ranks_by_cosine_and_can_be_kept_to_documents(tmp_path: Path) -> None:
    texts = [f"글 {n}" for n in range(40)]
    publish_texts(tmp_path, texts)
    every, query = vectors(40), vectors(1, seed=9)[0]
    ids = [f"사업{d % 3}/notice-{d}.md#{n}" for d in range(20) for n in range(2)]
    cosines = every @ query  # both are of length 1
    by_hand = [(ids[i], cosines[i]) for i in np.argsort(-cosines)]
    with Index.open(tmp_path) as index:
        found = index.dense(query, 10)
        assert [i for i, _ in found] == [i for i, _ in by_hand[:10]]
        np.testing.assert_allclose(
            [score for _, score in found], [s for _, s in by_hand[:10]], atol=1e-5
        )
        only = {"사업1/notice-4.md", "사업2/notice-5.md"}
        assert [i for i, _ in index.dense(query, 10, only)] == [
            i for i, _ in by_hand if i.split("#")[0] in only
        ]
        assert index.dense(query, 10, []) == []
        assert len(index.dense(query, 100)) == 40


def test_a_thousand_equal_texts_hide_no_other_from_the_search(tmp_path: Path) -> None:
    """HNSW joins equal vectors to one another and loses the way to the rest: 12 of 167 were lost."""
    every = vectors(3000)
    every[100:1100] = every[100]
    of = document(0, "본문")
    chunks = [chunk(of, n, "본문") for n in range(3000)]
    publish(
        tmp_path, [of], chunks, every, [["본문"]] * 3000, [], every[:0], "test-model", "content-1"
    )
    with Index.open(tmp_path) as index:
        for n in (*range(0, 100, 5), *range(1100, 3000, 20)):
            assert index.dense(every[n], 1)[0][0] == chunks[n].chunk_id
        assert index.dense(every[700], 1)[0] == (chunks[100].chunk_id, pytest.approx(1, abs=1e-5))
        assert len(index.chunks_of(of.document_id)) == 3000


def test_lexical_search_ranks_shared_words_and_leaves_out_the_rest(tmp_path: Path) -> None:
    publish_texts(tmp_path, TEXTS)
    with Index.open(tmp_path) as index:
        # both have 파견; the first has 인력 too
        found = index.lexical(["파견", "인력"], 10)
        assert [i for i, _ in found] == ["사업0/notice-0.md#0", "사업0/notice-0.md#1"]
        assert found[0][1] > found[1][1] > 0
        assert index.lexical(["파견", "인력"], 1) == found[:1]
        assert index.lexical(["파견"], 10, {"사업1/notice-1.md"}) == []
        assert index.lexical(["없는말"], 10) == []
        assert index.lexical([], 10) == []
        # beside the question's words, a conversation's count in part
        plain = dict(index.lexical(["파견"], 10))
        beside = dict(index.lexical(["파견"], 10, beside=[(0.5, ["파견"])]))
        assert beside == pytest.approx({i: 1.5 * score for i, score in plain.items()})


def test_within_documents_a_word_weighs_by_how_rare_it_is_among_their_chunks(
    tmp_path: Path,
) -> None:
    # The first document's two chunks hold 누리; no other does, so among all it tells the most. 정산
    # is in one of the two and in many others.
    texts = ["누리 누리 신청", "누리 정산", *["정산 지급"] * 10]
    publish_texts(tmp_path, texts)
    asked, first = ["누리", "정산"], "사업0/notice-0.md"
    with Index.open(tmp_path) as index:
        everywhere = dict(index.lexical(asked, 10))
        within = dict(index.lexical(asked, 10, {first}))
        assert set(within) == {f"{first}#0", f"{first}#1"}
        # lucene's idf among two chunks: of 누리 ln(1 + .5/2.5) = .18, of 정산 ln(1 + 1.5/1.5) = .69
        assert within[f"{first}#1"] / within[f"{first}#0"] > 2
        assert everywhere[f"{first}#1"] / everywhere[f"{first}#0"] < 1.2
        # a word of weight .5 beside the question's counts half
        alone = dict(index.lexical(["누리"], 10, {first}))
        half = dict(index.lexical(["누리"], 10, {first}, beside=[(0.5, ["누리"])]))
        assert half == pytest.approx({i: 1.5 * score for i, score in alone.items()})


@pytest.mark.parametrize("texts", [[], ["", ""], ["하나"]])
def test_an_index_of_next_to_nothing_opens_and_answers(tmp_path: Path, texts: list[str]) -> None:
    publish_texts(tmp_path, texts)
    with Index.open(tmp_path) as index:
        assert len(index.dense(vectors(1)[0], 5)) == len(texts)
        assert index.lexical(["하나"], 5) == [] or texts == ["하나"]
        assert index.manifest.chunks == len(texts)


def test_a_reader_keeps_its_generation_until_it_opens_again(tmp_path: Path) -> None:
    texts = [f"옛글{n} 함께" for n in range(200)]
    old = publish_texts(tmp_path, texts)
    reader = Index.open(tmp_path)
    new = publish_texts(tmp_path, ["새글 함께"], seed=5)
    assert current(tmp_path) == new != reader.generation == old
    assert held(tmp_path, "옛글") == []  # its text has left the disk at once
    # Chroma's part stays for the reader: it opens its file again when several searches meet
    assert (tmp_path / "generations" / old / "chroma" / "chroma.sqlite3").exists()

    every, failures = vectors(200), []

    def search(start: int) -> None:
        for i in range(start, 200, 8):
            document_id = f"사업{(i // 2) % 3}/notice-{i // 2}.md"
            dense = reader.dense(every[i], 1, {document_id})
            lexical = reader.lexical([f"옛글{i}"], 1)
            text = reader.chunk(dense[0][0]).text
            if not (dense[0][0] == lexical[0][0] and text == texts[i]):
                failures.append((i, dense, lexical, text))

    threads = [threading.Thread(target=search, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []

    with Index.open(tmp_path) as again:
        assert again.generation == new
        assert again.lexical(["함께"], 5)[0][0] == "사업0/notice-0.md#0"
    reader.close()
    assert on_disk(tmp_path) == {new, f"{new}-spare"}


def test_a_closed_or_dropped_reader_lets_go_of_every_file(tmp_path: Path) -> None:
    def open_files() -> list[str]:
        links = Path("/proc/self/fd")
        names = [os.readlink(link) for link in links.iterdir() if link.is_symlink()]
        return [name for name in names if str(tmp_path) in name]

    publish_texts(tmp_path, TEXTS)
    closed, dropped = Index.open(tmp_path), Index.open(tmp_path)
    assert open_files()
    closed.close()
    closed.close()  # twice does no harm
    del dropped
    until = time.monotonic() + 5
    while open_files() and time.monotonic() < until:  # Chroma closes its own in a thread: 6 ms
        time.sleep(0.01)
    assert open_files() == []


def test_reading_changes_no_file_that_is_checked(tmp_path: Path) -> None:
    for count in (1, 99, 1001):  # below, at and above Chroma's own thresholds
        publish_texts(tmp_path, [f"글{n}" for n in range(count)])
        for _ in range(2):
            with Index.open(tmp_path) as index:
                index.dense(vectors(1)[0], 3)
        assert sound_manifest(tmp_path) is not None


def test_the_generation_before_stands_in_while_all_its_text_is_still_there_else_a_second_copy(
    tmp_path: Path,
) -> None:
    first = publish_texts(tmp_path, TEXTS[:2])
    assert on_disk(tmp_path) == {first, f"{first}-spare"}
    second = publish_texts(tmp_path, TEXTS)  # adds a document
    assert on_disk(tmp_path) == {first, second}
    third = publish_texts(tmp_path, TEXTS)  # the same texts
    assert on_disk(tmp_path) == {second, third}
    assert held(tmp_path, "수출")  # so that the check below can fail
    fourth = publish_texts(tmp_path, TEXTS[:2])  # one document less
    assert on_disk(tmp_path) == {fourth, f"{fourth}-spare"}
    assert held(tmp_path, "수출") == []


def test_the_vector_files_hold_nothing_beyond_their_vectors(tmp_path: Path) -> None:
    publish_texts(tmp_path / "first", TEXTS)  # loads Chroma
    freed = [b"ZQXMARK" * 3000 for _ in range(500)]  # about what Chroma asks for next
    del freed
    generation = publish_texts(tmp_path, TEXTS)  # 4 vectors; Chroma makes room for 100
    for name, places in (("data_level0.bin", 100), ("length.bin", 100)):
        (path,) = (tmp_path / "generations" / generation).rglob(name)
        content = path.read_bytes()
        used = len(content) // places * len(TEXTS)
        assert any(content[:used])
        assert not any(content[used:]), f"{name} holds {content[used:].strip(bytes(1))[:40]!r}"


def test_a_second_copy_that_a_killed_writer_did_not_come_to_is_made_by_the_next(
    tmp_path: Path,
) -> None:
    generation = publish_texts(tmp_path, TEXTS)
    shutil.rmtree(tmp_path / "generations" / f"{generation}-spare")
    settle(tmp_path)
    assert on_disk(tmp_path) == {generation, f"{generation}-spare"}
    shutil.rmtree(tmp_path / "generations" / generation / "bm25")
    with Index.open(tmp_path) as index:
        assert index.damage is not None
        assert index.lexical(["수출"], 1)


def test_a_second_copy_made_while_a_reader_notes_itself_is_whole(tmp_path: Path) -> None:
    publish_texts(tmp_path, ["사라질 글"])
    generation = publish_texts(tmp_path, ["글 하나", "글 둘"])
    spare = tmp_path / "generations" / f"{generation}-spare"
    shutil.rmtree(spare)
    chroma = tmp_path / "generations" / generation / DENSE / "chroma.sqlite3"
    with closing(sqlite3.connect(chroma)) as reader:
        reader.execute("INSERT INTO acquire_write (lock_status) VALUES (1)")  # not yet committed
        assert chroma.with_name("chroma.sqlite3-journal").exists()
        settle(tmp_path)
    files = {f.relative_to(spare).as_posix() for f in spare.rglob("*") if f.is_file()}
    assert files == {*check_files(spare).files, "manifest.json"}


def test_what_a_killed_writer_left_is_cleared_away(tmp_path: Path) -> None:
    generation = publish_texts(tmp_path, TEXTS)
    left = tmp_path / "generations" / "building-20260101T000000Z-abcdef"
    left.mkdir()
    (left / "passages.sqlite").write_text("half")
    prune(tmp_path)
    assert on_disk(tmp_path) == {generation, f"{generation}-spare"}
