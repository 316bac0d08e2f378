"""The log of questions: what is written down, found again, summed up, and forgotten."""

from __future__ import annotations

import csv
import html
import io
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from made_numbers import planted

from assistant.errors import QuestionMissingError, UsageError
from assistant.schema import Answer, Citation
from assistant.staff.handover import handover_packet
from assistant.staff.questions import Filters, QuestionLog
from assistant.staff.store import Store

QUOTE = "지원 금액은 최대 3천만 원입니다.\n문의: help@example.or.kr"
SOURCE = Citation(
    1, "export/notice.ko.md", "export", "수출 <첫걸음>", "지원", 2, QUOTE, "https://example.or.kr/1"
)
ANSWER = Answer(
    "answered",
    "최대 3천만 원입니다. [1] 문의는 help@example.or.kr로 하세요. [1]",
    "ko",
    (SOURCE,),
    ("export/notice.ko.md#0-0",),
    {"retrieve": 0.1, "answer": 0.05, "total": 0.15},
    0.8,
    query="수출 첫걸음 얼마",
    programmes=("export",),
)
NOTHING = Answer("no_source", "I could not find it.", "en", query="visa")


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 4, 6, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Store:
    return Store(tmp_path / "data", clock)


@pytest.fixture
def log(store: Store) -> QuestionLog:
    return QuestionLog(store)


def kept_bytes(store: Store) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(store.path.parent.iterdir()))


def test_a_question_comes_back_with_its_very_answer_and_sources(log: QuestionLog) -> None:
    asked = log.one(log.add("얼마예요?", ANSWER, "g1"))
    assert asked is not None
    assert (asked.question, asked.query, asked.generation) == (
        "얼마예요?",
        "수출 첫걸음 얼마",
        "g1",
    )
    assert (asked.answer, asked.citations, asked.passages) == (
        ANSWER.answer,
        ANSWER.citations,
        ANSWER.passages,
    )
    assert (asked.seconds, asked.confidence, asked.programmes) == (0.15, 0.8, ("export",))
    assert (asked.faq, asked.feedback, asked.verdict) == (None, (), None)


def test_none_of_200_resident_numbers_is_in_any_byte_of_the_file(
    log: QuestionLog, store: Store
) -> None:
    chance = random.Random(11)
    made = [planted("resident", chance) for _ in range(200)]
    with store.reading() as open_meanwhile:  # so that the write-ahead log stays, with all pages
        open_meanwhile.execute("SELECT count(*) FROM questions").fetchone()
        for n, one in enumerate(made):
            source = Citation(1, "a.md", None, one.text, one.text, None, one.text)
            said = Answer("answered", one.text, "ko", (source,), query=one.text)
            number = log.add(one.text, said, "g1")
            log.rate(number, "wrong", one.text)
            log.hand_over(number, one.text)
            assert n + 1 == number
        assert store.path.with_name(store.path.name + "-wal").stat().st_size > 0
        kept = kept_bytes(store)
    for one in made:
        for form in (one.written, one.digits, f"{one.digits[:6]}-{one.digits[6:]}"):
            assert form.encode() not in kept, one.text
    assert "주민등록번호".encode() in kept  # it is their places that were kept


def test_companies_numbers_and_a_notices_contacts_are_kept(log: QuestionLog) -> None:
    question = "사업자등록번호 000-81-00014, 법인등록번호 000011-0000015인데 내 메일 me@example.com"
    asked = log.one(log.add(question, ANSWER, "g1"))
    assert asked is not None
    assert asked.question == question.replace("me@example.com", "[이메일]")
    assert asked.answer == ANSWER.answer
    assert asked.citations[0].quote == QUOTE


def test_an_endless_question_is_cut_and_no_piece_of_a_number_is_left(log: QuestionLog) -> None:
    question = "가" * 3990 + "900101-1234567" + "나" * 100_000
    asked = log.one(log.add(question, NOTHING, "g1"))
    assert asked is not None
    assert asked.question == "가" * 3990 + " …"


