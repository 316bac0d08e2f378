"""Fills the desk's pages. Every value is escaped: what people asked is text, never markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.markup import document_address, plain_lines
from assistant.schema import KOREA

PAGES = Path(__file__).parent.parent / "staff_pages"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"moment": moment, "quoted": plain_lines, "query": query, "cited": cited}
    made.globals |= {"document_address": document_address}
    return made


def filled(template: str, values: Mapping[str, Any]) -> str:
    return _environment().get_template(template).render(values)


def moment(iso: str) -> str:
    """A stored moment (UTC, ISO) as it is read in Korea."""
    return datetime.fromisoformat(iso).astimezone(KOREA).strftime("%Y-%m-%d %H:%M") if iso else ""


def query(values: Mapping[str, Any]) -> str:
    """The end of an address, from "?" on."""
    return "?" + urlencode({key: value for key, value in values.items() if value not in ("", None)})


def cited(text: str) -> list[tuple[str, int | None]]:
    """A line as pieces (text, None) and citations ("[2]", 2)."""
    parts = re.split(r"(\[\d{1,3}\])", text)
    return [(p, int(p[1:-1]) if n % 2 else None) for n, p in enumerate(parts) if p]
