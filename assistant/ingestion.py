"""From files to a published index: read what changed, embed what is new, publish once."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import numpy as np

from assistant import chunker, index, loaders, outline, ranking, repair, sentences
from assistant.chunker import chunk_document, search_text
from assistant.config import settings
from assistant.copies import check_free, set_damaged_aside
from assistant.embedder import Embedder, Vectors
from assistant.errors import (
    DuplicateDocumentError,
    LoadError,
    RecordError,
    UnsupportedFileError,
    UsageError,
)
from assistant.library import (
    LIBRARY,
    Counts,
    Library,
    check_backup,
    open_to_write,
    writer_lock,
)
from assistant.parsing import Parser
from assistant.programmes import RECORD, Source, faults, look_up, read_records
from assistant.ranking import lexical_tokens
from assistant.record import Record
from assistant.schema import BlankForm, Chunk, Document, FailedFile, IngestReport
from assistant.staff.faqs import Faqs
from assistant.staff.store import Store, backup_beside
from assistant.staff.store import check_backup as check_desk_backup

Progress = Callable[[str, int, int], None]  # ("read" | "embed" | "publish", done, in all)

NEVER_PASSAGES = frozenset({"README.md", RECORD})
FORMS = "forms"  # the folder of a programme's blank forms
NOTICES = "notices"  # the folder that staff keep up, in the data directory
NEVER_ENTERED = frozenset({FORMS, "__pycache__"})
_READERS = (loaders, chunker, outline, repair, sentences)  # code that makes chunks of a file
_EMBED_BATCH = 128  # texts a commit: what a killed run may have to embed again


@dataclass(frozen=True, slots=True)
class SourceFile:
    path: Path
    document_id: str
    programme: str | None


@dataclass(slots=True)
class _Outcome:
    """Document ids by what became of them."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[FailedFile] = field(default_factory=list)


def ingest(
    paths: Sequence[Path],
    data_dir: Path,
    embedder: Embedder,
    progress: Progress | None = None,
    change: Callable[[Library], None] | None = None,
) -> IngestReport:
    """Make the library in `data_dir` mirror the files below `paths`, and publish an index of it.

    `change` may change those files first: nobody else ingests meanwhile, or finds it half done.
    A file or a record that fails is reported; if an earlier version is stored, that one stays.
    An interrupted run keeps what it has read and embedded, and the next one goes on from there.
    UsageError, DuplicateDocumentError: the paths are wrong, nothing was written.
    LibraryBusyError: another process is writing. StorageError: the disk or the library fails.
    """
    started = time.perf_counter()
    report = progress or (lambda step, done, total: None)
    files = [] if change is not None else find_files(paths, data_dir)
    with open_to_write(data_dir) as library:
        if change is not None:
            change(library)
            files = find_files(paths, data_dir)
        library.set_meta("roots", _roots(paths))
        outcome = _read_changes(library, files, embedder, report)
        outcome.failed += _read_records(library, paths)
        outcome.failed += _read_forms(library, paths)
        library.remove_unused_vectors([_text_hash(text) for text in _record_texts(library)])
        embedded = _embed_missing(library, embedder, report)
        suspect = _publish_changes(library, data_dir, embedder, report)
        chunks, forms = library.counts().chunks, len(library.form_hashes())
    return IngestReport(
        added=tuple(outcome.added),
        updated=tuple(outcome.updated),
        unchanged=tuple(outcome.unchanged),
        removed=tuple(outcome.removed),
        failed=tuple(outcome.failed),
        chunks=chunks,
        embedded=embedded,
        seconds=round(time.perf_counter() - started, 3),
        forms=forms,
        suspect=tuple(suspect),
    )


def rebuild(data_dir: Path, embedder: Embedder, progress: Progress | None = None) -> int:
    """Publish an index of the library as it stands; return how many of its texts had no vector yet
    and were embedded: none, but after a killed ingest. LibraryBusyError, StorageError."""
    with open_to_write(data_dir) as library:
        return _publish_all(library, data_dir, embedder, progress)


