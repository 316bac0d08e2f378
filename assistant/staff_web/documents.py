"""Notices: put in, replaced, withdrawn and put back; what each ingest reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.errors import DocumentMissingError, GiljabiError
from assistant.schema import IngestReport
from assistant.staff_web.office import Office
from assistant.staff_web.tasks import Task
from assistant.staff_web.visit import Download, Reply, Upload, Visit, go, missing, page, refused
from assistant.staff_wording import reason_of, reason_of_file

_TOLD = ("added", "updated", "removed")  # of a report
_KINDS = (".pdf", ".html", ".htm", ".docx", ".hwp", ".hwpx", ".txt", ".md")


def listed(visit: Visit) -> Reply:
    office = visit.office
    words = visit.asked.get("words", "").strip()[:200].casefold()
    every = office.notices.listed()
    return page(
        "documents.html",
        rows=[n for n in every if words in f"{n.title} {n.document_id}".casefold()],
        count=len(every),
        words=visit.asked.get("words", ""),
        folders=sorted({n.programme for n in every if n.programme}),
        names=dict(office.programmes(visit.language)),
        may_change=visit.account.may("admin"),
        kinds=", ".join(_KINDS),
        accept=",".join(_KINDS),
        tasks=office.tasks.latest("documents") if visit.account.may("admin") else [],
    )


def versions(visit: Visit) -> Reply:
    notice = _notice(visit, visit.asked.get("id", ""))
    if notice is None:
        return missing()
    return page(
        "versions.html",
        notice=notice,
        rows=list(reversed(visit.office.notices.versions(notice.document_id))),
        may_change=visit.account.may("admin"),
        accept=",".join(_KINDS),
    )


def file(visit: Visit) -> Reply:
    notice, version = _notice(visit, visit.asked.get("id", "")), visit.asked.get("version", "")
    if notice is None or not version.isdecimal() or len(version) > 6:
        return missing()
    try:
        raw = visit.office.notices.file_of(notice.document_id, int(version))
    except DocumentMissingError:
        return missing()
    name = notice.document_id.rpartition("/")[2]
    return Reply(download=Download(raw, "application/octet-stream", f"v{version}-{name}"))


def upload(visit: Visit) -> Reply:
    files = visit.form.files
    folder = visit.form.one("new_folder", 200) or visit.form.one("folder", 200)
    if not files:
        return refused(visit, "refused_no_file")
    what = ", ".join(file.name for file in files)
    return _start(visit, what, [_putting(visit, folder, file.name, file) for file in files])


def replace(visit: Visit) -> Reply:
    notice, files = _notice(visit, visit.form.one("id", 1000)), visit.form.files
    if notice is None:
        return missing()
    if not files:
        return refused(visit, "refused_no_file", target=notice.document_id)
    folder, _, name = notice.document_id.rpartition("/")
    return _start(visit, notice.document_id, [_putting(visit, folder, name, files[0])])


def withdraw(visit: Visit) -> Reply:
    notice = _notice(visit, visit.form.one("id", 1000))
    if notice is None:
        return missing()
    if not visit.form.one("sure"):
        return refused(visit, "refused_unsure", target=notice.document_id)
    notices, who = visit.office.notices, visit.who
    return _start(visit, notice.document_id, [lambda: notices.withdraw(notice.document_id, who)])


def restore(visit: Visit) -> Reply:
    notice, version = _notice(visit, visit.form.one("id", 1000)), visit.form.one("version", 6)
    if notice is None or not version.isdecimal():
        return missing()
    notices, who = visit.office.notices, visit.who
    return _start(
        visit,
        f"{notice.document_id} version {version}",
        [lambda: notices.restore(notice.document_id, int(version), who)],
    )


def report(visit: Visit) -> Reply:
    task = visit.office.tasks.one("documents", visit.numbers["task"])
    if task is None:
        return missing()
    failed = [
        (path, reason.words.get(visit.language) or visit.say("failed_other"), reason.exactly)
        for path, reason in task.problems
    ]
    refresh = 0 if task.settled else 2
    return page("report.html", task=task, result=task.result, failed=failed, refresh=refresh)


def _suspects(office: Office) -> set[int]:
    return {faq.faq_id for faq in office.faqs.every("suspect")}


def _notice(visit: Visit, document_id: str) -> Any:
    return next((n for n in visit.office.notices.listed() if n.document_id == document_id), None)


def _putting(visit: Visit, folder: str, name: str, file: Upload) -> Callable[[], IngestReport]:
    notices, who = visit.office.notices, visit.who
    return lambda: notices.put(folder, name, file.raw, who)


def _start(visit: Visit, what: str, changes: list[Callable[[], IngestReport]]) -> Reply:
    """Each change is an ingest of its own: one file that cannot be read keeps no other out."""
    office = visit.office

    def work(task: Task) -> dict[str, list[Any]]:
        task.of = len(changes)
        told: dict[str, list[Any]] = {kind: [] for kind in (*_TOLD, "suspects")}
        task.result = told
        before = _suspects(office)
        for change in changes:
            try:
                one = change()
            except GiljabiError as error:
                task.problems.append((what, reason_of(error)))
            else:
                for kind in _TOLD:
                    told[kind] += getattr(one, kind)
                task.problems += [(f.path, reason_of_file(f)) for f in one.failed]
            told["suspects"] = sorted(_suspects(office) - before)
            task.done += 1
        return told

    ended = office.noted(visit.account.role, "change_documents")
    task = office.tasks.start("documents", visit.who, what[:200], work, ended)
    if task is None:
        return refused(visit, "refused_busy", target=what)
    return go(f"/staff/documents/reports/{task.number}", what)
