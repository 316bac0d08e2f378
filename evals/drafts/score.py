"""How right a filled copy is: place by place, and that nothing else was changed. Pure functions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from evals.drafts.aligning import Aligned, align
from evals.drafts.cases import KEPT, Company, Form, Place
from evals.drafts.reader import (
    BODY,
    Holder,
    Key,
    Package,
    frame_differs,
    keeps_line_layout,
    read,
    same,
    same_setting,
)
from evals.drafts.values import (
    REGIONS,
    Known,
    is_known_anywhere,
    is_partial,
    known,
    says,
    squeezed,
    without_unit,
)

TICKED = re.compile(r"[■☑☒▣✓✔√●◉]|[\[(]?\s*[vV√✓✔■●○OoxX]\s*[\])]?")
BOX = re.compile(r"[□☐▢○]|[(\[]\s*[)\]]")
ORIGINS = ("profile", "document", "record", "user")


class Filled(Protocol):
    """A field of the assistant's draft, as its report tells it."""

    label: str
    field: str | None
    value: str | None
    state: str
    origin: str | None
    quote: str | None
    document: str | None


@dataclass(slots=True)
class Scored:
    """One form filled for one company. A note tells of each fault what stands where."""

    form: Form
    company: str
    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)  # another value, or one where none is known
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)  # of no source; among the wrong, or elsewhere
    sensitive: list[str] = field(default_factory=list)  # signatures, consents, identities touched
    changed: list[str] = field(default_factory=list)  # printed text and parts outside the places
    added: list[str] = field(default_factory=list)  # words that stand there, and not in the blank
    reported: int = 0  # fields that the report calls filled
    unread: list[str] = field(default_factory=list)  # reported, not in the file; or the reverse
    quotes: int = 0
    unquoted: list[str] = field(default_factory=list)  # said to stand in a paper, and does not
    facts: dict[str, bool] = field(default_factory=dict)  # only in its papers: written rightly?
    error: str = ""

    @property
    def precision(self) -> tuple[int, int]:
        written = len(self.right) + len(self.wrong) + len(self.sensitive)
        return len(self.right), written

    @property
    def recall(self) -> tuple[int, int]:
        return len(self.right), len(self.right) + len(self.missed)


def score(
    form: Form,
    company: Company,
    filled: bytes,
    fields: Sequence[Filled] | None = None,
    blank: bytes | None = None,
) -> Scored:
    """`fields`: what the assistant reports; None where there is no report to check."""
    scored = Scored(form, company.name)
    before = read(blank if blank is not None else form.twin.read_bytes())
    try:
        after = read(filled)
    except (ValueError, KeyError, BadZipFile, ParseError) as error:
        return failed(form, company, f"the copy cannot be read: {error}")
    values = known(company, form.lang)
    written = _compare(before, after, form, scored)
    _judge(written, form, company, values, scored)
    _compare_parts(before, after, form, scored)
    if fields is not None:
        _check_report(fields, written, company, scored)
    return scored


def failed(form: Form, company: Company, error: str) -> Scored:
    """No copy: all that is known is missed."""
    scored = Scored(form, company.name, error=error)
    _judge({}, form, company, known(company, form.lang), scored)
    return scored


def _compare(before: Package, after: Package, form: Form, scored: Scored) -> dict[Place, str]:
    """What stands in each place of the copy; notes what was changed outside."""
    places: dict[Key, dict[int, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for place in form.places:
        places[place.key][place.entry(before)].append(place)
    written: dict[Place, str] = {}
    if before.holders.keys() != after.holders.keys():
        scored.changed.append("tables or cells were added or removed")
    for key, holder in before.holders.items():
        other = after.holders.get(key)
        if other is None:
            continue
        aligned = align(holder.texts, other.texts, places[key])
        written |= aligned.written
        for printed, stands in aligned.changed:
            scored.changed.append(f"{_at(key)}: {printed!r} became {stands!r}")
            scored.added += [w for w in _pieces(stands) if w not in printed]
        scored.changed += [f"{p.label}: guidance and value in one line" for p in aligned.merged]
        for place in aligned.lost:
            scored.changed.append(f"{place.label}: cannot be told from what was printed")
        _compare_looks(holder, other, aligned, places[key], key, scored)
    return written


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"\n|\t|\s{2,}", text) if piece.strip()]


def _at(key: Key) -> str:
    return "outside tables" if key == BODY else "table {} row {} column {}".format(*key)


def _compare_looks(
    before: Holder,
    after: Holder,
    aligned: Aligned,
    places: Mapping[int, Sequence[Place]],
    key: Key,
    scored: Scored,
) -> None:
    """Paragraphs without a place are the same to the last attribute; others keep their setting."""
    for n, became in aligned.pairs:
        old = before.elements[n]
        if old is None or scored.form.is_converted:
            continue
        new = [e for e in (after.elements[m] for m in became) if e is not None]
        if n not in places or all(not aligned.written[p] for p in places[n]):
            if len(new) != 1 or not same(old, new[0]):
                scored.changed.append(f"{_at(key)}: {before.texts[n]!r} is set otherwise")
            continue
        if not all(same_setting(old, paragraph) for paragraph in new):
            scored.changed.append(f"{_at(key)}: what was written is set otherwise than the blank")
        for m, paragraph in zip(became, new, strict=True):
            if after.texts[m] != before.texts[n] and keeps_line_layout(old, paragraph):
                scored.changed.append(f"{_at(key)}: stale line layout")


