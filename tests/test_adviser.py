"""What the records answer: is it open, are we eligible, which one fits, how do they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_ingestion import HashingEmbedder

from assistant.adviser import Adviser
from assistant.adviser.intent import read_intent
from assistant.adviser.stated import profile_in, yes_or_no
from assistant.figures import figures
from assistant.index import Index
from assistant.ingestion import ingest
from assistant.rewriter import rewrite
from assistant.schema import KOREA, Answer, Turn

APRIL_10 = date(2026, 4, 10)

NOTICES = {
    "youth/notice.ko.md": """# 가상 청년 도약 사업 공고

가온 가상진흥원이 만든 시험용 공고입니다.

## 신청기간

가상 청년 도약 사업은 2026년 4월 6일 09:00부터 4월 24일 18:00까지 신청을 받습니다.

## 지원대상

가상 청년 도약 사업은 만 39세 이하이고 창업 3년 이내인 대표자의 중소기업을 지원합니다.

휴업 중이거나 폐업한 기업은 지원에서 제외합니다.

## 지원내용

가상 청년 도약 사업은 기업당 최대 3천만 원을 지원합니다.

## 제출서류

- 사업계획서 1부
""",
    "youth/notice.en.md": """# Made-up Youth Leap Programme: Notice

## Applications

The Made-up Youth Leap Programme takes applications from 6 April 2026 09:00 to 24 April 2026 18:00.

## Who can apply

The Made-up Youth Leap Programme is for SMEs whose representative is aged 39 or under and which are in their first three years of business.

Companies that are closed or suspended are excluded.

## What you get

The Made-up Youth Leap Programme gives up to KRW 30 million for each company.

## Papers

- Business plan, 1 copy
""",
    "export/notice.ko.md": """# 가상 수출 나래 사업 공고

## 신청기간

가상 수출 나래 사업은 2026년 9월 1일부터 9월 30일까지 신청을 받습니다.

## 지원대상

가상 수출 나래 사업은 직원 5명 이상인 중소기업을 지원합니다.
""",
    "lasting/guide.ko.md": """# 가상 상시 상담 안내

## 지원대상

가상 상시 상담은 중소기업이면 누구나 이용할 수 있습니다.
""",
}
RECORDS = {
    "youth": """programmes:
  - id: youth
    complete: true
    names: {ko: 가상 청년 도약 사업, en: Made-up Youth Leap Programme}
    aliases: [청년 도약, Youth Leap]
    facts:
      - id: ceiling
        topic: amount
        label: {ko: 지원한도, en: Ceiling}
        text: {ko: 최대 3천만 원, en: Up to KRW 30 million}
        figures: [money KRW 30000000]
        quotes:
          notice.ko.md: 가상 청년 도약 사업은 기업당 최대 3천만 원을 지원합니다.
          notice.en.md: The Made-up Youth Leap Programme gives up to KRW 30 million for each company.
    windows:
      - round: only
        name: {ko: 신청, en: Applications}
        text: {ko: 2026년 4월 6일~4월 24일, en: 6 to 24 April 2026}
        opens: 2026-04-06
        closes: --04-24
        year: 2026
        opens_time: "09:00"
        closes_time: "18:00"
        quotes:
          notice.ko.md: 가상 청년 도약 사업은 2026년 4월 6일 09:00부터 4월 24일 18:00까지 신청을 받습니다.
    criteria:
      - id: sme
        label: {ko: 중소기업, en: SME}
        rule: {size: [micro, small, medium, startup]}
        question: {ko: "중소기업입니까?", en: "Is yours an SME?"}
        quotes: &who
          notice.ko.md: 가상 청년 도약 사업은 만 39세 이하이고 창업 3년 이내인 대표자의 중소기업을 지원합니다.
          notice.en.md: The Made-up Youth Leap Programme is for SMEs whose representative is aged 39 or under and which are in their first three years of business.
      - id: age
        label: {ko: 만 39세 이하, en: Aged 39 or under}
        rule: {founder_age: {at_most: 39}}
        question: {ko: "대표자가 만 39세 이하입니까?", en: "Is the representative aged 39 or under?"}
        quotes: *who
      - id: years
        label: {ko: 창업 3년 이내, en: First three years}
        rule: {business_years: {at_most: 3}}
        question: {ko: "창업한 지 3년 이내입니까?", en: "Are you in your first three years?"}
        quotes: *who
      - id: closed-down
        label: {ko: 휴업·폐업, en: Closed or suspended}
        rule: {not: {stated: true}}
        question: {ko: "휴업 중이거나 폐업했습니까?", en: "Is the company closed or suspended?"}
        quotes:
          notice.ko.md: 휴업 중이거나 폐업한 기업은 지원에서 제외합니다.
          notice.en.md: Companies that are closed or suspended are excluded.
    papers:
      - name: {ko: 사업계획서, en: Business plan}
        copies: 1
        quotes: {notice.ko.md: 사업계획서 1부, notice.en.md: "Business plan, 1 copy"}