def back_up(data_dir: Path, file: Path) -> Counts:
    """Copy the library to `file` and the desk, where there is one, beside it; return what is in the
    library. UsageError: there is a file already, or no place for one; nothing was written."""
    desk, beside = Store(data_dir), backup_beside(file)
    with Library(data_dir) as library:
        check_free(file)
        if desk.exists:
            desk.back_up(beside)
        try:
            library.back_up(file)  # last: where it is, all is
        except UsageError:
            beside.unlink(missing_ok=True)
            raise
        return library.counts()


@dataclass(frozen=True, slots=True)
class Restored:
    embedded: int  # texts that had no vector
    damaged: Path | None = None  # where a damaged library was set aside
    desk: Path | None = None  # where the desk is kept that was there before


def restore(
    backup: Path, data_dir: Path, embedder: Embedder, progress: Progress | None = None
) -> Restored:
    """Put a backup in place of the library in `data_dir`, and of the desk if one was backed up with
    it, and publish an index.

    UsageError: `backup` is none, nothing was changed. LibraryBusyError, StorageError.
    """
    check_backup(backup)
    if (beside := backup_beside(backup)).exists():
        check_desk_backup(beside)
    with writer_lock(data_dir):
        damaged = set_damaged_aside(data_dir / LIBRARY)
    with open_to_write(data_dir) as library:
        library.replace_by(backup)
        desk = Store(data_dir).replace_by(beside) if beside.exists() else None
        return Restored(_publish_all(library, data_dir, embedder, progress), damaged, desk)


def may_seed(paths: Sequence[Path], data_dir: Path) -> bool:
    """Whether ingesting `paths` removes nothing that was ingested from elsewhere, and brings nothing
    back that staff withdrew: the library was made from just these, or is empty and not staff's."""
    if not (data_dir / LIBRARY).exists():
        return True
    with Library(data_dir) as library:
        roots = library.meta("roots")
        if roots in (_roots(paths), _roots([data_dir / NOTICES])):
            return roots == _roots(paths)
        return not library.counts().documents


def made_from(library: Library) -> list[Path]:
    """The paths that a library was made from last; none before its first ingest."""
    return [Path(path) for path in json.loads(library.meta("roots") or "[]")]


def all_files(paths: Sequence[Path], data_dir: Path) -> list[tuple[str, Path]]:
    """Every file that ingesting `paths` reads (documents, records, blank forms), with the place that
    it would have in one folder in place of them all. UsageError, DuplicateDocumentError."""
    return [
        *((file.document_id, file.path) for file in find_files(paths, data_dir)),
        *((f"{path.parent.name}/{RECORD}", path) for path in _record_files(paths)),
        *_form_files(paths).items(),
    ]


def find_files(paths: Sequence[Path], data_dir: Path) -> list[SourceFile]:
    """The files to ingest, by document id.

    UsageError: no path, or one that does not exist. DuplicateDocumentError: two files, one id.
    """
    if not paths:
        raise UsageError("Nothing to ingest. Give a folder or a file: python ingest.py corpus/")
    found: dict[str, SourceFile] = {}
    for path in paths:
        for file in _files_below(path, data_dir.resolve()):
            other = found.setdefault(file.document_id, file)
            if other.path.resolve() != file.path.resolve():
                raise DuplicateDocumentError(
                    f"{other.path} and {file.path} would both be document {file.document_id!r}. "
                    "Rename one of them, or ingest the folder that holds both."
                )
    return [found[document_id] for document_id in sorted(found)]


def _files_below(path: Path, data_dir: Path) -> Iterator[SourceFile]:
    if path.is_file():
        yield SourceFile(path, path.name, None)
        return
    if not path.is_dir():
        raise UsageError(f"{path} does not exist. Give a folder or a file that does.")
    for folder, subfolders, names in os.walk(path):
        here = Path(folder)
        subfolders[:] = [
            name for name in subfolders if _enters(name) and (here / name).resolve() != data_dir
        ]
        for name in names:
            if name in NEVER_PASSAGES or name.startswith(".") or not (here / name).is_file():
                continue
            relative = (here / name).relative_to(path)
            programme = relative.parts[0] if len(relative.parts) > 1 else None
            yield SourceFile(here / name, relative.as_posix(), programme)


