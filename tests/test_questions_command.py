"""`python -m assistant questions …`, run as it is."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.config import own_environment
from assistant.schema import Answer
from assistant.staff.audit import Audit
from assistant.staff.questions import QuestionLog
from assistant.staff.store import Store


def questions(*options: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", "questions", *map(str, options)],
        capture_output=True, text=True, check=False, timeout=120, env=own_environment(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("desk")
    now = datetime.now(UTC)
    for days, question, status in (
        (400, "아주 오래된 질문", "answered"),
        (1, "=visa?", "no_source"),
    ):
        log = QuestionLog(Store(data, lambda days=days: now - timedelta(days=days)))
        answer = Answer(status, "…", "ko", seconds={"total": 0.2}, programmes=("export",))
        log.rate(log.add(question, answer, "g1"), "wrong", "no")
    return data


def test_the_commands_do_what_the_page_does(data: Path, tmp_path: Path) -> None:
    listed = json.loads(questions("list", "--data", data, "--status", "no_source", "--json").stdout)
    assert [(one["question"], one["verdict"]) for one in listed] == [("=visa?", "wrong")]

    summed = json.loads(questions("summary", "--data", data, "--json").stdout)
    assert (summed["asked"], summed["share"], summed["programmes"]) == (2, 0.5, {"export": 2})
    assert "Answered: 1 (50%)" in questions("summary", "--data", data).stdout

    out = tmp_path / "questions.csv"
    assert questions("export", "--data", data, "--out", out).returncode == 0
    with out.open(encoding="utf-8-sig", newline="") as lines:
        assert [row["question"] for row in csv.DictReader(lines)] == ["'=visa?", "아주 오래된 질문"]

    forgotten = json.loads(questions("forget", "--data", data, "--json").stdout)
    assert forgotten["deleted"] == 1  # of 400 days ago; 365 are kept
    assert "아주 오래된" not in questions("list", "--data", data).stdout
    noted = [(one.action, one.outcome) for one in Audit(Store(data)).entries()]
    assert noted == [("forget_questions", "done: 1"), ("export_questions", "done: 2")]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("list", "--data", "nowhere"), "desk.sqlite"),
        (("list", "--status", "great"), "no_source"),
        (("summary", "--since", "6 April"), "YYYY-MM-DD"),
    ],
)
def test_wrong_use_is_named(options: tuple[str, ...], said: str, tmp_path: Path) -> None:
    ended = questions(*options)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert not Path("nowhere").exists()
