"""What a page of the desk is asked with, and what it answers with. Knows no web server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.accounts import Account
from assistant.schema import Language
from assistant.staff_wording import say

if TYPE_CHECKING:
    from assistant.staff_web.office import Office


@dataclass(frozen=True, slots=True)
class Upload:
    name: str  # as the browser gave it
    raw: bytes


@dataclass(frozen=True, slots=True)
class Form:
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: tuple[Upload, ...] = ()

    def one(self, name: str, most: int = 20_000) -> str:
        """The first value, without surrounding blanks; "" without one."""
        given = self.fields.get(name) or [""]
        return given[0].replace("\r\n", "\n").strip()[:most]

    def every(self, name: str) -> list[str]:
        return [value.replace("\r\n", "\n").strip() for value in self.fields.get(name, [])]


@dataclass(frozen=True, slots=True)
class Visit:
    """A request that was let in."""

    office: Office
    account: Account
    language: Language
    numbers: Mapping[str, int]  # those in the path
    asked: Mapping[str, str]  # the query
    form: Form = Form()

    def say(self, key: str, **filled: Any) -> str:
        return say(self.language, key, **filled)

    @property
    def who(self) -> str:
        return self.account.name

    def page_number(self) -> int:
        """From 1."""
        given = self.asked.get("page", "")
        return max(1, int(given)) if given.isdecimal() and len(given) < 7 else 1


@dataclass(frozen=True, slots=True)
class Download:
    content: str | bytes
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A page, the way to another, or a file; and what the audit says of it."""

    template: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    location: str = ""  # below /staff
    download: Download | None = None
    target: str = ""
    outcome: str = "done"


def page(template: str, status: int = 200, outcome: str = "done", **values: Any) -> Reply:
    return Reply(template=template, values=values, status=status, outcome=outcome)


def go(location: str, target: str = "", outcome: str = "done") -> Reply:
    """To another page of the desk."""
    return Reply(location=location, target=target, outcome=outcome, status=303)


def missing() -> Reply:
    return page("missing.html", status=404, outcome="missing")


def refused(visit: Visit, key: str, target: str = "", **filled: Any) -> Reply:
    """Something that cannot be done, with what may be done in its place."""
    return Reply(
        template="refused.html",
        values={"reason": visit.say(key, **filled), "spoken": visit.language},
        status=422,
        target=target,
        outcome=f"refused: {key}",
    )
