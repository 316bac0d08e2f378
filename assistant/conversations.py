"""Who is asking, and the assistant that answers them.

The history of a conversation is kept here, on the server: what a browser sends back as history can
be forged, and a forged assistant turn would steer the next answer.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal, Protocol

from assistant.application_dialogue import converse
from assistant.applications import Applications
from assistant.errors import IndexMissingError
from assistant.record import Record
from assistant.schema import Answer, BlankForm, Document, ProgrammeNames, Turn
from assistant.status import day_in_korea, now_in_korea

log = logging.getLogger(__name__)

DeskStatus = Literal["starting", "ready", "no_index", "error"]


class AssistantLike(Protocol):
    """What the page needs of an assistant."""

    @property
    def generation(self) -> str: ...
    @property
    def stands_in(self) -> datetime | None: ...
    def reply(self, question: str, history: Sequence[Turn] = ()) -> Answer: ...
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
    ) -> None:
        self.conversations = conversations
        self.applications = Applications(lambda: day_in_korea(now()))
        self.status: DeskStatus = "starting"
        self.assistant: AssistantLike | None = None  # set exactly when the status is "ready"
        self._open_assistant = open_assistant
        self._retry_seconds = retry_seconds
        self._closing = threading.Event()

    @property
    def settled(self) -> bool:
        """Whether the status is final."""
        return self.status in ("ready", "error")

    def open(self) -> None:
        """Start opening the assistant; returns at once."""
        threading.Thread(target=self._open, name="open-assistant", daemon=True).start()

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

    def reply(self, question: str, session_id: str) -> Answer:
        """Answer within the session's own history, or go on with its draft. The caller adds what it
        has shown.

        Raises RuntimeError before the assistant is open; whatever the assistant raises passes on.
        """
        if self.assistant is None:
            raise RuntimeError(f"Asked while the desk is {self.status}: wait until it is ready")
        drafted = converse(self.applications, session_id, question, self.assistant)
        if drafted is not None:
            return drafted
        return self.assistant.reply(question, self.conversations.history(session_id))
