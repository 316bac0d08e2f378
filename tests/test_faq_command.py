"""The command `faq`: from questions to published answers, as far as each may go."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import IngestedCorpus
from typer.testing import CliRunner, Result

from assistant import faq_command
from assistant.__main__ import app
from assistant.errors import UsageError
from assistant.staff.audit import Audit
from assistant.staff.faqs import Faqs
from assistant.staff.store import Store

QUESTION = "외국인 전문인력 매칭 지원의 예산은 얼마인가요?"
OTHER = "What is the budget of foreign talent matching?"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["faq", *(str(argument) for argument in arguments)])


@pytest.fixture(scope="module")
def data(ingested_corpus: IngestedCorpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of this file's own."""
    copy = tmp_path_factory.mktemp("desk") / "data"
    shutil.copytree(ingested_corpus.data_dir, copy)
    return copy


def test_the_way_from_a_question_to_a_published_answer(data: Path, tmp_path: Path) -> None:
    shown = run("draft", QUESTION, "--data", data, "--json")
    assert shown.exit_code == 0, shown.output
    assert json.loads(shown.stdout)[0]["faq"] is None and not Store(data).exists

    written = tmp_path / "questions.csv"
    written.write_text(f"질문,영어\n{QUESTION},{OTHER}\n주차장은 몇 층인가요?,\n", encoding="cp949")
    drafted = run("draft", "--file", written, "--who", "kim", "--data", data, "--json")
    first, second = json.loads(drafted.stdout)
    assert "30억 원" in first["ko"]["answer"] and first["problems"] == []
    assert first["en"]["question"] == OTHER and "KRW 3 billion" in first["en"]["answer"]
    assert second["ko"]["answer"] == "" and second["missing"]
    key = first["faq"]

    # the second has no answer: it is named, and the first goes on
    assert run("submit", second["faq"], key, "--who", "kim", "--data", data).exit_code == 1
    assert run("approve", key, "--who", "kim", "--data", data).exit_code == 1  # its own author
    assert run("publish", key, "--who", "lee", "--data", data).exit_code == 1  # not approved yet
    assert run("approve", key, "--who", "lee", "--data", data).exit_code == 0
    assert run("publish", key, "--who", "lee", "--data", data).exit_code == 0

    listed = json.loads(run("list", "--state", "published", "--data", data, "--json").stdout)
    assert [(row["faq"], row["programme"]) for row in listed] == [(key, "kosme-foreign-talent")]
    assert run("check", "--data", data).exit_code == 0
    seen = json.loads(run("show", key, "--data", data, "--json").stdout)
    assert [event["who"] for event in seen["events"]] == ["kim", "kim", "lee", "lee"]

    page = tmp_path / "faq.csv"
    assert run("export", "--format", "csv", "--out", page, "--data", data).exit_code == 0
    assert page.read_bytes().startswith(b"\xef\xbb\xbf") and "외국인" in page.read_text("utf-8-sig")

    assert run("withdraw", key, "--who", "lee", "--why", "old", "--data", data).exit_code == 0
    assert json.loads(run("export", "--format", "json", "--data", data).stdout) == []
    noted = [(e.who, e.action, e.outcome) for e in Audit(Store(data)).entries()]
    assert noted[0] == ("command:lee", "withdraw_faq", "done")
    assert ("command:kim", "approve_faq", "FaqError") in noted


def test_a_figure_without_a_quote_is_kept_and_not_published(data: Path) -> None:
    row = json.loads(run("draft", QUESTION, "--who", "kim", "--data", data, "--json").stdout)[0]
    faqs, key = Faqs(Store(data), True), row["faq"]
    texts = faq_command._texts(data)
    content = faqs.one(key).content
    wrong = content.of(content.to_dict() | {"ko": row["ko"] | {"answer": "40억 원입니다. [1]"}})
    faqs.revise(key, wrong, "kim", texts)
    assert run("submit", key, "--who", "kim", "--data", data).exit_code == 0
    assert run("approve", key, "--who", "lee", "--data", data).exit_code == 0
    refused = run("publish", key, "--who", "lee", "--data", data)
    assert refused.exit_code == 1 and "40억 원" in refused.stderr
    assert faqs.one(key).state == "approved" and not faqs.served()


def test_a_notice_is_drafted_whole(data: Path) -> None:
    told = run("draft", "--notice", "kosme-savings-deduction", "--data", data, "--json")
    rows = json.loads(told.stdout)
    assert {row["origin"] for row in rows} == {"notice"}
    assert {row["programme"] for row in rows} == {"kosme-savings-deduction"}
    assert all(row["ko"]["answer"] and row["en"]["answer"] for row in rows)
    assert not {p["kind"] for row in rows for p in row["problems"]} & {"figure_not_quoted"}
    assert any("20%" in row["ko"]["answer"] for row in rows)


def test_a_decision_needs_a_name(data: Path) -> None:
    for action in ("submit", "approve", "publish", "withdraw"):
        assert run(action, 1, "--data", data).exit_code == 2


def test_what_cannot_be_asked_is_said(data: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("\n\n", encoding="utf-8")
    for arguments in (["draft"], ["draft", "--file", empty], ["draft", "--notice", "none"]):
        failed = run(*arguments, "--data", data)
        assert isinstance(failed.exception, UsageError)
    assert run("publish", 999, "--who", "lee", "--data", data).exit_code == 1