def test_the_first_questions_of_all_come_at_once_and_none_is_lost(tmp_path: Path) -> None:
    """100 new desks, to each 8 questions at the same moment."""
    answer = Answer("no_source", "없습니다", "ko")
    with ThreadPoolExecutor(8) as threads:
        for desk in range(100):
            log, gate = QuestionLog(Store(tmp_path / str(desk))), threading.Barrier(8)

            def ask(number: int, log: QuestionLog = log, gate: threading.Barrier = gate) -> None:
                gate.wait()
                log.add(f"질문 {number}", answer, "g")

            list(threads.map(ask, range(8)))
            assert log.count() == 8


def test_half_a_sign_loses_no_question(log: QuestionLog) -> None:
    asked = log.one(log.add("얼마\ud83d?", ANSWER, "g1"))
    assert asked is not None and asked.question == "얼마??"


def test_questions_are_found_by_each_of_their_marks(log: QuestionLog, clock: Clock) -> None:
    first = log.add("얼마예요?", ANSWER, "g1")  # 6 April, noon in Korea
    clock.now = datetime(2026, 4, 6, 15, 0, tzinfo=UTC)  # midnight in Korea: 7 April
    second = log.add("Is a VISA 100% certain?", NOTHING, "g1")
    log.rate(second, "helpful")
    log.rate(second, "wrong", "not so")

    def found(filters: Filters) -> list[int]:
        ids = [one.question_id for one in log.asked(filters)]
        assert log.count(filters) == len(ids) == log.summary(filters).asked
        return ids

    assert found(Filters()) == [second, first]
    assert found(Filters(since=date(2026, 4, 7))) == [second]
    assert found(Filters(until=date(2026, 4, 6))) == [first]
    assert found(Filters(since=date.min, until=date.max)) == [second, first]
    assert found(Filters(language="ko")) == [first]
    assert found(Filters(status="no_source")) == [second]
    assert found(Filters(programme="export")) == [first]
    assert found(Filters(programme="exp")) == []
    assert found(Filters(verdict="wrong")) == [second]
    assert found(Filters(verdict="helpful")) == []  # taken back
    assert found(Filters(words="visa certain")) == [second]
    assert found(Filters(words="0%")) == [second]
    assert found(Filters(words="_%_%_%_' OR 1")) == []
    assert found(Filters(words="3천만")) == [first]  # stands in the answer
    assert [one.question_id for one in log.asked(limit=1, offset=1)] == [first]


def test_a_summary_counts_each_thing_once(log: QuestionLog, clock: Clock) -> None:
    for n in range(3):
        log.rate(log.add("얼마예요?", ANSWER, "g1"), "helpful" if n else "wrong")
    clock.now += timedelta(days=2)
    log.add("visa?", NOTHING, "g1")
    found = log.summary()
    assert (found.asked, found.answered, found.share) == (4, 3, 0.75)
    assert found.declined == {"no_source": 1}
    assert found.languages == {"ko": 3, "en": 1}
    assert found.programmes == {"export": 3}
    assert found.verdicts == {"helpful": 2, "wrong": 1}
    assert (found.p50, found.p95) == (0.15, 0.15)
    assert [(d.day.day, d.asked, d.answered) for d in found.by_day] == [
        (6, 3, 3),
        (7, 0, 0),
        (8, 1, 0),
    ]


def test_a_spreadsheet_runs_nothing_of_what_was_asked(log: QuestionLog) -> None:
    hostile = ["=1+1", "+1", "-1", "@SUM(1)", " =1", "\t=1", "＝1", '"=1"']
    for text in hostile:
        log.add(text, ANSWER, "g1")
    rows = list(csv.DictReader(io.StringIO(log.csv(), newline="")))
    shown = [row["question"] for row in reversed(rows)]
    assert shown == ["'=1+1", "'+1", "'-1", "'@SUM(1)", "' =1", "'\t=1", "'＝1", '"=1"']
    assert rows[0]["documents"] == "export/notice.ko.md"
    assert rows[0]["asked_at"] == "2026-04-06 12:00:00+09:00"


