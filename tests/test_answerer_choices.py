"""Which of several passages is quoted, and from which notice: made-up notices without any record."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.build import build_assistant, build_embedder
from assistant.chat import Assistant
from assistant.ingestion import ingest

# Agencies and programmes are fictional.
TOWER = """\
# Tower crane operator secondment

The Haneul Crane Institute sends crane operators to small builders. A crane operator on secondment works
at the builder's site, and every secondment begins with a talk at the institute.

Priority will be given to builders that have hired fewer than three crane operators. Builders that have
already found their crane operator themselves may apply directly for a secondment.

The Haneul Crane Institute is led by Director Kim of the Institute of Towers.

Builders see the site with the institute's people before anybody is sent.

Cranes are looked at by the builder each morning, and by the institute each month.

Operators come back to the institute when the tower stands.
"""

ORCHARD = """\
# Orchard water scheme

The orchard water scheme has a total budget of KRW 7.3 billion this year, and supports operators of orchards
over three years. Before that the scheme supports operators of orchards for up to six months with a plan of
their water, which is looked at by two growers from another valley and by one from the same. A second round
opens in May for orchards that were not in the first.

## What was said

The director of the scheme said that growers in the hills have waited long for gauges, and that the valley
would be looked after next. He added that people who know both water and trees are hard to find, that many
of them have left for the city, and that the scheme would speak with the schools of the valley about it.
Growers at the meeting asked for larger tanks, and one of them showed pictures of last summer's dry trees.
The water loan lets a grower take a tank at once and pay 300,000 won a month, and half of it is given back
after the loan has run its term.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    root: Path = tmp_path_factory.mktemp("choices")
    (root / "notices").mkdir()
    (root / "notices" / "tower.md").write_text(TOWER, encoding="utf-8")
    (root / "notices" / "orchard.md").write_text(ORCHARD, encoding="utf-8")
    ingest([root / "notices"], root / "data", build_embedder())
    return build_assistant(root / "data")


@pytest.mark.parametrize(
    "question",
    [
        "What is the total budget of the operators' secondment scheme?",
        "For how many years does the secondment scheme support operators?",
    ],
)
def test_no_amount_or_time_is_taken_from_a_notice_on_something_else(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.reply(question)
    assert answer.status == "no_source", answer.answer


def test_who_is_answered_by_the_clause_on_whom_and_not_by_a_far_one_with_a_name(
    assistant: Assistant,
) -> None:
    said = assistant.reply("Who gets priority for a crane operator secondment?").answer
    assert "fewer than three" in said.splitlines()[0]


def test_years_that_are_asked_for_are_found_among_months(assistant: Assistant) -> None:
    said = assistant.reply(
        "For how many years does the orchard water scheme support a plan?"
    ).answer
    assert "three years" in said.splitlines()[0]


def test_a_long_section_is_quoted_from_the_sentence_that_answers(assistant: Assistant) -> None:
    said = assistant.reply("How does the water loan work?").answer
    assert "300,000 won a month" in said
