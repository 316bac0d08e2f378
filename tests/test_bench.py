"""What bench measures, on little; and, as a proof, the bars themselves."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from assistant.build import build_embedder
from assistant.chunker import search_text
from assistant.embedder import number_type
from assistant.index import Index
from assistant.ingestion import rebuild
from assistant.library import Library
from evals.bench.made import make_library, questions
from evals.bench.report import table
from evals.bench.run import measure, measure_growth, notices, ratio
from evals.bench.stages import STAGES

ROOT = Path(__file__).parent.parent
NEEDS_STOCK = "the stock path is not installed: pip install --no-deps langchain-huggingface==1.2.3"


def numbers(value: Any) -> list[float]:
    """Every number in nested lists and dicts."""
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return [number for part in parts for number in numbers(part)]
    return [value] if isinstance(value, int | float) else []


def test_a_ratio_is_taken_pair_by_pair() -> None:
    # 6/2 = 3, 4/4 = 1, 9/1 = 9
    assert ratio([6.0, 4.0, 9.0], [2.0, 4.0, 1.0]) == {"median": 3.0, "low": 1.0, "high": 9.0}


def test_a_made_library_has_the_chunks_asked_for_and_says_that_it_is_made_up(
    tmp_path: Path,
) -> None:
    make_library(tmp_path, 210, build_embedder())
    with Library(tmp_path) as library:
        documents = {d.document_id: d for d in library.documents()}
        chunks = library.chunks()
        # 20 chunks a notice: 10 notices and one of 10; 5 notices a programme: 3 programmes
        assert (len(documents), len(chunks), len(library.programmes())) == (11, 210, 3)
        assert all("가상" in d.title for d in documents.values())
        assert all(documents[c.document_id].text[c.start : c.end] == c.text for c in chunks)
    assert rebuild(tmp_path, build_embedder()) == 0  # nothing of it is embedded
    with Index.open(tmp_path) as index:
        assert len(questions(4)) == 4
        assert index.manifest.chunks == 210


def test_every_stage_of_a_question_is_timed_at_every_size(tmp_path: Path) -> None:
    growth = measure_growth([100, 200], questions(2), build_embedder(), tmp_path)
    assert [size["chunks"] for size in growth["sizes"]] == [100, 200]
    for size in growth["sizes"]:
        assert tuple(size["stages"]) == STAGES
        # drawn vectors, a real question: both searches and the model are on its way
        assert all(size["stages"][s]["p50_ms"] > 0 for s in ("embed", "dense", "lexical", "answer"))
    assert growth["times_as_long"]["median"] > 0


def test_no_two_passages_that_are_ingested_have_the_same_text(tmp_path: Path) -> None:
    make_library(tmp_path, 40, build_embedder())
    given = notices(tmp_path, 90)  # the 40 twice, and 10 a third time
    texts = [search_text(chunk, document) for document, chunks in given for chunk in chunks]
    assert len(texts) == len(set(texts)) == 90


@pytest.mark.skipif(find_spec("langchain_huggingface") is None, reason=NEEDS_STOCK)
def test_a_small_bench_is_written_and_told(tmp_path: Path) -> None:
    notice = ROOT / "corpus" / "research-dispatch"
    measured = measure(notice, tmp_path, pairs=1, sizes=[100, 200], texts=12, asked=2)
    assert json.loads((tmp_path / "bench.json").read_text(encoding="utf-8")) == measured
    assert set(measured) == {"machine", "ingest", "question", "growth"}
    assert all(math.isfinite(number) and number >= 0 for number in numbers(measured))
    assert measured["ingest"]["texts"] == 12
    assert "ingest of 12 passages" in table(measured)


@pytest.mark.proofs
def test_ingest_is_fast_and_questions_stay_so_as_the_library_grows(
    tmp_path: Path, proof_table: Callable[[str, str], None]
) -> None:
    # as a command: what other tests share in this process is not shared here
    command = [sys.executable, "-m", "evals", "bench", "--out", tmp_path]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    measured = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    ingest, growth = (measured["ingest"]["times_as_fast"], measured["growth"]["times_as_long"])
    fast = number_type("auto") == "bfloat16"  # AMX
    least = 2.5 if fast else 1.0
    proof_table(
        f"ingest at least {least} times as fast as the stock path",
        f"{ingest['median']:.2f} ({ingest['low']:.2f} to {ingest['high']:.2f})",
    )
    sizes = measured["growth"]["sizes"]
    proof_table(
        f"a question at {sizes[-1]['chunks']} chunks at most 1.5 times that at {sizes[0]['chunks']}",
        f"{growth['median']:.2f}",
    )
    assert ingest["median"] >= least
    assert growth["median"] <= 1.5
