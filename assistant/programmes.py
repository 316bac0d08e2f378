"""Programme records: what programmes and their tracks are called."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import RecordError
from assistant.schema import ProgrammeNames

RECORD = "record.yaml"


def read_names(record: Path, folder: str) -> list[ProgrammeNames]:
    """The programmes of one record.yaml, each followed by its tracks. RecordError: not a record."""
    try:
        content: Mapping[str, Any] = yaml.safe_load(record.read_text(encoding="utf-8")) or {}
        names = []
        for entry in content["programmes"]:
            names.append(_names(entry, entry["id"], folder))
            names += [
                _names(t, f"{entry['id']}/{t['id']}", folder) for t in entry.get("tracks", [])
            ]
        return names
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise RecordError(
            f"{folder}/{RECORD} is not a programme record ({_reason(error)}). "
            "It needs `programmes:` with `id` and `names: {ko, en}` for each."
        ) from error


def _names(entry: Mapping[str, Any], programme: str, folder: str) -> ProgrammeNames:
    ko, en, aliases = entry["names"]["ko"], entry["names"]["en"], entry.get("aliases", [])
    if not isinstance(aliases, list):
        raise TypeError(f"the aliases of {programme} are not a list")
    for name in (programme, ko, en, *aliases):
        if not isinstance(name, str) or not name.strip():  # YAML reads a bare 2026 as a number
            raise ValueError(f"{name!r} in {programme} is not a name: put it in quotes")
    return ProgrammeNames(programme, folder, ko, en, tuple(aliases))


def _reason(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else " ".join(str(error).split())
