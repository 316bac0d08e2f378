"""Ingesting mirrors the files given: what changed is read, what is new is embedded, once."""

from __future__ import annotations

import ast
import hashlib
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from fixtures_documents import docx_notice, hangul_notice, pdf_notice

import assistant
from assistant import ingestion
from assistant.config import settings
from assistant.embedder import Progress, Vectors
from assistant.errors import (
    DuplicateDocumentError,
    LibraryBusyError,
    UnsoundIndexError,
    UsageError,
)
from assistant.index import Index, current
from assistant.ingestion import find_files, ingest, may_seed
from assistant.library import Library, writer_lock
from assistant.ranking import lexical_tokens


class HashingEmbedder:
    """Adds up a pseudo-random vector for each token: texts that share words are near."""

    dimensions = 32

    def __init__(self, fingerprint: str = "hashing-32") -> None:
        self.fingerprint = fingerprint
        self.embedded: list[str] = []

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self.embedded += texts
        if progress is not None:
            progress(len(texts), len(texts))
        return self.embed_queries(texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return np.array([self.embed_query(text) for text in texts], np.float32)

    def embed_query(self, text: str) -> Vectors:
        total = np.zeros(self.dimensions, np.float32)
        for token in lexical_tokens(text):
            seed = int.from_bytes(hashlib.sha256(token.encode()).digest()[:8], "big")
            total += np.random.default_rng(seed).normal(size=self.dimensions).astype(np.float32)
        return total / np.linalg.norm(total)


def paragraph(word: str) -> str:
    """30 words: a chunk each when chunks hold at most 40."""
    return " ".join([f"{word} 지원 사업의 신청 자격과 절차를"] * 5)


def notice(*words: str) -> str:
    sections = [f"## {word} 안내\n\n{paragraph(word)}\n" for word in words]
    return f"# {words[0]} 공고\n\n" + "\n".join(sections)


def record(steps: list[tuple[str, int, int]], step: str, done: int, total: int) -> None:
    steps.append((step, done, total))


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "chunk_tokens", 40)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    write(corpus / "dispatch" / "notice.ko.md", notice("파견", "인건비", "복귀"))
    write(corpus / "global" / "call.ko.md", notice("공동연구", "해외기관", "정산"))
    write(corpus / "global" / "faq.txt", "질문과 답변\n\n접수 기간은 5월 3일까지입니다.\n")
    return corpus