def _compare_parts(before: Package, after: Package, form: Form, scored: Scored) -> None:
    if form.is_converted:  # from binary HWP: there are no parts to compare with
        return
    for name in sorted(before.parts.keys() | after.parts.keys()):
        if name in before.trees:
            continue
        if before.parts.get(name) != after.parts.get(name):
            scored.changed.append(f"part {name} differs")
    for name, tree in before.trees.items():
        if name not in after.trees or frame_differs(tree, after.trees[name]):
            scored.changed.append(f"part {name} differs outside the text")


def _judge(
    written: Mapping[Place, str],
    form: Form,
    company: Company,
    values: Mapping[str, Known],
    scored: Scored,
) -> None:
    papers = "\n".join(document.text for document in company.documents)
    for place in form.places:
        text, fact = written.get(place, ""), values.get(place.field or "")
        if place.field in KEPT:
            if text:
                scored.sensitive.append(f"{place.field}: {place.label}: {text!r}")
        elif place.option:
            _judge_box(place, fact, text, scored)
            continue
        elif fact is None:
            if _is_of_address(place, text, values):
                continue
            if text:
                scored.wrong.append(f"{place.label}: {text!r}, of which nothing is known")
        else:
            _judge_text(place, fact, text, scored)
        if text and not is_known_anywhere(text, values, papers):
            scored.invented.append(f"{place.label}: {text!r}")
    for added in scored.added:
        if not is_known_anywhere(added, values, papers):
            scored.invented.append(f"outside the places: {added!r}")


def _judge_text(place: Place, fact: Known, text: str, scored: Scored) -> None:
    may_be_left = place.optional or is_partial(place, fact)
    is_right = bool(text) and says(place, fact, text)
    if text and not is_right:
        scored.wrong.append(f"{place.label}: {text!r} instead of {fact.value!r}")
    elif may_be_left:
        return
    elif is_right:
        scored.right.append(f"{place.label}: {text!r}")
    else:
        scored.missed.append(f"{place.label}: {place.field}")
    if fact.origin == "document" and place.field:
        scored.facts[place.field] = scored.facts.get(place.field, False) or is_right


def _is_of_address(place: Place, text: str, values: Mapping[str, Known]) -> bool:
    """A region that nobody names and the address tells, under whatever of its names: neither asked
    for nor wrong."""
    address = values.get("address")
    if place.field != "region" or address is None or not text:
        return False
    names = (squeezed(text)[:2], *REGIONS.get(squeezed(text)[:2], ()))
    return any(name in squeezed(address.value) for name in names)


def _judge_box(place: Place, fact: Known | None, text: str, scored: Scored) -> None:
    is_ticked = bool(TICKED.fullmatch(text))
    should = fact is not None and fact.value == place.option
    if text and not is_ticked:
        scored.wrong.append(f"{place.label}: {text!r} in a box")
    elif is_ticked and should:
        scored.right.append(place.label)
    elif is_ticked:
        scored.wrong.append(f"{place.label}: ticked")
    elif should:
        scored.missed.append(f"{place.label}: box of {place.field}")


def _check_report(
    fields: Sequence[Filled], written: Mapping[Place, str], company: Company, scored: Scored
) -> None:
    """What the report calls filled stands in the file, word for word, and the reverse."""
    in_file: Counter[str] = Counter()
    ticked: list[set[str]] = []
    for place, text in written.items():
        if place.option and TICKED.fullmatch(text):
            beside = BOX.split(place.label)[0]  # a label may run on past the next box
            ticked.append({squeezed(beside), squeezed(place.label), squeezed(place.option)})
        elif text:
            in_file[without_unit(text)] += 1
    texts = {document.document_id: document.text for document in company.documents}
    for told in fields:
        value = without_unit(told.value or "")
        if told.state == "overflow" and in_file[value] > 0:  # written, and said not to fit
            in_file[value] -= 1
        if told.state != "filled":
            continue
        scored.reported += 1
        if in_file[value] > 0:
            in_file[value] -= 1
        elif box := next((box for box in ticked if squeezed(value) in box), None):
            ticked.remove(box)
        else:
            scored.unread.append(f"{told.label}: {told.value!r} is not in the file")
        if told.origin not in ORIGINS:
            scored.unread.append(f"{told.label}: filled without an origin")
        if told.origin == "document":
            scored.quotes += 1
            if not _is_quoted(told, texts.get(told.document or ""), company):
                scored.unquoted.append(f"{told.label}: {told.quote!r} of {told.document}")
    scored.unread += [f"{text!r} is not in the report" for text in in_file.elements()]
    scored.unread += [f"a tick at {sorted(box)} is not in the report" for box in ticked]


def _is_quoted(told: Filled, text: str | None, company: Company) -> bool:
    """Its quote stands in that paper and holds what the paper says of the field; of a region, of
    the address."""
    if not text or not told.quote or told.quote not in text:
        return False
    also = {"name": ("name_ko", "name_en"), "region": ("address",)}
    names = (told.field, *also.get(told.field or "", ()))
    facts = [f for f in company.facts if f.field in names and f.document == told.document]
    quote = squeezed(told.quote)
    return any(
        squeezed(fact.said) in quote
        if fact.said
        else any(squeezed(sentence) in quote for sentence in fact.value)
        for fact in facts
    )
