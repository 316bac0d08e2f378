"""The text files that this evaluation's questions are written in: `[name] about`, then `key = value`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import UsageError

_HEAD = re.compile(r"\[([a-z0-9-]+)\]\s*(\S*)")
_LINE = re.compile(r"([a-z.]+) = (\S.*)")


@dataclass(frozen=True, slots=True)
class Stanza:
    name: str
    about: str  # what follows the name; "" for nothing
    lines: dict[str, list[str]] = field(default_factory=dict)  # key -> its values, in order


def read_stanzas(path: Path) -> list[Stanza]:
    """Those of a file, in its order. UsageError names the line that is neither."""
    found: list[Stanza] = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if head := _HEAD.fullmatch(line):
            found.append(Stanza(head[1], head[2]))
        elif found and (pair := _LINE.fullmatch(line)):
            found[-1].lines.setdefault(pair[1], []).append(pair[2])
        else:
            raise UsageError(f"{path.name}:{number}: neither [name] nor key = value.")
    return found
