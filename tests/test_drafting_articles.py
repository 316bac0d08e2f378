"""An article or a scraped page is drafted from what its sentences say plainly, each programme and
each track by itself. All programmes here are made up."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from processor_time import seconds_of
from typer.testing import CliRunner

from assistant.drafting import draft_records
from assistant.drafting.conditions import conditions
from assistant.programme_commands import app
from assistant.record import Record, Terms
from assistant.schema import Document, Language
from evals.records.run import faults_read_back
from evals.records.score import unquoted

TRACKS = """\
Lantern Office Opens Three Doors for Lamp Makers

The Lantern Promotion Agency (LPA) announced its 2031 Bright Lamp Program for Korean SMEs.

The Lantern Promotion Agency has earmarked 6.6 billion won and will support 52 projects, up from 31 last year.

The program is split into three tracks.

The first track, First Spark, is open to firms that have never exported. It takes 12 firms.

A second track, Long Beam, is for companies with an agreement abroad. Around 30 projects will be funded.

The third, called Deep Glow, is reserved for battery makers. Ten demonstration projects are planned.

Applications open on May 2 and close on May 23 at www.lamp.example. Questions: lamps@lamp.example.
"""
SEVERAL = """\
The Ferry Enterprise Agency (FEA) on Monday announced plans to match some 140 retired pilots with small shipyards.
It will first survey the yards, then train the pilots, and finally place them with employers.
The agency will also expand its 'night harbour' courses. They run 12 courses, in which over 300 workers earn a diploma.
The minimum term for the crew savings account has been cut from five years to two years. Under the crew savings account, workers save up to 250,000 won a month and the yard adds 30% of what they save.
"""
FLATTENED = """\
Services

Loan of divers to harbours
MOLL supports the loan of its divers to small harbours.
Highlights of the Diver Loan Program
Passing on diving skills to the region
Keeping harbours safe in winter
Led by Managed by Supported by
Ministry of Sea and Coast National Diving Council (NDC) A total of 6 schools, including MOLL
Stage Details Carried out by
Agreement Fees for each school Korea Harbour Institute (KHI), MOLL
Application
Application form, harbour profile submitted
Applying companies
Check of applying harbours
Loan Work at the harbour
Divers from MOLL, participating companies
"""
KOREAN = """\
등대부, '2031년 등불 기술 사업' 참여기업 모집

등대부는 2일 '2031년 등불 기술 사업'을 추진한다고 밝혔다. 2년간 최대 4억 원을 지원하며 총예산은 88억 원이다.

사업은 두 개 트랙으로 나뉜다.

첫 번째 트랙인 '새싹형'은 수출 경험이 없는 기업을 대상으로 한다. 15개사를 선정한다.

두 번째 '나무형'은 협약을 맺은 기업이 신청할 수 있다. 약 20개 과제를 지원한다.

