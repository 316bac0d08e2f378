"""Each file is parsed apart and confined: whatever it does, the others go in and this process lives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from fixtures_documents import TARGET
from fresh_processes import in_fresh_process
from good_files import good_files
from hostile_files import made_files, sparse_file, write_hostile_files
from hostile_pdfs import packed, page_showing
from versioned_corpus import TextEmbedder

from assistant import ingestion, parsing
from assistant.build import build_embedder
from assistant.config import settings
from assistant.errors import BrokenFileError, FileLimitError, LoadError, ReaderMissingError
from assistant.ingestion import ingest
from assistant.library import Library
from assistant.loaders import load_document
from assistant.parsing import Parser
from assistant.schema import IngestReport

ROOT = Path(__file__).parent.parent
T = TypeVar("T")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and filters are Linux's")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one notice in every format."""
    folder = tmp_path_factory.mktemp("good")
    for name, content in good_files().items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A file that nobody writes to: reading it never ends, and takes no processor time."""
    os.mkfifo(tmp_path / "pipe.txt")
    return tmp_path / "pipe.txt"


@pytest.fixture
def parser() -> Iterator[Parser]:
    with Parser() as parser:
        yield parser


# What comes back


def test_a_document_is_the_same_as_when_it_is_loaded_here(good: Path, parser: Parser) -> None:
    for path in sorted(good.iterdir()):
        expected = load_document(path, f"a/{path.name}", "a")
        assert TARGET in expected.text.replace("\n", "")
        assert parser.parse(path, f"a/{path.name}", "a") == expected


def test_a_name_in_another_encoding_is_opened(tmp_path: Path, parser: Parser) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb0\xf8\xb0\xed.txt"))
    path.write_text("사업 공고", encoding="utf-8")
    assert parser.parse(path, "a.txt").text == "사업 공고"


def test_an_error_keeps_its_class_and_words(tmp_path: Path, parser: Parser) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"\x89PNG" + bytes(100))
    with pytest.raises(LoadError) as here:
        load_document(path, "a")
    with pytest.raises(type(here.value)) as apart:
        parser.parse(path, "a")
    assert str(apart.value) == str(here.value)


@pytest.mark.parametrize(
    ("answer", "how"),
    [
        (b"", "without an answer"),
        (b'{"document_id": "a"}', "without an answer"),  # of the watcher nothing came
        (b"\n0 0", "with a wrong answer"),
        (b"\x80\x04\x95pickled\n0 0", "with a wrong answer"),
        (b'{"document_id": "a", "title": 1}\n0 0', "with a wrong answer"),
        (b'["SystemExit", "a"]\n768 0', "with a wrong answer"),  # 768 = exit code 3, shifted by 8
        (b'["UsageError", "a"]\n768 0', "with a wrong answer"),
        (b'{"half": \n11 0', "with SIGSEGV"),
        (b"\n256 0", "with code 1"),
    ],
)
def test_what_no_parser_of_ours_would_answer_is_a_broken_file(answer: bytes, how: str) -> None:
    with pytest.raises(BrokenFileError, match=rf"^a\.pdf is damaged: reading it ended {how}\. "):
        parsing._result(answer, Path("/b/a.pdf"), parsing._DOCUMENT)


def test_an_answer_with_half_a_character_never_reaches_the_library() -> None:
    whole = (
        b'{"document_id":"","title":"a","language":"ko","format":"text","text":"%s",'
        b'"sha256":"0","programme":null,"pages":[],"url":null}\n0 0'
    )
    assert parsing._result(whole % b"a", Path("a.txt"), parsing._DOCUMENT).text == "a"
    with pytest.raises(BrokenFileError):
        parsing._result(whole % rb"\ud800", Path("a.txt"), parsing._DOCUMENT)


def test_an_answer_longer_than_any_document_is_not_taken_in(
    tmp_path: Path, parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.txt"
    path.write_text("words " * 2**19, encoding="utf-8")  # 3 MB
    parser.parse(path, "a")  # its parsers go on with the limits of now
    monkeypatch.setattr(settings(), "text_mb", 0)  # here: 2 * 0 + 1 MB are taken
    with pytest.raises(BrokenFileError, match="without an answer"):
        parser.parse(path, "a")


# Limits


def test_a_file_that_fills_the_memory_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "parse_memory_mb", 150)
    (tmp_path / "large.txt").write_bytes(b"word " * (8 * 2**20))
    with Parser() as parser, pytest.raises(FileLimitError) as caught:
        parser.parse(tmp_path / "large.txt", "a")
    assert str(caught.value) == (
        "large.txt takes more than 150 MB of memory to read. "
        "Split it, or raise GILJABI_PARSE_MEMORY_MB."
    )


def test_memory_that_runs_out_in_c_code_is_told_from_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "parse_memory_mb", 200)
    bomb = page_showing(packed(300 * 2**20), b"/Filter /FlateDecode")
    (tmp_path / "bomb.pdf").write_bytes(bomb)
    with Parser() as parser, pytest.raises(FileLimitError, match="200 MB of memory"):
        parser.parse(tmp_path / "bomb.pdf", "a")


def test_a_file_that_takes_the_processor_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "parse_cpu_seconds", 1)
    marks = "\u0301\u0316\u0323\u0327" * 200_000  # sorting them takes the square of their number
    (tmp_path / "accents.txt").write_text(f"a{marks}", encoding="utf-8")
    with Parser() as parser, pytest.raises(FileLimitError, match="1 s of processor time"):
        parser.parse(tmp_path / "accents.txt", "a")


def test_a_file_that_takes_time_without_working_is_named(
    pipe: Path, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Parser() as parser:
        parser.parse(good / "good.txt", "a")
        monkeypatch.setattr(settings(), "parse_seconds", 1)
        with pytest.raises(FileLimitError, match=r"pipe\.txt takes longer than 1 s"):
            parser.parse(pipe, "a")
        reader = parser._reader
        assert reader is not None
        until(lambda: not descendants(reader.pid))  # its parser was ended with it


def test_reading_deep_and_long_files_gives_an_exact_reason(
    tmp_path: Path, parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content, words in (
        ("lines.txt", b"a\n" * 60_002, "more than 60,000 lines"),
        ("text.md", b"word " * (2**20 + 9), "more than 5 MB of text"),
        ("deep.html", b"<html>" + b"<div>" * 300 + b"a", "nests its parts"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(FileLimitError, match=f"^{name} .*{words}"):
            parser.parse(tmp_path / name, "a")


# Ends


def descendants(pid: int) -> set[int]:
    """The processes below one that have not ended."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text(encoding="ascii", errors="replace")
            except OSError:
                continue
            state, parent = fields.rpartition(") ")[2].split()[:2]
            if state != "Z":
                parents[int(entry.name)] = int(parent)
    below = {pid}
    while more := {child for child, parent in parents.items() if parent in below} - below:
        below |= more
    return below - {pid}


