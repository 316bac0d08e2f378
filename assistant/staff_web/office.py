"""What the desk's pages stand on: its file, its accounts, and the assistant beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.accounts import Accounts, Cost
from assistant.build import build_embedder
from assistant.config import settings
from assistant.conversations import AssistantLike, Desk
from assistant.errors import DocumentMissingError
from assistant.markup import document_address
from assistant.schema import Citation, Document, Language
from assistant.sign_in import Attempts, Sessions
from assistant.staff.audit import Audit
from assistant.staff.faqs import Faqs
from assistant.staff.notices import Notices
from assistant.staff.question_vectors import QuestionVectors
from assistant.staff.questions import QuestionLog
from assistant.staff.store import Store
from assistant.staff.switch import ChatSwitch
from assistant.staff_web.tasks import State, Task, Tasks


class Office:
    def __init__(self, desk: Desk, store: Store, cost: Cost | None = None) -> None:
        config = settings()
        self.desk = desk
        self.store = store
        self.data_dir = data_dir = store.path.parent
        self.second_person = config.second_person
        self.accounts = Accounts(data_dir, cost)
        self.sessions = Sessions(self.accounts)
        self.attempts = Attempts()
        self.audit = Audit(self.store)
        self.questions = QuestionLog(self.store)
        self.faqs = Faqs(self.store, config.second_person)
        self.switch = ChatSwitch(self.store)
        self.notices = Notices(data_dir, build_embedder)
        self.tasks = Tasks()

    @property
    def assistant(self) -> AssistantLike | None:
        """None while the library is being opened, or there is none."""
        return self.desk.assistant

    def vectors(self) -> QuestionVectors:
        return QuestionVectors(self.store, build_embedder())

    @staticmethod
    def address(document: Document, start: int, end: int, language: Language) -> str:
        return document_address(document.document_id, language, (start, end))

    @property
    def texts(self) -> Mapping[str, str]:
        """Document id -> stored text, read when asked for."""
        return _Texts(self.desk.assistant)

    def document(self, document_id: str) -> Document | None:
        if self.assistant is None:
            return None
        try:
            return self.assistant.document(document_id)
        except DocumentMissingError:
            return None

    def programmes(self, language: Language) -> list[tuple[str, str]]:
        """(id, name) of those that have a record or documents, by name."""
        if self.assistant is None:
            return []
        names = {one.programme: one for one in self.assistant.programmes()}
        found = [(p, one.ko if language == "ko" else one.en) for p, one in names.items()]
        return sorted(((p, n) for p, n in found if "/" not in p), key=lambda pair: pair[1])

    def sources(self, citations: Sequence[Citation], language: Language) -> list[dict[str, Any]]:
        """The citations as a page shows them: with the way to the quoted words in their document."""
        rows = []
        for one in citations:
            document = self.document(one.document)
            start = document.text.find(one.quote) if document is not None and one.quote else -1
            span = (start, start + len(one.quote)) if start >= 0 else None
            rows.append(
                {
                    "n": one.n,
                    "title": one.title or one.document,
                    "section": " › ".join(
                        part for part in one.section.split(" > ") if part not in ("", one.title)
                    ),
                    "page": one.page,
                    "quote": one.quote,
                    "document": one.document,
                    "link": document_address(one.document, language, span),
                    "spoken": document.language if document is not None else "",
                    "found": span is not None or self.assistant is None,
                }
            )
        return rows

    def noted(self, role: str, action: str) -> Any:
        """What writes a task's end into the audit."""

        def ended(task: Task, state: State) -> None:
            why = (": ".join(filter(None, (of, it.exactly))) for of, it in task.problems)
            outcome = "done" if state == "done" else f"failed: {' '.join(why)}"
            self.audit.note(task.who, role, f"{action}_ended", task.what, outcome)

        return ended


class _Texts(Mapping[str, str]):
    def __init__(self, assistant: AssistantLike | None) -> None:
        self._assistant = assistant

    def __getitem__(self, document_id: str) -> str:
        if self._assistant is None:
            raise KeyError(document_id)
        try:
            return self._assistant.document(document_id).text
        except DocumentMissingError:
            raise KeyError(document_id) from None

    def __iter__(self) -> Iterator[str]:
        return (d.document_id for d in self._assistant.documents()) if self._assistant else iter(())

    def __len__(self) -> int:
        return len(self._assistant.documents()) if self._assistant else 0