def _enters(folder: str) -> bool:
    return folder not in NEVER_ENTERED and not folder.startswith(".")


def _roots(paths: Sequence[Path]) -> str:
    return json.dumps([str(path.resolve()) for path in paths])


def _read_changes(
    library: Library, files: Sequence[SourceFile], embedder: Embedder, report: Progress
) -> _Outcome:
    """Bring documents and chunks up to date, a commit a document: a killed run keeps them."""
    outcome = _Outcome()
    max_tokens = settings().chunk_tokens
    reading = f"{_source_hash(*_READERS)} {max_tokens} {embedder.fingerprint}"
    stored = library.readings()
    quoted = {key for record in library.records() for key in record.documents()}
    for document_id in sorted(set(stored) - {file.document_id for file in files}):
        library.remove_document(document_id)
        outcome.removed.append(document_id)
    with closing(_parsed_ahead(files, stored, reading)) as files_parsed:
        for done, (file, parsed) in enumerate(files_parsed):
            report("read", done, len(files))
            key = file.document_id
            try:
                document = parsed.result()
                if document is None:
                    outcome.unchanged.append(key)
                    continue
                chunks = chunk_document(document, embedder.count_tokens, max_tokens)
                hashes = [_text_hash(search_text(chunk, document)) for chunk in chunks]
            except Exception as error:  # noqa: BLE001 - whatever a file does to its parser, others go in
                outcome.failed.append(
                    FailedFile(_printable(file.path), type(error).__name__, str(error))
                )
                continue
            if key not in stored:
                outcome.added.append(key)
            elif _same(library, document, chunks, hashes):
                library.set_reading(key, reading)
                outcome.unchanged.append(key)
                continue
            else:
                outcome.updated.append(key)
                if key in quoted:
                    library.keep_earlier(key)
            library.replace_document(document, chunks, hashes, reading)
    report("read", len(files), len(files))
    return outcome


def _parsed_ahead(
    files: Sequence[SourceFile], stored: Mapping[str, tuple[str, str]], reading: str
) -> Generator[tuple[SourceFile, Future[Document | None]]]:
    """Each file with what it was parsed to, in order; None where its stored reading still holds.

    A few files ahead of what is taken are parsed in other processes.
    """
    at_once = settings().parsers or len(os.sched_getaffinity(0))

    def parsed(file: SourceFile) -> Document | None:
        if stored.get(file.document_id) == (_file_sha256(file.path), reading):
            return None
        _check_name(file.document_id)
        return parser.parse(file.path, file.document_id, file.programme)

    # The parser is closed first: nothing is then waited for when the run is stopped.
    with ThreadPoolExecutor(at_once) as threads, Parser() as parser:
        ahead: deque[tuple[SourceFile, Future[Document | None]]] = deque()
        for file in files:
            ahead.append((file, threads.submit(parsed, file)))
            if len(ahead) > at_once:
                yield ahead.popleft()
        yield from ahead


def _read_records(library: Library, paths: Sequence[Path]) -> list[FailedFile]:
    """Bring the programmes' records up to date, and look up their quotes in the documents; return
    the records that failed, and those with values that their documents do not bear out.

    A programme belongs to the first record that has it."""
    stored = library.records()
    records: dict[str, Record] = {}
    failed = []
    for path in _record_files(paths):
        folder = path.parent.name
        try:
            found = read_records(path, folder)
            if twice := [record.id for record in found if record.id in records]:
                raise RecordError(
                    f"{folder}/{RECORD} names {', '.join(twice)}, which another record has. "
                    "Give each programme and track an id of its own."
                )
        except Exception as error:  # noqa: BLE001 - as with files: the others go in
            failed.append(FailedFile(_printable(path), type(error).__name__, str(error)))
            found = [record for record in stored if record.folder == folder]
        for record in found:
            records.setdefault(record.id, record)
    versions = library.document_versions()
    quoted = {key for record in records.values() for key in record.documents()} & set(versions)
    sources = {key: Source(library.document(key), versions[key]) for key in quoted}
    looked_up = [look_up(record, sources) for record in records.values()]
    library.set_records(looked_up)
    in_doubt = {q.document for r in looked_up for v in r.unsound() for q in v.quotes}
    library.drop_earlier(set(library.earlier_texts()) - in_doubt)
    return failed + [_fault(r, said) for r in looked_up if (said := faults(r))]


