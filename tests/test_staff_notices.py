"""Staff put notices in, replace, withdraw and put them back: nothing is half done, nothing lost."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import threading
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures_documents import docx_notice, pdf_notice
from fresh_processes import start_fresh
from hostile_packages import hostile_packages
from killing import noted, noting
from test_ingestion import RECORD, HashingEmbedder, corpus, data_dir, found, notice, state, write

from assistant import __main__ as command_line
from assistant import build
from assistant.config import settings
from assistant.errors import (
    BrokenFileError,
    DocumentMissingError,
    EmptyFileError,
    EncryptedFileError,
    FileLimitError,
    LibraryBusyError,
    UnsupportedFileError,
    UsageError,
)
from assistant.index import Index
from assistant.ingestion import find_files, ingest, made_from, may_seed
from assistant.library import Library, writer_lock
from assistant.staff.audit import Audit
from assistant.staff.notices import Notices
from assistant.staff.store import Store

__all__ = ["corpus", "data_dir"]  # fixtures

CALL = "global/call.ko.md"


@pytest.fixture
def notices(corpus: Path, data_dir: Path) -> Notices:
    """Of a library that was made from the corpus, with a record and a form."""
    write(corpus / "global" / "record.yaml", RECORD)
    (corpus / "global" / "forms").mkdir()
    docx_notice(corpus / "global" / "forms" / "form.docx")
    ingest([corpus], data_dir, HashingEmbedder())
    return Notices(data_dir, HashingEmbedder)


def text(*words: str) -> bytes:
    return notice(*words).encode()


def served(data_dir: Path) -> dict[str, str]:
    """Document id -> sha256 of its file, as answered from."""
    with Index.open(data_dir) as index:
        return {d.document_id: d.sha256 for d in index.documents()}


def in_folder(data_dir: Path) -> dict[str, str]:
    files = find_files([data_dir / "notices"], data_dir)
    return {f.document_id: sha256(f.path.read_bytes()) for f in files}


def sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def test_the_first_change_takes_over_all_that_the_library_was_made_from(
    notices: Notices, corpus: Path, data_dir: Path
) -> None:
    before = state(corpus)
    assert may_seed([corpus], data_dir)
    report = notices.put("dispatch", "second.md", text("추가"), "kim")
    assert (report.added, report.removed, report.failed) == (("dispatch/second.md",), (), ())
    assert len(report.unchanged) == 3
    assert (report.forms, served(data_dir)) == (1, in_folder(data_dir))
    with Library(data_dir) as library:
        assert made_from(library) == [data_dir.resolve() / "notices"]
        assert [record.id for record in library.records()] == ["global"]
    assert state(corpus) == before  # theirs, and left alone
    assert not may_seed([corpus], data_dir)  # so that `make run` leaves the library alone
    assert not (data_dir / "notices.part").exists()
    write(corpus / "dispatch" / "third.md", notice("뒤늦게"))
    assert notices.put("dispatch", "second.md", text("고침"), "kim").added == ()


def test_staff_may_begin_with_no_library_at_all(data_dir: Path) -> None:
    notices = Notices(data_dir, HashingEmbedder)
    assert notices.listed() == []
    assert not data_dir.exists()
    assert notices.put("", "notice.md", text("처음"), "kim").added == ("notice.md",)
    (only,) = notices.listed()
    assert (only.document_id, only.programme, only.version) == ("notice.md", None, 1)


def test_a_replaced_notice_is_answered_from_anew_and_its_versions_are_kept(
    notices: Notices, corpus: Path, data_dir: Path
) -> None:
    first = (corpus / CALL).read_bytes()
    assert [v.sha256 for v in notices.versions(CALL)] == [sha256(first)]
    assert notices.file_of(CALL, 1) == first  # that no member of staff ever touched
    notices.put("global", "call.ko.md", first, "kim")  # what is there already is no version
    report = notices.put("global", "call.ko.md", text("공동연구", "여비"), "kim")
    assert report.updated == (CALL,)
    assert found(data_dir, "여비") == [CALL]
    assert found(data_dir, "정산") == []
    notices.put("global", "call.ko.md", text("공동연구", "식비"), "lee")
    assert [(v.version, v.who) for v in notices.versions(CALL)] == [
        (1, None),
        (2, "kim"),
        (3, "lee"),
    ]
    assert [notices.file_of(CALL, n) for n in (1, 2, 3)] == [
        first,
        text("공동연구", "여비"),
        text("공동연구", "식비"),
    ]
    assert notices.restore(CALL, 1, "kim").updated == (CALL,)
    assert served(data_dir)[CALL] == sha256(first)
    assert [v.who for v in notices.versions(CALL)] == [None, "kim", "lee", "kim"]
    assert {n.document_id: n.version for n in notices.listed()}[CALL] == 4
    notices.put("global", "call.ko.md", first, "lee")
    assert len(notices.versions(CALL)) == 4
    with pytest.raises(DocumentMissingError, match="no version 5"):
        notices.file_of(CALL, 5)
    with pytest.raises(DocumentMissingError, match=r"no notice '\.\./\.\./library\.sqlite'"):
        notices.file_of("../../library.sqlite", 1)


def test_a_withdrawn_notice_leaves_the_answers_and_can_be_put_back(
    notices: Notices, data_dir: Path, corpus: Path
) -> None:
    report = notices.withdraw(CALL, "kim")
    assert report.removed == (CALL,)
    assert found(data_dir, "해외기관") == []
    (kept,) = (data_dir / "withdrawn").rglob("*.md")
    assert kept.read_bytes() == (corpus / CALL).read_bytes()
    listed = {n.document_id: n for n in notices.listed()}
    assert (listed[CALL].title, listed[CALL].programme) == ("공동연구 공고", "global")
    assert listed[CALL].withdrawn
    assert [n.document_id for n in notices.listed() if not n.withdrawn] == sorted(served(data_dir))
    with pytest.raises(DocumentMissingError):
        notices.withdraw(CALL, "kim")
    assert notices.restore(CALL, None, "lee").added == (CALL,)
    assert found(data_dir, "해외기관") == [CALL]
    assert [(v.version, v.who) for v in notices.versions(CALL)] == [(1, None), (2, "lee")]
    assert not any(n.withdrawn for n in notices.listed())


def test_a_library_from_which_all_was_withdrawn_is_not_filled_again_by_make_run(
    notices: Notices, corpus: Path, data_dir: Path
) -> None:
    for document_id in sorted(served(data_dir)):
        notices.withdraw(document_id, "kim")
    assert served(data_dir) == {}
    assert not may_seed([corpus], data_dir)
    assert may_seed([data_dir / "notices"], data_dir)


def test_what_the_record_no_longer_finds_in_the_new_text_is_told(
    notices: Notices, corpus: Path, data_dir: Path
) -> None:
    quoted = RECORD.replace(
        "    tracks:",
        "    facts:\n      - {id: goal, topic: purpose, label: {ko: 목적, en: Goal}, "
        "text: {ko: 해외기관 안내, en: Guide}, quotes: {call.ko.md: 해외기관 안내}}\n    tracks:",
    )
    write(corpus / "global" / "record.yaml", quoted)
    assert ingest([corpus], data_dir, HashingEmbedder()).failed == ()
    report = notices.put("global", "call.ko.md", text("공동연구"), "kim")
    assert report.updated == (CALL,)
    (told,) = report.failed
    assert told.error == "RecordError"
    assert "해외기관 안내" in told.reason


def test_a_file_that_cannot_be_read_is_refused_and_nothing_changes(
    notices: Notices, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "file_mb", 1)
    notices.put("global", "call.ko.md", text("공동연구", "여비"), "kim")
    pdf_notice(tmp_path / "locked.pdf", password="secret")
    made = {name: raw for name, raw, _ in hostile_packages()}
    bomb = next(raw for name, raw in made.items() if "bomb" in name and name.endswith(".docx"))
    before = state(data_dir)
    for name, raw, error in (
        ("call.ko.md", b"\n \n", EmptyFileError),
        ("call.ko.md", b"x" * (2**20 + 1), FileLimitError),
        ("call.ko.md", b"\x89PNG" + b"\0" * 100, UnsupportedFileError),
        ("broken.pdf", b"%PDF-1.7\n" + b"\0broken" * 50, BrokenFileError),
        ("locked.pdf", (tmp_path / "locked.pdf").read_bytes(), EncryptedFileError),
        ("archive.docx", b"PK\x03\x04 cut off", BrokenFileError),
        ("bomb.docx", bomb() if callable(bomb) else bomb, FileLimitError),
        ("call.pdf", text("다른 형식"), UnsupportedFileError),  # text, named as a PDF
        ("call", text("끝이 없음"), UnsupportedFileError),
    ):
        with pytest.raises(error):
            notices.put("global", name, raw, "kim")
        assert state(data_dir) == before, name


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("global", "../call.md"),
        ("..", "call.md"),
        ("global/../..", "call.md"),
        ("/tmp", "call.md"),
        ("global\\x", "call.md"),
        ("global", "a\\b.md"),
        ("global", ".call.md"),
        (".git", "call.md"),
        ("global", "record.yaml"),
        ("global", "RECORD.yaml"),
        ("global", "readme.md"),
        ("global/forms", "call.md"),
        ("global", ""),
        ("global", " "),
        ("global", "call\0.md"),
        ("global", "call\n.md"),
        ("global", "\u202egnp.md"),
        ("global", "\udcb0.md"),
        ("global", "가" * 70 + ".md"),  # 213 bytes
    ],
)
def test_a_name_that_cannot_be_one_is_refused_and_nothing_is_written(
    folder: str, name: str, data_dir: Path
) -> None:
    with pytest.raises(UsageError, match="Give it another name"):
        Notices(data_dir, HashingEmbedder).put(folder, name, text("이름"), "kim")
    assert not data_dir.exists()


def test_a_folder_is_no_notice_and_a_notice_no_folder(notices: Notices, data_dir: Path) -> None:
    write(data_dir.parent / "corpus" / "global" / "more.md" / "deep.md", notice("깊은 곳"))
    for folder, name in (("global", "more.md"), ("global/call.ko.md", "call.md")):
        with pytest.raises(UsageError, match="Give another"):
            notices.put(folder, name, text("이름"), "kim")
    assert len(served(data_dir)) == 3


def test_a_name_is_one_however_its_letters_are_composed(
    notices: Notices, corpus: Path, data_dir: Path
) -> None:
    apart = unicodedata.normalize("NFD", "공고/안내.md")
    write(corpus / apart, notice("옛것"))
    ingest([corpus], data_dir, HashingEmbedder())
    assert notices.put("공고", "안내.md", text("새것"), "kim").updated == (apart,)
    apart = unicodedata.normalize("NFD", "새로.md")
    assert notices.put("둘째", apart, text("하나"), "kim").added == ("둘째/새로.md",)


def test_nothing_changes_where_something_cannot_be_taken_over(
    notices: Notices, corpus: Path, data_dir: Path, tmp_path: Path
) -> None:
    before = state(data_dir)
    kept = (corpus / CALL).read_bytes()
    (corpus / CALL).unlink()
    with pytest.raises(UsageError, match=r"global/call\.ko\.md"):
        notices.put("global", "new.md", text("새것"), "kim")
    write(corpus / CALL, kept.decode())
    os.rename(corpus, tmp_path / "elsewhere")
    for change in (
        lambda: notices.put("global", "new.md", text("새것"), "kim"),
        lambda: notices.withdraw(CALL, "kim"),
    ):
        with pytest.raises((UsageError, DocumentMissingError), match="corpus"):
            change()
    assert state(data_dir) == before
    os.rename(tmp_path / "elsewhere", corpus)
    assert notices.put("global", "new.md", text("새것"), "kim").removed == ()


def test_two_folders_with_another_record_each_are_not_made_one(
    notices: Notices, corpus: Path, data_dir: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    write(other / "global" / "more.md", notice("다른 글"))
    write(other / "global" / "record.yaml", RECORD.replace("id: global", "id: more"))
    ingest([corpus, other], data_dir, HashingEmbedder())
    with pytest.raises(UsageError, match=r"global/record\.yaml"):
        notices.put("global", "new.md", text("새것"), "kim")
    shutil.copy(corpus / "global" / "record.yaml", other / "global" / "record.yaml")
    report = notices.put("global", "new.md", text("새것"), "kim")
    assert (report.added, report.removed) == (("global/new.md",), ())


def test_what_staff_had_is_set_aside_when_other_folders_were_ingested_since(
    notices: Notices, corpus: Path, data_dir: Path
) -> None:
    notices.put("global", "own.md", text("직접"), "kim")
    assert ingest([corpus], data_dir, HashingEmbedder()).removed == ("global/own.md",)
    notices.put("global", "new.md", text("새것"), "kim")
    assert "global/own.md" not in served(data_dir)
    (aside,) = data_dir.glob("notices-*")
    assert (aside / "global" / "own.md").read_bytes() == text("직접")
    assert notices.restore("global/own.md", None, "kim").added == ("global/own.md",)


def test_a_data_directory_that_was_moved_goes_on(
    notices: Notices, data_dir: Path, tmp_path: Path
) -> None:
    notices.put("global", "own.md", text("직접"), "kim")
    os.rename(data_dir, tmp_path / "moved")
    moved = Notices(tmp_path / "moved", HashingEmbedder)
    assert moved.put("global", "new.md", text("새것"), "kim").removed == ()
    assert len(served(tmp_path / "moved")) == 5
    shutil.rmtree(tmp_path / "moved" / "notices")  # and where the folder was not moved along
    with pytest.raises(UsageError, match=r"global/own\.md|and \d more"):
        moved.put("global", "new.md", text("새것"), "kim")
    assert len(served(tmp_path / "moved")) == 5


def test_a_change_beside_another_writer_is_refused_and_nothing_changes(
    notices: Notices, data_dir: Path
) -> None:
    before = state(data_dir)
    with writer_lock(data_dir):
        for change in (
            lambda: notices.put("global", "call.ko.md", text("새것"), "kim"),
            lambda: notices.withdraw(CALL, "kim"),
        ):
            with pytest.raises(LibraryBusyError, match="Another process"):
                change()
    assert state(data_dir) == before


def test_of_changes_at_once_each_is_whole_or_refused(notices: Notices, data_dir: Path) -> None:
    ended: dict[int, str] = {}

    def put(number: int) -> None:
        try:
            notices.put("global", "call.ko.md", text("공동연구", f"판{number}"), f"staff{number}")
            ended[number] = "in"
        except LibraryBusyError:
            ended[number] = "refused"

    threads = [threading.Thread(target=put, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    went_in = [number for number, how in ended.items() if how == "in"]
    assert len(ended) == 4
    assert went_in
    whose = [v.who for v in notices.versions(CALL)]
    assert sorted(whose[1:], key=str) == [f"staff{number}" for number in sorted(went_in)]
    assert served(data_dir) == in_folder(data_dir)
    assert served(data_dir)[CALL] in {sha256(text("공동연구", f"판{n}")) for n in went_in}


# kills


def change_in_steps(data_dir: Path, log: Path, step: int, fatal_action: int | None) -> None:
    """Make the change of `step`; killed by itself right before its n-th action on a file of staff's,
    counted from 1, if `fatal_action` is n."""
    note, actions = noting(log), 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal actions
        writing = os.O_WRONLY | os.O_RDWR
        writes = event in {"os.rename", "os.mkdir", "os.remove", "os.rmdir"} or (
            event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & writing)
        )
        kept = (f"{data_dir}/{name}" for name in ("notices", "versions", "withdrawn"))
        if writes and str(arguments[0]).startswith(tuple(kept)):
            actions += 1
            if actions == fatal_action:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    note("started", step)
    make_change(Notices(data_dir, HashingEmbedder), step)
    note("done", step, actions)


def make_change(notices: Notices, step: int) -> None:
    if step % 3 == 2:
        notices.withdraw(CALL, "kim")
    else:
        notices.put("global", "call.ko.md", text("공동연구", f"판{step}"), "kim")


def after_change(step: int) -> str | None:
    """The hash of the notice that the change of `step` leaves; None: no notice."""
    return None if step % 3 == 2 else sha256(text("공동연구", f"판{step}"))


def kill_again_and_again(folder: Path, first: Path, kills: int) -> tuple[int, int]:
    """Let so many changes be killed, of each kind in turn: staff's first one in a copy of the library
    `first`, a replacement, a withdrawal; how many were, and how many of all were made all the same."""
    rng = random.Random(kills)
    data_dir, log = folder / "killed", folder / "log"
    actions: dict[str, int] = {}
    seconds = 0.0
    for kind, step in (("first", 0), ("put", 1), ("withdraw", 2)):  # a run of each without a kill
        if kind == "first":
            shutil.copytree(first, data_dir)
        began = time.monotonic()
        child = start_fresh(change_in_steps, data_dir, log, step, None)
        child.join(120)
        assert child.exitcode == 0
        actions[kind], seconds = noted(log)[-1][2], time.monotonic() - began
    made = killed = 0
    step = 2
    for kill in range(kills):
        if kill % 3 == 0:
            shutil.rmtree(data_dir)
            shutil.copytree(first, data_dir)
            kind, step = "first", 3 * kill
        else:
            step += 1
            if step % 3 == 2 and CALL not in served(data_dir):
                step += 1
            kind = "withdraw" if step % 3 == 2 else "put"
        others = {key: at for key, at in served(data_dir).items() if key != CALL}
        before = served(data_dir).get(CALL)
        # of five kills four right before an action on files, evenly over them, one at any moment
        by_action = kill % 5 != 4
        share = (kill // 3 + rng.random()) / (kills / 3)
        # four more than without a kill: the file of a notice that staff never changed is kept first
        action = int(share * (actions[kind] + 4)) + 1 if by_action else None
        child = start_fresh(change_in_steps, data_dir, log, step, action)
        if not by_action:
            time.sleep(rng.random() * seconds)
            child.kill()
        child.join(120)
        assert child.exitcode in {0, -signal.SIGKILL}
        killed += child.exitcode != 0
        notices = Notices(data_dir, HashingEmbedder)
        assert notices.put("tick", "tick.md", text(f"다음{kill}"), "lee").failed == ()
        now = served(data_dir)
        assert now == in_folder(data_dir)
        assert now.get(CALL) in {before, after_change(step)}, f"neither old nor new after {kill}"
        assert {k: v for k, v in now.items() if k not in {CALL, "tick/tick.md"}} == {
            k: v for k, v in others.items() if k != "tick/tick.md"
        }
        listed = {n.document_id: n for n in notices.listed()}
        for version in notices.versions(CALL):  # each can be had again, withdrawn or not
            assert sha256(notices.file_of(CALL, version.version)) == version.sha256
        assert bool(listed[CALL].withdrawn) == (CALL not in now)
        made += now.get(CALL) == after_change(step)
    return killed, made


def test_a_killed_change_is_made_or_not_and_never_half(
    notices: Notices, data_dir: Path, tmp_path: Path
) -> None:
    killed, _ = kill_again_and_again(tmp_path, data_dir, 4)
    assert killed >= 2


@pytest.mark.proofs
def test_60_killed_changes_are_made_or_not_and_never_half(
    notices: Notices, data_dir: Path, tmp_path: Path, proof_table: Callable[[str, str], None]
) -> None:
    killed, made = kill_again_and_again(tmp_path, data_dir, 60)
    proof_table(
        "60 kills while staff put and withdraw notices: the old or the new one, whole; none lost",
        f"{killed} killed, 0 faults; {made} changes were made all the same, {60 - made} were not",
    )
    assert killed >= 40
    assert 0 < made < 60


# the command


def run(
    *arguments: str, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    sys.argv = ["assistant", "documents", *arguments, "--data", str(data_dir)]
    try:
        command_line.main()
        code: object = 0
    except SystemExit as ended:
        code = ended.code
    said = capsys.readouterr()
    return int(str(code or 0)), said.out, said.err


def test_the_command_does_the_same_and_says_how_it_ended(
    notices: Notices,
    data_dir: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(build, "build_embedder", HashingEmbedder)
    monkeypatch.setattr(sys, "argv", sys.argv)

    def documents(*arguments: str) -> tuple[int, str, str]:
        return run(*arguments, data_dir=data_dir, capsys=capsys)

    write(tmp_path / "call.ko.md", notice("공동연구", "여비"))
    put = ("put", str(tmp_path / "call.ko.md"), "--programme", "global", "--who", "kim")
    code, out, _ = documents(*put, "--json")
    assert (code, json.loads(out)["updated"]) == (0, [CALL])
    code, out, _ = documents("versions", CALL, "--json")
    assert [row["who"] for row in json.loads(out)] == [None, "kim"]
    code, out, _ = documents("withdraw", CALL, "--who", "kim", "--json")
    assert (code, json.loads(out)["removed"]) == (0, [CALL])
    code, out, _ = documents("list", "--json")
    assert [row["document_id"] for row in json.loads(out) if row["withdrawn"]] == [CALL]
    code, out, _ = documents("restore", CALL, "--version", "1", "--who", "lee", "--json")
    assert (code, json.loads(out)["added"]) == (0, [CALL])
    assert documents("list")[1].startswith("dispatch/notice.ko.md  파견 공고  (ko, markdown")
    write(tmp_path / "call.ko.md", "\n")
    code, out, err = documents(*put)
    assert (code, out) == (1, "")
    assert "is empty" in err
    write(data_dir / "notices" / "global" / "blank.md", "\n")  # beside staff, by hand
    code, _, err = documents("withdraw", "dispatch/notice.ko.md", "--who", "kim")
    assert code == 1
    assert "EmptyFileError" in err
    assert documents("versions", "nothing.md")[0] == 1
    assert documents("put", str(tmp_path / "nowhere.md"), "--who", "kim")[0] == 2
    done = [(e.who, e.action, e.target, e.outcome) for e in Audit(Store(data_dir)).entries()]
    assert done[::-1][:4] == [
        ("command:kim", "put_document", CALL, "done"),
        ("command:kim", "withdraw_document", CALL, "done"),
        ("command:lee", "restore_document", f"{CALL} (version 1)", "done"),
        ("command:kim", "put_document", CALL, "EmptyFileError"),
    ]