def until(happened: Callable[[], T], seconds: float = 30) -> T:
    deadline = time.monotonic() + seconds
    while not (found := happened()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return found


def parsers_of(parser: Parser) -> list[int]:
    """The processes that parse a file just now: each below a watcher below the reader."""
    reader = parser._reader
    watchers = descendants(reader.pid) if reader else set()
    return [child for watcher in watchers for child in descendants(watcher)]


def reading(parser: Parser, path: Path, threads: ThreadPoolExecutor) -> tuple[Future[object], int]:
    """A file that is being parsed in another thread, and the process that parses it."""
    future: Future[object] = threads.submit(parser.parse, path, "a")
    return future, until(lambda: parsers_of(parser))[0]


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS])
def test_a_parser_that_breaks_down_is_named_and_the_next_file_is_read(
    pipe: Path, good: Path, parser: Parser, number: signal.Signals
) -> None:
    with ThreadPoolExecutor() as threads:
        future, child = reading(parser, pipe, threads)
        os.kill(child, number)
        with pytest.raises(BrokenFileError, match=rf"^pipe\.txt .* ended with {number.name}"):
            future.result()
    assert parser.parse(good / "good.pdf", "a").pages


def test_a_reader_that_was_ended_is_started_anew(pipe: Path, good: Path, parser: Parser) -> None:
    with ThreadPoolExecutor() as threads:
        future, _ = reading(parser, pipe, threads)
        assert parser._reader is not None
        os.kill(parser._reader.pid, signal.SIGKILL)
        with pytest.raises(BrokenFileError, match="without an answer"):
            future.result()
    assert parser.parse(good / "good.txt", "a").text


