"""What several test files share: the default corpus, ingested once a session by the real command."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pytest
from browsing import OpenPage, chromium, page_opener
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from assistant.index import publishing
from assistant.index.verify import Verifier

ROOT = Path(__file__).parent.parent
# A busy machine is slow, not wrong; and what fails once fails again.
settings.register_profile(
    "giljabi",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("giljabi")
_ROWS = pytest.StashKey[list[tuple[str, str, str]]]()  # (test, bar, what was seen)


# Begun first, so that no process is left with one of them when the others have nothing to do.
LONG = (
    "test_staff_notices",
    "test_programmes_page",
    "test_end_to_end",
    "test_apply_page",
    "test_page",
    "test_staff_end_to_end",
    "test_staff_web",
    "test_api",
    "test_ingest_command",
    "test_drafts_eval",
    "test_answers_gate",
    "test_staff_faq_drafting",
    "test_published_faqs",
    "test_feedback_page",
    "test_kills",
    "test_damage",
    "test_ingestion",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = {name: n for n, name in enumerate(LONG)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


@dataclass(frozen=True, slots=True)
class IngestedCorpus:
    data_dir: Path
    report: dict[str, Any]  # what `ingest.py --json` printed
    returncode: int


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one file: while it runs, asyncio has a loop in this thread."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Opens what the file's fixture `address` serves."""
    with page_opener(browser, address) as open_it:
        yield open_it


@pytest.fixture(scope="session")
def ingested_corpus(tmp_path_factory: pytest.TempPathFactory) -> IngestedCorpus:
    """The default corpus in a library of its own. Read it; do not ingest into it."""
    # Made once, by whichever of the processes that test comes to it first.
    here = tmp_path_factory.getbasetemp()
    shared = here.parent if "PYTEST_XDIST_WORKER" in os.environ else here
    data_dir, printed = shared / "corpus-library", shared / "corpus-report.json"
    with open(shared / "corpus.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not printed.exists():
            command = [sys.executable, ROOT / "ingest.py", ROOT / "corpus"]
            ended = subprocess.run(
                [*command, "--data", data_dir, "--json"],
                capture_output=True,
                text=True,
                check=False,
                timeout=300,
            )
            assert ended.stdout, ended.stderr
            printed.write_text(json.dumps([json.loads(ended.stdout), ended.returncode]))
    report, returncode = json.loads(printed.read_text())
    return IngestedCorpus(data_dir, report, returncode)


class _SharedVerifier(Verifier):
    """Checks one index after the other: most tests publish, and its imports take seconds."""

    def __enter__(self) -> Self:
        if self._process is None or self._process.poll() is not None:
            super().__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def shared_verifier() -> Iterator[Verifier]:
    verifier = _SharedVerifier()
    yield verifier
    Verifier.__exit__(verifier, None, None, None)


@pytest.fixture(autouse=True)
def one_verifier(shared_verifier: Verifier, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is published in this process is checked by one other, not by a fresh one each time."""
    monkeypatch.setattr(publishing, "Verifier", lambda: shared_verifier)


@pytest.fixture
def proof_table(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`proof_table(bar, seen)` adds a row to the table of `make proofs`: what was promised and
    what was seen. Call it before asserting, so that a proof that fails shows its figures too."""
    rows = request.config.stash.setdefault(_ROWS, [])
    return lambda bar, seen: rows.append((request.node.nodeid, bar, seen))


@pytest.fixture
def progress(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """`progress(line)` shows a line while a test of minutes runs."""

    def show(line: str) -> None:
        with capsys.disabled():
            print(f"\n  {line}", end="", flush=True)

    return show


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table of proofs, with a row for each proof that failed before it had one."""
    rows = list(config.stash.get(_ROWS, []))
    broken = [*terminalreporter.getreports("failed"), *terminalreporter.getreports("error")]
    failed = {report.nodeid for report in broken}
    rows += [
        (report.nodeid, report.nodeid.split("::")[-1], "nothing: see its error above")
        for report in broken
        if "proofs" in getattr(report, "keywords", ())
        and report.nodeid not in {test for test, _, _ in rows}
    ]
    if not rows:
        return
    terminalreporter.section("proofs")
    bars = max(len(bar) for _, bar, _ in rows)
    widest = max(len(seen) for _, _, seen in rows)
    for test, bar, seen in rows:
        verdict = "FAILED" if test in failed else "passed"
        terminalreporter.write_line(f"{bar:<{bars}} | {seen:<{widest}} | {verdict}")
