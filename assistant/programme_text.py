"""What a programme's record says, in words: its status at a moment, and its values as rows. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.figures import figures
from assistant.phrases import phrase
from assistant.record import Channel, Criterion, Fact, Record, Sourced, Terms
from assistant.schema import Document, Language
from assistant.status import STATES, Moment, ProgrammeStatus, WindowStatus, programme_status
from assistant.wording import WORDING

Row = tuple[str, Sourced]  # what is said, and the value that it stands on

ISSUED_WITHIN = 20_000  # characters; every drawing of the list looks for it
_ISSUED = re.compile(
    r"(?:공고|게시|등록|작성|발행|배포|보도)\s?(?:일자|일시|일)"
    r"|\b(?:date of issue|date issued|issued on|published|posted)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A programme and its status at one moment."""

    record: Record
    status: ProgrammeStatus

    @property
    def agency(self) -> str:
        """What tells its agency from others; "" without one."""
        return self.record.agency.ko if self.record.agency else ""


def listed(records: Iterable[Record], at: Moment) -> list[Listed]:
    """What can be applied for: open ones first, soonest to close; those that are closed last."""

    def order(one: Listed) -> tuple[int, date]:
        current = one.status.current
        day = current and (current.closes if current.state == "open" else current.opens)
        return STATES.index(one.status.state), day or date.max

    return sorted(
        (Listed(record, programme_status(record, at)) for record in records if record.applies),
        key=order,
    )


def fitting(programmes: Sequence[Listed], state: str | None, agency: str | None) -> list[Listed]:
    """Those of a status and an agency; None or "" is any."""
    return [
        one
        for one in programmes
        if (not state or one.status.state == state) and (not agency or one.agency == agency)
    ]


def agencies(programmes: Iterable[Listed], language: Language) -> list[tuple[str, str]]:
    """(what it is called, what `fitting` takes) for each agency, in alphabetical order."""
    found = {one.agency: agency_name(one.record, language) for one in programmes if one.agency}
    return sorted((name, key) for key, name in found.items())


def agency_name(record: Record, language: Language) -> str:
    """ "" without one."""
    return getattr(record.agency, language) if record.agency else ""


def status_text(status: ProgrammeStatus | WindowStatus, language: Language) -> str:
    """ "접수 중 · D-3"."""
    words = WORDING[language]
    window = status.current if isinstance(status, ProgrammeStatus) else status
    said = phrase(f"status_{status.state}", language)
    if window is None:
        return said
    if status.state == "upcoming":
        return f"{said} · {opening_text(window, language)}"
    if status.state != "open":
        return said
    if window.days_left is None:
        return f"{said} · {words.until_funds}" if window.window.until_funds else said
    if window.days_left == 0:
        clock = window.window.closes_time
        return words.closes_today_at.format(time=clock) if clock else words.closes_today
    left = words.one_day_left if window.days_left == 1 else words.days_left
    return f"{said} · {left.format(days=window.days_left)}"


def opening_text(window: WindowStatus, language: Language) -> str:
    """The day it opens; the notice's own words where it gives no whole day."""
    words = WORDING[language]
    if window.opens is None:
        return window.window.text[language]
    return words.opens_on.format(day=day_text(window.opens, language))


def day_text(day: date, language: Language) -> str:
    if language == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일"
    return f"{day.day} {day:%B} {day.year}"


def status_reason(status: ProgrammeStatus, language: Language) -> str:
    """Why it is not known whether a programme is open; "" where it is."""
    words = WORDING[language]
    if status.state != "unknown":
        return ""
    return words.unclear_window if status.windows else words.no_window


def fact_rows(facts: Iterable[Fact], language: Language, heading: str = "") -> list[Row]:
    """heading: what stands above them; a label that says the same is left out."""
    rows: list[Row] = []
    for fact in facts:
        label, text = fact.label[language], fact.text[language]
        said_above = label.replace(" ", "") == heading.replace(" ", "")
        rows.append((text if said_above else f"{label}: {text}", fact))
    return rows


def criterion_text(criterion: Criterion, language: Language, exclusion: str = "") -> str:
    """A condition; one that keeps companies out as such, in the words of `exclusion`, or else in
    those of a verdict."""
    label = criterion.label[language]
    if criterion.rule.not_ is None:
        return label
    return (exclusion or WORDING[language].exclusion).format(label=label)


def criterion_rows(terms: Terms, language: Language, exclusion: str = "") -> list[Row]:
    """Who may apply; `exclusion`: the words for who may not."""
    said = exclusion or WORDING[language].excluded
    return [(criterion_text(one, language, said), one) for one in terms.criteria]


def channel_text(channel: Channel, language: Language) -> str:
    ways = (channel.url, channel.email, channel.phone)
    said = [way for way in ways if way and way not in channel.text[language]]
    return " · ".join([channel.text[language], *said])


def channel_rows(channels: Iterable[Channel], language: Language) -> list[Row]:
    return [(channel_text(channel, language), channel) for channel in channels]


def paper_rows(record: Record, language: Language) -> list[Row]:
    words = WORDING[language]
    rows: list[Row] = []
    for paper in record.papers:
        text = paper.name[language]
        if paper.issuer:
            text = words.issued_by.format(paper=text, issuer=paper.issuer[language])
        if paper.copies:
            text = words.in_copies.format(paper=text, copies=paper.copies)
        rows.append((text, paper))
    return rows


def step_rows(record: Record, language: Language) -> list[Row]:
    step_by = WORDING[language].step_by
    return [
        (
            step_by.format(step=step.what[language], who=step.who[language])
            if step.who
            else step.what[language],
            step,
        )
        for step in record.steps
    ]


def source_documents(record: Record, documents: Mapping[str, Document]) -> list[Document]:
    """Those that its values quote; those of its folder where it has no values."""
    quoted = record.documents()
    return [
        document
        for document in documents.values()
        if document.document_id in quoted or (not quoted and document.programme == record.folder)
    ]


def issue_date(document: Document) -> str | None:
    """The day that a document says it was issued on, as it writes it; None where it does not say
    so in its first ISSUED_WITHIN characters."""
    for line in document.text[:ISSUED_WITHIN].splitlines():
        if label := _ISSUED.search(line):
            for found in figures(line[label.end() :]):
                if found.kind == "date" and re.match(r"\d{4}-\d\d-\d\d", found.value):
                    return line[label.end() :][found.start : found.end]
    return None
