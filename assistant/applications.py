"""Drafts in the making: what an owner chose, gave and answered, for as long as the page is open.

Nothing of it is written to the library or to a log. Files lie in a folder of the session's own, which
goes with it.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import FileLimitError, LoadError
from assistant.forms.layout import read_form
from assistant.parsing import Parser
from assistant.prefill import Draft, Worded, prefill, typed
from assistant.prefill.known import Value
from assistant.profile import Profile
from assistant.programmes import profile_yaml, read_profile
from assistant.record import Record
from assistant.schema import BlankForm, Document, Language

DOCUMENTS_AT_MOST = 10  # of one application


@dataclass(slots=True)
class Application:
    """One owner's draft. Not safe for threads: `Applications` lets one in at a time."""

    parser: Parser
    today: Callable[[], date]
    worded: Worded = str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))  # in download addresses
    form_id: str = ""  # what the page knows it by
    form_name: str = ""  # of its file
    records: tuple[Record, ...] = ()
    profile: Profile = field(default_factory=Profile)
    documents: dict[str, Document] = field(default_factory=dict)
    answers: dict[str, Value] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)  # slot id -> field
    corrections: dict[str, str] = field(default_factory=dict)  # slot id -> the owner's words
    skipped: set[str] = field(default_factory=set)  # fields not to be asked for again
    language: Language = "ko"  # of the conversation about it
    asking: str | None = None  # the field that the chat asked for last
    offered: tuple[str, ...] = ()  # ids of the forms that the chat offered last
    draft: Draft | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)
    _form: Path | None = None  # the blank, in the folder
    _folder: TemporaryDirectory[str] = field(
        default_factory=lambda: TemporaryDirectory(prefix="giljabi-draft-")
    )

    @property
    def profile_given(self) -> bool:
        return self.profile != Profile()

    def choose_form(
        self, name: str, raw: bytes, records: Sequence[Record] = (), form_id: str = ""
    ) -> None:
        """Draft in this form from now on. LoadError: it is none; the one before stays."""
        # A name of our own: what a file is called must not decide where it lies.
        path = Path(self._folder.name) / f"{secrets.token_hex(8)}{form_suffix(name)}"
        path.write_bytes(raw)
        is_other = (form_id or name) != self.form_id
        chosen, corrections = ({}, {}) if is_other else (self.chosen, self.corrections)
        try:
            draft = self._drafted(path, records, chosen, corrections)
        except Exception:
            path.unlink()
            raise
        if self._form is not None:
            self._form.unlink()
        self.form_id, self.form_name, self._form = form_id or name, name, path
        self.records, self.chosen, self.corrections = tuple(records), chosen, corrections
        self.draft = draft

    def add_document(self, path: Path, name: str) -> None:
        """What the company says of itself. LoadError: it cannot be read; nothing is changed."""
        if name not in self.documents and len(self.documents) >= DOCUMENTS_AT_MOST:
            raise FileLimitError(
                f"{name}: {DOCUMENTS_AT_MOST} documents are taken at most. "
                "Start again without some.",
                "too_many_documents",
                most=DOCUMENTS_AT_MOST,
            )
        self.documents[name] = self.parser.parse(path, name)

    def add_profile(self, path: Path) -> None:
        """ProfileError: it is none."""
        self.profile = read_profile(path)

    def answer(self, field: str, text: str, language: Language) -> None:
        """What the owner says of a field; "" takes back what was said. ProfileError: it is no value
        of that field, and why."""
        if text.strip():
            self.answers[field] = typed(field, text, language, self.today())
        else:
            self.answers.pop(field, None)

    def choose(self, slot: str, field: str) -> None:
        """`field`: what a place that may mean several is for; "" for none of them."""
        self.chosen[slot] = field

    def correct(self, slot: str, text: str) -> None:
        """The owner's words for a place, as they are; "" to leave it blank."""
        self.corrections[slot] = text

    def update(self) -> None:
        """Draft anew, after whatever was given, said or chosen: it reads and writes the whole form."""
        if self._form is not None:
            self.draft = self._drafted(self._form, self.records, self.chosen, self.corrections)

    def _drafted(
        self,
        form: Path,
        records: Sequence[Record],
        chosen: Mapping[str, str],
        corrections: Mapping[str, str],
    ) -> Draft:
        return prefill(
            form,
            self.profile,
            list(self.documents.values()),
            records,
            self.today(),
            self.answers,
            chosen,
            corrections,
            self.parser,
            self.worded,
        )

    def asks(self) -> str | None:
        """The field to ask for next."""
        missing = self.draft.missing() if self.draft else []
        return next((one for one in missing if one not in self.skipped), None)

    def profile_yaml(self) -> str:
        """The profile with what was answered, for the owner to keep; `read_profile` reads it."""
        written = self.profile.model_dump(exclude_defaults=True)
        for name, value in self.answers.items():
            first, _, last = name.partition(".")
            if last:
                written.setdefault(first, {})[last] = value
            else:
                written[first] = value
        return profile_yaml(Profile.model_validate(written))

    def close(self) -> None:
        self._folder.cleanup()