RECORD = """\
programmes:
  - id: global
    names: {ko: 글로벌 협력 사업, en: Global Program}
    aliases: [글로벌사업]
    tracks:
      - id: us
        names: {ko: 미국 트랙, en: US track}
"""


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def state(data_dir: Path) -> dict[str, tuple[int, bytes]]:
    """Name -> (time of last write, content) of all that ingesting may write but for its lock."""
    return {
        str(path.relative_to(data_dir)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in data_dir.rglob("*")
        if path.is_file() and path.name != "writer.lock"
    }


def found(data_dir: Path, words: str) -> list[str]:
    """Documents of the chunks that hold `words`, by either search."""
    with Index.open(data_dir) as index:
        dense = index.dense(HashingEmbedder().embed_query(words), 50)
        lexical = index.lexical(lexical_tokens(words), 50)
        chunks = index.chunks(sorted({chunk_id for chunk_id, _ in dense + lexical}))
    return sorted({chunk.document_id for chunk in chunks if words in chunk.text})


def holding(data_dir: Path, word: str) -> list[str]:
    files = (path for path in data_dir.rglob("*") if path.is_file())
    return [str(path) for path in files if word.encode() in path.read_bytes()]


def test_a_first_run_adds_every_file_and_each_text_finds_itself(
    corpus: Path, data_dir: Path
) -> None:
    embedder = HashingEmbedder()
    report = ingest([corpus], data_dir, embedder)
    assert report.added == ("dispatch/notice.ko.md", "global/call.ko.md", "global/faq.txt")
    assert (report.updated, report.unchanged, report.removed, report.failed) == ((), (), (), ())
    assert report.embedded == len(embedder.embedded) == report.chunks
    with Library(data_dir) as library, Index.open(data_dir) as index:
        assert index.documents() == library.documents()
        assert index.model == "hashing-32"
        for document in index.documents():
            assert document.programme == document.document_id.split("/")[0]
            assert index.chunks_of(document.document_id) == library.chunks(document.document_id)
    assert found(data_dir, "인건비") == ["dispatch/notice.ko.md"]


def test_a_second_run_of_the_same_files_writes_nothing_and_embeds_nothing(
    corpus: Path, data_dir: Path
) -> None:
    first = ingest([corpus], data_dir, HashingEmbedder())
    before, embedder = state(data_dir), HashingEmbedder()
    second = ingest([corpus], data_dir, embedder)
    assert state(data_dir) == before
    assert embedder.embedded == []
    assert second.unchanged == first.added
    assert second.added == second.updated == second.removed == ()
    assert (second.embedded, second.chunks) == (0, first.chunks)


def test_an_edited_paragraph_embeds_its_own_chunk_alone(corpus: Path, data_dir: Path) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    path = corpus / "dispatch" / "notice.ko.md"
    write(path, path.read_text(encoding="utf-8").replace(paragraph("인건비"), paragraph("식비")))
    embedder = HashingEmbedder()
    report = ingest([corpus], data_dir, embedder)
    assert report.updated == ("dispatch/notice.ko.md",)
    assert report.embedded == 1
    assert ["식비" in text for text in embedder.embedded] == [True]
    assert found(data_dir, "식비") == ["dispatch/notice.ko.md"]
    assert found(data_dir, "인건비 지원") == []  # the heading still says 인건비


def test_a_removed_file_leaves_results_library_and_every_byte_of_the_disk(
    corpus: Path, data_dir: Path
) -> None:
    secret = corpus / "dispatch" / "secret.ko.md"
    write(secret, notice("홍길동표식") + "\n\n" + paragraph("ZQXMARK"))
    ingest([corpus], data_dir, HashingEmbedder())
    assert found(data_dir, "홍길동표식") == ["dispatch/secret.ko.md"]
    for word in ("홍길동표식", "zqxmark", "dispatch/secret"):
        assert holding(data_dir, word), word  # so that the check below can fail
    secret.unlink()
    report = ingest([corpus], data_dir, HashingEmbedder())
    assert report.removed == ("dispatch/secret.ko.md",)
    assert report.embedded == 0
    assert found(data_dir, "홍길동표식") == []
    with Library(data_dir) as library:
        assert "dispatch/secret.ko.md" not in library.readings()
    for word in ("홍길동표식", "홍길", "ZQXMARK", "zqxmark", "dispatch/secret"):
        assert holding(data_dir, word) == [], word


@pytest.mark.proofs
def test_a_marker_in_every_format_is_in_no_byte_once_its_documents_are_removed(
    corpus: Path, data_dir: Path, proof_table: Callable[[str, str], None]
) -> None:
    for n in range(200):
        write(corpus / "global" / f"other-{n}.md", notice(f"안내{n}", f"항목{n}"))
    marked = corpus / "marked"
    marked.mkdir()
    for suffix, make in (("docx", docx_notice), ("hwpx", hangul_notice), ("hwp", hangul_notice)):
        make(marked / f"notice.{suffix}")
    pdf_notice(marked / "notice.pdf")
    write(marked / "notice.html", f"<h1>공고</h1><p>{paragraph('ZQXMARK')}</p>")
    write(marked / "notice.md", notice("ZQXMARK"))
    ingest([corpus], data_dir, HashingEmbedder())
    with Library(data_dir) as library:
        words = {"marked/notice", "ZQXMARK", "zqxmark"}
        for key in library.readings():
            if key.startswith("marked/"):  # the longest words of each, in no other document
                words |= set(sorted(library.document(key).text.split(), key=len)[-5:])
    others = " ".join(p.read_text(encoding="utf-8") for p in corpus.glob("[!m]*/*"))
    words = {word for word in words if word not in others}
    held = sum(bool(holding(data_dir, word)) for word in words)
    shutil.rmtree(marked)
    with Index.open(data_dir):  # a reader that goes over to the new one only later
        report = ingest([corpus], data_dir, HashingEmbedder())
    ingest([corpus], data_dir, HashingEmbedder())
    left = sum(len(holding(data_dir, word)) for word in words)
    proof_table(
        "A planted marker is in 0 bytes after its document was removed and published",
        f"{len(report.removed)} documents removed of {report.chunks} chunks' library, {len(words)} "
        f"words, {held} of them held before; files that hold one after: {left}",
    )
    assert held == len(words) >= 6
    assert left == 0


def test_text_that_an_edit_took_out_leaves_the_disk_too(corpus: Path, data_dir: Path) -> None:
    path = corpus / "global" / "call.ko.md"
    write(path, notice("공동연구", "홍길동표식"))
    ingest([corpus], data_dir, HashingEmbedder())
    write(path, notice("공동연구"))
    report = ingest([corpus], data_dir, HashingEmbedder())
    assert (report.updated, report.embedded) == (("global/call.ko.md",), 0)
    assert holding(data_dir, "홍길동표식") == []


def test_a_file_that_fails_to_load_is_reported_and_the_others_go_in(
    corpus: Path, data_dir: Path
) -> None:
    write(corpus / "global" / "blank.md", "\n\n")
    (corpus / "global" / "broken.pdf").write_bytes(b"%PDF-1.7\n" + b"\0broken" * 50)
    report = ingest([corpus], data_dir, HashingEmbedder())
    assert len(report.added) == 3
    failed = {Path(f.path).name: f for f in report.failed}
    assert sorted(failed) == ["blank.md", "broken.pdf"]
    assert failed["blank.md"].error == "EmptyFileError"
    assert all(f.reason for f in report.failed)
    assert found(data_dir, "인건비") == ["dispatch/notice.ko.md"]


def test_a_file_that_breaks_later_is_reported_and_its_stored_version_stays(
    corpus: Path, data_dir: Path
) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    before = state(data_dir)
    write(corpus / "dispatch" / "notice.ko.md", "\n")
    report = ingest([corpus], data_dir, HashingEmbedder())
    assert [f.error for f in report.failed] == ["EmptyFileError"]
    assert report.updated == report.removed == ()
    assert state(data_dir) == before
    assert found(data_dir, "인건비") == ["dispatch/notice.ko.md"]


def test_a_file_name_that_is_no_utf8_is_reported_and_the_others_go_in(
    corpus: Path, data_dir: Path
) -> None:
    name = "공고.md".encode("euc-kr")
    with open(os.path.join(os.fsencode(corpus), name), "wb") as file:
        file.write(notice("이름").encode())
    report = ingest([corpus], data_dir, HashingEmbedder())
    assert len(report.added) == 3
    assert len(report.failed) == 1
    report.failed[0].path.encode()  # can be printed
    assert "UTF-8" in report.failed[0].reason


def test_readme_record_forms_and_hidden_files_are_never_passages(tmp_path: Path) -> None:
    for name in (
        "README.md",
        "a/README.md",
        "a/record.yaml",
        "a/forms/form.md",
        "a/.draft.md",
        ".git/x.md",
        "a/__pycache__/x.md",
        "data/library.md",
        "top.md",
        "a/b/deep.md",
    ):
        write(tmp_path / name, "본문")
    files = find_files([tmp_path], tmp_path / "data")
    assert [(f.document_id, f.programme) for f in files] == [
        ("a/b/deep.md", "a"),
        ("top.md", None),
    ]
    (alone,) = find_files([tmp_path / "a" / "b" / "deep.md"], tmp_path / "data")
    assert (alone.document_id, alone.programme) == ("deep.md", None)


def test_a_text_that_stands_in_two_documents_is_embedded_once(corpus: Path, data_dir: Path) -> None:
    write(corpus / "copy" / "notice.ko.md", notice("파견", "인건비", "복귀"))
    embedder = HashingEmbedder()
    report = ingest([corpus], data_dir, embedder)
    with Library(data_dir) as library:
        copied = len(library.chunks("copy/notice.ko.md"))
    assert report.embedded == len(embedder.embedded) == report.chunks - copied
    assert found(data_dir, "인건비") == ["copy/notice.ko.md", "dispatch/notice.ko.md"]


def test_two_files_with_one_id_are_an_error_and_nothing_is_written(
    corpus: Path, tmp_path: Path, data_dir: Path
) -> None:
    write(tmp_path / "other" / "global" / "faq.txt", "다른 글")
    with pytest.raises(DuplicateDocumentError, match=r"global/faq\.txt"):
        ingest([corpus, tmp_path / "other"], data_dir, HashingEmbedder())
    assert not data_dir.exists()
    assert ingest([corpus, corpus], data_dir, HashingEmbedder()).failed == ()  # one file, twice


def test_a_path_that_does_not_exist_is_wrong_use_and_nothing_is_written(
    corpus: Path, data_dir: Path
) -> None:
    for paths in ([corpus, corpus / "nowhere"], []):
        with pytest.raises(UsageError):
            ingest(paths, data_dir, HashingEmbedder())
    assert not data_dir.exists()


def test_a_folder_left_without_files_empties_the_library(corpus: Path, data_dir: Path) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    for path in [path for path in corpus.rglob("*") if path.is_file()]:
        path.unlink()
    report = ingest([corpus], data_dir, HashingEmbedder())
    assert (len(report.removed), report.chunks) == (3, 0)
    assert found(data_dir, "인건비") == []


def test_another_model_embeds_everything_anew_and_updates_no_document(
    corpus: Path, data_dir: Path
) -> None:
    first = ingest([corpus], data_dir, HashingEmbedder())
    second = ingest([corpus], data_dir, HashingEmbedder("hashing-32-b"))
    assert second.unchanged == first.added
    assert second.embedded == second.chunks == first.chunks
    with Index.open(data_dir) as index:
        assert index.model == "hashing-32-b"
    # the vectors of the first model are still there
    assert ingest([corpus], data_dir, HashingEmbedder()).embedded == 0


def test_a_damaged_or_deleted_index_is_rebuilt_without_embedding(
    corpus: Path, data_dir: Path
) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    generation = current(data_dir)
    vector_file = next((data_dir / "generations" / str(generation)).rglob("data_level0.bin"))
    vector_file.write_bytes(b"\0" * vector_file.stat().st_size)
    assert ingest([corpus], data_dir, HashingEmbedder()).embedded == 0
    assert current(data_dir) != generation
    assert found(data_dir, "인건비") == ["dispatch/notice.ko.md"]
    (data_dir / "CURRENT").unlink()
    assert ingest([corpus], data_dir, HashingEmbedder()).embedded == 0
    assert found(data_dir, "인건비") == ["dispatch/notice.ko.md"]


def test_ingesting_beside_another_writer_is_refused_before_anything_is_read(
    corpus: Path, data_dir: Path
) -> None:
    embedder = HashingEmbedder()
    with writer_lock(data_dir), pytest.raises(LibraryBusyError):
        ingest([corpus], data_dir, embedder)
    assert embedder.embedded == []
    assert not (data_dir / "library.sqlite").exists()


def programmes(data_dir: Path) -> list[tuple[str, str]]:
    with Library(data_dir) as library, Index.open(data_dir) as index:
        assert list(index.programmes) == library.programmes()
        return [(names.programme, names.ko) for names in index.programmes]


def test_a_changed_record_publishes_its_names_and_an_unchanged_one_writes_nothing(
    corpus: Path, data_dir: Path
) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    assert programmes(data_dir) == []
    write(corpus / "global" / "record.yaml", RECORD)
    report = ingest([corpus], data_dir, HashingEmbedder())
    assert (report.updated, report.failed, report.embedded) == ((), (), 0)
    assert programmes(data_dir) == [("global", "글로벌 협력 사업"), ("global/us", "미국 트랙")]
    before = state(data_dir)
    ingest([corpus], data_dir, HashingEmbedder())
    assert state(data_dir) == before
    write(corpus / "global" / "record.yaml", RECORD.replace("협력", "공동"))
    assert ingest([corpus], data_dir, HashingEmbedder()).embedded == 0
    assert programmes(data_dir) == [("global", "글로벌 공동 사업"), ("global/us", "미국 트랙")]
    assert holding(data_dir, "글로벌 협력 사업") == []
    (corpus / "global" / "record.yaml").unlink()
    ingest([corpus], data_dir, HashingEmbedder())
    assert programmes(data_dir) == []
    assert holding(data_dir, "글로벌 공동 사업") == []


def test_a_record_counts_straight_below_a_path_only(corpus: Path, data_dir: Path) -> None:
    for place in (".", "global/more", "forms", ".hidden"):
        write(corpus / place / "record.yaml", RECORD)
    assert ingest([corpus], data_dir, HashingEmbedder()).failed == ()
    assert programmes(data_dir) == []


@pytest.mark.parametrize(
    "broken",
    [
        "programmes: [{id: global}]",
        "programmes: [{id: 3, names: {ko: 가, en: a}}]",
        "programmes: [{id: global, names: {ko: 가, en: a}, aliases: 지원}]",
        "programmes: [{id: global, names: {ko: 가, en: a}, tracks: null}]",
        "programmes: [{id: global, names: 가}]",
        "programmes: [global]",
        "programmes: {id: [",
        "- 1",
        "",
        "\0",
    ],
)
def test_a_broken_record_is_named_and_the_names_it_had_stay(
    corpus: Path, data_dir: Path, broken: str
) -> None:
    write(corpus / "global" / "record.yaml", RECORD)
    ingest([corpus], data_dir, HashingEmbedder())
    write(corpus / "global" / "record.yaml", broken)
    other = "programmes: [{id: dispatch, names: {ko: 파견 사업, en: Dispatch}}]"
    write(corpus / "dispatch" / "record.yaml", other)
    report = ingest([corpus], data_dir, HashingEmbedder())
    ((path, error, reason),) = [(f.path, f.error, f.reason) for f in report.failed]
    assert (Path(path), error) == (corpus / "global" / "record.yaml", "RecordError")
    assert "global/record.yaml" in reason
    assert [programme for programme, _ in programmes(data_dir)] == [
        "dispatch",
        "global",
        "global/us",
    ]


def test_a_programme_in_two_records_is_an_error_of_the_second(corpus: Path, data_dir: Path) -> None:
    write(corpus / "dispatch" / "record.yaml", RECORD.replace("협력", "파견"))
    write(corpus / "global" / "record.yaml", RECORD)
    report = ingest([corpus], data_dir, HashingEmbedder())
    assert [f.error for f in report.failed] == ["RecordError"]
    assert "names global, which another record has" in report.failed[0].reason
    assert programmes(data_dir)[0] == ("global", "글로벌 파견 사업")


def test_blank_forms_are_kept_as_they_lie_there_and_go_with_their_file(
    corpus: Path, data_dir: Path
) -> None:
    def published() -> dict[str, bytes]:
        with Library(data_dir) as library, Index.open(data_dir) as index:
            assert index.forms() == library.forms()
            assert {form.folder for form in index.forms()} <= {"global"}
            return {form.form_id: form.raw for form in index.forms()}

    blank = docx_notice(corpus / "form.docx")  # a file of its kind: what is in it does not matter
    write(corpus / "global" / "forms" / "readme.md", "신청서 양식")
    (corpus / "global" / "forms" / "apply.docx").write_bytes(blank.read_bytes())
    report = ingest([corpus], data_dir, HashingEmbedder())
    assert report.forms == 1
    ((path, error),) = [(f.path, f.error) for f in report.failed]
    assert (Path(path).name, error) == ("readme.md", "UnsupportedFileError")
    assert published() == {"global/forms/apply.docx": blank.read_bytes()}
    before = state(data_dir)
    ingest([corpus], data_dir, HashingEmbedder())
    assert state(data_dir) == before
    hangul = hangul_notice(corpus / "global" / "forms" / "apply.docx")  # another file, that name
    ingest([corpus], data_dir, HashingEmbedder())
    assert published() == {"global/forms/apply.docx": hangul.read_bytes()}
    hangul.write_bytes(b"")  # broken: the one before stays
    assert len(ingest([corpus], data_dir, HashingEmbedder()).failed) == 2
    assert len(published()["global/forms/apply.docx"]) > 0
    hangul.unlink()
    assert ingest([corpus], data_dir, HashingEmbedder()).forms == 0
    assert published() == {}


def test_the_default_corpus_may_go_into_its_own_or_an_empty_library_only(
    corpus: Path, tmp_path: Path, data_dir: Path
) -> None:
    theirs = tmp_path / "theirs"
    write(theirs / "notice.md", notice("수출"))
    assert may_seed([corpus], data_dir)
    assert not data_dir.exists()
    ingest([corpus], data_dir, HashingEmbedder())
    assert may_seed([corpus], data_dir)
    assert not may_seed([theirs], data_dir)
    ingest([theirs], data_dir, HashingEmbedder())
    assert not may_seed([corpus], data_dir)
    (theirs / "notice.md").unlink()
    ingest([theirs], data_dir, HashingEmbedder())
    assert may_seed([corpus], data_dir)  # nothing in it


def test_the_ingested_paths_are_noted(corpus: Path, data_dir: Path) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    with Library(data_dir) as library:
        assert library.meta("roots") == f'["{corpus.resolve()}"]'


def _ingest_and_die(corpus: Path, data_dir: Path, step: str, done: int) -> None:
    def report(at: str, now: int, _: int) -> None:
        if (at, now) == (step, done):
            os.kill(os.getpid(), signal.SIGKILL)

    settings().chunk_tokens = 40
    ingestion._EMBED_BATCH = 2
    ingest([corpus], data_dir, HashingEmbedder(), report)


def _run_killed(corpus: Path, data_dir: Path, step: str, done: int) -> None:
    child = multiprocessing.get_context("spawn").Process(
        target=_ingest_and_die, args=(corpus, data_dir, step, done)
    )
    child.start()
    child.join(120)
    assert child.exitcode == -signal.SIGKILL


def test_a_run_killed_before_it_published_leaves_the_old_index_and_the_next_one_publishes(
    corpus: Path, data_dir: Path
) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    generation = current(data_dir)
    write(corpus / "dispatch" / "notice.ko.md", notice("파견", "새소식"))
    _run_killed(corpus, data_dir, "publish", 0)
    assert current(data_dir) == generation
    assert found(data_dir, "인건비") == ["dispatch/notice.ko.md"]
    assert found(data_dir, "새소식") == []

    report = ingest([corpus], data_dir, HashingEmbedder())
    assert (report.updated, report.embedded) == ((), 0)  # the killed run did all but publish
    assert found(data_dir, "새소식") == ["dispatch/notice.ko.md"]
    assert holding(data_dir, "인건비") == []  # gone, though this run removed nothing itself


def test_a_run_killed_while_it_embeds_keeps_what_it_had_embedded(
    corpus: Path, data_dir: Path
) -> None:
    _run_killed(corpus, data_dir, "embed", 4)  # the second batch of 2 is made, not yet stored
    report = ingest([corpus], data_dir, HashingEmbedder())
    assert len(report.unchanged) == 3
    assert report.embedded == report.chunks - 2
    assert found(data_dir, "인건비") == ["dispatch/notice.ko.md"]


def test_a_publish_that_fails_leaves_the_old_index_served(
    corpus: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([corpus], data_dir, HashingEmbedder())
    generation = current(data_dir)
    write(corpus / "global" / "new.md", notice("새소식"))
    replace = os.replace

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full_disk)
    with pytest.raises(UnsoundIndexError, match="No space"):
        ingest([corpus], data_dir, HashingEmbedder())
    assert current(data_dir) == generation
    assert found(data_dir, "새소식") == []
    monkeypatch.setattr(os, "replace", replace)
    assert ingest([corpus], data_dir, HashingEmbedder()).embedded == 0
    assert found(data_dir, "새소식") == ["global/new.md"]


def test_the_steps_are_reported_in_order(corpus: Path, data_dir: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    n = ingest([corpus], data_dir, HashingEmbedder(), partial(record, steps)).chunks
    assert steps == [
        *[("read", done, 3) for done in range(4)],
        ("embed", n, n),
        ("publish", 0, 1),
        ("publish", 1, 1),
    ]


def test_every_module_that_shapes_chunks_makes_files_be_read_again() -> None:
    """What the readers import of this package, straight or through one another, is watched too."""
    package = Path(assistant.__file__).parent
    watched = {module.__name__.split(".")[1] for module in ingestion._READERS}
    for name in watched:
        sources = [package / f"{name}.py"]
        if (package / name).is_dir():
            sources = list((package / name).glob("*.py"))
        for source in sources:
            for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("assistant"):
                    names = (node.module or "").split(".")[1:2] or [a.name for a in node.names]
                    unwatched = set(names) - watched - {"schema", "errors", "config"}
                    assert unwatched == set(), f"{source.name} imports {unwatched}"