""",
    "export": """programmes:
  - id: export
    complete: true
    names: {ko: 가상 수출 나래 사업, en: Made-up Export Wings}
    aliases: [수출 나래]
    windows:
      - round: only
        name: {ko: 신청, en: Applications}
        text: {ko: 2026년 9월 1일~9월 30일, en: September 2026}
        opens: --09-01
        closes: --09-30
        year: 2026
        quotes: {notice.ko.md: 가상 수출 나래 사업은 2026년 9월 1일부터 9월 30일까지 신청을 받습니다.}
    criteria:
      - id: staff
        label: {ko: 직원 5명 이상, en: Staff of 5 or more}
        rule: {employees: {at_least: 5}}
        question: {ko: "직원이 5명 이상입니까?", en: "Do you employ 5 or more?"}
        quotes: {notice.ko.md: 가상 수출 나래 사업은 직원 5명 이상인 중소기업을 지원합니다.}
""",
    "lasting": """programmes:
  - id: lasting
    complete: true
    names: {ko: 가상 상시 상담, en: Made-up Standing Advice}
    aliases: [상시 상담]
    criteria:
      - id: sme
        label: {ko: 중소기업, en: SME}
        rule: {size: [micro, small, medium, startup]}
        question: {ko: "중소기업입니까?", en: "Is yours an SME?"}
        quotes: {guide.ko.md: 가상 상시 상담은 중소기업이면 누구나 이용할 수 있습니다.}
""",
}


class Desk:
    """The adviser over a published index of made-up notices."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.adviser = Adviser(index, [r.sound() for r in index.records], index.programmes)

    def ask(
        self, question: str, at: date | datetime = APRIL_10, history: Sequence[Turn] = ()
    ) -> Answer | None:
        query = rewrite(question, history, self.index.programmes)
        return self.adviser.answer(query, history, at)

    def says(self, question: str, at: date | datetime = APRIL_10) -> str:
        answer = self.ask(question, at)
        assert answer is not None, "left to the documents' words"
        for citation in answer.citations:  # verbatim, always
            assert citation.quote in self.index.document(citation.document).text
        said = {(f.kind, f.value) for c in answer.citations for f in figures(c.quote)}
        assert {(f.kind, f.value) for f in figures(_unmarked(answer.answer))} <= said
        return answer.answer


def _unmarked(text: str) -> str:
    import re

    return re.sub(r"\s?\[\d+\]", "", text)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("adviser")
    for name, text in NOTICES.items():
        (folder / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "corpus" / name).write_text(text, encoding="utf-8")
    for name, text in RECORDS.items():
        (folder / "corpus" / name / "record.yaml").write_text(text, encoding="utf-8")
    report = ingest([folder / "corpus"], folder / "data", HashingEmbedder())
    assert report.failed == ()
    with Index.open(folder / "data") as index:
        yield Desk(index)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (date(2026, 4, 5), "아직 접수를 시작하지 않았습니다"),
        (date(2026, 4, 10), "지금 접수 중입니다"),
        (date(2026, 4, 23), "내일이 접수 마지막 날입니다"),
        (date(2026, 4, 24), "오늘이 접수 마지막 날입니다"),
        (datetime(2026, 4, 24, 17, 59, tzinfo=KOREA), "오늘이 접수 마지막 날입니다"),
        (datetime(2026, 4, 24, 18, 0, tzinfo=KOREA), "접수가 끝났습니다"),
        (date(2026, 4, 25), "접수가 끝났습니다"),
    ],
)
def test_whether_it_is_open_is_said_of_the_moment_of_asking(
    desk: Desk, at: date | datetime, said: str
) -> None:
    answer = desk.says("청년 도약 지금 신청할 수 있나요?", at)
    assert answer.startswith(f"가상 청년 도약 사업: {said}")
    assert "4월 24일 18:00까지" in answer  # the clause stands below


