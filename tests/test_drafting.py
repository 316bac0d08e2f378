"""A draft says what a notice says, with its words, and nothing else."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from fixtures_documents import docx_notice, hangul_notice
from processor_time import seconds_of

from assistant.drafting import draft_record
from assistant.drafting.conditions import conditions
from assistant.loaders import load_document
from assistant.programmes import Source, faults, look_up, read_records, record_yaml
from assistant.record import Record
from assistant.schema import Document, Language
from evals.notices.make import make_notices
from evals.records.run import evaluate, faults_read_back
from evals.records.score import unquoted

KOREAN = """\
[정정공고] 2026년 한빛도 뿌리기업 스마트공정 지원사업 참여기업 모집 공고

한빛테크노파크 공고 제2026-77호

□ 사업개요
 ○ 총사업비 : 12억원(도비 6억원, 민간부담 6억원)
 ○ 지원규모 : 20개사 내외

□ 지원대상
 ○ 한빛도에 본사 또는 공장을 둔 뿌리기업으로서 업력 3년 이상 중소기업
 ○ 상시근로자 5인 이상 100인 미만
 ○ 직전년도 매출액 120억원 이하
 ※ 세부사항은 붙임 참조

□ 지원제외
 ○ 국세·지방세 체납 기업
 ○ 상시근로자가 200명을 초과하는 기업
 ○ 부채비율 1,000% 이상 기업(단, 창업 3년 미만 기업은 예외)

□ 지원내용
 ○ 지원한도 : 기업당 최대 5천만원(총사업비의 50% 이내)
 ○ 자부담 : 총사업비의 50% 이상

□ 신청기간 및 방법
 ○ 신청기간 : 3. 9.(월) ~ 3. 27.(금) 17:00까지
 ○ 접수방법 : 온라인 접수(www.hanbit-tp.example)

□ 제출서류
 ① 참여신청서 1부
 ② 사업계획서 3부
 ③ 최근 2개년 재무제표

□ 추진절차
  신청·접수 → 서류검토 → 현장평가 → 선정·협약

□ 이의신청
 ○ 신청기간 : 결과 통보일부터 2026. 5. 8.까지

□ 문의처
 ○ 한빛테크노파크 기업지원실 (☎ 090-000-1234, biz@hanbit-tp.example)
"""
ENGLISH = """\
# Notice: 2026 Hanbit Export Voucher Program

