"""The examination that a chat model passes before it chooses what is quoted: its questions, who passes,
and what the chat and the staff desk make of it. The notices and their agency are fictional."""

from __future__ import annotations

import json
import logging
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path

import pytest
from fake_model import (
    Behaviour,
    Body,
    FakeModel,
    InProcess,
    all_knowing,
    choosing,
    failing,
    faithful,
    saying,
    scripted,
)
from fastapi.testclient import TestClient
from test_answerer import write_notices
from test_server import wait_for
from test_staff_web import CHEAP, PASSWORD, SITE, sign_in
from typer.testing import CliRunner, Result

from assistant import build, server
from assistant.__main__ import app
from assistant.accounts import Accounts
from assistant.answerer import exam_mark, examination, examine
from assistant.answerer.examination import (
    Examination,
    ExamQuestion,
    Marked,
    exam_passages,
    exam_questions,
)
from assistant.answerer.reader import READING, shown_lines
from assistant.build import build_assistant, build_embedder
from assistant.chat import Assistant
from assistant.config import own_environment, settings
from assistant.conversations import Conversations, Desk
from assistant.errors import ModelUnavailableError, StorageError, UsageError
from assistant.examined import EXAMINED, ExaminedModels
from assistant.ingestion import ingest
from assistant.schema import Language
from assistant.staff.audit import Audit
from assistant.staff.store import Store
from assistant.staff_wording import say

ROOT = Path(__file__).parent.parent
MODEL = "fake"
QUESTIONS = exam_questions()
# Put to the chat: the rules quote the sum, and this model chooses another line.
ASKED = "수출 첫걸음 지원사업은 최대 얼마까지 지원하나요?"
BY_RULES, CHOSEN = "최대 3억 2천만 원", "휴업 중인 기업은 제외한다"
Known = Mapping[str, tuple[str, Sequence[str]]]
RIGHT: Known = {q.question: (q.answers, q.must) for q in QUESTIONS}


def lines(language: Language) -> list[str]:
    return [unit.text for unit in shown_lines(exam_passages(language))]


# --- the questions and their notices


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.question_id)
def test_what_must_and_may_not_be_chosen_stands_in_exactly_one_line(question: ExamQuestion) -> None:
    shown = lines(question.language)
    for part in (*question.must, *question.never):
        assert sum(part in line for line in shown) == 1, part
    right = [line for line in shown if any(part in line for part in question.must)]
    assert len(right) == len(question.must)  # each in a line of its own
    assert not any(part in line for part in question.never for line in right)


def test_only_what_the_notices_do_not_say_has_no_line() -> None:
    assert {q.answers for q in QUESTIONS} == {"full", "partial", "none"}
    assert all(bool(q.must) == (q.answers != "none") for q in QUESTIONS)


def test_each_question_has_an_id_of_its_own_and_both_languages_have_as_many_of_each_kind() -> None:
    assert len({q.question_id for q in QUESTIONS}) == len({q.question for q in QUESTIONS}) == 28
    kinds = Counter((q.language, q.answers) for q in QUESTIONS)
    for language in ("ko", "en"):
        found = tuple(kinds[language, answers] for answers in ("full", "partial", "none"))
        assert found == (8, 1, 5)  # 14


def test_the_notices_and_their_agency_say_that_they_are_fictional() -> None:
    marks: dict[Language, tuple[str, str]] = {
        "ko": ("(가상 공고)", "(가상 기관)"),
        "en": ("(fictional notice)", "(fictional agency)"),
    }
    for language, (notice, agency) in marks.items():
        documents = {p.document.document_id: p.document for p in exam_passages(language)}
        assert len(documents) == 2
        for document in documents.values():
            assert notice in document.title and agency in document.text
            assert re.findall(r"@[a-z]+\.[a-z]+", document.text) == ["@example.org"]


# --- what counts as right, and how much of it passes


def examined_with(behaviour: Behaviour) -> Examination:
    return examine(InProcess(behaviour))


def fault_of(question_id: str, answers: str, *chosen: str) -> str:
    """What is found wrong if a question is answered so."""
    (question,) = (q.question for q in QUESTIONS if q.question_id == question_id)
    marked = examined_with(all_knowing({**RIGHT, question: (answers, chosen)})).marked
    (fault,) = (m.fault for m in marked if m.question.question_id == question_id)
    return fault


