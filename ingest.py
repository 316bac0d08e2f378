"""The ingest command: `python ingest.py [PATH ...] [--data DIR] [--json]`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.config import settings
from assistant.errors import DuplicateDocumentError, GiljabiError, UsageError

if TYPE_CHECKING:
    from assistant.ingestion import Progress
    from assistant.schema import IngestReport

_STEPS = {"read": "Reading files", "embed": "Embedding passages", "publish": "Publishing the index"}
_LINE_SECONDS = 5  # between progress lines where no terminal redraws them


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Make the library mirror exactly the given folders and files.",
        epilog="Exit codes: 0 done; 1 done, but files failed; 2 wrong use.",
    )
    default = settings().corpus_dir
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=f"default: {default}")
    parser.add_argument("--data", type=Path, default=settings().data_dir, help="data directory")
    parser.add_argument("--json", action="store_true", help="print the report as JSON alone")
    parser.add_argument(
        "--if-own",
        action="store_true",
        help="do nothing when the library holds documents ingested from elsewhere",
    )
    options = parser.parse_args()
    try:
        sys.exit(_run(options.paths or [default], options.data, options.json, options.if_own))
    except (UsageError, DuplicateDocumentError) as error:
        _exit(error, 2)
    except GiljabiError as error:
        _exit(error, 1)
    except KeyboardInterrupt:
        print("\nStopped. What was read and embedded is kept: run it again.", file=sys.stderr)
        sys.exit(1)


def _run(paths: list[Path], data_dir: Path, as_json: bool, if_own: bool) -> int:
    from assistant.build import build_embedder
    from assistant.ingestion import ingest, may_seed

    if if_own and not may_seed(paths, data_dir):
        named = " ".join(map(str, paths))
        print(
            f"{data_dir} holds documents ingested from elsewhere: {named} was left out. "
            f"To have it instead: python ingest.py {named}",
            file=sys.stderr,
        )
        return 0
    with _progress() as progress:
        report = ingest(paths, data_dir, build_embedder(), progress)
    if as_json:
        print(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
    else:
        print(_summary(report))
    for failed in report.failed:
        print(f"{failed.path}: {failed.error}: {failed.reason}", file=sys.stderr)
    if report.suspect:
        print(
            f"FAQ {', '.join(map(str, report.suspect))}: suspect, and no longer among the answers, "
            "because the words that it stands on have changed. See: "
            f"python -m assistant faq show {report.suspect[0]}",
            file=sys.stderr,
        )
    return 1 if report.failed else 0


def _summary(report: IngestReport) -> str:
    changes = {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "failed": report.failed,
    }
    counts = ", ".join(f"{len(ids)} {change}" for change, ids in changes.items() if ids)
    return (
        f"Documents: {counts or 'none'}. Passages: {report.chunks}, of which {report.embedded} "
        f"newly embedded. {report.seconds:.1f} s"
    )


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on a terminal, a line now and then elsewhere; always on standard error."""
    if not sys.stderr.isatty():
        yield _lines()
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks = {step: bars.add_task(text, visible=False) for step, text in _STEPS.items()}
        yield lambda step, done, total: bars.update(
            tasks[step], completed=done, total=total, visible=done < total
        )


def _lines() -> Callable[[str, int, int], None]:
    said: dict[str, float] = {}

    def report(step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if step not in said or now - said[step] > _LINE_SECONDS or done == total:
            said[step] = now
            print(f"{_STEPS[step]}: {done} of {total}", file=sys.stderr, flush=True)

    return report


def _exit(error: GiljabiError, code: int) -> None:
    print(f"ingest: {error}", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