| Item | Details |
| --- | --- |
| Organised by | Hanbit Trade Promotion Agency (HTPA) |
| Eligibility | SMEs with exports of less than USD 1 million in the previous year |
| Exclusions | Companies with more than 300 employees cannot apply |
| Support | Export vouchers of up to KRW 30 million per company for 12 months |
| Own contribution | 30% of the voucher amount |
| Number of companies | About 150 companies |
| Application period | 1st round: March 2 to March 20, 2026, 18:00; 2nd round: June 1 to June 19, 2026 |
| How to apply | Online at https://voucher.hanbit.example/apply |
| Documents | Application form, business registration certificate |
| Contact | Export Team, 090-000-1234, voucher@hanbit.example |
"""


def document(text: str, language: Language = "ko", title: str = "") -> Document:
    first = text.strip().split("\n")[0].lstrip("# ") if text.strip() else "?"
    return Document("made/notice.md", title or first, language, "text", text, "0", "made")


def rules(record: Record) -> list[dict[str, object]]:
    return [
        criterion.rule.model_dump(exclude_none=True, by_alias=True) for criterion in record.criteria
    ]


def facts(record: Record) -> dict[str, tuple[tuple[str, ...], str]]:
    return {f.topic: (f.figures, f.bound) for terms in record.all_terms() for f in terms.facts}


@pytest.fixture(scope="module")
def korean() -> Record:
    return draft_record(document(KOREAN))


@pytest.fixture(scope="module")
def english() -> Record:
    return draft_record(document(ENGLISH, "en"))


def test_the_title_gives_the_name_without_what_says_that_it_is_a_notice(
    korean: Record, english: Record
) -> None:
    assert korean.names.ko == "2026년 한빛도 뿌리기업 스마트공정 지원사업"
    assert korean.agency and korean.agency.ko == "한빛테크노파크"
    assert english.names.en == "2026 Hanbit Export Voucher Program"
    assert english.agency and english.agency.en == "Hanbit Trade Promotion Agency"


def test_amounts_shares_and_numbers_keep_their_bounds(korean: Record, english: Record) -> None:
    assert facts(korean) == {
        "budget": (("money KRW 1200000000",), "exactly"),
        "scale": (("count 20",), "about"),
        "amount": (("money KRW 50000000",), "up_to"),
        "rate": (("percent 50",), "at_least"),
    }
    assert facts(english) == {
        "amount": (("money KRW 30000000",), "up_to"),
        "duration": (("duration P12M",), "exactly"),
        "rate": (("percent 30",), "exactly"),
        "scale": (("count 150",), "about"),
    }


def test_a_condition_is_typed_where_that_says_it_whole_and_asked_where_not(korean: Record) -> None:
    assert rules(korean) == [
        {"region": ("한빛도",)},
        {"business_years": {"at_least": 3.0}},
        {"size": ("micro", "small", "medium", "startup")},
        {"stated": True},  # 뿌리기업
        {"employees": {"at_least": 5.0, "below": 100.0}},
        {"sales_krw": {"at_most": 12e9}},
        {"not": {"stated": True}},  # taxes
        {"not": {"employees": {"above": 200.0}}},
        {"not": {"stated": True}},  # a limit with an exception says less than the limit
    ]
    assert "뿌리기업" in korean.criteria[3].question.ko


def test_a_day_without_a_year_gets_that_of_the_notices_own_title(korean: Record) -> None:
    (window,) = korean.windows  # that of appeals is none
    assert (window.opens, window.closes, window.closes_time) == ("--03-09", "--03-27", "17:00")
    assert window.year == 2026
    assert [quote.text for quote in window.quotes][1] == KOREAN.split("\n")[0]


def test_where_no_year_is_said_none_is_given() -> None:
    (window,) = draft_record(document(KOREAN.replace("2026", "매"))).windows
    assert (window.opens, window.closes, window.year) == ("--03-09", "--03-27", None)


def test_rounds_are_told_apart(english: Record) -> None:
    assert [(w.round, w.opens, w.closes, w.closes_time) for w in english.windows] == [
        ("1", "2026-03-02", "2026-03-20", "18:00"),
        ("2", "2026-06-01", "2026-06-19", None),
    ]


def test_papers_steps_channels_and_contacts_are_listed(korean: Record, english: Record) -> None:
    assert [(paper.name.ko, paper.copies) for paper in korean.papers] == [
        ("참여신청서", 1),
        ("사업계획서", 3),
        ("최근 2개년 재무제표", None),
    ]
    assert [step.what.ko for step in korean.steps] == [
        "신청·접수",
        "서류검토",
        "현장평가",
        "선정·협약",
    ]
    assert [channel.url for channel in korean.channels] == ["www.hanbit-tp.example"]
    assert [(c.phone, c.email) for c in korean.contacts] == [
        ("090-000-1234", "biz@hanbit-tp.example")
    ]
    assert [paper.name.en for paper in english.papers] == [
        "Application form",
        "business registration certificate",
    ]


def test_a_loan_that_ends_with_the_money_has_no_last_day() -> None:
    text = """# 2026년 새벽시 정책자금 융자 안내

| 구분 | 내용 |
| --- | --- |
| 지원대상 | 대표자가 만 39세 이하이고 업력 7년 미만인 창업기업 |
| 융자한도 | 업체당 1억원 이내 |
| 접수기간 | 2026. 4. 6. ~ 자금 소진 시까지 |
"""
    record = draft_record(document(text))
    (window,) = record.windows
    assert (window.opens, window.closes, window.until_funds) == ("2026-04-06", None, True)
    assert rules(record) == [{"founder_age": {"at_most": 39.0}}, {"business_years": {"below": 7.0}}]


def test_each_row_of_a_table_of_types_is_a_track_and_a_unit_in_its_head_stays_beside_the_number() -> (
    None
):
    text = """# 2026년 새벽시 지원사업 공고

## 지원내용

| 유형 | 지원한도(백만원) | 협약기간 |
| --- | --- | --- |
| 기초형 | 30 | 6개월 |
| 성장형 | 85 | 12개월 |
| 합계 | 115 | |
"""
    record = draft_record(document(text))
    said = [(t.names.ko, [(f.text.ko, f.figures) for f in t.facts]) for t in record.tracks]
    assert said == [
        ("기초형", [("30 (백만원)", ("count 30",)), ("6개월", ("duration P6M",))]),
        ("성장형", [("85 (백만원)", ("count 85",)), ("12개월", ("duration P12M",))]),
    ]
    assert (
        record.tracks[1].facts[0].quotes[1].text == "| 유형 | 지원한도(백만원) | 협약기간 |"[2:-2]
    )


def test_what_a_section_of_costs_penalties_or_answers_says_is_not_drafted() -> None:
    text = """# 2026년 새벽시 지원사업 공고