def test_a_question_is_right_with_all_its_lines_and_none_of_those_that_mislead() -> None:
    papers = ("신청서와 사업계획서", "최근 2년간의 재무제표", "도입할 설비의 견적서 2부")
    lead = "등대 제조 지원사업에 신청하려는 기업은 다음 서류를 제출해야 합니다"
    assert fault_of("ko-02", "full", *papers) == ""
    assert fault_of("ko-02", "full", lead, *reversed(papers)) == ""
    assert fault_of("ko-02", "full", *papers[:2]) == f"missed: {papers[2]}"
    other = "영어로 작성한 제품 소개서"
    assert fault_of("ko-02", "full", *papers, other) == f"chose: {other}"


def test_a_question_is_right_only_at_its_own_level() -> None:
    line = "설치한 날부터 3년 동안 유지해야 합니다"
    assert fault_of("ko-09", "partial", line) == ""
    assert fault_of("ko-09", "full", line) == "said full, and it is partial"
    assert fault_of("ko-09", "unclear") == "said unclear, and it is partial"
    assert fault_of("ko-09", "none") == "said none, and it is partial"
    assert fault_of("ko-10", "partial", line) == "said partial, and it is none"


def test_five_lines_more_than_must_be_are_borne_and_no_sixth() -> None:
    line = "나머지 30%를 현금으로 부담합니다"
    more = ["70%를", "분야별로", "24개사", "10개사", "6개사"]
    assert fault_of("ko-01", "full", line, *more) == ""
    assert fault_of("ko-01", "full", line, *more, "4곳이") == "chose 7 lines, where 1 would do"


def with_faults(answered: int, declined: int) -> Examination:
    """18 questions that the notices answer and 10 that they do not, some of each wrong."""
    kinds = [("full", answered), ("none", declined)]
    total = {"full": 18, "none": 10}
    return Examination(
        tuple(
            Marked(ExamQuestion("", "en", "", answers, (), ()), "wrong" if n < wrong else "")
            for answers, wrong in kinds
            for n in range(total[answers])
        )
    )


@pytest.mark.parametrize(
    ("answered", "declined", "passes"),
    [
        (0, 0, True),
        (2, 1, True),  # 16 of 18 = .889 and 9 of 10 = .9: both at least .85
        (3, 0, False),  # 15 of 18 = .833
        (0, 2, False),  # 8 of 10 = .8
        (2, 2, False),  # the one cannot make up for the other
        (3, 1, False),
    ],
)
def test_a_model_passes_with_85_of_100_right_in_each_kind(
    answered: int, declined: int, passes: bool
) -> None:
    examined = with_faults(answered, declined)
    assert examined.answered() == (18 - answered, 18)
    assert examined.declined() == (10 - declined, 10)
    assert examined.has_passed is passes


def test_what_is_counted_is_what_the_notices_answer_and_what_they_do_not() -> None:
    """16 full and 2 partial, 10 none. Wrong: a partial one and two of none."""
    wrong = ("ko-09", "ko-10", "en-14")
    astray = ("full", ["물류 로봇", "robots"])
    missed = {q.question: astray for q in QUESTIONS if q.question_id in wrong}
    examined = examined_with(all_knowing({**RIGHT, **missed}))
    assert (examined.answered(), examined.declined()) == ((17, 18), (8, 10))
    assert tuple(m.question.question_id for m in examined.marked if m.fault) == wrong


# --- a model behind HTTP, the command, the chat and the desk


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = tmp_path_factory.mktemp("examination")
    ingest([write_notices(root / "notices")], root / "data", build_embedder())
    return root / "data"


@pytest.fixture
def data(library: Path, tmp_path: Path) -> Path:
    """A library in which nobody has been examined."""
    return Path(shutil.copytree(library, tmp_path / "data"))


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeModel]:
    """The configured model: it knows all, and chooses its own line in the chat."""
    with FakeModel(all_knowing({**RIGHT, ASKED: ("full", [CHOSEN])})) as fake:
        monkeypatch.setattr(settings(), "llm_base_url", fake.base_url)
        monkeypatch.setattr(settings(), "llm_model", MODEL)
        build.build_model.cache_clear()
        yield fake
        build.build_model.cache_clear()


@pytest.fixture
def assistant(data: Path, fake: FakeModel) -> Assistant:
    return build_assistant(data)


