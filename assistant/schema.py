"""The nouns of the product, as frozen values. Everything else is a function over these."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import timedelta, timezone
from typing import Any, Literal

KOREA = timezone(timedelta(hours=9), "KST")  # no summer time; not every machine has zone files

Language = Literal["ko", "en"]
Status = Literal[
    "answered",  # every asked fact is given
    "partial",  # at least one asked fact is given, at least one is not in the documents
    "no_source",  # the documents do not say
    "off_topic",  # not about support programmes
    "needs_detail",  # the question does not say what it asks about
    "refused",  # over-long, empty, or asking for what the assistant must not do
    "error",  # our fault; the message says what to do
]


@dataclass(frozen=True, slots=True)
class Document:
    """A programme notice as it was stored: its text is what quotes are checked against.

    `text` is light Markdown whatever the source format was: `#` headings, one table row a line
    (`| cell | cell |`, a `| --- | --- |` line under the header row), `- ` list items, blank lines
    between paragraphs. Lines of a PDF or a text file keep their original breaks.
    """

    document_id: str  # path relative to the ingested folder, with forward slashes
    title: str
    language: Language  # of most of its text
    format: str  # "text", "markdown", "html", "pdf", "docx", "hwpx", "hwp"
    text: str
    sha256: str  # of the source file's bytes
    programme: str | None = None  # first folder below the ingested path
    pages: tuple[int, ...] = ()  # offset in `text` at which each page starts; () without pages
    url: str | None = None  # where the agency published it, if its record says so


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage as it stands in its source document."""

    chunk_id: (
        str  # "<document_id>#<hash of section path and text>-<repeat>": an edit elsewhere leaves it
    )
    document_id: str
    section: tuple[str, ...]  # headings above it, outermost first
    start: int  # offset of `text` in the document's stored text, in characters
    text: str  # unedited, so that a quote can be checked against it
    page: int | None = None  # from 1; None where the source has no pages

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Clause:
    """`document.text[start:end]` of a passage: the words that a value of a record stands on."""

    start: int
    end: int
    programme: str  # whose value
    cosine: float  # of the value's meaning with the query's

    def touches(self, start: int, end: int) -> bool:
        """Whether it shares a character with `document.text[start:end]`."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk given to the answerer, with the document it comes from and its retrieval score."""

    chunk: Chunk
    document: Document
    score: float  # fused rank score: comparable within one question only
    cosine: float = (
        0.0  # of its meaning with the query's; that of the last candidate if not among them
    )
    clauses: tuple[Clause, ...] = ()  # that touch the chunk


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of a conversation."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question made to stand alone, and what it is about."""

    question: str  # as asked
    text: str  # as searched: follow-ups resolved from the history
    language: Language  # the question's language: the answer's too
    programmes: tuple[str, ...] = ()  # programme ids it names, or its history named
    asked: str = ""  # as read for what is asked: the question, with what a follow-up leaves out
    topic: str = ""  # what the history says it is about: helps, need not be in the answer
    answered: str = ""  # the answer before, where the question leans on it: helps the search


@dataclass(frozen=True, slots=True)
class Citation:
    """The words an answer's sentence stands on."""

    n: int  # the [n] in the answer
    document: str
    programme: str | None
    title: str
    section: str  # headings joined by " > "
    page: int | None
    quote: str  # exactly a substring of the document's stored text
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user gets. A refusal is one of its statuses, not an exception."""

    status: Status
    answer: str
    language: Language
    citations: tuple[Citation, ...] = ()
    passages: tuple[str, ...] = ()  # chunk ids that retrieval gave, best first
    seconds: dict[str, float] = field(default_factory=dict)
    confidence: float | None = None  # of an answer: higher is surer; its scale is nobody's promise
    query: str = ""  # what was searched: the question with what its history adds
    programmes: tuple[str, ...] = ()  # ids that the question names; else those of the citations
    faq: int | None = None  # the published FAQ that the answer is

    def to_dict(self) -> dict[str, Any]:
        """The shape of `ask --json`."""
        return asdict(self) | {
            "citations": [asdict(c) for c in self.citations],
            "passages": list(self.passages),
            "programmes": list(self.programmes),
        }


@dataclass(frozen=True, slots=True)
class ProgrammeNames:
    """What a programme, agency or track is called, for search and for the page."""

    programme: str  # id; for a track "<programme>/<track>"
    folder: str  # the corpus folder that holds its documents
    ko: str
    en: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlankForm:
    """An application form of a programme's folder, as the agency gives it out."""

    form_id: str  # "<folder>/forms/<file name>"
    folder: str
    raw: bytes  # DOCX, HWPX or HWP

    @property
    def name(self) -> str:
        return self.form_id.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class FailedFile:
    path: str
    error: str  # the error class, e.g. "EncryptedFileError"
    reason: str  # what to do, in plain words


@dataclass(frozen=True, slots=True)
class IngestReport:
    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    failed: tuple[FailedFile, ...]
    chunks: int  # in the library after the run
    embedded: int  # texts sent through the model in this run
    seconds: float
    forms: int = 0  # blank forms in the library after the run
    suspect: tuple[int, ...] = ()  # FAQs that left the answers: a quote of theirs has changed

    def to_dict(self) -> dict[str, Any]:
        """The shape of `ingest --json`."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()} | {
            "failed": [asdict(f) for f in self.failed]
        }
