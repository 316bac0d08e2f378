"""The FAQs of the desk: what is done to them, by whom, and which may be answered from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from assistant.errors import FaqError
from assistant.schema import Language
from assistant.staff.faq import Action, Faq, FaqContent, ServedFaq, State
from assistant.staff.faq_rows import as_served, missing_faq, read_faq, read_faqs
from assistant.staff.quotes import (
    Quote,
    check_quotes,
    forget_unused_texts,
    keep_only,
    keep_quotes,
    move_along,
    quotes_of,
    quotes_seen_elsewhere,
    text_hash,
)
from assistant.staff.spans import clause, clause_now, moved
from assistant.staff.store import Store

INGEST = "ingest"  # who makes an FAQ suspect: nobody's account

_EVERY: tuple[State, ...] = (
    *("draft", "in_review", "approved", "published", "suspect", "withdrawn"),
)
# What may be done in which states, and the state after it.
RULES: dict[Action, tuple[tuple[State, ...], State]] = {
    "create": ((), "draft"),
    "revise": (_EVERY, "draft"),
    "submit": (("draft",), "in_review"),
    "approve": (("in_review",), "approved"),
    "send_back": (("in_review", "approved"), "draft"),
    "publish": (("approved",), "published"),
    "suspect": (_EVERY[:-1], "suspect"),  # what was withdrawn is not watched
    "withdraw": (_EVERY[:-1], "withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a quote's surroundings: the lines that it stood in, and those there now."""

    document: str
    language: Language  # of the FAQ's text that quotes it
    n: int  # the citation's
    old_clause: str
    new_clause: str | None  # None: nothing like it is left, or the document is gone


def allowed(state: State) -> tuple[Action, ...]:
    """What a person may do to an FAQ in this state."""
    return tuple(
        action for action, (states, _) in RULES.items() if state in states and action != "suspect"
    )