def command(data: Path, fake: FakeModel | None, *more: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, with this model configured."""
    configured = {
        "GILJABI_LLM_BASE_URL": fake.base_url if fake else "",
        "GILJABI_LLM_MODEL": MODEL if fake else "",
    }
    return subprocess.run(
        [sys.executable, "-m", "assistant", "examine-model", "--data", str(data), *more],
        env=own_environment() | configured,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=120,
    )


def run(data: Path, *more: str) -> Result:
    """The same in this process, with what is configured here."""
    return CliRunner().invoke(app, ["examine-model", "--data", str(data), *more])


def who_chooses(assistant: Assistant) -> str:
    quotes = " ".join(citation.quote for citation in assistant.reply(ASKED).citations)
    chosen, ruled = CHOSEN in quotes, BY_RULES in quotes
    assert chosen != ruled, quotes
    return "model" if chosen else "rules"


def times_asked_to_choose(fake: FakeModel) -> int:
    return sum(seen.system.startswith(READING[:60]) for seen in fake.chats)


def desk_says(data: Path, assistant: Assistant) -> str:
    """Which line about the model stands on the staff desk's first page, in both languages."""
    accounts = Accounts(data, CHEAP)
    if not accounts.every():
        accounts.add("author-kim", "author", PASSWORD)
    desk = Desk(lambda: assistant, Conversations(10, 10), 0.02, store=Store(data))
    desk.open()
    wait_for(lambda: desk.status == "ready")
    with TestClient(server.create_web(desk), base_url=SITE, follow_redirects=False) as browser:
        assert sign_in(browser, "author-kim").status_code == 303
        said = [
            {word for word in ("model_chooses", "model_words") if say(language, word) in text}
            for language in ("ko", "en")
            for text in [unescape(browser.get(f"/staff?lang={language}").text)]
        ]
    desk.close()
    assert said[0] == said[1]
    (word,) = said[0]
    return word


def noted(data: Path) -> dict[str, object]:
    (row,) = json.loads((data / EXAMINED).read_text("utf-8"))["models"].values()
    assert isinstance(row, dict)
    return row


def test_a_model_that_finds_the_lines_passes_and_chooses_from_then_on_in_a_chat_that_runs(
    data: Path, fake: FakeModel, assistant: Assistant
) -> None:
    assert who_chooses(assistant) == "rules" and times_asked_to_choose(fake) == 0
    assert desk_says(data, assistant) == "model_words"
    ended = command(data, fake)
    assert ended.returncode == 0, ended.stderr
    assert "found 18 of 18" in ended.stdout and "10 of 10" in ended.stdout
    assert ended.stderr.splitlines() == [f"{q.question_id}  right" for q in QUESTIONS]
    assert times_asked_to_choose(fake) == 28
    row = noted(data)
    assert row["exam"] == exam_mark() and row["has_passed"] is True
    assert (row["answered"], row["declined"]) == ([18, 18], [10, 10])
    assert (data / EXAMINED).stat().st_mode & 0o777 == 0o600
    assert who_chooses(assistant) == "model"  # opened before
    assert times_asked_to_choose(fake) == 29
    assert who_chooses(build_assistant(data)) == "model"
    assert desk_says(data, assistant) == "model_chooses"


def test_the_result_can_be_had_as_json_alone(data: Path, fake: FakeModel) -> None:
    assert json.loads(run(data, "--json").stdout) == {
        "model": MODEL,
        "passed": True,
        "answered": {"right": 18, "of": 18},
        "declined": {"right": 10, "of": 10},
    }


def naming(pick: Callable[[dict[int, str]], list[int]]) -> Behaviour:
    """Names the lines that it picks, whatever is asked."""
    return choosing(lambda _, shown: {"lines": pick(shown), "answers": "full"})


def knowing_no_absence(asked: str, shown: dict[int, str]) -> Body:
    """Right where there is an answer; else it names the first line."""
    answers, words = RIGHT[asked]
    if answers == "none":
        return {"lines": [1], "answers": "full"}
    chosen = [n for part in words for n, text in shown.items() if part in text]
    return {"lines": chosen, "answers": answers}


def of_one_notice(asked: str, shown: dict[int, str]) -> Body:
    """Right where there is none; else every line of the notice that answers. But for the two questions
    (ko-07, en-07) whose misleading lines stand in it too, each holds what it must."""
    answers, words = RIGHT[asked]
    if answers == "none":
        return {"lines": [], "answers": "none"}
    half = len(shown) // 2  # of the two notices
    right = next(n for n, text in shown.items() if words[0] in text)
    return {"lines": [n for n in shown if (n > half) == (right > half)], "answers": answers}


FAILING: dict[str, tuple[Behaviour, list[int], list[int]]] = {
    "always none": (all_knowing({}), [0, 18], [10, 10]),
    "line 1 always": (naming(lambda shown: [1]), [0, 18], [0, 10]),
    "all lines": (naming(list), [0, 18], [0, 10]),
    "all lines of the right notice": (choosing(of_one_notice), [0, 18], [10, 10]),
    "not in the form": (faithful, [0, 18], [0, 10]),
    "prose": (saying("The third line answers it."), [0, 18], [0, 10]),
    "knows no absence": (choosing(knowing_no_absence), [18, 18], [0, 10]),
}


@pytest.mark.parametrize("name", FAILING)
def test_a_model_that_fails_leaves_the_choice_to_the_rules(
    data: Path, fake: FakeModel, assistant: Assistant, name: str
) -> None:
    fake.behaviour, answered, declined = FAILING[name]
    ended = run(data)
    assert ended.exit_code == 1 and not isinstance(ended.exception, Exception), ended.output
    assert "failed" in ended.stdout and "The rules choose" in ended.stdout
    row = noted(data)
    assert row["has_passed"] is False and row["exam"] == exam_mark()
    assert (row["answered"], row["declined"]) == (answered, declined)
    assert who_chooses(assistant) == "rules"
    assert times_asked_to_choose(fake) == 28  # in the examination alone
    assert desk_says(data, assistant) == "model_words"


def test_a_model_that_fails_later_chooses_no_more(
    data: Path, fake: FakeModel, assistant: Assistant
) -> None:
    assert run(data).exit_code == 0 and who_chooses(assistant) == "model"
    fake.behaviour = all_knowing({ASKED: ("full", [CHOSEN])})
    assert run(data).exit_code == 1 and who_chooses(assistant) == "rules"


# --- what gets in the way of an examination


def test_a_model_that_goes_down_in_the_middle_is_neither_passed_nor_failed(
    data: Path, fake: FakeModel, assistant: Assistant
) -> None:
    fake.behaviour = scripted(*[fake.behaviour] * 5, failing(500))
    ended = command(data, fake)
    assert ended.returncode == 1 and ended.stdout == ""
    told = ended.stderr.splitlines()
    assert told[:5] == [f"{q.question_id}  right" for q in QUESTIONS[:5]]
    assert told[5].startswith("Not examined to the end.")
    assert told[6:] == ["The chat model gives no reply (server_error)."]
    assert not (data / EXAMINED).exists() and Audit(Store(data)).entries() == []
    assert who_chooses(assistant) == "rules"


@pytest.mark.parametrize("reply", ["", "I would say. " * 3000])
def test_a_reply_that_is_empty_or_has_no_end_is_a_wrong_one(
    data: Path, fake: FakeModel, assistant: Assistant, reply: str
) -> None:
    """Of 18 answers it finds 17: enough."""
    fake.behaviour = scripted(saying(reply), fake.behaviour)
    assert run(data).exit_code == 0
    found = ExaminedModels(data).of(settings())
    assert found is not None and (found.answered, found.declined) == ((17, 18), (10, 10))


def test_a_model_that_passed_has_passed_whatever_a_later_examination_broke_off(
    data: Path, fake: FakeModel, assistant: Assistant
) -> None:
    knowing = fake.behaviour
    assert run(data).exit_code == 0
    fake.behaviour = failing(400)
    assert isinstance(run(data).exception, ModelUnavailableError)
    fake.behaviour = knowing
    assert who_chooses(assistant) == "model"


def test_without_a_configured_model_there_is_nobody_to_examine(data: Path) -> None:
    ended = command(data, None)
    assert ended.returncode == 2 and ended.stdout == ""
    assert "No chat model is configured: set GILJABI_LLM_BASE_URL" in ended.stderr
    assert not (data / EXAMINED).exists()


def test_a_model_without_a_name_is_a_wrong_setting(
    data: Path, fake: FakeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "llm_model", "")
    assert isinstance(run(data).exception, UsageError)
    assert fake.chats == []


# --- who has passed


@pytest.mark.parametrize(
    ("setting", "value"),
    [("llm_model", "another"), ("llm_base_url", "http://127.0.0.1:9/v1")],
)
def test_another_model_or_the_same_at_another_address_is_examined_anew(
    data: Path,
    fake: FakeModel,
    assistant: Assistant,
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    value: str,
) -> None:
    assert run(data).exit_code == 0 and who_chooses(assistant) == "model"
    with monkeypatch.context() as patch:
        patch.setattr(settings(), setting, value)
        assert who_chooses(assistant) == "rules"
        assert desk_says(data, assistant) == "model_words"
    assert who_chooses(assistant) == "model"


def test_each_model_keeps_its_own_result_and_a_slash_more_is_the_same_address(
    data: Path, fake: FakeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(data).exit_code == 0
    monkeypatch.setattr(settings(), "llm_model", "another")
    fake.behaviour = all_knowing({})
    build.build_model.cache_clear()
    assert run(data).exit_code == 1
    examined = ExaminedModels(data)
    assert not examined.may_read(settings(), exam_mark())
    monkeypatch.setattr(settings(), "llm_model", MODEL)
    monkeypatch.setattr(settings(), "llm_base_url", fake.base_url + "/")
    assert examined.may_read(settings(), exam_mark())


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The exam's files, to be changed; `exam_mark` is what a fresh process would make of them."""
    copy = Path(shutil.copytree(examination._EXAM, tmp_path / "exam"))
    monkeypatch.setattr(examination, "_EXAM", copy)
    exam_mark.cache_clear()
    yield copy
    exam_mark.cache_clear()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("questions.jsonl", "half an hour", "an hour"), ("orchard.en.md", "12 May", "11 May")],
)
def test_a_model_that_passed_another_exam_is_examined_anew(
    data: Path, fake: FakeModel, assistant: Assistant, exam: Path, file: str, old: str, new: str
) -> None:
    assert run(data).exit_code == 0 and who_chooses(assistant) == "model"
    text = (exam / file).read_text("utf-8")
    (exam / file).write_text(text.replace(old, new), "utf-8")
    exam_mark.cache_clear()
    assert who_chooses(assistant) == "rules"
    assert desk_says(data, assistant) == "model_words"


