"""The forms with their truth, and the companies: what an evaluation of drafts is made of."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import UsageError
from assistant.loaders import load_document
from assistant.profile import Profile
from assistant.programmes import read_profile
from assistant.schema import Document
from evals.drafts.reader import BODY, Key, Package, read

KEPT = ("signature", "consent", "identity")  # never written, whoever asks


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere that something could be written: `printed` stands at `start` to `end` of the
    paragraph of that number in its cell, or of the line of that number outside tables."""

    key: Key
    paragraph: int
    start: int
    end: int
    label: str
    field: str | None  # a key of the profile; None: of which we know nothing; KEPT; "ambiguous"
    printed: str = ""
    option: str = ""  # of a box: what it stands for
    printed_as: str = ""
    unit: int = 1
    optional: bool = False  # may be written, need not be
    choices: dict[str, str] = dataclasses.field(
        default_factory=dict, hash=False
    )  # of a drop-down list

    def entry(self, package: Package) -> int:
        """Where its paragraph stands among the texts of its cell."""
        holder = package.holders[self.key]
        return (holder.line if self.key == BODY else holder.paragraph)(self.paragraph)


@dataclass(frozen=True, slots=True)
class Form:
    """A blank in one format."""

    name: str
    lang: str
    kind: str  # programme, small, ministry
    path: Path
    twin: Path  # the same where it can be read here: a binary HWP has a copy in HWPX
    programme: str | None
    places: tuple[Place, ...]

    @property
    def file(self) -> str:
        return self.path.name

    @property
    def is_converted(self) -> bool:
        return self.path != self.twin


@dataclass(frozen=True, slots=True)
class Fact:
    """What a company's papers say of it."""

    field: str
    value: Any
    said: str  # as it stands there; "" of a narrative
    document: str


@dataclass(frozen=True, slots=True)
class Company:
    name: str
    profile: Profile
    documents: tuple[Document, ...] = ()
    facts: tuple[Fact, ...] = ()


def read_forms(cases: Path) -> list[Form]:
    """UsageError: there are none, a file is missing, or a truth does not fit its form."""
    forms = [form for path in sorted((cases / "truth").glob("*.yaml")) for form in _forms(path)]
    if not forms:
        raise UsageError(
            f"{cases} has no truth/*.yaml. Name a folder of cases, such as evals/drafts."
        )
    return forms


def _forms(path: Path) -> Iterator[Form]:
    cases = path.parents[1]
    truth = yaml.safe_load(path.read_text(encoding="utf-8"))
    places = tuple(_place(row) for row in truth["places"])
    for name in truth["files"]:
        file = twin = (cases / name).resolve()
        if file.suffix == ".hwp":
            twin = file.parent / "twins" / f"{file.stem}.hwpx"
        if not file.is_file() or not twin.is_file():
            raise UsageError(f"{path.name} names {name}, which is missing: put it there.")
        form = Form(
            truth["form"], truth["lang"], truth["kind"], file, twin, truth["programme"], places
        )
        check_truth(form)
        yield form


def _place(row: dict[str, Any]) -> Place:
    given = {k: v for k, v in row.items() if k not in ("table", "row", "column", "line")}
    if "line" in row:
        return Place(BODY, row["line"], **given)
    return Place((row["table"], row["row"], row["column"]), **given)


def check_truth(form: Form) -> None:
    """UsageError: a place is not printed where the truth says."""
    package = read(form.twin.read_bytes())
    for place in form.places:
        try:
            text = package.holders[place.key].texts[place.entry(package)]
        except LookupError:
            text = None
        if text is None or text[place.start : place.end] != place.printed:
            raise UsageError(
                f"{form.file}: {place.label!r} is not where its truth says ({place.key}, "
                f"{place.paragraph}). Correct the truth, or make the form again."
            )


def read_companies(cases: Path) -> list[Company]:
    companies = [_company(path.parent) for path in sorted(cases.glob("companies/*/profile.yaml"))]
    if not companies:
        raise UsageError(f"{cases} has no companies/*/profile.yaml.")
    return companies


def _company(folder: Path) -> Company:
    papers = sorted(p for p in folder.glob("documents/*") if p.is_file())
    facts = folder / "facts.yaml"
    rows = yaml.safe_load(facts.read_text(encoding="utf-8")) if facts.is_file() else []
    return Company(
        folder.name,
        read_profile(folder / "profile.yaml"),
        tuple(load_document(paper, paper.name) for paper in papers),
        tuple(Fact(r["field"], r["value"], str(r.get("said", "")), r["document"]) for r in rows),
    )
