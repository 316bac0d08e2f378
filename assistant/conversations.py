"""Who is asking, and the assistant that answers them.

The history of a conversation is kept here, on the server: what a browser sends back as history can
be forged, and a forged assistant turn would steer the next answer.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal, Protocol

from assistant.application_dialogue import converse
from assistant.applications import Applications
from assistant.breaker import ModelState
from assistant.config import settings
from assistant.errors import GiljabiError, IndexMissingError
from assistant.prefill import Worded
from assistant.record import Record
from assistant.schema import Answer, BlankForm, Document, Language, ProgrammeNames, Turn
from assistant.staff.questions import Asked, QuestionLog, Verdict
from assistant.staff.store import Store
from assistant.staff.switch import ChatSwitch
from assistant.status import day_in_korea, now_in_korea

log = logging.getLogger(__name__)

DAY_SECONDS = 24 * 60 * 60
PACKETS = 1000  # handed over lately, which their askers may still read
DeskStatus = Literal["starting", "ready", "no_index", "error"]


class AssistantLike(Protocol):
    """What the page needs of an assistant."""

    @property
    def generation(self) -> str: ...
    @property
    def stands_in(self) -> datetime | None: ...
    @property
    def model_state(self) -> ModelState | None: ...
    def reply(self, question: str, history: Sequence[Turn] = ()) -> Answer: ...
    def replies(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Answer]: ...
    def programmes(self) -> Sequence[ProgrammeNames]: ...
    def records(self) -> Sequence[Record]: ...
    def forms(self) -> Sequence[BlankForm]: ...
    def documents(self) -> Sequence[Document]: ...
    def document(self, document_id: str) -> Document: ...


class Conversations:
    """The latest turns of the latest conversations; thread-safe.

    max_sessions: conversations kept; the one unused longest is dropped first.
    max_turns: turns (question or answer) kept of one conversation, in whole exchanges.
    """

    def __init__(self, max_sessions: int, max_turns: int) -> None:
        self._max_sessions = max_sessions
        self._max_turns = max_turns - max_turns % 2
        self._turns: OrderedDict[str, list[Turn]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._turns)

    def history(self, session_id: str) -> list[Turn]:
        """Oldest first; empty for a session that is new, cleared or dropped."""
        with self._lock:
            if session_id not in self._turns:
                return []
            self._turns.move_to_end(session_id)
            return list(self._turns[session_id])

    def add(self, session_id: str, question: str, answer_text: str) -> None:
        with self._lock:
            turns = self._turns.setdefault(session_id, [])
            turns += [Turn("user", question), Turn("assistant", answer_text)]
            del turns[: max(0, len(turns) - self._max_turns)]
            self._turns.move_to_end(session_id)
            while len(self._turns) > self._max_sessions:
                self._turns.popitem(last=False)

    def clear(self, session_id: str) -> None:
        with self._lock:
            self._turns.pop(session_id, None)


class Desk:
    """Takes questions at once while the assistant behind it is still being opened.

    open_assistant: builds the assistant; seconds of work, so it runs in a thread of its own. While
    it raises IndexMissingError it is tried again every `retry_seconds`: an owner who ingests later
    need not restart the page. Any other error stays until a restart, and is in the log.
    """

    def __init__(
        self,
        open_assistant: Callable[[], AssistantLike],
        conversations: Conversations,
        retry_seconds: float = 5.0,
        now: Callable[[], datetime] = now_in_korea,
        store: Store | None = None,
        worded: Worded = str,
    ) -> None:
        """`store`: where questions and what is said of the answers are noted; None: nowhere.
        `worded`: of the narrative parts of drafts, as `prefill` takes it."""
        self.store = store
        self._log = QuestionLog(store) if store else None
        self._switch = ChatSwitch(store) if store else None
        self._packets: OrderedDict[str, int] = OrderedDict()  # token -> question
        self.conversations = conversations
        self.applications = Applications(lambda: day_in_korea(now()), worded=worded)
        self.status: DeskStatus = "starting"
        self.assistant: AssistantLike | None = None  # set exactly when the status is "ready"
        self._open_assistant = open_assistant
        self._retry_seconds = retry_seconds
        self._now = now
        self._closing = threading.Event()

    @property
    def settled(self) -> bool:
        """Whether the status is final."""
        return self.status in ("ready", "error")

    def open(self) -> None:
        """Start opening the assistant, and forgetting questions in time; returns at once."""
        threading.Thread(target=self._open, name="open-assistant", daemon=True).start()
        if self._log is not None:
            threading.Thread(target=self._forget, name="forget-questions", daemon=True).start()

    def close(self) -> None:
        self._closing.set()

    def _open(self) -> None:
        while not self._closing.is_set():
            try:
                assistant = self._open_assistant()
                log.info("Open: generation %s", assistant.generation)  # opens index and model now
            except IndexMissingError as error:
                if self.status != "no_index":
                    log.warning("%s", error)
                self.status = "no_index"
                self._closing.wait(self._retry_seconds)
            except Exception:  # a broken start must show on the page, not end this thread unseen
                log.exception("The assistant could not be opened")
                self.status = "error"
                return
            else:
                self.assistant = assistant
                self.status = "ready"
                return

    def _forget(self) -> None:
        """Once a day, delete the questions that are older than the settings keep."""
        assert self._log is not None
        while True:
            try:
                self._log.forget(day_in_korea(self._now()) - timedelta(settings().question_days))
            except GiljabiError:  # tomorrow again
                log.exception("Old questions could not be deleted")
            if self._closing.wait(DAY_SECONDS):
                return

    def off(self, language: Language) -> str | None:
        """What staff have the chat say in place of answers; None while it is on."""
        return self._switch.message(language) if self._switch else None

    def replies(self, question: str, session_id: str) -> Generator[tuple[Answer, int | None]]:
        """Answer within the session's own history, or go on with its draft: the answer as it grows,
        then the whole, with the number under which it was noted. The caller adds what it has shown.

        What is said of the company for a draft is noted nowhere. RuntimeError: asked before the
        assistant is open; whatever the assistant raises passes on.
        """
        drafted = converse(self.applications, session_id, question, self._open_one())
        if drafted is not None:
            yield drafted, None
            return
        yield from self.answers(question, self.conversations.history(session_id))

    def answers(
        self, question: str, history: Sequence[Turn]
    ) -> Iterator[tuple[Answer, int | None]]:
        """As `replies`, within a history that the caller keeps; no draft is begun or gone on with."""
        assistant = self._open_one()
        for answer in assistant.replies(question, history):
            is_whole = bool(answer.seconds)
            generation = assistant.generation if is_whole else ""
            yield answer, self._noted(question, answer, generation) if is_whole else None

    def _open_one(self) -> AssistantLike:
        if self.assistant is None:
            raise RuntimeError(f"Asked while the desk is {self.status}: wait until it is ready")
        return self.assistant

    def _noted(self, question: str, answer: Answer, generation: str) -> int | None:
        if self._log is None:
            return None
        try:
            return self._log.add(question, answer, generation)
        except GiljabiError:  # an answer is not lost for a full disk
            log.exception("A question could not be noted")
            return None

    def rate(self, question_id: int, verdict: Verdict, comment: str) -> None:
        """StorageError: it could not be noted."""
        if self._log is not None:
            self._log.rate(question_id, verdict, comment)

    def hand_over(self, question_id: int, comment: str) -> str | None:
        """Put a question before the staff; the token under which the asker may read what was sent.
        StorageError: it could not be noted."""
        if self._log is None:
            return None
        self._log.hand_over(question_id, comment)
        token = secrets.token_urlsafe(24)
        self._packets[token] = question_id
        while len(self._packets) > PACKETS:
            self._packets.popitem(last=False)
        return token

    def handed_over(self, token: str) -> Asked | None:
        question_id = self._packets.get(token)
        return self._log.one(question_id) if self._log and question_id is not None else None
