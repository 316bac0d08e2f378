"""What could not be answered, grouped by meaning: grouped behind the page, and once for each state
of the log."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from assistant.library import LIBRARY, Library
from assistant.schema import Chunk, Language
from assistant.staff.asked import Asked, Filters
from assistant.staff.gaps import Gap, gaps, is_open
from assistant.staff_web.office import Office
from assistant.staff_web.tasks import State, Task
from assistant.staff_web.visit import Reply, Visit, page
from assistant.status import day_in_korea, now_in_korea

DAYS = 90
SHOWN = 50
_WORDINGS = 5  # shown of a group
_TAKEN_ALONG = 20  # to an FAQ
_MOST = 5000  # questions looked at, the newest
_PATIENCE = 3.0  # seconds until a page says that it is still at work


def listed(visit: Visit) -> Reply:
    office = visit.office
    since = day_in_korea(now_in_korea()) - timedelta(days=DAYS - 1)
    asked = office.questions.asked(Filters(since=since), _MOST)
    rated = sum(len(one.feedback) for one in asked)
    state = f"{since} {asked[0].question_id if asked else 0} {len(asked)} {rated}"
    task = office.tasks.latest("gaps", 1)[0] if office.tasks.latest("gaps", 1) else None
    if task is None or task.what != state:
        task = office.tasks.start(
            "gaps", visit.who, state, lambda _: gaps(asked, office.vectors()), _nothing_to_note
        )
    until = time.monotonic() + _PATIENCE
    while task is not None and not task.settled and time.monotonic() < until:
        time.sleep(0.05)
    settled = task is not None and task.state == "done"
    found: list[Gap] = task.result if task is not None and settled else []
    return page(
        "gaps.html",
        rows=_rows(office, found[:SHOWN], asked, visit.language),
        count=len(found),
        days=DAYS,
        busy=task is None or not task.settled,
        failed=task is not None and task.state == "failed",
        names=dict(office.programmes(visit.language)),
        refresh=2 if task is None or not task.settled else 0,
    )


def _nothing_to_note(_: Task, __: State) -> None:
    """To look is no action."""


def _rows(
    office: Office, found: Sequence[Gap], asked: Sequence[Asked], language: Language
) -> list[dict[str, Any]]:
    by_id = {one.question_id: one for one in asked if is_open(one)}
    chunks = _chunks(office, {passage for gap in found for passage in gap.passages})
    rows = []
    for gap in found:
        wordings = {
            " ".join(by_id[number].question.split()): by_id[number]
            for number in reversed(gap.question_ids)
            if number in by_id
        }
        passages = []
        for chunk in (chunks[name] for name in gap.passages if name in chunks):
            document = office.document(chunk.document_id)
            if document is not None:
                passages.append(
                    {
                        "title": document.title,
                        "section": " › ".join(chunk.section),
                        "text": chunk.text,
                        "spoken": document.language,
                        "link": office.address(document, chunk.start, chunk.end, language),
                    }
                )
        rows.append(
            {
                "gap": gap,
                "wordings": list(wordings.values())[:_WORDINGS],
                "others": "\n".join(w for w in list(wordings)[:_TAKEN_ALONG] if w != gap.name),
                "passages": passages,
            }
        )
    return rows


def _chunks(office: Office, names: set[str]) -> dict[str, Chunk]:
    if not names or not (office.data_dir / LIBRARY).exists():
        return {}
    with Library(office.data_dir) as library:
        every = [
            chunk
            for document in {name.rpartition("#")[0] for name in names}
            for chunk in library.chunks(document)
        ]
    return {chunk.chunk_id: chunk for chunk in every if chunk.chunk_id in names}
