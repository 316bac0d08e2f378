"""Programme records: reading them, and looking up each quote in its document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from assistant.errors import ProfileError, RecordError
from assistant.figures import figures, periods
from assistant.profile import Profile
from assistant.record import Fact, Model, Quote, Record, Sourced, Window
from assistant.schema import Document

RECORD = "record.yaml"
_REASONS = 3  # of a wrong file that are told


@dataclass(frozen=True, slots=True)
class Source:
    """A stored document, and which of its versions that is."""

    document: Document
    version: int


class _Loader(yaml.SafeLoader):
    """Leaves dates as they are written: they may be partial."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag != "tag:yaml.org,2002:timestamp"]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _RecordFile(Model):
    programmes: tuple[Record, ...]


def read_records(path: Path, folder: str) -> list[Record]:
    """The programmes of one record.yaml; documents are named from its folder. Their quotes are not
    looked up yet. RecordError: not a record."""
    try:
        written = yaml.load(path.read_text(encoding="utf-8"), _Loader) or {}
        records = _RecordFile.model_validate(_with_quotes(written, folder)).programmes
    except (OSError, ValueError, TypeError, RecursionError, yaml.YAMLError) as error:
        raise RecordError(
            f"{folder}/{RECORD} is not a programme record ({_reason(error)}). "
            "It needs `programmes:` with `id` and `names: {ko, en}` for each."
        ) from error
    return [record.model_copy(update={"folder": folder}) for record in records]


def read_profile(path: Path) -> Profile:
    """A company's profile, YAML or JSON. ProfileError: it is none; it says which key is wrong."""
    try:
        written = yaml.load(path.read_text(encoding="utf-8"), _Loader) or {}
        return Profile.model_validate(written)
    except (OSError, ValueError, TypeError, RecursionError, yaml.YAMLError) as error:
        wrong = error.errors()[:_REASONS] if isinstance(error, ValidationError) else []
        keys = [".".join(map(str, each["loc"])) for each in wrong]
        raise ProfileError(
            f"{path.name} is not a company profile ({_reason(error)}). "
            "Correct what is named; every key may be left out.",
            "profile_wrong" if any(keys) else "profile_unread",
            keys=", ".join(keys),
        ) from error


def profile_yaml(profile: Profile) -> str:
    """The profile as a file holds it; `read_profile` reads it back."""
    written = profile.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    return yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=100)


def record_yaml(*records: Record) -> str:
    """The records of one folder as a record.yaml holds them; `read_records` reads them back."""
    programmes = []
    for record in records:
        written = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        written.pop("folder", None)
        programmes.append(_written(written, record.folder))
    return yaml.safe_dump(
        {"programmes": programmes},
        allow_unicode=True,
        sort_keys=False,
        width=100,
    )


def look_up(record: Record, sources: Mapping[str, Source]) -> Record:
    """The record with each quote found, or not, in the stored documents.

    White space counts as equal: a PDF's lines break anywhere. A figure of a value has to be in the
    quotes of each language.
    """

    def found(value: Any) -> Any:
        if isinstance(value, Quote):
            return _found(value, sources.get(value.document))
        if isinstance(value, tuple):
            return tuple(found(item) for item in value)
        if not isinstance(value, Model):
            return value
        fields = {name: found(getattr(value, name)) for name in value.model_fields_set}
        changed = value.model_copy(update=fields)
        if isinstance(changed, Sourced):
            return changed.model_copy(update={"unfounded": tuple(_unfounded(changed))})
        return changed

    looked_up: Record = found(record)
    return looked_up


def faults(record: Record) -> list[str]:
    """What of a record that was looked up is not used, and why."""
    said = []
    for name, value in record.values():
        said += [
            f"{name}: “{' '.join(quote.text.split())[:80]}” is not in {quote.document}"
            for quote in value.quotes
            if quote.start is None
        ]
        said += [f"{name}: {figure} is not in its quotes" for figure in value.unfounded]
        if value.confidence is not None:
            said.append(f"{name}: drafted, and not reviewed yet (take `confidence` out of it)")
    return said


def _found(quote: Quote, source: Source | None) -> Quote:
    lost = Quote(document=quote.document, text=quote.text)
    if source is None:
        return lost
    of = {"language": source.document.language, "version": source.version}
    pattern = r"\s+".join(map(re.escape, quote.text.split()))
    match = re.search(pattern, source.document.text) if pattern else None
    if match is None:
        return lost.model_copy(update=of)
    return lost.model_copy(update=of | {"text": match.group(), "start": match.start()})


def _unfounded(value: Sourced) -> list[str]:
    """The figures of a value that the quotes of a language lack."""
    if not isinstance(value, Fact | Window):
        return []
    missing: set[str] = set()
    for language in {quote.language for quote in value.quotes}:
        said = " ".join(quote.text for quote in value.quotes if quote.language == language)
        found = {f"{figure.kind} {figure.value}" for figure in figures(said)}
        for period in periods(said):  # "2026.4.6.~4.24.": the year is of both days
            found |= {f"date {day}" for day in (period.opens, period.closes) if day}
        own = value.figures if isinstance(value, Fact) else _of_window(value, found)
        missing |= set(own) - found
    return sorted(missing)


def _of_window(window: Window, found: set[str]) -> Iterator[str]:
    """Its figures, as `found` has them where it says the same in full: "2026-04-06" says --04-06
    and 2026."""
    for day in (window.opens, window.closes):
        if day is not None:
            whole = f"date {window.year}{day[1:]}"
            yield whole if day.startswith("--") and whole in found else f"date {day}"
    yield from (f"time {clock}" for clock in (window.opens_time, window.closes_time) if clock)
    if window.year is not None:
        dated = (each for each in found if each.startswith(f"date {window.year}-"))
        yield next(dated, f"date {window.year}")


def _with_quotes(written: Any, folder: str) -> Any:
    """`quotes: {notice.md: words, …}`, or a list of words, as the list that a record holds."""
    if isinstance(written, Mapping):
        content = {key: _with_quotes(value, folder) for key, value in written.items()}
        if isinstance(quotes := written.get("quotes"), Mapping):
            content["quotes"] = [
                {"document": f"{folder}/{document}", "text": text}
                for document, words in quotes.items()
                for text in ([words] if isinstance(words, str) else words)
            ]
        return content
    if isinstance(written, Sequence) and not isinstance(written, str):
        return [_with_quotes(item, folder) for item in written]
    return written


def _written(content: Any, folder: str) -> Any:
    """The inverse of `_with_quotes`, what a value says before how sure it is and its quotes."""
    if isinstance(content, list):
        return [_written(item, folder) for item in content]
    if not isinstance(content, dict):
        return content
    last = ("confidence", "quotes")
    plain = {
        key: _written(value, folder)
        for key, value in content.items()
        if key not in (*last, "unfounded")
    }
    if "confidence" in content:
        plain["confidence"] = content["confidence"]
    if "quotes" in content:
        words: dict[str, list[str]] = {}
        for quote in content["quotes"]:
            words.setdefault(quote["document"].removeprefix(f"{folder}/"), []).append(quote["text"])
        plain["quotes"] = {name: ws[0] if len(ws) == 1 else ws for name, ws in words.items()}
    return plain


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        found = error.errors()[:_REASONS]
        return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in found)
    return " ".join(str(error).split())