def _fault(record: Record, said: Sequence[str]) -> FailedFile:
    return FailedFile(
        f"{record.folder}/{RECORD}",
        RecordError.__name__,
        f"{len(said)} quotes or figures of {record.id} are not in its documents, and the values "
        f"that stand on them are not used: {'; '.join(said[:3])}{'; …' if len(said) > 3 else ''}. "
        "See what changed with: python -m assistant programmes changes. Then correct the record.",
    )


def _record_files(paths: Sequence[Path]) -> list[Path]:
    """The record of each programme folder, straight below a path."""
    records = (folder / RECORD for folder in _programme_folders(paths))
    return list({record.resolve(): record for record in records if record.is_file()}.values())


def _programme_folders(paths: Sequence[Path]) -> Iterator[Path]:
    for path in filter(Path.is_dir, paths):
        yield from (f for f in sorted(path.iterdir()) if f.is_dir() and _enters(f.name))


def _read_forms(library: Library, paths: Sequence[Path]) -> list[FailedFile]:
    """Bring the programmes' blank forms up to date; return those that are no forms. An earlier one
    of that name stays."""
    stored, failed, files = library.form_hashes(), [], _form_files(paths)
    with Parser() as parser:
        for form_id, path in files.items():
            if stored.get(form_id) == _file_sha256(path):
                continue
            try:
                _check_name(form_id)
                parser.read_form(path)
                form = BlankForm(form_id, form_id.partition("/")[0], loaders.file_bytes(path))
                library.replace_form(form)
            except LoadError as error:
                failed.append(FailedFile(_printable(path), type(error).__name__, str(error)))
    for form_id in stored.keys() - files.keys():
        library.remove_form(form_id)
    return failed


def _form_files(paths: Sequence[Path]) -> dict[str, Path]:
    """Form id -> file, straight below the forms/ of each programme folder."""
    return {
        f"{folder.name}/{FORMS}/{path.name}": path
        for folder in _programme_folders(paths)
        for path in sorted((folder / FORMS).glob("[!.]*"))
        if path.is_file()
    }


def _embed_missing(library: Library, embedder: Embedder, report: Progress) -> int:
    """Embed each text of a chunk, or of a record, that has no vector from this model yet; return
    how many were chunks'."""
    missing = library.missing_hashes(embedder.fingerprint)
    texts = _record_texts_without_vector(library, embedder)
    if missing:
        every = zip(library.text_hashes(), _search_texts(library), strict=True)
        texts |= {text_hash: text for text_hash, text in every if text_hash in missing}
    longest_first = sorted(texts, key=lambda text_hash: len(texts[text_hash]), reverse=True)
    for at in range(0, len(texts), _EMBED_BATCH):
        batch = longest_first[at : at + _EMBED_BATCH]

        def embedded(done: int, _: int, before: int = at) -> None:
            report("embed", before + done, len(texts))

        vectors = embedder.embed_passages([texts[text_hash] for text_hash in batch], embedded)
        library.add_vectors(embedder.fingerprint, dict(zip(batch, vectors, strict=True)))
    return len(missing)


def _publish_changes(
    library: Library, data_dir: Path, embedder: Embedder, report: Progress
) -> list[int]:
    """Publish unless the served index is sound and shows just this library, model and tokens.
    Return the FAQs that turned suspect."""
    manifest = index.sound_manifest(data_dir)
    if manifest is not None and manifest.fingerprint == _state(library, embedder):
        index.settle(data_dir)  # what a killed run may have left, or not come to
        return _check_faqs(library, data_dir)
    return _publish(library, data_dir, embedder, report)


def _publish_all(
    library: Library, data_dir: Path, embedder: Embedder, progress: Progress | None
) -> int:
    report = progress or (lambda step, done, total: None)
    embedded = _embed_missing(library, embedder, report)
    _publish(library, data_dir, embedder, report)
    return embedded