def test_a_programme_without_a_window_is_not_guessed_open(desk: Desk) -> None:
    answer = desk.ask("상시 상담 지금 신청할 수 있나요?")
    assert answer is not None and answer.status == "no_source"
    assert "신청기간은 올려진 문서에 나와 있지 않습니다" in answer.answer


def test_a_record_that_is_not_complete_declines_nothing(desk: Desk) -> None:
    """What it lacks may stand in the documents: their own words are searched."""
    partly = [r.model_copy(update={"complete": False}) for r in desk.index.records]
    adviser = Adviser(desk.index, partly, desk.index.programmes)
    for question in (
        "상시 상담 제출서류는 뭐예요?",
        "상시 상담 지금 신청할 수 있나요?",
        "수출 나래 제출서류가 뭔가요?",
    ):
        query = rewrite(question, (), desk.index.programmes)
        assert desk.adviser.answer(query, (), APRIL_10) is not None
        assert adviser.answer(query, (), APRIL_10) is None


def test_a_record_with_a_value_that_is_not_sound_is_not_complete(desk: Desk) -> None:
    (record, *_) = [r for r in desk.index.records if r.id == "youth"]
    assert record.sound().complete
    gone = record.papers[0].model_copy(update={"confidence": 0.9})
    assert not record.model_copy(update={"papers": (gone,)}).sound().complete


def test_a_verdict_names_the_condition_that_fails_first_with_its_clause(desk: Desk) -> None:
    answer = desk.says("저는 45살이고 창업한 지 1년 됐는데 청년 도약 사업 신청할 수 있나요?")
    lines = answer.split("\n")
    assert lines[0] == "가상 청년 도약 사업: 지원 대상이 아님"
    assert lines[1].startswith("- 미충족: 만 39세 이하 “가상 청년 도약 사업은 만 39세 이하이고")
    assert "확인이 필요합니다" not in answer  # nothing is left to ask


def test_the_dialogue_asks_one_question_at_a_time_and_ends_in_a_verdict(desk: Desk) -> None:
    history: list[Turn] = []
    said: list[str] = []
    for reply in ("저희 청년 도약 사업 지원 대상인가요?", "네", "네 맞아요", "예", "아니요"):
        answer = desk.ask(reply, history=history)
        assert answer is not None
        said.append(answer.answer)
        history += [Turn("user", reply), Turn("assistant", answer.answer)]
    asked = [
        "중소기업입니까?",
        "만 39세 이하입니까?",
        "3년 이내입니까?",
        "휴업 중이거나 폐업했습니까?",
    ]
    for question, text in zip(asked, said[:4], strict=True):
        assert text.split("\n")[0] == "가상 청년 도약 사업: 아직 판단할 수 없음"
        assert text.endswith(question)
    assert said[4].split("\n")[0] == "가상 청년 도약 사업: 문서의 요건을 모두 충족"
    assert "최종 판단은 기관이 합니다" in said[4]


def test_a_reply_may_be_a_figure_and_another_question_is_no_reply(desk: Desk) -> None:
    question = Turn("user", "저희는 소기업이고 저는 30살인데 청년 도약 사업 지원 가능한가요?")
    first = desk.ask(question.text)
    assert first is not None and first.answer.endswith("3년 이내입니까?")
    history = [question, Turn("assistant", first.answer)]
    answer = desk.ask("2020년 5월에 했어요", history=history)
    assert answer is not None and answer.answer.startswith("가상 청년 도약 사업: 지원 대상이 아님")
    assert desk.ask("2020년 예산은 얼마였나요?", history=history) is None


