"""What is known of an applicant, field by field, and where each value comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import ValidationError

from assistant.company import facts
from assistant.errors import ProfileError
from assistant.forms.checks import fault
from assistant.forms.fields import called, field_at
from assistant.forms.values import kind_of
from assistant.phrases import phrase
from assistant.profile import Profile
from assistant.record import Quote, Record
from assistant.schema import Document, Language

Origin = Literal["profile", "document", "record", "user"]
Value = str | int | tuple[str, ...]

_ANSWER_CHARS = 3000  # of one answer; a narrative is a page at most


@dataclass(frozen=True, slots=True)
class Known:
    """A value of the profile's shape (a day in ISO, whole won) and what it stands on."""

    value: Value
    origin: Origin
    quote: str | None = None
    document: str | None = None


def known(
    profile: Profile,
    documents: Sequence[Document],
    records: Sequence[Record],
    answers: Mapping[str, Value],
    language: Language,
    today: date,
) -> dict[str, tuple[Known, ...]]:
    """Field -> its value; several where documents contradict one another.

    What the owner answered counts before the profile, that before the documents. `records`: of the
    programme that is applied for; of several nobody knows which.
    """
    found: dict[str, tuple[Known, ...]] = {}
    if len(records) == 1:
        found |= {field: (value,) for field, value in _of_record(records[0], language)}
    for field, values in _of_documents(documents, today).items():
        found[field] = values
    found |= {f: (Known(value, "profile"),) for f, value in _of_profile(profile)}
    return found | {f: (Known(value, "user"),) for f, value in answers.items()}


def typed(field: str, answer: str, language: Language, today: date) -> Value:
    """An owner's answer as the field's value. ProfileError: it is none, and why."""
    text = answer.strip()[:_ANSWER_CHARS]
    stated = Document("answer", "", "ko", "text", f"{called(field, 'ko')}: {text}", "")
    read = next((s.value for s in facts(stated, today) if s.field == field), None)
    if kind_of(field) == "date" and not _is_all_of(read, text):
        read = None
    value = read if read is not None else _as_written(field, text)
    reason = "fault_unread" if value is None else fault(field, value, today)
    if value is None or reason is not None:
        raise ProfileError(
            f"{called(field, language)}: {phrase(reason or 'fault_unread', language)}"
        )
    return value


def _is_all_of(read: Value | None, text: str) -> bool:
    """Whether a day has every number of the answer: "2019년 13월" is no 2019."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    return numbers == [int(number) for number in re.findall(r"\d+", str(read))]


def _as_written(field: str, text: str) -> Value | None:
    kind = kind_of(field)
    if kind in ("money_krw", "money_usd", "count", "months"):
        digits = text.replace(",", "")
        return int(digits) if re.fullmatch(r"\d{1,15}", digits) else None
    if kind == "words":
        return tuple(part.strip() for part in re.split(r"[,\n;]", text) if part.strip())
    first, _, last = field.partition(".")
    try:
        Profile.model_validate({first: {last: text} if last else text})
    except ValidationError:
        return None
    return text


def _of_profile(profile: Profile) -> Iterator[tuple[str, Value]]:
    written: dict[str, Any] = profile.model_dump(exclude_none=True)
    for key, value in written.items():
        inner = value.items() if isinstance(value, dict) else [("", value)]
        for name, one in inner:
            field = f"{key}.{name}" if name != "" else key
            if field_at(field) and one not in ("", ()):
                yield field, one


def _of_documents(documents: Sequence[Document], today: date) -> dict[str, tuple[Known, ...]]:
    found: dict[str, list[Known]] = {}
    for document in documents:
        for fact in facts(document, today):
            values = found.setdefault(fact.field, [])
            if not any(_same(fact.value, other.value) for other in values):
                values.append(Known(fact.value, "document", fact.quote, document.document_id))
    return {field: tuple(values) for field, values in found.items()}


def _same(one: Value, other: Value) -> bool:
    def bare(value: Value) -> str:
        return re.sub(r"[\W_]", "", str(value)).casefold()

    return one == other or bare(one) == bare(other)


def _of_record(record: Record, language: Language) -> Iterator[tuple[str, Known]]:
    """What the programme and its agency are called, where the record's quotes say so."""
    called = {"programme.name": record.names[language]}
    if record.agency is not None:
        called["programme.agency"] = getattr(record.agency, language)
    for field, name in called.items():
        if (quote := _quote_with(record, name)) is not None:
            yield field, Known(name, "record", quote.text, quote.document)


def _quote_with(record: Record, name: str) -> Quote | None:
    return next(
        (
            quote
            for _, value in record.values()
            for quote in value.quotes
            if quote.start is not None and name in " ".join(quote.text.split())
        ),
        None,
    )
