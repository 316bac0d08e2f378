"""Which chat models have been examined for a library, and how they did."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.config import Settings
from assistant.errors import StorageError
from assistant.private_file import PrivateFile

log = logging.getLogger(__name__)

EXAMINED = "model_exams.json"


@dataclass(frozen=True, slots=True)
class Examined:
    exam: str  # mark of what it was asked
    has_passed: bool
    answered: tuple[int, int]  # right, of how many that the notices answer
    declined: tuple[int, int]  # right, of how many that they do not
    at: str  # UTC, ISO


class ExaminedModels:
    """The models by their address and name: another server under the same name is another model."""

    def __init__(self, data_dir: Path) -> None:
        lost = "No model chooses quotes until it is deleted and the model examined again."
        self._file = PrivateFile(data_dir / EXAMINED, _examined, lost, "models")

    def of(self, config: Settings) -> Examined | None:
        """Of the configured model. StorageError: the file cannot be read."""
        return self._file.rows().get(_name(config))

    def may_read(self, config: Settings, exam: str) -> bool:
        """Whether the configured model has passed this exam; not, while the file cannot be read."""
        try:
            found = self.of(config)
        except StorageError as error:
            log.warning("%s", error)
            return False
        return found is not None and found.has_passed and found.exam == exam

    def note(
        self,
        config: Settings,
        exam: str,
        has_passed: bool,
        answered: tuple[int, int],
        declined: tuple[int, int],
    ) -> None:
        """StorageError: it cannot be kept."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        with self._file.changing() as models:
            models[_name(config)] = Examined(exam, has_passed, answered, declined, at)


def _name(config: Settings) -> str:
    return f"{config.llm_model} {config.llm_base_url.rstrip('/')}"


def _examined(row: dict[str, Any]) -> Examined:
    right, of = row["answered"]
    declined, absent = row["declined"]
    return Examined(
        str(row["exam"]),
        bool(row["has_passed"]),
        (int(right), int(of)),
        (int(declined), int(absent)),
        str(row["at"]),
    )