신청은 5월 2일부터 5월 23일 오후 5시까지 등불포털(www.deungbul.example)에서 받는다.
"""


def document(text: str, language: Language = "en") -> Document:
    title = text.strip().split("\n")[0] if text.strip() else "?"
    return Document("made/article.txt", title, language, "text", text, "0", "made")


def figures(terms: Terms) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fact in terms.facts:
        found.setdefault(fact.topic, []).extend(f for f in fact.figures if f)
    return {topic: values for topic, values in found.items() if values}


@pytest.fixture(scope="module")
def tracks() -> Record:
    (record,) = draft_records(document(TRACKS))
    return record


def test_a_track_has_its_own_name_figures_and_conditions(tracks: Record) -> None:
    assert [(t.names.en, figures(t), len(t.criteria)) for t in tracks.tracks] == [
        ("First Spark", {"scale": ["count 12"]}, 1),
        ("Long Beam", {"scale": ["count 30"]}, 1),
        ("Deep Glow", {"scale": ["count 10"]}, 1),
    ]


def test_what_is_of_a_track_is_not_of_the_programme(tracks: Record) -> None:
    assert figures(tracks) == {
        "budget": ["money KRW 6600000000"],
        "scale": ["count 52"],
        "history": ["count 31"],
        "selection": ["count 3"],
    }
    assert tracks.names.en == "2031 Bright Lamp Program"
    assert [c.rule.kind for c in tracks.criteria] == ["country", "size"]


def test_a_day_gets_the_year_in_the_programmes_name(tracks: Record) -> None:
    (window,) = tracks.windows
    assert (window.opens, window.closes, window.year) == ("--05-02", "--05-23", 2031)
    assert [quote.text for quote in window.quotes][1] == "2031 Bright Lamp Program"
    assert [(c.url, c.email) for c in tracks.channels] == [("www.lamp.example", None)]
    assert [(c.url, c.email) for c in tracks.contacts] == [(None, "lamps@lamp.example")]


def test_each_programme_of_an_agency_is_a_record_with_what_is_said_of_it() -> None:
    records = draft_records(document(SEVERAL))
    assert [record.names.en for record in records] == [
        "retired pilots",
        "night harbour",
        "crew savings account",
    ]
    assert [figures(record) for record in records] == [
        {"scale": ["count 140"]},
        {"scale": ["count 12", "count 300"]},
        {
            "duration": ["duration P5Y", "duration P2Y"],
            "amount": ["money KRW 250000"],
            "rate": ["percent 30"],
        },
    ]
    assert {record.agency.en for record in records if record.agency} == {"Ferry Enterprise Agency"}
    assert [step.what.en for step in records[0].steps] == [
        "survey the yards",
        "train the pilots",
        "place them with employers",
    ]


def test_an_article_of_one_programme_gives_one_record() -> None:
    one = SEVERAL.split("The agency will also")[0]
    assert len(draft_records(document(one))) == 1


def test_a_table_without_its_lines_is_read_by_its_head() -> None:
    (record,) = draft_records(document(FLATTENED))
    assert [(s.what.en, s.who and s.who.en) for s in record.steps] == [
        ("Fees for each school", "Korea Harbour Institute (KHI), MOLL"),
        ("Application form, harbour profile submitted", "Applying companies"),
        ("Check of applying harbours", None),
        ("Work at the harbour", "Divers from MOLL, participating companies"),
    ]
    assert [paper.name.en for paper in record.papers] == ["Application form", "harbour profile"]
    bodies = [(f.label.en, f.text.en) for f in record.facts if f.topic == "organisation"]
    assert bodies == [
        ("Led by", "Ministry of Sea and Coast"),
        ("Managed by", "National Diving Council (NDC)"),
        ("Supported by", "A total of 6 schools, including MOLL"),
    ]


def test_where_one_name_ends_in_a_flattened_row_is_not_guessed() -> None:
    text = FLATTENED.replace("National Diving Council (NDC)", "National Diving Council")
    (record,) = draft_records(document(text))
    assert not [fact for fact in record.facts if fact.topic == "organisation"]


def test_a_korean_article_is_read_by_the_same_rules() -> None:
    (record,) = draft_records(document(KOREAN, "ko"))
    assert record.names.ko == "2031년 등불 기술 사업"
    assert record.agency and record.agency.ko == "등대부"
    assert figures(record)["amount"] == ["money KRW 400000000", "duration P2Y"]
    assert figures(record)["budget"] == ["money KRW 8800000000"]
    assert [(t.names.ko, figures(t)) for t in record.tracks] == [
        ("새싹형", {"scale": ["count 15"]}),
        ("나무형", {"scale": ["count 20"]}),
    ]
    assert [(w.opens, w.closes, w.closes_time, w.year) for w in record.windows] == [
        ("--05-02", "--05-23", "17:00", 2031)
    ]


def test_a_report_that_offers_nothing_gives_no_terms() -> None:
    text = (
        "Clever nets: how a small town saved its boats\n\n"
        "Two years later, 14 of the harbour's 60 boats carry one. Catches have grown by 12 percent.\n\n"
        "Retired skipper Ma Dol would rather see 500,000 won a month for those aged 65 and over.\n\n"
        "The council will debate in June whether to double its fund of 2 billion won.\n"
    )
    (record,) = draft_records(document(text))
    assert not list(record.values())


@pytest.mark.parametrize("words", ["no older than 5 years", "not older than five years"])
def test_no_older_than_is_an_upper_limit(words: str) -> None:
    found = conditions(f"Companies {words}")
    assert found and found[0].rule.model_dump(exclude_none=True) == {
        "business_years": {"at_most": 5}
    }


@pytest.mark.parametrize(
    ("text", "language"),
    [(TRACKS, "en"), (SEVERAL, "en"), (FLATTENED, "en"), (KOREAN, "ko")],
)
def test_every_value_of_every_record_is_quoted_and_unreviewed(
    text: str, language: Language
) -> None:
    article = document(text, language)
    drafted = draft_records(article)
    for record in drafted:
        assert list(record.values())
        assert not list(unquoted(record, article))
        assert all(0 < (value.confidence or 0) < 1 for _, value in record.values())
    assert faults_read_back(drafted, article) == []


def test_the_command_prints_all_programmes_of_an_article(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(SEVERAL, encoding="utf-8")
    told = CliRunner().invoke(app, ["draft", str(tmp_path / "article.txt")])
    assert told.exit_code == 0
    written = yaml.safe_load(told.stdout)["programmes"]
    assert [programme["id"] for programme in written] == ["article-1", "article-2", "article-3"]


@pytest.mark.parametrize(
    "text",
    [
        "support 12 companies, " * 4_000,
        "A, " * 25_000,
        "Led by Managed by Supported by\nMinistry Of A B C D (NST) A B\n" * 1_200,
        "Procedure Detailed procedure Implemented by\n" + "Agreement Quota and KIAT\nKITECH, NST\n" * 2_000,
        "‘a b’ " * 12_000,
        "receive up to KRW 1 " * 4_000,
    ],
    ids=["counts", "capitals", "labels", "stages", "quotes", "money"],
)  # fmt: skip
def test_a_hostile_article_takes_no_longer_than_its_share(text: str) -> None:
    """Eight times the text takes at most some twenty times as long, not sixty-four."""

    def seconds(part: str, times: int) -> float:
        return seconds_of(lambda: draft_records(document(part)), times)

    assert seconds(text, 1) < 20 * max(seconds(text[: len(text) // 8], 2), 0.05)
