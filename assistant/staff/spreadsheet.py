"""Rows as CSV that a spreadsheet shows and does not run. Pure."""

from __future__ import annotations

import csv as standard
import io
import unicodedata
from collections.abc import Iterable, Sequence


def csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """With CRLF between rows; None is an empty cell.

    A text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    written = io.StringIO()
    lines = standard.writer(written)
    lines.writerow(header)
    lines.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    begins = unicodedata.normalize("NFKC", value.lstrip()[:1])  # "＝" is "=" to some
    return f"'{value}" if begins in ("=", "+", "-", "@") or value[:1] in ("\t", "\r") else value