@dataclass(frozen=True, slots=True)
class ListedForm:
    """A blank of the library, as it is offered."""

    blank: BlankForm
    title: str
    language: Language
    format: str  # "DOCX"


def form_suffix(name: str) -> str:
    return Path(name).suffix.lower()[:6]


class Applications:
    """The drafts of the latest sessions; the one unused longest is dropped first. Thread-safe."""

    def __init__(self, today: Callable[[], date], most: int = 200, worded: Worded = str) -> None:
        """worded: as `prefill` takes it."""
        self._today = today
        self._worded = worded
        self._most = most
        self._parser = Parser()
        self._lock = threading.Lock()
        self._of: OrderedDict[str, Application] = OrderedDict()
        self._shelf: dict[BlankForm, ListedForm | None] = {}

    def of(self, session: str) -> Application | None:
        with self._lock:
            if session in self._of:
                self._of.move_to_end(session)
            return self._of.get(session)

    def begun(self, session: str) -> Application:
        """The session's own; a new one where there is none."""
        with self._lock:
            if session not in self._of:
                self._of[session] = Application(self._parser, self._today, self._worded)
            self._of.move_to_end(session)
            while len(self._of) > self._most:
                self._of.popitem(last=False)[1].close()
            return self._of[session]

    def by_token(self, token: str) -> Application | None:
        """Whoever has the token was given it by the page."""
        with self._lock:
            return next(
                (
                    one
                    for one in self._of.values()
                    if secrets.compare_digest(one.token.encode(), token.encode())
                ),
                None,
            )

    def listed(self, blanks: Sequence[BlankForm], language: Language) -> list[ListedForm]:
        """Those in the language first. One that cannot be read is left out."""
        listed = [one for blank in blanks if (one := self._listed(blank)) is not None]
        return sorted(listed, key=lambda one: one.language != language)

    def _listed(self, blank: BlankForm) -> ListedForm | None:
        if blank not in self._shelf:
            with TemporaryDirectory(prefix="giljabi-form-") as folder:
                path = Path(folder) / f"form{form_suffix(blank.name)}"
                path.write_bytes(blank.raw)
                try:
                    form = read_form(self._parser.read_form(path))
                except LoadError:
                    self._shelf[blank] = None
                else:
                    suffix = path.suffix.lstrip(".").upper()
                    self._shelf[blank] = ListedForm(blank, form.title, form.language, suffix)
        return self._shelf[blank]

    def clear(self, session: str) -> None:
        with self._lock:
            if (one := self._of.pop(session, None)) is not None:
                one.close()

    def close(self) -> None:
        with self._lock:
            for one in self._of.values():
                one.close()
            self._of.clear()
        self._parser.__exit__(None, None, None)