def test_a_yes_to_an_exclusion_excludes(desk: Desk) -> None:
    history = [
        Turn("user", "저희 소기업이고 저는 30살, 창업 1년 됐어요. 청년 도약 사업 지원 가능한가요?"),
    ]
    first = desk.ask(history[0].text)
    assert first is not None and first.answer.endswith("휴업 중이거나 폐업했습니까?")
    answer = desk.ask("네", history=[*history, Turn("assistant", first.answer)])
    assert answer is not None and answer.answer.startswith("가상 청년 도약 사업: 지원 대상이 아님")
    assert "- 미충족: 제외 요건: 휴업·폐업" in answer.answer


def test_an_eligible_company_is_told_when_the_programme_has_closed(desk: Desk) -> None:
    asked = "저희 소기업이고 저는 30살, 창업 1년 됐어요. 청년 도약 사업 신청할 수 있나요?"
    assert "접수가 끝났습니다. [" in desk.says(asked, date(2026, 5, 1))


def test_open_programmes_come_first_and_a_closed_one_is_not_recommended(desk: Desk) -> None:
    lines = desk.says("우리 회사에 맞는 사업 추천해 주세요. 직원 3명인 소기업입니다.").split("\n")
    assert lines[1].startswith("- 가상 청년 도약 사업 (접수 중 · 요건 확인 필요)")
    assert lines[2].startswith("- 가상 상시 상담 (접수 여부 확인 필요 · 요건 충족)")
    assert lines[3].startswith("- 가상 수출 나래 사업: 지원 대상이 아님")  # 3 of 5
    later = desk.says("우리 회사에 맞는 사업 추천해 주세요", date(2026, 12, 1)).split("\n")
    assert "접수 중인 사업은 없습니다" in later[0]
    assert later[1].startswith("- 가상 상시 상담")
    assert [line for line in later if "접수가 끝났습니다" in line] == later[2:4]