def _publish(library: Library, data_dir: Path, embedder: Embedder, report: Progress) -> list[int]:
    """Return the FAQs that turned suspect: before the new texts can be answered from."""
    report("publish", 0, 1)
    library.empty_log()
    suspect = _check_faqs(library, data_dir)
    index.publish(
        data_dir,
        library.documents(),
        library.chunks(),
        _vectors_of(library, embedder, library.text_hashes()),
        [lexical_tokens(text) for text in _search_texts(library)],
        library.records(),
        _vectors_of(library, embedder, [_text_hash(text) for text in _record_texts(library)]),
        embedder.fingerprint,
        _state(library, embedder),
        library.forms(),
    )
    suspect += _check_faqs(library, data_dir)  # those written meanwhile, from the earlier texts
    report("publish", 1, 1)
    return suspect


def _check_faqs(library: Library, data_dir: Path) -> list[int]:
    """Look for the FAQs' quotes in the library's texts; return the FAQs that turned suspect."""
    desk = Store(data_dir)
    if not desk.exists:
        return []
    texts = {document.document_id: document.text for document in library.documents()}
    return Faqs(desk, second_person=True).check(texts)


def _vectors_of(library: Library, embedder: Embedder, hashes: Sequence[str]) -> Vectors:
    """Row i: the stored vector of the text of hash i."""
    by_hash = library.vectors(embedder.fingerprint, set(hashes))
    dimensions = len(by_hash[hashes[0]]) if hashes else embedder.dimensions
    vectors = np.empty((len(hashes), dimensions), np.float32)
    for row, text_hash in enumerate(hashes):
        vectors[row] = by_hash[text_hash]
    return vectors


def _state(library: Library, embedder: Embedder) -> str:
    """Names all that an index shows and depends on."""
    state = f"{library.fingerprint()} {embedder.fingerprint} {_source_hash(ranking)}"
    return hashlib.sha256(state.encode()).hexdigest()


def _search_texts(library: Library) -> list[str]:
    """What is embedded and searched for each chunk, in the order of `library.chunks()`."""
    documents = {document.document_id: document for document in library.documents()}
    return [search_text(chunk, documents[chunk.document_id]) for chunk in library.chunks()]


def _record_texts(library: Library) -> list[str]:
    """What is embedded of the records, in the order of their values."""
    return [text for record in library.records() for _, _, text in record.search_texts()]


def _record_texts_without_vector(library: Library, embedder: Embedder) -> dict[str, str]:
    texts = {_text_hash(text): text for text in _record_texts(library)}
    stored = library.vectors(embedder.fingerprint, set(texts))
    return {text_hash: text for text_hash, text in texts.items() if text_hash not in stored}


def _same(
    library: Library, document: Document, chunks: Sequence[Chunk], hashes: Sequence[str]
) -> bool:
    """Whether the library already holds exactly this: only the code that read it is newer."""
    key = document.document_id
    return (
        library.document(key) == document
        and library.chunks(key) == list(chunks)
        and library.text_hashes(key) == list(hashes)
    )


def _text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _file_sha256(path: Path) -> str | None:
    """None where it cannot be read, or is too large to be: loading it then says why."""
    try:
        if path.stat().st_size > settings().file_mb * 2**20:
            return None
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _source_hash(*modules: ModuleType) -> str:
    """Of the source of modules and packages: files are read again when the code that reads them
    changes, without a version number that somebody has to remember."""
    digest = hashlib.sha256()
    for module in modules:
        source = Path(str(module.__file__))
        sources = sorted(source.parent.glob("*.py")) if source.stem == "__init__" else [source]
        for path in sources:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _check_name(document_id: str) -> None:
    """UnsupportedFileError: a name in another encoding, as old Korean archives have, which neither
    SQLite nor JSON can hold."""
    try:
        document_id.encode()
    except UnicodeEncodeError as error:
        raise UnsupportedFileError("Its name is not in UTF-8. Rename the file.") from error


def _printable(path: Path) -> str:
    """The path for the report, whatever bytes are in it."""
    return os.fsencode(path).decode("utf-8", "replace")