def test_a_model_that_was_told_otherwise_how_to_choose_is_examined_anew(
    data: Path,
    fake: FakeModel,
    assistant: Assistant,
    exam: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert run(data).exit_code == 0 and who_chooses(assistant) == "model"
    monkeypatch.setattr(examination, "READING", READING + "\n- Be quick.")
    exam_mark.cache_clear()
    assert who_chooses(assistant) == "rules"


def test_a_file_that_an_editor_left_in_the_exam_is_none_of_it(exam: Path) -> None:
    mark = exam_mark()
    (exam / ".questions.jsonl.swp").write_bytes(b"b0VIM\xff\xfe\x80")
    exam_mark.cache_clear()
    assert exam_mark() == mark


# --- a file that cannot be read


BROKEN = {
    "cut off": b'{"models": {"fake',
    "not UTF-8": b"\xff\xfe\x80",
    "another shape": b'["models"]',
    "a row of another shape": b'{"models": {"x": {"exam": "1", "has_passed": true}}}',
}


@pytest.mark.parametrize("name", BROKEN)
def test_while_the_file_cannot_be_read_the_rules_choose_and_the_log_says_so(
    data: Path,
    fake: FakeModel,
    assistant: Assistant,
    name: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert run(data).exit_code == 0 and who_chooses(assistant) == "model"
    (data / EXAMINED).write_bytes(BROKEN[name])
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        assert who_chooses(assistant) == "rules"
    warned = [r.getMessage() for r in caplog.records if r.name == "assistant.examined"]
    assert warned and all(EXAMINED in line and "deleted" in line for line in warned)
    assert desk_says(data, assistant) == "model_words"


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_is_told_before_the_first_question_and_stays_as_it_is(
    data: Path, fake: FakeModel, assistant: Assistant, name: str
) -> None:
    (data / EXAMINED).write_bytes(BROKEN[name])
    ended = run(data)
    assert isinstance(ended.exception, StorageError)
    assert "until it is deleted and the model examined again" in str(ended.exception)
    assert fake.chats == [] and (data / EXAMINED).read_bytes() == BROKEN[name]
    (data / EXAMINED).unlink()  # as it says
    assert run(data).exit_code == 0 and who_chooses(assistant) == "model"


# --- what was done


def test_who_had_a_model_examined_and_how_it_did_is_in_the_audit(
    data: Path, fake: FakeModel
) -> None:
    run(data)
    fake.behaviour = all_knowing({})
    run(data)
    later, first = Audit(Store(data)).entries()
    assert (first.action, first.target, first.outcome) == ("examine_model", MODEL, "passed")
    assert (later.action, later.target, later.outcome) == ("examine_model", MODEL, "failed")
    assert first.who.startswith("command:") and first.role == "command"