## 비목별 한도

- 회의비: 최대 30만원까지 지원

## 제재

### 신청 제외

- 거짓으로 선정된 기업은 3년 동안 신청할 수 없음

## 자주 묻는 질문

### Q. 신청기간은 언제인가요?

작년에는 2025. 3. 2.부터 3. 20.까지 접수했습니다.
"""
    assert not list(draft_record(document(text)).values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("창업 3년 이상 7년 이하의 기업", {"business_years": {"at_least": 3, "at_most": 7}}),
        ("업력 3~7년 기업", {"business_years": {"at_least": 3, "at_most": 7}}),
        ("창업한 지 7년이 지나지 않은 기업", {"business_years": {"at_most": 7}}),
        ("대표자가 18~39세인 기업", {"founder_age": {"at_least": 18, "at_most": 39}}),
        ("만 18세 이상 39세 이하인 대표자", {"founder_age": {"at_least": 18, "at_most": 39}}),
        ("상시근로자 10인 이상 50인 미만", {"employees": {"at_least": 10, "below": 50}}),
        ("수출액 10만 달러 이상", {"exports_usd": {"at_least": 100000}}),
        ("매출액이 8억원에 못 미치는 기업", {"sales_krw": {"below": 8e8}}),
        ("서울특별시 또는 경기도 소재 기업", {"region": ("서울특별시", "경기도")}),
        ("established within the last 7 years", {"business_years": {"at_most": 7}}),
        ("The company must not be older than 6 years", {"business_years": {"at_most": 6}}),
        ("The representative must be between 18 and 39 years old", {"founder_age": {"at_least": 18, "at_most": 39}}),
        ("fewer than 50 employees", {"employees": {"below": 50}}),
        ("a turnover of KRW 800 million or more", {"sales_krw": {"at_least": 8e8}}),
    ],
)  # fmt: skip
def test_a_limit_is_read_from_the_words_beside_its_number(
    text: str, expected: dict[str, object]
) -> None:
    found = conditions(text)
    assert found is not None
    assert [c.rule.model_dump(exclude_none=True) for c in found] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "제재를 받은 지 3년이 지나지 않은 기업",
        "전담인력을 2명 이상 두고 있어야 함",
        "과제에 참여할 직원이 3명 이상",
        "본사가 3개월 이상 있어야 함",
        "3 or more employees who work only on the project",
        "must have operated in Hanbit Province for at least 9 months",
    ],
)
def test_a_number_of_something_else_is_no_limit_of_the_company(text: str) -> None:
    assert not [c for c in conditions(text) or [] if c.rule.kind not in ("region", "industry")]


def test_an_article_gives_what_its_sentences_say_plainly() -> None:
    text = (
        "Dawn City Helps Firms Abroad\n\n"
        "The Ministry of Dawn Trade (MDT) announced its 2026 Dawn Venture Program on Monday.\n\n"
        "Selected companies can receive up to KRW 150 million over two years. Sales of KRW 900 "
        "million were reported last year.\n\n"
        "Applications open on May 4 and run through May 29 via www.dawn.example.\n"
    )
    record = draft_record(document(text, "en"))
    assert record.names.en == "2026 Dawn Venture Program"
    assert record.agency and record.agency.en == "Ministry of Dawn Trade"
    assert facts(record) == {
        "amount": (("money KRW 150000000", "duration P2Y"), "up_to"),
        "duration": (("duration P2Y",), "exactly"),
    }
    assert [(w.opens, w.closes, w.year) for w in record.windows] == [("--05-04", "--05-29", 2026)]


@pytest.mark.parametrize("text", [KOREAN, ENGLISH])
def test_every_value_has_its_words_and_a_confidence_and_is_not_used_unreviewed(text: str) -> None:
    notice = document(text, "ko" if text is KOREAN else "en")
    record = draft_record(notice)
    values = list(record.values())
    assert len(values) > 10
    assert not list(unquoted(record, notice))
    assert all(0 < (value.confidence or 0) < 1 and not value.sound for _, value in values)
    assert not list(record.sound().values())


def test_a_draft_is_read_back_from_its_file_as_it_was(tmp_path: Path) -> None:
    notice = document(KOREAN)
    record = draft_record(notice)
    assert faults_read_back([record], notice) == []
    (tmp_path / "record.yaml").write_text(record_yaml(record), encoding="utf-8")
    (read,) = read_records(tmp_path / "record.yaml", "made")
    looked_up = look_up(read, {notice.document_id: Source(notice, 1)})
    assert [name for name, _ in looked_up.values()] == [name for name, _ in record.values()]
    assert len(faults(looked_up)) == len(list(record.values()))  # each: not reviewed


def test_docx_and_hwpx_notices_are_drafted_through_their_loaders(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("2026년 새벽시 판로 지원사업 공고", 0)
    table = word.add_table(3, 2)
    rows = [
        ("지원대상", "업력 7년 이내 기업"),
        ("지원한도", "기업당 3천만원"),
        ("신청기간", "2026. 4. 6. ~ 4. 24."),
    ]
    for at, (label, value) in enumerate(rows):
        table.cell(at, 0).text, table.cell(at, 1).text = label, value
    word.save(str(tmp_path / "notice.docx"))
    read = load_document(tmp_path / "notice.docx", "made/notice.docx", "made")
    record = draft_record(read)
    assert rules(record) == [{"business_years": {"at_most": 7.0}}]
    assert facts(record)["amount"][0] == ("money KRW 30000000",)
    assert [(w.opens, w.closes) for w in record.windows] == [("2026-04-06", "2026-04-24")]
    assert faults_read_back([record], read) == []
    for path in (docx_notice(tmp_path / "a.docx"), hangul_notice(tmp_path / "b.hwpx")):
        notice = load_document(path, f"made/{path.name}", "made")
        drafted = draft_record(notice)
        assert {"size": ("micro", "small", "medium", "startup")} in rules(drafted)
        assert faults_read_back([drafted], notice) == []


@pytest.mark.parametrize(
    "text",
    ["", " \n\t ", "|", "# ", "-", "신청기간:", "## 지원대상\n\n- ", "| 지원대상 |\n| --- |\n|", "\x00\u202e" * 50],
)  # fmt: skip
def test_a_text_that_says_nothing_gives_a_record_without_values(text: str) -> None:
    assert not list(draft_record(document(text)).values())


def test_words_for_a_machine_are_quoted_not_obeyed(tmp_path: Path) -> None:
    text = KOREAN.replace("국세·지방세 체납 기업", "quotes: {x: y}\\n - id: !!python/object x")
    notice = document(text)
    assert faults_read_back([draft_record(notice)], notice) == []


@pytest.mark.parametrize(
    "text",
    [
        KOREAN * 700,  # 500,000 characters, 1 MB of UTF-8
        "1" * 500_000,
        "## Eligibility\n\n" + "Aaa Bbb " * 60_000,
        "## 지원대상\n\n" + "- 업력 7년 이내 기업\n" * 30_000,
        "| 신청기간 | 2026. 4. 6. ~ 4. 24. |\n" * 15_000,
    ],
    ids=["notice", "digits", "capitals", "items", "rows"],
)
def test_a_megabyte_takes_no_longer_than_its_share(text: str) -> None:
    """A text eight times as long takes at most some twenty times as long, not sixty-four."""

    def seconds(part: str, times: int) -> float:
        return seconds_of(lambda: draft_record(document(part)), times)

    assert seconds(text, 1) < 20 * max(seconds(text[: len(text) // 8], 2), 0.05)


@pytest.mark.parametrize("split", ["a", "b"])
def test_notices_that_were_not_looked_at_are_drafted_rightly(split: str, tmp_path: Path) -> None:
    make_notices(tmp_path / split, seed=77, documents=6, questions=5, split=split)  # type: ignore[arg-type]
    found = evaluate(tmp_path / split, tmp_path / "out")
    # 40 notices give .96 and .97 or more (evals/README.md); six of them may be less like them
    assert found["precision"]["value"] >= 0.92 and found["precision"]["n"] >= 150
    assert found["recall"]["value"] >= 0.90
    assert found["values_without_a_quote"] == found["faults_when_read_back"] == 0
    assert (tmp_path / "out" / "summary.json").exists()
