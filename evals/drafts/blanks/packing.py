"""A package written the same at every making: fixed times, the order of its parts kept."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

_WHEN = (2026, 11, 1, 0, 0, 0)


def repacked(
    raw: bytes, drop: Sequence[str] = (), replace: dict[str, bytes] | None = None
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            if entry.filename in drop:
                continue
            content = (replace or {}).get(entry.filename, old.read(entry))
            if drop and entry.filename == "_rels/.rels":
                content = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
            kept = zipfile.ZipInfo(entry.filename, _WHEN)
            stored = entry.filename == "mimetype"
            kept.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            new.writestr(kept, content)
    return out.getvalue()
