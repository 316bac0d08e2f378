"""What the page's Apply tab does and shows for one session: everything of it but the widgets."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from assistant.applications import Application
from assistant.apply_html import (
    asking_html,
    draft_html,
    given_html,
    intro_html,
    place_name,
)
from assistant.conversations import Desk
from assistant.errors import GiljabiError, LoadError, ProfileError
from assistant.forms.fields import called
from assistant.prefill import Draft, Filled
from assistant.schema import Language
from assistant.wording import WORDING

log = logging.getLogger(__name__)

Choices = list[tuple[str, str]]  # (what is shown, what it stands for)
UPLOADED = "uploaded:"  # before the name of a form that the owner brought
TYPED = (  # fields that an owner types on the page, in this order
    "name_ko", "name_en", "representative", "business_registration_number",
    "corporate_registration_number", "founded", "address", "phone", "email", "website", "industry",
    "employees", "contact.name", "contact.title", "contact.phone", "contact.email",
    "project.title", "project.field",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """The tab as it is shown."""

    intro: str
    typed: tuple[str, ...]  # what the boxes of `TYPED` are called
    forms: Choices
    given: str
    form: str | None = None
    draft: str = ""
    asking: str = ""
    asks: bool = False  # something is asked for
    places: Sequence[tuple[str, str]] = ()  # to correct


class ApplyTab:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def shown(self, session: str, language: Language, problems: Sequence[str] = ()) -> Shown:
        one = self._desk.applications.of(session)
        if one is None:
            return self._undrafted(given_html([], False, problems, language), None, language)
        with one.lock:
            draft = one.draft
            given = given_html(list(one.documents), one.profile_given, problems, language)
            if draft is None:
                return self._undrafted(given, one, language)
            field = one.asks()
            documents = self._desk.assistant.documents() if self._desk.assistant else ()
            return replace(
                self._undrafted(given, one, language),
                form=one.form_id,
                draft=draft_html(
                    draft,
                    language,
                    self._downloads(one, draft, language),
                    one.records,
                    {document.document_id: document for document in documents},
                ),
                asking=asking_html(field, language),
                asks=field is not None,
                places=[(place_name(f), f.slot_id) for f in draft.fields if f.state != "signature"],
            )

    def _undrafted(self, given: str, one: Application | None, language: Language) -> Shown:
        typed = tuple(called(field, language) for field in TYPED)
        return Shown(intro_html(language), typed, self._forms(one, language), given)

    def choose(self, session: str, language: Language, form: str | None) -> list[str]:
        """The problems; so of what follows."""
        if self._desk.assistant is None or not form or form.startswith(UPLOADED):
            return []
        blank = next((b for b in self._desk.assistant.forms() if b.form_id == form), None)
        if blank is None:
            return [WORDING[language].form_gone]
        own = [r for r in self._desk.assistant.records() if r.folder == blank.folder]
        one = self._desk.applications.begun(session)
        take = partial(one.choose_form, blank.name, blank.raw, own, blank.form_id)
        return self._tried(one, take, blank.name, language)

    def upload_form(self, session: str, language: Language, path: str) -> list[str]:
        one, file = self._desk.applications.begun(session), Path(path)

        def take() -> None:  # reading it may fail too
            one.choose_form(file.name, file.read_bytes(), (), UPLOADED + file.name)

        return self._tried(one, take, file.name, language, file)

    def upload_documents(self, session: str, language: Language, paths: Sequence[str]) -> list[str]:
        one, problems = self._desk.applications.begun(session), []
        for file in map(Path, paths):
            give = partial(one.add_document, file, file.name)
            problems += self._tried(one, give, file.name, language, file)
        return problems + self._updated(one, language)

    def upload_profile(self, session: str, language: Language, path: str) -> list[str]:
        one, file = self._desk.applications.begun(session), Path(path)
        give = partial(one.add_profile, file)
        return self._tried(one, give, file.name, language, file) + self._updated(one, language)

    def type_in(self, session: str, language: Language, *texts: str) -> list[str]:
        """The values typed for `TYPED`; an empty box says nothing."""
        one, problems = self._desk.applications.begun(session), []
        for field, text in zip(TYPED, texts, strict=True):
            if text and text.strip():
                say = partial(one.answer, field, text, language)
                problems += self._tried(one, say, field, language)
        return problems + self._updated(one, language)

    def answer(self, session: str, language: Language, text: str) -> list[str]:
        """What was asked for."""
        one = self._desk.applications.begun(session)
        field = one.asks()
        if field is None or not text.strip():
            return []
        say = partial(one.answer, field, text, language)
        return self._tried(one, say, field, language) or self._updated(one, language)

    def skip(self, session: str, language: Language) -> None:
        one = self._desk.applications.begun(session)
        if (field := one.asks()) is not None:
            one.skipped.add(field)

    def correct(self, session: str, language: Language, slot: str | None, text: str) -> list[str]:
        """The owner's words for a place."""
        return self._corrected(session, language, slot, text) if text.strip() else []

    def empty(self, session: str, language: Language, slot: str | None) -> list[str]:
        return self._corrected(session, language, slot, "")

    def _corrected(
        self, session: str, language: Language, slot: str | None, text: str
    ) -> list[str]:
        one = self._desk.applications.of(session)
        if one is None or not slot:
            return []
        write = partial(one.correct, slot, text)
        return self._tried(one, write, "", language) + self._updated(one, language)

    def _place(self, session: str, slot: str | None) -> Filled | None:
        one = self._desk.applications.of(session)
        fields = one.draft.fields if one is not None and one.draft is not None else ()
        return next((field for field in fields if field.slot_id == slot), None)

    def meanings(self, session: str, slot: str | None, language: Language) -> Choices:
        """What a place that is ambiguous may be for; [] where it is not."""
        found = self._place(session, slot)
        return [(called(f, language), f) for f in found.candidates] if found else []

    def value(self, session: str, slot: str | None) -> str:
        """What stands in a place."""
        found = self._place(session, slot)
        return (found.value or "") if found else ""

    def mean(
        self, session: str, language: Language, slot: str | None, field: str | None
    ) -> list[str]:
        one = self._desk.applications.of(session)
        if one is None or not slot or not field:
            return []
        choose = partial(one.choose, slot, field)
        return self._tried(one, choose, "", language) + self._updated(one, language)

    def begin_again(self, session: str, language: Language) -> None:
        self._desk.applications.clear(session)

    def _updated(self, one: Application, language: Language) -> list[str]:
        return self._tried(one, one.update, one.form_name, language)

    def _tried(
        self,
        one: Application,
        do: Callable[[], None],
        name: str,
        language: Language,
        uploaded: Path | None = None,
    ) -> list[str]:
        """What went wrong, in the owner's words. An uploaded file is deleted once it was read."""
        words = WORDING[language]
        try:
            with one.lock:
                do()
        except (LoadError, ProfileError) as error:
            if isinstance(error, ProfileError) and not error.key:  # said in the owner's language
                return [str(error)]
            said = words.load_errors.get(error.key or type(error).__name__)
            return [(said or words.load_errors["LoadError"]).format(name=name, **error.values)]
        except GiljabiError:
            log.exception("A draft could not be made")
            return [words.failed_draft]
        finally:
            if uploaded is not None:
                uploaded.unlink(missing_ok=True)
        return []

    def _forms(self, one: Application | None, language: Language) -> Choices:
        if self._desk.assistant is None:
            return []
        listed = self._desk.applications.listed(self._desk.assistant.forms(), language)
        choices = [(f"{form.title} ({form.format})", form.blank.form_id) for form in listed]
        if one is not None and one.form_id.startswith(UPLOADED):
            choices.insert(0, (one.form_name, one.form_id))
        return choices

    def _downloads(self, one: Application, draft: Draft, language: Language) -> dict[str, str]:
        words = WORDING[language]
        at = f"/drafts/{one.token}"
        return {
            f"{at}/draft.{draft.format}": words.download_draft.format(format=draft.format.upper()),
            f"{at}/report.json": words.download_report,
            f"{at}/profile.yaml": words.download_profile,
        }
