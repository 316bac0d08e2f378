"""`python -m evals.drafts.blanks.make`: writes the forms, their truth and the companies."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from evals.drafts.blanks import companies, ministry, programmes, small
from evals.drafts.blanks.docx import write_docx
from evals.drafts.blanks.hwpx import write_hwpx
from evals.drafts.blanks.layout import Blank, Truth

CASES = Path(__file__).parents[1]
CORPUS = CASES.parents[1] / "corpus"


def main(names: list[str]) -> None:
    for blank in [*programmes.forms(), *small.forms(), *ministry.forms()]:
        if not names or any(name in f"{blank.name}.{blank.lang}" for name in names):
            _make(blank)
    if not names:
        companies.make(CASES / "companies")


def _make(blank: Blank) -> None:
    folder = CASES / "forms"
    if blank.programme:
        folder = CORPUS / blank.programme / "forms"
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{blank.name.split('/')[-1]}.{blank.lang}"
    files: dict[str, Path] = {}
    for suffix in blank.formats:
        files[suffix] = path = folder / f"{stem}.{suffix}"
        (write_docx if suffix == "docx" else write_hwpx)(blank, path)
        print(path.name, path.stat().st_size)
    if "hwp" in files and "hwpx" not in files:  # what its filled copy is compared with
        twin = CASES / "forms" / "twins" / f"{stem}.hwpx"
        twin.parent.mkdir(exist_ok=True)
        write_hwpx(blank, twin)
    _write_truth(blank, files)


def _write_truth(blank: Blank, files: dict[str, Path]) -> None:
    truth = Truth()
    places = truth.of(blank.blocks)
    above = "../../" if blank.programme else ""
    root = CORPUS.parent if blank.programme else CASES
    lines = [
        f"form: {blank.name}",
        f"lang: {blank.lang}",
        f"kind: {blank.kind}",
        f"title: {_flow(blank.title)}",
        f"programme: {blank.programme or 'null'}",
        f"tables: {truth.tables}",
        "files:",
        *(f"  - {above}{path.relative_to(root).as_posix()}" for path in files.values()),
        "places:",
        *("  - {" + ", ".join(f"{k}: {_flow(v)}" for k, v in p.items()) + "}" for p in places),
    ]
    name = f"{blank.name.replace('/', '.')}.{blank.lang}.yaml"
    (CASES / "truth" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main(sys.argv[1:])