class Faqs:
    """Each call is whole or not at all. FaqError: it may not be done, and what may be done instead.
    FaqMissingError: there is no such FAQ. StorageError: the desk's file fails.

    `texts` is document id -> the text that is served of it now. `revision`, where it is given, is
    the one that the person has before them: if a newer one has come since, nothing is done.
    """

    def __init__(self, store: Store, second_person: bool) -> None:
        """`second_person`: nobody approves what they wrote themselves."""
        self._store = store
        self._second_person = second_person

    # what people do

    def create(self, content: FaqContent, who: str, texts: Mapping[str, str], why: str = "") -> Faq:
        check_quotes(content, texts)
        with self._store.writing() as db:
            faq_id = db.execute("INSERT INTO faqs DEFAULT VALUES").lastrowid
            assert faq_id is not None
            return self._write(db, faq_id, 1, content, who, texts, "create", why)

    def revise(
        self,
        faq_id: int,
        content: FaqContent,
        who: str,
        texts: Mapping[str, str],
        why: str = "",
        revision: int | None = None,
    ) -> Faq:
        """A new draft. A published revision is served until this one is published in its place."""
        check_quotes(content, texts)
        with self._store.writing() as db:
            faq = _may(db, faq_id, "revise", revision)
            return self._write(db, faq_id, faq.revision + 1, content, who, texts, "revise", why)

    def submit(self, faq_id: int, who: str, why: str = "", revision: int | None = None) -> Faq:
        with self._store.writing() as db:
            faq = _may(db, faq_id, "submit", revision)
            texts = list(faq.content.texts())
            for language, text in texts:
                if not (text.question.strip() and text.answer.strip() and text.citations):
                    raise FaqError(
                        f"FAQ {faq_id} cannot be reviewed: its text in {language} has no "
                        "question, no answer or no quote. Revise it and add what is missing.",
                        "refused_incomplete",
                        language=language,
                    )
            if not texts:
                raise FaqError(
                    f"FAQ {faq_id} has no text yet. Revise it and write one.", "refused_empty"
                )
            return self._note(db, faq, "submit", who, why)

    def approve(self, faq_id: int, who: str, why: str = "", revision: int | None = None) -> Faq:
        with self._store.writing() as db:
            faq = _may(db, faq_id, "approve", revision)
            if self._second_person and who == faq.author:
                raise FaqError(
                    f"{who} wrote this revision of FAQ {faq_id}, and another person has to "
                    "approve it. Ask another reviewer, or send it back.",
                    "refused_own",
                )
            return self._note(db, faq, "approve", who, why)

    def send_back(self, faq_id: int, who: str, why: str = "", revision: int | None = None) -> Faq:
        with self._store.writing() as db:
            return self._note(db, _may(db, faq_id, "send_back", revision), "send_back", who, why)

    def publish(
        self,
        faq_id: int,
        who: str,
        why: str = "",
        revision: int | None = None,
        texts: Mapping[str, str] | None = None,
    ) -> Faq:
        """With `texts`, the quotes are looked up once more first, as at an ingest."""
        if texts is not None:
            self._check(texts, faq_id)
        with self._store.writing() as db:
            faq = _may(db, faq_id, "publish", revision)
            last = faq.events[-1]
            if (last.action, last.revision) != ("approve", faq.revision):
                raise FaqError(
                    f"Revision {faq.revision} of FAQ {faq_id} has not been approved. "
                    "Submit it and have it approved first.",
                    "refused_unapproved",
                    revision=faq.revision,
                )
            return self._note(db, faq, "publish", who, why)

    def withdraw(self, faq_id: int, who: str, why: str = "", revision: int | None = None) -> Faq:
        with self._store.writing() as db:
            return self._note(db, _may(db, faq_id, "withdraw", revision), "withdraw", who, why)

    # what is there

    def one(self, faq_id: int) -> Faq:
        if not self._store.exists:
            raise missing_faq(faq_id)
        with self._store.reading() as db:
            return read_faq(db, faq_id)

    def every(self, state: State | None = None, programme: str | None = None) -> list[Faq]:
        """By id."""
        if not self._store.exists:
            return []
        with self._store.reading() as db:
            return [
                faq
                for faq in read_faqs(db)
                if state in (None, faq.state) and programme in (None, faq.content.programme)
            ]

    def served(self) -> list[ServedFaq]:
        """What may be answered from, by id."""
        if not self._store.exists:
            return []
        with self._store.reading() as db:
            return [as_served(db, faq) for faq in read_faqs(db) if faq.served is not None]

    def stamp(self) -> int:
        """Grows with everything that is done to an FAQ; 0 before anything was."""
        if not self._store.exists:
            return 0
        with self._store.reading() as db:
            return int(
                db.execute("SELECT coalesce(max(event_id), 0) FROM faq_events").fetchone()[0]
            )

    # what documents do

    def check(self, texts: Mapping[str, str]) -> list[int]:
        """Look for each quote that is in use in `texts`: every document that is about to be served.
        Return the FAQs that are suspect from now on: a quote's words changed, or its document is
        gone.

        It looks at what is, not at what was done: a run that was killed before it came to this
        leaves nothing unseen for the next.
        """
        return self._check(texts)

    def _check(self, texts: Mapping[str, str], faq_id: int | None = None) -> list[int]:
        if not self._store.exists:
            return []
        hashes = {key: text_hash(text) for key, text in texts.items()}
        follow = cache(moved)  # what is followed while others may write is not followed again

        def place(quote: Quote) -> int | None:
            text = texts.get(quote.document)
            return None if text is None else follow(quote.text, quote.start, quote.end, text)

        with self._store.reading() as db:
            stale = _stale(db, hashes, faq_id)
            for quote in stale:
                place(quote)
        if not stale:
            return []
        broken: dict[tuple[int, int], list[Quote]] = {}
        with self._store.writing() as db:
            for quote in _stale(db, hashes, faq_id):
                if (start := place(quote)) is None:
                    broken.setdefault((quote.faq_id, quote.revision), []).append(quote)
                else:
                    move_along(db, quote, texts[quote.document], start)
            for (key, revision), quotes in broken.items():
                why = "; ".join(_said(quote, texts) for quote in quotes)
                self._note(db, _may(db, key, "suspect"), "suspect", INGEST, why, revision)
            forget_unused_texts(db)
        return sorted({key for key, _ in broken})

    def changes(self, faq_id: int, texts: Mapping[str, str]) -> list[Change]:
        """The clauses whose quotes do not stand in `texts` any more, of the newest revision and of
        the one that was published last: until another takes its place."""
        if not self._store.exists:
            raise missing_faq(faq_id)
        found = []
        with self._store.reading() as db:
            faq = read_faq(db, faq_id)
            quotes = quotes_of(db, faq.faq_id)
        for quote in quotes:
            text, span = texts.get(quote.document), (quote.text, quote.start, quote.end)
            if text is None or moved(*span, text) is None:
                now = None if text is None else clause_now(*span, text)
                was = clause(*span)
                found.append(Change(quote.document, quote.language, quote.n, was, now))
        return list(dict.fromkeys(found))

    # writing down

    def _write(
        self,
        db: sqlite3.Connection,
        faq_id: int,
        revision: int,
        content: FaqContent,
        who: str,
        texts: Mapping[str, str],
        action: Action,
        why: str,
    ) -> Faq:
        row = json.dumps(content.to_dict(), ensure_ascii=False)
        db.execute(
            "INSERT INTO faq_revisions VALUES (?, ?, ?, ?, ?)",
            (faq_id, revision, self._store.now(), _named(who), row),
        )
        keep_quotes(db, faq_id, revision, content, texts)
        self._add_event(db, faq_id, revision, action, who, why)
        return _tidied(db, faq_id)

    def _note(
        self,
        db: sqlite3.Connection,
        faq: Faq,
        action: Action,
        who: str,
        why: str,
        revision: int | None = None,
    ) -> Faq:
        """`revision`: the newest if absent."""
        if action != "suspect":
            _named(who)
        self._add_event(db, faq.faq_id, revision or faq.revision, action, who, why)
        return _tidied(db, faq.faq_id)

    def _add_event(
        self, db: sqlite3.Connection, faq_id: int, revision: int, action: Action, who: str, why: str
    ) -> None:
        db.execute(
            "INSERT INTO faq_events (faq_id, revision, at, who, action, state, why) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (faq_id, revision, self._store.now(), who, action, RULES[action][1], why),
        )


