"""Files are parsed apart: each in a confined process of its own, so that whatever a file does to its
parser, the process that asked for it neither dies nor hangs nor grows. Forms are filled there too.

    this process ── one ──> reader ── one a file ──> watcher ── one ──> parser, confined

The reader (`python -m assistant.parsing`) has the loaders imported and does nothing but fork, so that
a file costs two forks and no imports. The watcher ends the parser when nobody waits for it any more,
and says how it ended. What comes back is JSON of limited length: a parser that was taken over has no
way to run code here.
"""

from __future__ import annotations

import gc
import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, Self, TypeVar

from pydantic import TypeAdapter, ValidationError

from assistant.config import own_environment, settings
from assistant.confinement import confine, die_with_parent
from assistant.errors import BrokenFileError, FileLimitError, LoadError, ReaderMissingError
from assistant.forms import read_sheet, write_sheet
from assistant.forms.form import Edit, Sheet
from assistant.loaders import file_bytes, load_document
from assistant.schema import Document

# What the reader imports when the first file of a suffix comes. Where a suffix lies, the parser
# imports what it needs by itself, a little later.
_LOADERS = ("text", "html", "docx", "hangul", "pdf")
_LOADER_OF = {".html": 1, ".htm": 1, ".docx": 2, ".hwpx": 3, ".hwp": 3, ".pdf": 4}
_MODULES = (*(f"loaders.{name}" for name in _LOADERS), "forms.docx", "forms.hwpx")
_FORM_MODULE = {".docx": 5, ".hwpx": 6, ".hwp": 6}

_FAILED, _NO_MEMORY = 3, 4  # exit codes of a parser, beside 0
_DOCUMENT = TypeAdapter(Document)
_SHEET = TypeAdapter(Sheet)
_WRITTEN = TypeAdapter(tuple[str, Sheet])  # the filled copy in base 64, and how it reads
_EDITS = TypeAdapter(tuple[Edit, ...])
_ERROR = TypeAdapter(tuple[str, str])  # the name of a LoadError, its message
_LOAD_ERRORS = {error.__name__: error for error in LoadError.__subclasses__()}


Result = TypeVar("Result")


