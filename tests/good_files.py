"""One notice in every format, and what the makers of hostile files share."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from fixtures_documents import NOTICE_HTML, TARGET, TITLE, docx_notice, hangul_notice, pdf_notice

# (name, content, readable): `readable` says that text may come out of it, because what it tries is
# harmless to a sound parser. Content that takes long to make is a function.
HostileFile = tuple[str, bytes | Callable[[], bytes], bool]

MB = 2**20
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY l0 "ha">'
    + b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]>"
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


@lru_cache(maxsize=1)
def good_files() -> dict[str, bytes]:
    """One notice in every format, by file name."""
    text = f"# {TITLE}\n\n## 지원대상\n\n{TARGET}\n\n- 신청서\n- 사업계획서\n"
    good = {
        "good.md": text.encode(),
        "good.txt": text.replace("#", "").encode("cp949"),
        "good.html": NOTICE_HTML.replace("CHARSET", "utf-8").encode(),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, make in (
            ("good.pdf", pdf_notice),
            ("good.docx", docx_notice),
            ("good.hwpx", hangul_notice),
            ("good.hwp", hangul_notice),
        ):
            good[name] = make(Path(folder) / name).read_bytes()
    return good