def test_a_question_goes_to_the_agency_and_is_settled_once(log: QuestionLog, clock: Clock) -> None:
    question = log.add("얼마예요?", ANSWER, "g1")
    handover = log.hand_over(question, "꼭 알려 주세요 010-0000-0000")
    (waiting,) = log.handovers()
    assert (waiting.handover_id, waiting.asked.question_id) == (handover, question)
    assert waiting.comment == "꼭 알려 주세요 [휴대전화]"
    log.settle(handover, "minji")
    clock.now += timedelta(days=1)
    log.settle(handover, "other")
    assert log.handovers() == []
    (done,) = log.handovers(open_only=False)
    assert (done.done_by, done.done_at) == ("minji", "2026-04-06T03:00:00+00:00")


@pytest.mark.parametrize(
    "act",
    [
        lambda log: log.rate(5, "wrong"),
        lambda log: log.hand_over(5),
        lambda log: log.settle(5, "minji"),
    ],
)
def test_what_is_not_in_the_log_is_named(
    log: QuestionLog, act: Callable[[QuestionLog], None]
) -> None:
    with pytest.raises(QuestionMissingError, match="5"):
        act(log)


def test_only_verdicts_that_there_are_can_be_given(log: QuestionLog) -> None:
    question = log.add("?", NOTHING, "g1")
    with pytest.raises(UsageError, match="out_of_date"):
        log.rate(question, "great")  # type: ignore[arg-type]


def test_what_is_forgotten_is_in_no_byte_of_the_file(
    log: QuestionLog, store: Store, clock: Clock
) -> None:
    old = log.add("오래된 질문입니다", ANSWER, "g1")
    log.rate(old, "wrong", "오래된 의견입니다")
    log.hand_over(old, "오래된 부탁입니다")
    with store.writing() as db:
        db.execute("INSERT INTO vectors VALUES ('e5', 'hash of the old', 'its vector')")
    clock.now += timedelta(hours=12)  # past midnight in Korea
    log.add("새 질문입니다", ANSWER, "g1")
    assert log.forget(date(2026, 4, 6)) == 0
    assert log.forget(date(2026, 4, 7)) == 1
    assert [one.question for one in log.asked()] == ["새 질문입니다"]
    assert log.handovers(open_only=False) == []
    kept = kept_bytes(store)
    assert "새 질문입니다".encode() in kept
    assert "오래된".encode() not in kept and b"its vector" not in kept
    assert log.add("다음 질문", NOTHING, "g1") == 3  # its number is given to no other question


def test_looking_makes_no_file(log: QuestionLog, store: Store) -> None:
    assert log.asked() == [] and log.one(1) is None and log.handovers() == []
    assert (log.count(), log.summary().share, log.forget(date(2026, 4, 7))) == (0, None, 0)
    assert not store.path.parent.exists()


@pytest.fixture
def packet(log: QuestionLog) -> Iterator[str]:
    asked = log.one(log.add("<script>얼마?</script>", ANSWER, "g1"))
    assert asked is not None
    yield handover_packet(asked, "ko", "급해요 <b>", site="https://giljabi.example")


def test_a_packet_holds_question_answer_sources_with_links_and_the_day(packet: str) -> None:
    said = html.unescape(packet)
    for part in ("최대 3천만 원입니다. [1]", "급해요", "2쪽", "2026-04-06 12:00", "질문 번호 1"):
        assert part in said
    assert 'href="https://example.or.kr/1"' in said
    assert 'href="https://giljabi.example/documents/export/notice.ko.md?lang=ko"' in said
    assert "지원 금액은 최대 3천만 원입니다.<br>" in said


def test_a_packet_holds_no_markup_of_the_question(packet: str) -> None:
    assert "<script" not in packet and "<b>" not in packet