class Parser:
    """Parses files apart, from any number of threads at once. For use with `with`.

    Its processes start with the first file and keep the settings of that moment.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()  # over what follows
        self._reader: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End every process. Files that other threads still wait for fail."""
        with self._lock:
            self._closed = True
            self._end_reader()

    def parse(self, path: Path, document_id: str, programme: str | None = None) -> Document:
        """What `load_document` returns or raises, from a process of its own.

        FileLimitError: it takes more memory or time than the settings allow. BrokenFileError: also
        where its parser broke down. ReaderMissingError: no process can be started.
        """
        answer = self._answer(path, _LOADER_OF.get(path.suffix.lower(), 0), {"to": "load"})
        document = _result(answer, path, _DOCUMENT)
        return replace(document, document_id=document_id, programme=programme)

    def read_form(self, path: Path) -> Sheet:
        """What is printed in a form. LoadError as `parse` raises them; UnsupportedFileError: neither
        DOCX, HWPX nor HWP."""
        return _result(self._answer(path, _form_module(path), {"to": "read"}), path, _SHEET)

    def write_form(self, path: Path, edits: Sequence[Edit]) -> tuple[bytes, Sheet]:
        """A filled copy of a form (of a HWP: HWPX), and what is printed in it as it is read anew."""
        asked = {"to": "write", "edits": _EDITS.dump_python(tuple(edits), mode="json")}
        answer = self._answer(path, _form_module(path), asked)
        written, sheet = _result(answer, path, _WRITTEN)
        return b64decode(written), sheet

    def _answer(self, path: Path, module: int, asked: dict[str, Any]) -> bytes:
        limits = settings()
        # JSON may take two bytes for one ("\n"); what is beside the text of a document is small. A
        # sheet says of each paragraph where and how it stands, and base 64 takes four for three.
        text, file = limits.text_mb * 2**20, limits.file_mb * 2**20
        most = 2**20 + (2 * text if asked["to"] == "load" else 8 * text + 2 * file)
        deadline = time.monotonic() + limits.parse_seconds
        request = json.dumps(asked | {"path": str(path.absolute())}).encode("ascii")
        try:
            with self._connection(module) as connection:
                connection.sendall(request + b"\0")
                return _received(connection, deadline, most)
        except TimeoutError as error:
            raise FileLimitError(
                f"{path.name} takes longer than {limits.parse_seconds} s to read. "
                "Split it, or raise GILJABI_PARSE_SECONDS."
            ) from error
        except OSError as error:
            raise _broken(path, "without an answer") from error

    @contextmanager
    def _connection(self, module: int) -> Iterator[socket.socket]:
        """To a parser of its own, that has `module` imported; the parser ends with it."""
        loader = bytes([module])
        ours, theirs = socket.socketpair()
        with ours:
            with theirs, self._lock:
                self._hand_over(theirs, loader)
            yield ours

    def _hand_over(self, connection: socket.socket, loader: bytes) -> None:
        """To the reader; to a new one where there is none, or a machine short of memory ended it."""
        for _ in range(2):
            with suppress(OSError):
                control = self._control or self._start_reader()
                socket.send_fds(control, [loader], [connection.fileno()])
                if control.recv(1) == loader:
                    return
            self._end_reader()
        raise ReaderMissingError(
            "No file can be read, because the process that reads them ends at its start. "
            "Run `python -m assistant.parsing < /dev/null` to see why."
        )

    def _start_reader(self) -> socket.socket:
        if self._closed:
            raise ReaderMissingError("This parser was closed. Start the run again.")
        self._control, theirs = socket.socketpair()
        environment = own_environment()
        for name, value in settings().model_dump(mode="json", exclude_none=True).items():
            environment[f"GILJABI_{name.upper()}"] = str(value)
        with theirs:
            self._reader = subprocess.Popen(
                [sys.executable, "-P", "-m", "assistant.parsing"],
                env=environment,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is this process's to act on
            )
        return self._control

    def _end_reader(self) -> None:
        if self._reader is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._reader.pid, signal.SIGKILL)  # with its watchers and parsers
            self._reader.wait()
        if self._control is not None:
            self._control.close()
        self._reader = self._control = None


def _received(connection: socket.socket, deadline: float, most: int) -> bytes:
    """All that a parser and its watcher have to say. TimeoutError; OSError where it is too much."""
    answer = bytearray()
    while len(answer) < most:
        connection.settimeout(max(deadline - time.monotonic(), 0.001))
        piece = connection.recv(2**16)
        if not piece:
            return bytes(answer)
        answer += piece
    raise OSError("an answer longer than any document")


def _form_module(path: Path) -> int:
    return _FORM_MODULE.get(path.suffix.lower(), 5)


def _result(answer: bytes, path: Path, expected: TypeAdapter[Result]) -> Result:
    """What an answer brings, or the error. Its last line is the watcher's: how the parser ended,
    and the most memory it had, in bytes."""
    limits = settings()
    result, _, end = answer.rpartition(b"\n")
    if not re.fullmatch(rb"\d+ \d+", end):  # the watcher was ended with its parser
        raise _broken(path, "without an answer")
    status, memory = map(int, end.split())
    code = os.waitstatus_to_exitcode(status)
    # C code that gets no memory ends in many ways; what it had by then tells.
    short_of_memory = code < 0 and memory > limits.parse_memory_mb * 2**20 / 2
    if code == -signal.SIGXCPU:
        raise FileLimitError(
            f"{path.name} takes more than {limits.parse_cpu_seconds} s of processor time to read. "
            "Split it, or raise GILJABI_PARSE_CPU_SECONDS."
        )
    if short_of_memory or code in (_NO_MEMORY, -signal.SIGKILL):  # SIGKILL: the machine was short
        raise FileLimitError(
            f"{path.name} takes more than {limits.parse_memory_mb} MB of memory to read. "
            "Split it, or raise GILJABI_PARSE_MEMORY_MB."
        )
    try:
        if code == 0:
            return expected.validate_json(result, strict=True)
        if code == _FAILED:
            name, message = _ERROR.validate_json(result)
            raise _LOAD_ERRORS[name](message)
    except (ValidationError, KeyError) as error:  # not what our own code sends
        raise _broken(path, "with a wrong answer") from error
    raise _broken(path, f"with {signal.Signals(-code).name}" if code < 0 else f"with code {code}")