def _may(db: sqlite3.Connection, faq_id: int, action: Action, revision: int | None = None) -> Faq:
    """The FAQ, if this may be done to it now."""
    faq = read_faq(db, faq_id)
    if revision not in (None, faq.revision):
        raise FaqError(
            f"FAQ {faq_id} has been revised since: revision {faq.revision} took the place of "
            f"{revision}. Look at it again, then decide.",
            "refused_revision",
        )
    if faq.state not in RULES[action][0]:
        now = ", ".join(allowed(faq.state))
        raise FaqError(
            f"FAQ {faq_id} is {_word(faq.state)}: it cannot be {_DONE[action]}. "
            f"What may be done now: {now}.",
            "refused_state",
            state=faq.state,
        )
    return faq


_DONE: dict[Action, str] = {
    "revise": "revised",
    "submit": "submitted",
    "approve": "approved",
    "send_back": "sent back",
    "publish": "published",
    "suspect": "made suspect",
    "withdraw": "withdrawn",
}


def _word(state: State) -> str:
    return {"draft": "a draft", "in_review": "in review"}.get(state, state)


def _named(who: str) -> str:
    if not who.strip() or who == INGEST:
        raise FaqError(f"{who!r} is nobody. Say who does this: the name of an account.")
    return who


def _stale(db: sqlite3.Connection, hashes: Mapping[str, str], faq_id: int | None) -> list[Quote]:
    """The quotes in use, of one FAQ or of all, whose document has changed since they were seen."""
    found = quotes_seen_elsewhere(db, hashes)
    if not found:
        return []
    in_use = {(faq.faq_id, n) for faq in read_faqs(db, faq_id) for n in _in_use(faq)}
    return [quote for quote in found if (quote.faq_id, quote.revision) in in_use]


def _in_use(faq: Faq) -> Iterator[int]:
    """The revisions that are answered from, or are on their way to it."""
    if faq.state not in ("suspect", "withdrawn"):
        yield faq.revision
    if faq.served is not None:
        yield faq.served


def _said(quote: Quote, texts: Mapping[str, str]) -> str:
    became = "its words changed" if quote.document in texts else "the document is gone"
    return f"[{quote.n}] in {quote.language}, {quote.document}: {became}"


def _watched(faq: Faq) -> list[int]:
    """The revisions whose quotes are kept: the newest, and the one that was published last."""
    if faq.state == "withdrawn":
        return []
    published = [event.revision for event in faq.events if event.action == "publish"]
    return [*published[-1:], faq.revision]


def _tidied(db: sqlite3.Connection, faq_id: int) -> Faq:
    faq = read_faq(db, faq_id)
    keep_only(db, faq_id, _watched(faq))
    return faq
