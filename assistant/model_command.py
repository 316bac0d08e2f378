"""The command `examine-model`: whether the configured chat model may choose what is quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from assistant.commands import AsJson, Data, noted, print_json, say
from assistant.config import settings
from assistant.errors import ModelUnavailableError, UsageError

if TYPE_CHECKING:
    from assistant.answerer import Marked


def examine_model(data: Data = settings().data_dir, as_json: AsJson = False) -> None:
    """Ask the configured chat model questions over fictional notices. One that passes chooses from
    then on what is quoted, also of a chat that runs; exit code 1 if it fails."""
    from assistant.answerer import exam_mark, examine
    from assistant.build import build_model
    from assistant.examined import ExaminedModels

    config = settings()
    if (model := build_model()) is None:
        raise UsageError("No chat model is configured: set GILJABI_LLM_BASE_URL and _MODEL first.")
    models = ExaminedModels(data)
    models.of(config)  # a file that cannot be read is said now, not after minutes of questions
    try:
        examination = examine(model, lambda one: say(_told(one)))
    except ModelUnavailableError:
        say("Not examined to the end. Again when it answers within GILJABI_LLM_SECONDS.")
        raise
    answered, declined = examination.answered(), examination.declined()
    models.note(config, exam_mark(), examination.has_passed, answered, declined)
    outcome = "passed" if examination.has_passed else "failed"
    noted(data, "examine_model", config.llm_model, outcome)
    if as_json:
        print_json(_row(config.llm_model, examination.has_passed, answered, declined))
    else:
        print(
            f"{config.llm_model}: {outcome}. It found {answered[0]} of {answered[1]} answers, and saw "
            f"{declined[0]} of {declined[1]} times that there is none."
        )
        print(
            "It chooses what is quoted from now on."
            if examination.has_passed
            else "The rules choose what is quoted, as before; the model words it."
        )
    if not examination.has_passed:
        raise typer.Exit(1)


def _told(one: Marked) -> str:
    return f"{one.question.question_id}  {one.fault or 'right'}"


def _row(
    model: str, has_passed: bool, answered: tuple[int, int], declined: tuple[int, int]
) -> dict[str, Any]:
    return {
        "model": model,
        "passed": has_passed,
        "answered": {"right": answered[0], "of": answered[1]},
        "declined": {"right": declined[0], "of": declined[1]},
    }