def _broken(path: Path, how: str) -> BrokenFileError:
    return BrokenFileError(
        f"{path.name} is damaged: reading it ended {how}. "
        "Open it in its own program, save it anew, and ingest that copy."
    )


# What follows runs in the processes apart.


def _serve() -> None:
    """The reader: forks a watcher for each connection that comes over standard input."""
    control, parent, here = socket.socket(fileno=0), os.getppid(), os.getpid()
    control.settimeout(1)  # seconds; a copy of its other end may outlive the process that holds it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no watcher is waited for
    settings()  # read once, for all that are forked
    while os.getppid() == parent:
        try:
            loader, connections, _, _ = socket.recv_fds(control, 1, 1)
        except TimeoutError:
            continue
        if not loader:
            return
        import_module(f"assistant.{_MODULES[loader[0]]}")
        gc.freeze()  # what is imported stays shared between the processes
        if os.fork() == 0:
            _watch(connections[0], here)
        os.close(connections[0])
        control.sendall(loader)


def _watch(connection: int, reader: int) -> NoReturn:
    """The watcher: ends the parser when its connection ends; says last how that ended."""
    die_with_parent(reader)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):  # libraries' remarks concern nobody
        os.dup2(nowhere, standard)
    asked = _request(connection)
    ended, held = os.pipe()  # nothing is ever written: it ends with the parser, which holds it
    here = os.getpid()
    child = os.fork()
    if child == 0:
        _parse(connection, asked, here)
    os.close(held)
    waiting = select.poll()
    waiting.register(ended)
    waiting.register(connection, 0)  # only whether the other end is closed
    waiting.poll()
    os.kill(child, signal.SIGKILL)  # where it has ended by itself this does nothing
    _, status, used = os.wait4(child, 0)
    unit = 1024 if sys.platform == "linux" else 1
    with suppress(OSError):
        os.write(connection, b"\n%d %d" % (status, used.ru_maxrss * unit))
    os._exit(0)


def _request(connection: int) -> dict[str, Any]:
    """What the connection asks for. Read before the parser starts: one that ends early would leave
    it unread, and the other side then gets a reset in place of the exit status."""
    asked = bytearray()
    while not asked.endswith(b"\0"):
        piece = os.read(connection, 2**16)
        if not piece:
            os._exit(0)
        asked += piece
    request: dict[str, Any] = json.loads(asked[:-1])
    return request


def _parse(connection: int, asked: dict[str, Any], watcher: int) -> NoReturn:
    """The parser: does what is asked of the file, and sends what comes of it or the error."""
    code = 1
    try:
        die_with_parent(watcher)
        with suppress(OSError):  # a machine short of memory ends this process before others
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
        confine(settings().parse_memory_mb, settings().parse_cpu_seconds)
        code = _send(connection, asked)
    except MemoryError:
        code = _NO_MEMORY
    finally:
        os._exit(code)


def _send(connection: int, asked: dict[str, Any]) -> int:
    """The exit code for what was sent. MemoryError."""
    try:
        code, result = 0, json.dumps(_done(asked), ensure_ascii=False)
    except LoadError as error:
        code, result = _FAILED, json.dumps((type(error).__name__, str(error)), ensure_ascii=False)
    answer = memoryview(result.encode("utf-8", "replace"))
    while answer:
        answer = answer[os.write(connection, answer) :]
    return code


def _done(asked: dict[str, Any]) -> Any:
    path = Path(asked["path"])
    if asked["to"] == "load":
        return asdict(load_document(path, ""))
    sheet, blank = read_sheet(file_bytes(path), path.name)
    if asked["to"] == "read":
        return asdict(sheet)
    filled = write_sheet(blank, sheet.format, _EDITS.validate_python(asked["edits"]))
    read_anew, _ = read_sheet(filled, path.name)
    return b64encode(filled).decode("ascii"), asdict(read_anew)


if __name__ == "__main__":
    _serve()