def test_closing_ends_what_is_still_being_read(pipe: Path) -> None:
    with ThreadPoolExecutor() as threads:
        with Parser() as parser:
            future, child = reading(parser, pipe, threads)
        with pytest.raises(BrokenFileError):
            future.result(timeout=10)
    until(lambda: not Path(f"/proc/{child}").exists())
    with pytest.raises(ReaderMissingError):
        parser.parse(pipe, "a")


def test_a_reader_that_cannot_start_says_how_to_see_why(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with Parser() as parser, pytest.raises(ReaderMissingError, match="python -m assistant.parsing"):
        parser.parse(good / "good.txt", "a")


def test_a_killed_run_leaves_no_process_behind(pipe: Path) -> None:
    code = (
        "import sys, pathlib; from assistant.parsing import Parser\n"
        "with Parser() as parser: parser.parse(pathlib.Path(sys.argv[1]), 'a')"
    )
    run = subprocess.Popen([sys.executable, "-c", code, pipe], cwd=ROOT)
    until(lambda: len(descendants(run.pid)) == 3)  # reader, watcher, parser
    left = descendants(run.pid)
    run.kill()
    run.wait()
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left))


def test_files_are_read_at_once_and_come_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both, together = threading.Barrier(2, timeout=30), []

    class Meeting(Parser):
        def parse(self, path: Path, *more: str | None) -> object:  # type: ignore[override]
            together.append(both.wait())  # nobody passes alone
            return super().parse(path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(ingestion, "Parser", Meeting)
    monkeypatch.setattr(settings(), "parsers", 2)
    for number in range(6):
        (tmp_path / "corpus").mkdir(exist_ok=True)
        (tmp_path / "corpus" / f"{number}.txt").write_text(f"사업 {number}", encoding="utf-8")
    report = ingest([tmp_path / "corpus"], tmp_path / "data", TextEmbedder())
    assert report.added == tuple(f"{number}.txt" for number in range(6))
    assert sorted(together) == [0, 0, 0, 1, 1, 1]  # three meetings of two


# Confinement


def confined(code: str, before: str = "") -> list[str]:
    """What `code` says in a process that was confined after `before`."""
    script = (
        "import ctypes, os, socket, subprocess, sys\n"
        "from assistant import confinement\n"
        f"libc = ctypes.CDLL(None, use_errno=True)\n{before}\n"
        f"confinement.confine(1024, 60)\n{code}"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.split()


def test_the_kernel_refuses_network_programs_signals_and_writing(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("words", encoding="ascii")
    # straight to the C library, past all that Python could see
    calls = f"""
import errno
path = {os.fsencode(kept)!r}
for call in (
    lambda: libc.socket(2, 1, 0), lambda: libc.socket(1, 1, 0), lambda: libc.fork(),
    lambda: libc.execv(b"/bin/true", (ctypes.c_char_p * 2)(b"true", None)),
    lambda: libc.kill(os.getppid(), 0), lambda: libc.ptrace(16, os.getppid(), 0, 0),
    lambda: libc.open(path, os.O_WRONLY), lambda: libc.open(path, os.O_RDWR),
    lambda: libc.open(path + b"2", os.O_CREAT, 0o600), lambda: libc.unlink(path),
    lambda: libc.rename(path, path + b"2"), lambda: libc.truncate(path, 0),
    lambda: libc.chmod(path, 0), lambda: libc.mkdir(path + b"2", 0o700),
    lambda: libc.setsid(), lambda: libc.unshare(0x10000000),
):
    ctypes.set_errno(0)
    print(call() == -1 and ctypes.get_errno() == errno.EPERM)
descriptor = libc.open(path, os.O_RDONLY)
print(os.read(descriptor, 5).decode())
"""
    assert confined(calls) == [*["True"] * 16, "words"]
    assert kept.read_text(encoding="ascii") == "words"


ATTEMPTS = """
for attempt in (
    lambda: socket.socket(), lambda: socket.create_connection(("127.0.0.1", 9)),
    lambda: socket.getaddrinfo("localhost", 80), lambda: subprocess.run(["true"]),
    lambda: os.execv("/bin/true", ["true"]), lambda: os.system("true"), lambda: os.fork(),
    lambda: os.kill(os.getppid(), 0), lambda: open("written", "w"), lambda: open("written", "ab"),
    lambda: os.open("written", os.O_CREAT), lambda: os.remove("README.md"),
    lambda: os.rename("README.md", "a"), lambda: os.mkdir("written"),
):
    try:
        attempt()
        print("done")
    except PermissionError:
        print("refused")
print(open("README.md", encoding="utf-8").read(1))
"""


@pytest.mark.parametrize("before", ["", "confinement._filter = lambda machine: None"])
def test_python_refuses_it_too_where_the_kernel_does_not(before: str) -> None:
    assert confined(ATTEMPTS, before) == ["refused"] * 14 + ["#"]


def test_without_confinement_the_same_is_allowed() -> None:
    unconfined = "confinement.confine = lambda *limits: None"
    code = "print(libc.socket(2, 1, 0) >= 0, subprocess.run(['true']).returncode)"
    assert confined(code, unconfined) == ["True", "0"]


def test_limits_hold_in_a_confined_process() -> None:
    said = confined(
        "import resource\n"
        "for limit in ('AS', 'CORE', 'FSIZE'): "
        "print(open('/proc/self/limits').read().count(str(1024 * 2**20)))\n"
        "try: bytearray(2**30)\n"
        "except MemoryError: print('full')"
    )
    assert said[-1] == "full" and said[0] == "2"  # soft and hard


def test_the_reader_holds_no_model_index_or_page() -> None:
    code = (
        "import sys, assistant.parsing\n"
        "for loader in assistant.parsing._LOADERS: __import__(f'assistant.loaders.{loader}')\n"
        "print({'torch', 'chromadb', 'gradio', 'transformers', 'sqlite3'} & set(sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert said.stdout.strip() == "set()"


# Hostile files, in one run with good ones

# The last line's are harmless, unless what is done with a text takes the square of its length.
QUICK = """
    zero-bytes.pdf nul-flood.hwp many-lines.txt not-utf8.txt invisible.txt rtf.docx xml.html
    outside.html header-only.pdf count.pdf kids.pdf loop.pdf deep-tree.pdf cross-reference.pdf
    root-missing.pdf password.pdf scan.pdf laughs.docx doctype-utf7.docx climbing.docx link.docx
    twice.docx small-lie.docx password.docx overlapping.docx deep.docx not-xml.docx own-part.docx
    laughs.hwpx doctype-elsewhere.hwpx absolute.hwpx offsets.hwpx tables.hwpx no-header.hwpx
    protected.hwpx noise-section0.hwp record-size.hwp table.hwp fat-loop.hwp fat-far.hwp
    directory-child-zero.hwp protected.hwp
    full-stops.txt hyphens.txt wrapped-hangul.md joined-lines.txt comments.html pipes.md
""".split()
NAMED = {error.__name__ for error in LoadError.__subclasses__()}


def check(report: IngestReport, hostile: dict[str, bool], data_dir: Path) -> None:
    """Every bad file has a named reason that begins with its name; every good one is in, whole."""
    failed = {Path(file.path).name: file for file in report.failed}
    assert {name for name, readable in hostile.items() if not readable} <= set(failed)
    assert set(failed) <= set(hostile)
    assert {file.error for file in report.failed} <= NAMED
    assert [n for n, file in failed.items() if not file.reason.startswith(f"{n} ")] == []
    assert set(report.added) == set(good_files()) | (set(hostile) - set(failed))
    with Library(data_dir) as library:
        texts = {d.document_id: d.text for d in library.documents()}
    for name in good_files():
        assert "중소기업기본법에 따른" in texts[name]


def test_hostile_files_are_named_and_the_good_ones_go_in(tmp_path: Path, good: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    hostile = {sparse_file(folder / "sparse.txt").name: False}
    for name, content, readable in made_files():
        if name in QUICK:
            assert isinstance(content, bytes)
            (folder / name).write_bytes(content)
            hostile[name] = readable
    assert len(hostile) == len(QUICK) + 1 >= 40
    report = ingest([good, folder], tmp_path / "data", TextEmbedder())
    check(report, hostile, tmp_path / "data")
    assert {"FileLimitError", "EncryptedFileError", "BrokenFileError"} <= {
        file.error for file in report.failed
    }
    assert not list(tmp_path.rglob("climbed")) and not (tmp_path.parent / "climbed").exists()


def status_mb(field: str) -> float:
    """Of this process: VmRSS (memory now) or VmHWM (the most it had)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:")) / 1024


class TokenEmbedder(TextEmbedder):
    """Counts tokens as the packaged model does, which is what reading files asks of it."""

    def __init__(self) -> None:
        self.count_tokens = build_embedder().count_tokens  # type: ignore[method-assign]


def ingest_measured(
    good: Path, hostile: Path, data_dir: Path
) -> tuple[IngestReport, float, float, float]:
    """The report; the seconds of the slowest file; MB that this process grew by while files were
    read, and in all. Limits are lower than usual, to take less time."""
    settings().parse_cpu_seconds, settings().parse_seconds = 10, 60
    seconds: list[float] = []

    class Timed(Parser):
        def parse(self, path: Path, *more: str | None) -> object:  # type: ignore[override]
            started = time.monotonic()
            try:
                return super().parse(path, *more)  # type: ignore[arg-type]
            finally:
                seconds.append(time.monotonic() - started)

    embedder = TokenEmbedder()
    ingest([good], data_dir / "warm-up", embedder)  # what any run takes is taken
    ingestion.Parser = Timed  # type: ignore[misc]
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # VmHWM starts anew
    before = status_mb("VmRSS")
    read: list[float] = []

    def progress(step: str, done: int, total: int) -> None:
        if step == "read" and done == total:
            read.append(status_mb("VmHWM") - before)

    report = ingest([good, hostile], data_dir / "library", embedder, progress)
    return report, max(seconds), read[0], status_mb("VmHWM") - before


@pytest.mark.proofs
def test_500_hostile_files_harm_neither_the_run_nor_its_other_files(
    tmp_path: Path, good: Path, proof_table: Callable[[str, str], None]
) -> None:
    hostile = write_hostile_files(tmp_path / "hostile", seed=20261130, count=520)
    report, slowest, read, whole = in_fresh_process(
        ingest_measured, good, tmp_path / "hostile", tmp_path / "data", seconds=1500
    )
    proof_table(
        f"{len(hostile)} hostile files: no crash, none over 60 s, +100 MB at most",
        f"{len(report.failed)} refused by name, {len(report.added) - len(good_files())} still "
        f"readable, all {len(good_files())} good ones in; slowest {slowest:.0f} s; +{read:.0f} MB "
        f"while reading, +{whole:.0f} MB with an index of {report.chunks:,} passages",
    )
    assert len(hostile) >= 500
    check(report, hostile, tmp_path / "data" / "library")
    assert slowest < 62  # the limit of 60 s, and ending it
    assert read <= 100 and whole <= 100
