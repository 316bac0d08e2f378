"""Four fillers that are bad on purpose: a metric that does not tell them apart says nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from zlib import crc32

import numpy as np

from evals.drafts.cases import KEPT, Company, Form, Place
from evals.drafts.reader import BODY, Key, Package, is_table, read
from evals.drafts.values import known, rendered
from evals.drafts.writer import rewritten
from evals.intervals import SEED

_MADE_UP = {"ko": "해당 사항 7건", "en": "7 items"}
_TICKS = {"□": "☑", "☐": "☑", "○": "●"}
# Words of a label, and what a filler that looks for them anywhere would put beside it.
_WORDS = (
    ("name", ("기업", "회사", "업체", "기관", "상호", "company", "organization")),
    ("representative", ("대표", "성명", "representative", "ceo", "name")),
    ("business_registration_number", ("등록번호", "사업자", "registration")),
    ("founded", ("설립", "개업", "일자", "established", "date", "founded")),
    ("address", ("주소", "소재", "address")),
    ("phone", ("전화", "연락처", "phone")),
    ("email", ("메일", "전자우편", "mail")),
    ("employees", ("직원", "종업원", "근로자", "employees")),
    ("sales_krw.2025", ("매출", "금액", "sales")),
    ("project.title", ("과제", "project", "title")),
)


def fill_beside_words(form: Form, company: Company) -> bytes:
    """Into the cell right of any cell that holds a word of a label."""
    raw = form.twin.read_bytes()
    package, values = read(raw), known(company, form.lang)
    edits: dict[tuple[Key, int], str] = {}
    for (table, row, column), holder in package.holders.items():
        text = " ".join(t for t in holder.texts if not is_table(t)).casefold()
        name = next((n for n, words in _WORDS if any(w in text for w in words)), None)
        beside = _right_of(package, (table, row, column))
        if name not in values or beside is None:
            continue
        first = next(
            (n for n, t in enumerate(package.holders[beside].texts) if not is_table(t)), None
        )
        if first is not None:
            edits[beside, first] = rendered(Place(beside, 0, 0, 0, "", name), values[name])
    return rewritten(raw, edits)


def _right_of(package: Package, key: Key) -> Key | None:
    table, row, column = key
    if key == BODY:
        return None
    columns = [c for t, r, c in package.holders if (t, r) == (table, row) and c > column]
    return (table, row, min(columns)) if columns else None


def leave_blank(form: Form, company: Company) -> bytes:
    return form.twin.read_bytes()


def fill_at_random(form: Form, company: Company) -> bytes:
    """Each known value into a place drawn without looking; the same at every run."""
    values = known(company, form.lang)
    draw = np.random.default_rng([SEED, crc32(f"{form.file} {company.name}".encode())])
    names = [name for name in values if any(p.field == name for p in form.places)]
    drawn = draw.choice(len(form.places), min(len(names), len(form.places)), replace=False)
    written: dict[Place, str] = {}
    for name, n in zip(names, drawn, strict=False):
        place = form.places[n]
        of_name = next(p for p in form.places if p.field == name)
        written[place] = tick(place) if place.option else rendered(of_name, values[name])
    return filled(form, written)


def make_up(form: Form, company: Company) -> bytes:
    """All that is known, rightly; and where nothing is known, something that could be."""
    written = rightly(form, company)
    values = known(company, form.lang)
    unknown = (
        p for p in form.places if p.field not in (*KEPT, *values) and set(p.printed) <= set(" _")
    )
    return filled(form, written | dict.fromkeys(unknown, _MADE_UP[form.lang]))


LOSERS = {
    "beside_words": fill_beside_words,
    "blank": leave_blank,
    "random_place": fill_at_random,
    "made_up": make_up,
}


def filled(form: Form, written: Mapping[Place, str]) -> bytes:
    """The form with these words in these places, and nothing else changed."""
    raw = form.twin.read_bytes()
    package = read(raw)
    by_paragraph: dict[tuple[Key, int], list[Place]] = defaultdict(list)
    for place, text in written.items():
        if text:
            by_paragraph[place.key, place.entry(package)].append(place)
    edits: dict[tuple[Key, int], str] = {}
    for (key, n), places in by_paragraph.items():
        text = package.holders[key].texts[n]
        for place in sorted(places, key=lambda p: -p.start):
            says = written[place]
            if place.printed_as == "guidance":
                says = f"{says}\n{place.printed}"
            text = text[: place.start] + says + text[place.end :]
        edits[key, n] = text
    return rewritten(raw, edits)


def rightly(form: Form, company: Company) -> dict[Place, str]:
    """What a filler without fault writes: it cannot be better."""
    values = known(company, form.lang)
    written: dict[Place, str] = {}
    for place in form.places:
        fact = values.get(place.field or "")
        if fact is None or place.optional:
            continue
        if place.option:
            written[place] = tick(place) if fact.value == place.option else ""
        else:
            written[place] = rendered(place, fact)
    return written


def tick(place: Place) -> str:
    return _TICKS.get(place.printed, place.printed[:1] + "v" + place.printed[-1:])
