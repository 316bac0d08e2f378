"""A damaged index is told before it is opened; what stands in answers on, until it is rebuilt."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_index import on_disk, publish_texts, vectors
from test_ingestion import HashingEmbedder

from assistant.adviser import Adviser
from assistant.answerer import ExtractiveAnswerer
from assistant.chat import Assistant, Stages
from assistant.errors import IndexMissingError, UnsoundIndexError
from assistant.faq import PublishedFaqs
from assistant.guard import Guard
from assistant.index import Index, current, publishing, sound_manifest, verify
from assistant.ingestion import ingest
from assistant.retriever import Retriever
from assistant.staff.faqs import Faqs
from assistant.staff.store import Store

Damage = Callable[[Path], None]
TEXTS = [f"글 {n}" for n in range(120)]
FILES = ("manifest.json", "passages.sqlite", "chroma.sqlite3", "data_level0.bin", "header.bin")


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def grown(path: Path) -> None:
    """As Chroma's link lists are found after a kill: hundreds of gigabytes, nearly all of it holes."""
    os.truncate(path, 400 * 2**30)


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def a_bit_flipped(path: Path) -> None:
    """In the middle of what is there: for SQLite in a page's content, where no checksum of its own
    would tell."""
    content = bytearray(path.read_bytes())
    taken = [at for at, byte in enumerate(content) if byte]
    content[taken[len(taken) // 2]] ^= 1
    path.write_bytes(bytes(content))


def overwritten(path: Path) -> None:
    """A sector's worth."""
    with open(path, "r+b") as file:
        file.seek(path.stat().st_size // 3)
        file.write(b"\xde\xad\xbe\xef" * 128)


def gone(path: Path) -> None:
    path.unlink()


def a_directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


EVERY_DAMAGE = (cut, grown, zeroed, emptied, a_bit_flipped, overwritten, gone, a_directory)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data_dir = tmp_path_factory.mktemp("pristine")
    publish_texts(data_dir, TEXTS[:60])
    publish_texts(data_dir, TEXTS)  # more of it: the earlier one stands in
    return data_dir


@pytest.fixture(autouse=True)
def fresh_verifier(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the one that other tests share: here it is what is tested."""
    monkeypatch.setattr(publishing, "Verifier", verify.Verifier)


@pytest.fixture
def data_dir(pristine: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pristine, tmp_path / "data"))


def served(data_dir: Path) -> Path:
    return data_dir / "generations" / str(current(data_dir))


def files_of(generation: Path) -> Iterator[Path]:
    yield from sorted(p for p in generation.rglob("*") if p.is_file() and p.stat().st_size)


@pytest.mark.parametrize("damage", EVERY_DAMAGE)
def test_any_damage_to_any_file_is_told_before_it_is_opened(data_dir: Path, damage: Damage) -> None:
    whole = list(files_of(served(data_dir)))
    assert len(whole) >= 10  # manifest, passages, 5 of BM25, Chroma's SQLite and its vectors
    for path in whole:
        kept = path.with_name("kept")
        shutil.copy2(path, kept)
        damage(path)
        assert sound_manifest(data_dir) is None, f"{path.name} {damage.__name__}"
        path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
        os.rename(kept, path)
    assert sound_manifest(data_dir) is not None


@pytest.mark.proofs
def test_under_every_damage_to_every_file_answers_go_on(
    pristine: Path, tmp_path: Path, proof_table: Callable[[str, str], None]
) -> None:
    """The same by the way that questions take: open, search by both ways, read."""
    query, tried, told, answered = vectors(60)[59], 0, 0, 0
    for path in files_of(served(pristine)):
        for damage in EVERY_DAMAGE:
            data_dir = Path(shutil.copytree(pristine, tmp_path / str(tried)))
            tried += 1
            damage(data_dir / path.relative_to(pristine))
            with Index.open(data_dir) as index:
                told += index.damage is not None
                best = index.dense(query, 1)[0][0]
                answered += index.lexical(["59"], 1)[0][0] == best == index.chunk(best).chunk_id
            shutil.rmtree(data_dir)
    proof_table(
        ">= 20 kinds of damage to an index: told before opening, answered from what stands in",
        f"{tried} ({len(EVERY_DAMAGE)} to each of {tried // len(EVERY_DAMAGE)} files): "
        f"{told} told, {answered} answered",
    )
    assert tried >= 20
    assert told == answered == tried


@pytest.mark.parametrize("name", FILES)
def test_the_generation_before_answers_in_place_of_a_damaged_one(data_dir: Path, name: str) -> None:
    (path,) = served(data_dir).rglob(name)
    a_bit_flipped(path)
    with Index.open(data_dir) as index:
        assert index.manifest.chunks == 60  # of 120
        assert index.damage is not None
        assert name in index.damage
        assert index.lexical(["59"], 1)[0][0] == index.dense(vectors(60)[59], 1)[0][0]


@pytest.mark.parametrize("written", [None, b"", b"\xff\x00\x80", b"../../etc\n", b"20260101T0"])
def test_a_damaged_pointer_costs_nothing_that_was_published(
    data_dir: Path, written: bytes | None
) -> None:
    pointer = data_dir / "CURRENT"
    pointer.unlink() if written is None else pointer.write_bytes(written)
    assert current(data_dir) is None
    with Index.open(data_dir) as index:
        assert index.manifest.chunks == 120  # the newest
        assert index.damage == "CURRENT is damaged or missing"


def test_publishing_over_a_damaged_index_keeps_what_stands_in_until_the_switch(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(served(data_dir) / "manifest.json")
    with monkeypatch.context() as patched:
        patched.setattr(publishing, "build_dense", lambda *_: 1 / 0)
        with pytest.raises(UnsoundIndexError, match="python -m assistant rebuild"):
            publish_texts(data_dir, TEXTS)
    with Index.open(data_dir) as index:
        assert index.manifest.chunks == 60
    fresh = publish_texts(data_dir, TEXTS)
    assert on_disk(data_dir) == {fresh, f"{fresh}-spare"}
    with Index.open(data_dir) as index:
        assert index.damage is None


def test_where_nothing_is_sound_the_error_names_the_rebuild(data_dir: Path) -> None:
    for generation in (data_dir / "generations").iterdir():
        gone(generation / "passages.sqlite")
    with pytest.raises(IndexMissingError, match="python -m assistant rebuild"):
        Index.open(data_dir)


def test_a_second_copy_stands_in_where_the_generation_before_had_to_go(tmp_path: Path) -> None:
    publish_texts(tmp_path, ["사라질 글"])
    publish_texts(tmp_path, TEXTS)
    zeroed(served(tmp_path) / "bm25" / "data.csc.index.npy")
    with Index.open(tmp_path) as index:
        assert index.manifest.chunks == 120  # the same content
        assert "data.csc.index.npy" in str(index.damage)


# --- The check before a switch -----------------------------------------------------------------


def without_a_vector(building: Path) -> None:
    """As Chroma loses them: the id is listed, and no search finds it."""
    (header,) = building.rglob("header.bin")
    level = header.with_name("data_level0.bin")
    content = bytearray(level.read_bytes())
    content[len(content) // 4 : len(content) // 2] = bytes(len(content) // 4)
    level.write_bytes(bytes(content))


def without_words(building: Path) -> None:
    shutil.rmtree(building / "bm25")
    (building / "bm25").mkdir()


def without_a_passage(building: Path) -> None:
    db = sqlite3.connect(building / "passages.sqlite")
    db.execute("DELETE FROM chunks WHERE position = 7")
    db.commit()
    db.close()


def crashing(building: Path) -> None:
    for path in building.rglob("*.bin"):
        path.write_bytes(os.urandom(path.stat().st_size))


@pytest.mark.parametrize("fault", [without_a_vector, without_words, without_a_passage, crashing])
def test_an_index_that_was_built_wrong_is_never_switched_to(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, fault: Damage
) -> None:
    before = current(data_dir)
    build = publishing.build_dense

    def build_wrong(folder: Path, *rest: object) -> list[int]:
        rows = build(folder, *rest)  # type: ignore[arg-type]
        fault(folder.parent)
        return rows

    monkeypatch.setattr(publishing, "build_dense", build_wrong)
    with pytest.raises(UnsoundIndexError, match="could not be published"):
        publish_texts(data_dir, [*TEXTS, "하나 더"])
    assert current(data_dir) == before
    assert before in on_disk(data_dir)
    with Index.open(data_dir) as index:
        assert index.damage is None


def test_a_check_that_hangs_is_ended(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "_SECONDS", 0.01)
    before = current(data_dir)
    with pytest.raises(UnsoundIndexError, match="broke down or hung"):
        publish_texts(data_dir, TEXTS)
    assert current(data_dir) == before


# --- Damage while questions are answered -------------------------------------------------------


def test_a_question_is_answered_though_its_index_was_damaged_while_it_was_open(
    tmp_path: Path,
) -> None:
    embedder = HashingEmbedder()
    # each document larger than what SQLite keeps of the file in memory
    filler = "\n\n".join(["줄 " + "―" * 1000] * 1000)  # 3 bytes each, and one word
    notice = (
        "# {0} 공고\n\n## 지원 금액\n\n{0} 사업의 지원 금액은 기업당 3억 원입니다.\n\n" + filler
    )
    for word in ("파견", "수출", "설비"):
        path = tmp_path / "corpus" / word / "notice.md"
        path.parent.mkdir(parents=True)
        path.write_text(notice.format(word), encoding="utf-8")
        ingest([tmp_path / "corpus"], tmp_path / "data", embedder)  # twice more: so one stands in

    def open_stages() -> Stages:
        index = Index.open(tmp_path / "data")
        retriever = Retriever(index, embedder, [], 4, 20)
        adviser, answerer = Adviser(index, (), ()), ExtractiveAnswerer([])
        return Stages(index, retriever, adviser, answerer, (), (), lambda served: no_faqs)

    no_faqs = PublishedFaqs((), lambda document_id: pytest.fail(document_id), embedder, (), str)
    desk = Faqs(Store(tmp_path / "data"), second_person=True)
    assistant = Assistant(tmp_path / "data", Guard(1000), open_stages, desk)
    assert assistant.stands_in is None
    os.truncate(served(tmp_path / "data") / "passages.sqlite", 8192)
    answer = assistant.reply("파견 사업의 지원 금액은 얼마인가요?")
    assert answer.status == "answered"
    assert "3억 원" in answer.answer
    assert assistant.stands_in is not None
