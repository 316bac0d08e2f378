"""A notice changes under a record: its value is not used, and what changed is shown."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from test_ingestion import HashingEmbedder, write
from typer.testing import CliRunner

from assistant.__main__ import app
from assistant.changes import Change, changes, nearest
from assistant.index import Index
from assistant.ingestion import ingest
from assistant.library import Library
from assistant.record import Record
from assistant.schema import IngestReport

NOTICE = """# 가상 나루 사업 공고

시험용 가상 공고입니다.

## 신청기간

신청기간은 2026년 4월 6일부터 4월 24일까지입니다.

## 지원내용

기업당 최대 3천만 원을 지원합니다.

- 시제품 제작
- 해외 전시회 참가
"""
RECORD = """programmes:
  - id: naru
    names: {ko: 가상 나루 사업, en: Made-up Naru Programme}
    facts:
      - id: ceiling
        topic: amount
        label: {ko: 지원한도, en: Ceiling}
        text: {ko: 최대 3천만 원, en: Up to KRW 30 million}
        figures: [money KRW 30000000]
        quotes: {notice.ko.md: 기업당 최대 3천만 원을 지원합니다.}
    windows:
      - round: only
        name: {ko: 신청, en: Applications}
        text: {ko: 2026년 4월 6일~24일, en: 6 to 24 April 2026}
        opens: 2026-04-06
        closes: --04-24
        year: 2026
        quotes: {notice.ko.md: 신청기간은 2026년 4월 6일부터 4월 24일까지입니다.}
