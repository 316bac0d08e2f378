"""What several test files share: the default corpus, ingested once a session by the real command."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class IngestedCorpus:
    data_dir: Path
    report: dict[str, Any]  # what `ingest.py --json` printed
    returncode: int


@pytest.fixture(scope="session")
def ingested_corpus(tmp_path_factory: pytest.TempPathFactory) -> IngestedCorpus:
    """The default corpus in a library of its own. Read it; do not ingest into it."""
    data_dir = tmp_path_factory.mktemp("library") / "data"
    command = [sys.executable, ROOT / "ingest.py", ROOT / "corpus", "--data", data_dir, "--json"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert ended.stdout, ended.stderr
    return IngestedCorpus(data_dir, json.loads(ended.stdout), ended.returncode)