RECOMMENDED = ("접수 중 ·", "접수 예정 ·", "접수 여부 확인 필요 ·")
COMPANIES = st.tuples(
    st.sampled_from(["", "직원 3명이고 ", "직원 30명이고 "]),
    st.sampled_from(["", "저는 30살이고 ", "저는 50살이고 "]),
    st.sampled_from(["", "소기업인데 ", "대기업인데 "]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dates(date(2025, 12, 1), date(2027, 2, 1)), COMPANIES)
def test_a_closed_programme_is_never_recommended_to_anybody(
    desk: Desk, at: date, company: tuple[str, str, str]
) -> None:
    answer = desk.says(f"{''.join(company)}우리 회사에 맞는 사업이 뭐가 있나요? 추천해 주세요", at)
    recommended = [line for line in answer.split("\n") if any(r in line for r in RECOMMENDED)]
    closed = {"청년 도약": date(2026, 4, 24), "수출 나래": date(2026, 9, 30)}
    for name, last in closed.items():
        if at > last:
            assert not any(name in line for line in recommended)


def test_programmes_side_by_side_say_what_is_not_said(desk: Desk) -> None:
    answer = desk.says("청년 도약과 수출 나래 비교해 주세요")
    assert "- 지원내용: 최대 3천만 원 [" in answer
    assert answer.count("문서에 없음") == 4  # youth: how; export: what, how, papers
    assert "가상 수출 나래 사업 (접수 예정)" in answer


def test_an_answer_is_in_the_questions_language(desk: Desk) -> None:
    answer = desk.says("Can we apply to the Youth Leap Programme? I'm 45.")
    assert answer.startswith("Made-up Youth Leap Programme: Not eligible")
    assert "aged 39 or under and which" in answer


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("청년 도약 접수 끝났나요?", "status"),
        ("Is the Youth Leap Programme still open?", "status"),
        ("저희도 청년 도약 신청할 수 있나요?", "eligibility"),
        ("Are we eligible for Youth Leap?", "eligibility"),
        ("우리 회사에 맞는 지원사업이 뭐예요?", "fitting"),
        ("Which programmes can we apply for?", "fitting"),
        ("지금 접수 중인 사업 알려주세요", "fitting"),
        ("청년 도약이랑 수출 나래 차이가 뭐예요?", "comparison"),
        # the documents' own words answer these
        ("청년 도약은 얼마까지 지원하나요?", None),
        ("청년 도약 신청기간이 언제예요?", "window"),
        ("청년 도약 제출서류는 뭐예요?", "papers"),
        ("청년 도약 사업 전체 절차를 알려주세요", "steps"),
        ("청년 도약과 수출 나래 중 어디가 지원금이 커요?", None),
        ("How old may the founder be for Youth Leap?", None),
        ("사업계획서는 몇 부 내나요?", None),
    ],
)
def test_a_question_is_known_by_what_it_asks(desk: Desk, question: str, intent: str | None) -> None:
    query = rewrite(question, (), desk.index.programmes)
    assert read_intent(query, desk.index.programmes, date(2026, 4, 10)) == intent


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("직원 12명인 소기업입니다", {"employees": 12, "size": "small"}),
        ("저희는 15명 규모 스타트업이에요", {"employees": 15, "size": "startup"}),
        ("우리는 중소기업입니다", {"is_sme": True}),
        ("2024년 3월에 창업했고", {"founded": "2024-03"}),
        ("2024년 3월 2일 설립", {"founded": "2024-03-02"}),
        ("창업한 지 2년 됐어요", {"years_in_business": 2}),
        ("창업 5년차입니다", {"years_in_business": 4}),  # in the fifth: four are full
        ("저는 만 45세예요", {"representative_age": 45}),
        ("1990년생입니다", {"representative_born": "1990"}),
        (
            "1986년 4월 20일생이고 창업한 지 2년 됐습니다",
            {"representative_born": "1986-04-20", "years_in_business": 2, "founded": None},
        ),
        (
            "1986년생인데 작년 6월에 창업했어요",
            {"representative_born": "1986", "founded": "2025-06"},
        ),
        ("we registered the company in May 2023", {"founded": "2023-05"}),
        ("한국 기업이고 직원 700명인 대기업", {"country": "KR", "size": "large", "employees": 700}),
        ("We are a Japanese company", {"country": "other"}),
        ("저희는 대전에 있는 회사예요", {"region": "대전"}),
        ("우리 회사는 바이오 기업", {"industry": "바이오"}),
        ("해외 연구 파트너가 이미 있어요", {"overseas_partners": ["해외 연구 파트너"]}),
        ("해외 파트너는 아직 없어요", {"overseas_partners": []}),
        ("We have 30 employees", {"employees": 30}),
        ("our company was founded in 2025", {"founded": "2025"}),
        ("I'm 41", {"representative_age": 41}),
        ("we are in our second year", {"years_in_business": 1}),
        # conditions of a programme are nobody's profile
        ("만 39세 이하만 되나요?", {}),
        ("창업 3년 이내 조건이 뭐예요?", {}),
    ],
)
def test_what_an_owner_says_of_the_company_is_taken_down(
    text: str, profile: dict[str, object]
) -> None:
    found = profile_in([text], APRIL_10)
    assert {key: found.get(key) for key in profile} == profile
    assert profile or not {"representative_age", "years_in_business"} & set(found)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("네", True), ("예, 맞아요", True), ("그럼요", True), ("Yes we do", True), ("yep", True),
        ("아니요", False), ("아뇨 없어요", False), ("No, not yet", False), ("없습니다", False),
        ("모르겠어요", None), ("얼마까지 지원하나요?", None), ("네이버에 나온 내용 맞나요?", None),
        ("예산이 얼마예요?", None), ("Notice period?", None), ("안내문은 어디 있나요?", None),
    ],
)  # fmt: skip
def test_a_yes_and_a_no_are_told_from_a_question(text: str, answer: bool | None) -> None:
    assert yes_or_no(text) is answer