"""
LATER = NOTICE.replace("4월 24일까지", "4월 30일까지")


class Shelf:
    def __init__(self, folder: Path) -> None:
        self.corpus, self.data = folder / "corpus", folder / "data"

    def put(self, notice: str = NOTICE, record: str = RECORD) -> IngestReport:
        write(self.corpus / "naru" / "notice.ko.md", notice)
        write(self.corpus / "naru" / "record.yaml", record)
        return ingest([self.corpus], self.data, HashingEmbedder())

    def record(self) -> Record:
        with Index.open(self.data) as index:
            return index.records[0]

    def run(self, *arguments: str, code: int = 0) -> Any:
        result = CliRunner().invoke(app, [*arguments, "--data", str(self.data), "--json"])
        assert result.exit_code == code, result.output
        return json.loads(result.stdout)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def sound(record: Record) -> list[str]:
    return [name for name, value in record.values() if value.sound]


def test_a_value_whose_clause_changed_is_not_used_and_the_others_are(shelf: Shelf) -> None:
    assert shelf.put().failed == ()
    assert sound(shelf.record()) == ["facts/ceiling", "windows/only"]
    report = shelf.put(LATER)
    (failed,) = report.failed
    assert failed.error == "RecordError" and failed.path == "naru/record.yaml"
    assert "windows/only" in failed.reason and "programmes changes" in failed.reason
    assert sound(shelf.record()) == ["facts/ceiling"]
    (row,) = shelf.run("programmes", "--today", "2026-04-10")
    assert (row["status"], row["windows"]) == ("unknown", [])  # not the old window's "open"


def test_the_change_is_shown_clause_by_clause_until_the_record_is_reviewed(shelf: Shelf) -> None:
    shelf.put()
    shelf.put(LATER.replace("- 시제품 제작\n", ""))
    found = shelf.run("programmes", "changes")
    was = "신청기간은 2026년 4월 6일부터 4월 24일까지입니다."
    now = "신청기간은 2026년 4월 6일부터 4월 30일까지입니다."
    assert found["suspect"] == [
        {
            "programme": "naru",
            "value": "windows/only",
            "document": "naru/notice.ko.md",
            "was": was,
            "now": now,
        }
    ]
    (document,) = found["documents"]
    assert document["versions"] == [1, 2]
    assert document["changes"] == [
        {"was": was, "now": now},
        {"was": "- 시제품 제작", "now": None},
    ]
    reviewed = RECORD.replace("24일", "30일").replace("--04-24", "--04-30")
    assert shelf.put(LATER, reviewed).failed == ()
    assert shelf.run("programmes", "changes") == {"suspect": [], "documents": []}
    with Library(shelf.data) as library:
        assert library.earlier_texts() == {}


def test_a_change_elsewhere_in_the_notice_touches_no_value(shelf: Shelf) -> None:
    shelf.put()
    assert shelf.put(NOTICE.replace("해외 전시회", "국내 전시회")).failed == ()
    assert sound(shelf.record()) == ["facts/ceiling", "windows/only"]
    assert shelf.run("programmes", "changes") == {"suspect": [], "documents": []}


def test_the_earlier_text_is_that_of_the_last_review_and_leaves_with_its_document(
    shelf: Shelf,
) -> None:
    shelf.put()
    shelf.put(LATER)
    shelf.put(LATER.replace("3천만", "4천만"))
    with Library(shelf.data) as library:
        version, text = library.earlier_texts()["naru/notice.ko.md"]
        assert version == 1 and "4월 24일까지" in text
    assert len(shelf.run("programmes", "changes")["suspect"]) == 2
    (shelf.corpus / "naru" / "notice.ko.md").unlink()
    ingest([shelf.corpus], shelf.data, HashingEmbedder())
    with Library(shelf.data) as library:
        assert library.earlier_texts() == {}
    for path in shelf.data.rglob("*"):
        assert not path.is_file() or "전시회 참가".encode() not in path.read_bytes(), path


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("money KRW 30000000", "money KRW 40000000", "money KRW 40000000 is not in its quotes"),
        ("opens: 2026-04-06", "opens: 2026-04-07", "date 2026-04-07 is not in its quotes"),
        ("year: 2026", "year: 2025", "date 2025"),
        ("3천만 원을 지원합니다.}", "5천만 원을 지원합니다.}", "is not in naru/notice.ko.md"),
        ("notice.ko.md: 기업당", "other.ko.md: 기업당", "is not in naru/other.ko.md"),
        ("topic: amount", "topic: amount\n        confidence: 0.8", "not reviewed"),
    ],
)
def test_a_value_that_its_quote_does_not_bear_out_is_named_at_once(
    shelf: Shelf, old: str, new: str, named: str
) -> None:
    (failed,) = shelf.put(record=RECORD.replace(old, new)).failed
    assert named in failed.reason
    assert len(sound(shelf.record())) == 1  # the other value is used


def test_a_correct_record_with_a_wrong_key_keeps_the_one_that_was_there(shelf: Shelf) -> None:
    shelf.put()
    (failed,) = shelf.put(record=RECORD.replace("topic: amount", "topics: amount")).failed
    assert "topics" in failed.reason
    assert sound(shelf.record()) == ["facts/ceiling", "windows/only"]


def test_clauses_are_paired_with_what_was_made_of_them() -> None:
    old = "가나다라 마바사\n\n- 첫째 항목\n- 둘째 항목\n"
    new = "가나다라 마바사\n\n- 셋째로 덧붙인 전혀 다른 말\n- 첫째  항목\n"
    assert changes(old, new) == [
        Change(None, "- 셋째로 덧붙인 전혀 다른 말"),
        Change("- 둘째 항목", None),
    ]
    assert changes(old, old.replace("\n", "\n\n")) == []  # white space does not count
    assert nearest("첫째 항목", new) == "- 첫째 항목"
    assert nearest("아주 다른 문장입니다", new) is None


def test_eligibility_is_judged_from_the_command_line(shelf: Shelf, tmp_path: Path) -> None:
    criteria = RECORD + (
        "    criteria:\n"
        "      - id: age\n"
        "        label: {ko: 나이, en: Age}\n"
        "        rule: {founder_age: {at_most: 39}}\n"
        '        question: {ko: "만 39세 이하입니까?", en: "Are you 39 or under?"}\n'
        "        quotes: {notice.ko.md: 기업당 최대 3천만 원을 지원합니다.}\n"
    )
    shelf.put(record=criteria)
    profile = tmp_path / "company.yaml"
    profile.write_text("representative_born: 1986-04-11\n", encoding="utf-8")
    asked = ("eligibility", "naru", "--profile", str(profile), "--today")
    assert shelf.run(*asked, "2026-04-10") == {
        "programme": "naru",
        "overall": "eligible",
        "criteria": [
            {
                "id": "age",
                "verdict": "met",
                "quote": "기업당 최대 3천만 원을 지원합니다.",
                "document": "naru/notice.ko.md",
                "question": None,
            }
        ],
    }
    assert shelf.run(*asked, "2026-04-11")["overall"] == "not_eligible"
    profile.write_text("{}", encoding="utf-8")
    unknown = shelf.run(*asked, "2026-04-11", "--language", "en")
    assert (unknown["overall"], unknown["criteria"][0]["question"]) == (
        "unknown",
        "Are you 39 or under?",
    )


def test_the_list_of_programmes_has_its_windows(shelf: Shelf) -> None:
    shelf.put()
    assert shelf.run("programmes", "--today", "2026-04-10") == [
        {
            "id": "naru",
            "names": {"ko": "가상 나루 사업", "en": "Made-up Naru Programme"},
            "status": "open",
            "windows": [
                {
                    "round": "only",
                    "opens": "2026-04-06",
                    "closes": "2026-04-24",
                    "text": "2026년 4월 6일~24일",
                    "status": "open",
                    "days_left": 14,
                }
            ],
        }
    ]


def test_a_draft_of_a_notice_is_printed_and_not_used_before_its_review(
    shelf: Shelf, tmp_path: Path
) -> None:
    notice = tmp_path / "notice.ko.md"
    notice.write_text(NOTICE, encoding="utf-8")
    drafted = CliRunner().invoke(app, ["programmes", "draft", str(notice)])
    assert drafted.exit_code == 0 and "confidence" in drafted.stdout
    report = shelf.put(record=drafted.stdout)
    assert all("not reviewed" in f.reason for f in report.failed) and report.failed
    assert sound(shelf.record()) == []


def test_a_library_of_names_alone_is_brought_up_to_date(tmp_path: Path) -> None:
    """Schema 1 held what programmes are called, and no record."""
    Library(tmp_path).close()
    names = [
        {"programme": "a", "folder": "f", "ko": "가", "en": "A", "aliases": ["에이"]},
        {"programme": "a/t", "folder": "f", "ko": "트랙", "en": "Track", "aliases": []},
    ]
    with sqlite3.connect(tmp_path / "library.sqlite") as db:
        db.execute("DROP TABLE earlier")
        db.execute("DROP TABLE forms")
        db.execute("DELETE FROM meta")
        db.execute("INSERT INTO meta VALUES ('programmes', ?)", (json.dumps(names),))
        db.execute("PRAGMA user_version = 1")
    with Library(tmp_path) as library:
        assert [(n.programme, n.ko, n.aliases) for n in library.programmes()] == [
            ("a", "가", ("에이",)),
            ("a/t", "트랙", ()),
        ]
        assert library.earlier_texts() == {}
