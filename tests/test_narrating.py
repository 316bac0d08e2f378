"""An owner's own sentences in a model's words: nothing is added, nothing is lost. A made-up company."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_model import (
    Behaviour,
    Body,
    FakeModel,
    Reply,
    citing_wrongly,
    dropping_exceptions,
    empty,
    failing,
    faithful,
    inventing,
    lines,
    malformed,
    obedient,
    quotes_of,
    swapping,
)
from fixtures_forms import PROFILE, write_form, write_plan

from assistant.composer import Narrator
from assistant.config import Settings
from assistant.llm import ChatModel
from assistant.loaders import load_document
from assistant.phrases import phrase
from assistant.prefill import prefill

NOTES = """\
우리 회사는 수산물 선별에 하루 6시간이 걸린다. 사람이 눈으로 고르므로 오차가 12%에 이른다.

- 1차 연도: 영상 3만 장 수집
- 2차 연도: 선별기 2대 설치 (단, 부두 사용 허가가 나는 경우)
"""
WORDED = {
    1: "우리 회사는 수산물 선별에 하루 6시간이 걸립니다.",
    2: "사람이 눈으로 고르므로 오차가 12%에 이릅니다.",
}


def narrator(fake: FakeModel) -> Narrator:
    config = Settings(
        llm_base_url=fake.base_url, llm_model="fake", llm_first_seconds=2, llm_seconds=4
    )
    return Narrator(ChatModel(config))


def saying(sentences: dict[int, str]) -> Behaviour:
    return lambda body: Reply(lines([(text, [n]) for n, text in sentences.items()]))


def test_sentences_that_say_the_same_stand_in_place_of_the_owners() -> None:
    with FakeModel(saying(WORDED)) as fake:
        text = narrator(fake).worded(NOTES)
    expected = NOTES.replace("걸린다", "걸립니다").replace("이른다", "이릅니다")
    assert text == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "우리 회사는 수산물 선별에 하루 9시간이 걸립니다.",  # another figure
        "우리 회사는 수산물 선별에 하루 6시간이 걸려 손실이 매우 큽니다.",  # more than the owner says
        "우리 회사는 선별에 시간이 걸립니다.",  # less
        "Our company takes 6 hours a day.",
        "우리 회사는 [수산물](https://shop.example) 선별에 하루 6시간이 걸립니다.",
        "",
    ],
)
def test_what_says_other_than_the_owner_is_not_taken(sentence: str) -> None:
    with FakeModel(saying({1: sentence})) as fake:
        assert narrator(fake).worded(NOTES) == NOTES


@pytest.mark.parametrize(
    "behaviour",
    [
        inventing, swapping, dropping_exceptions, citing_wrongly, obedient, faithful, malformed,
        empty, failing(500),
    ],
)  # fmt: skip
def test_whatever_a_model_does_each_figure_and_condition_stays(behaviour: Behaviour) -> None:
    with FakeModel(behaviour) as fake:
        assert narrator(fake).worded(NOTES) == NOTES


def test_the_same_text_is_asked_for_once_and_a_failure_again() -> None:
    with FakeModel(failing(400)) as fake:
        one = narrator(fake)
        assert one.worded(NOTES) == NOTES
        fake.behaviour = saying(WORDED)
        assert one.worded(NOTES) == one.worded(NOTES) != NOTES
        assert len(fake.chats) == 2


def reworded(change: Callable[[str], str]) -> Behaviour:
    def behave(body: Body) -> Reply:
        return Reply(lines([(change(text), [n]) for n, text in quotes_of(body).items()]))

    return behave


def test_a_draft_says_that_a_model_worded_it_and_keeps_the_owners_words_beside(
    tmp_path: Path,
) -> None:
    form, plan = write_form(tmp_path), load_document(write_plan(tmp_path), "plan.md")
    with FakeModel(reworded(lambda text: text.replace("않습니다.", "않는다."))) as fake:
        draft = prefill(form, PROFILE, [plan], worded=narrator(fake).worded)
    (need,) = [one for one in draft.fields if one.field == "project.need"]
    assert need.value is not None and need.value.startswith(phrase("draft_mark", "ko"))
    assert need.quote is not None and need.quote in plan.text
    assert need.value.split("\n", 1)[1] == need.quote.replace("않습니다.", "않는다.") != need.quote
    assert (need.state, need.origin, need.reason) == ("filled", "document", "worded")
    assert json.dumps(draft.report(), ensure_ascii=False).count(phrase("worded", "ko")) == 1


def test_without_a_model_the_owners_words_stand_as_they_are(tmp_path: Path) -> None:
    form, plan = write_form(tmp_path), load_document(write_plan(tmp_path), "plan.md")
    draft = prefill(form, PROFILE, [plan])
    (need,) = [one for one in draft.fields if one.field == "project.need"]
    assert need.value is not None and need.quote is not None
    assert need.value.endswith(need.quote) and need.reason is None
