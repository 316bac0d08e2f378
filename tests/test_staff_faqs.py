"""What may be done to an FAQ, by whom, and what is answered from: all of it written down."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from fresh_processes import start_fresh
from killing import noted, noting

from assistant.errors import FaqError, FaqMissingError, StorageError
from assistant.schema import Citation
from assistant.staff.faq import Action, FaqContent, FaqText, State
from assistant.staff.faqs import INGEST, RULES, Faqs, allowed
from assistant.staff.store import Store

NOTICE = "global/notice.ko.md"
GUIDE = "global/guide.en.md"
TEXTS = {
    NOTICE: "# 공고\n\n## 지원\n\n한도는 500만원이다.\n\n## 신청\n\n신청은 온라인으로 한다.\n",
    GUIDE: "# Guide\n\nThe limit is KRW 5 million.\n\nApply online.\n",
}


def citation(document: str, quote: str, n: int = 1, section: str = "") -> Citation:
    return Citation(n, document, "global", "공고", section, None, quote)


def content(quote: str = "한도는 500만원이다.", document: str = NOTICE) -> FaqContent:
    ko = FaqText("한도는 얼마인가요?", "500만원입니다. [1]", (citation(document, quote),))
    en = FaqText(
        "What is the limit?",
        "KRW 5 million. [1]",
        (citation(GUIDE, "The limit is KRW 5 million."),),
    )
    return FaqContent("global", ko, en, ("문의처",), "gap")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    days = iter(range(1, 1000))
    return Store(tmp_path, lambda: datetime(2026, 1, 1 + next(days) % 28, tzinfo=UTC))


@pytest.fixture
def faqs(store: Store) -> Faqs:
    return Faqs(store, second_person=True)


def published(faqs: Faqs, of: FaqContent | None = None) -> int:
    faq_id = faqs.create(of or content(), "kim", TEXTS).faq_id
    faqs.submit(faq_id, "kim")
    faqs.approve(faq_id, "lee")
    faqs.publish(faq_id, "lee")
    return faq_id


def changed(document: str, was: str, now: str) -> dict[str, str]:
    assert was in TEXTS[document]
    return TEXTS | {document: TEXTS[document].replace(was, now, 1)}


def test_an_faq_goes_from_draft_to_published_and_who_when_and_why_stay(faqs: Faqs) -> None:
    assert (faqs.stamp(), faqs.every(), faqs.served()) == (0, [], [])
    faq = faqs.create(content(), "kim", TEXTS, "asked forty times")
    assert (faq.state, faq.revision, faq.author, faq.served) == ("draft", 1, "kim", None)
    assert faq.content == content()
    assert faqs.submit(faq.faq_id, "kim").state == "in_review"
    assert faqs.approve(faq.faq_id, "lee", "checked").state == "approved"
    assert faqs.served() == []
    faq = faqs.publish(faq.faq_id, "choi")
    assert (faq.state, faq.served) == ("published", 1)
    assert [(e.who, e.action, e.state, e.why) for e in faq.events] == [
        ("kim", "create", "draft", "asked forty times"),
        ("kim", "submit", "in_review", ""),
        ("lee", "approve", "approved", "checked"),
        ("choi", "publish", "published", ""),
    ]
    (served,) = faqs.served()
    assert (served.faq_id, served.revision, served.content) == (faq.faq_id, 1, content())
    assert served.published_at == faq.events[-1].at
    assert faqs.stamp() == faq.events[-1].event_id == 4
    assert faqs.one(faq.faq_id) == faq
    assert faqs.withdraw(faq.faq_id, "lee", "asked for no more").state == "withdrawn"
    assert faqs.served() == []


def test_asking_makes_no_desk_where_there_is_none(faqs: Faqs, store: Store) -> None:
    assert (faqs.stamp(), faqs.every(), faqs.served(), faqs.check(TEXTS)) == (0, [], [], [])
    with pytest.raises(FaqMissingError, match="There is no FAQ 3"):
        faqs.one(3)
    assert not store.exists


WAYS: dict[State, tuple[Action, ...]] = {  # to each state
    "draft": ("create",),
    "in_review": ("create", "submit"),
    "approved": ("create", "submit", "approve"),
    "published": ("create", "submit", "approve", "publish"),
    "suspect": ("create", "suspect"),
    "withdrawn": ("create", "withdraw"),
}
MAY: dict[State, set[Action]] = {  # written apart from the table that the code follows
    "draft": {"revise", "submit", "withdraw"},
    "in_review": {"revise", "approve", "send_back", "withdraw"},
    "approved": {"revise", "send_back", "publish", "withdraw"},
    "published": {"revise", "withdraw"},
    "suspect": {"revise", "withdraw"},
    "withdrawn": {"revise"},
}


def do(faqs: Faqs, action: Action, faq_id: int = 1) -> None:
    if action == "create":
        faqs.create(content(), "kim", TEXTS)
    elif action == "revise":
        faqs.revise(faq_id, content(), "kim", TEXTS)
    elif action == "suspect":
        faqs.check(changed(NOTICE, "500만원", "400만원"))
    else:
        {
            "submit": faqs.submit,
            "approve": faqs.approve,
            "send_back": faqs.send_back,
            "publish": faqs.publish,
            "withdraw": faqs.withdraw,
        }[action](faq_id, "lee")


@pytest.mark.parametrize("state", WAYS)
@pytest.mark.parametrize("action", [a for a in RULES if a not in ("create", "suspect")])
def test_what_may_not_be_done_in_a_state_is_refused_and_leaves_no_trace(
    faqs: Faqs, state: State, action: Action
) -> None:
    for step in WAYS[state]:
        do(faqs, step)
    before = faqs.one(1)
    assert before.state == state
    assert set(allowed(state)) == MAY[state]
    if action in MAY[state]:
        do(faqs, action)
        assert faqs.one(1).events[-1].action == action
    else:
        with pytest.raises(
            FaqError, match=f"FAQ 1 is .* What may be done now: .*{min(MAY[state])}"
        ):
            do(faqs, action)
        assert faqs.one(1) == before


def test_nobody_approves_what_they_wrote_unless_one_person_is_enough(
    faqs: Faqs, store: Store
) -> None:
    faqs.create(content(), "kim", TEXTS)
    faqs.submit(1, "kim")
    with pytest.raises(FaqError, match="another person has to approve"):
        faqs.approve(1, "kim")
    faqs.send_back(1, "lee", "the year is missing")
    faqs.revise(1, content(), "lee", TEXTS)  # now it is lee's
    faqs.submit(1, "kim")
    with pytest.raises(FaqError, match="lee wrote this revision"):
        faqs.approve(1, "lee")
    assert faqs.approve(1, "kim").state == "approved"
    alone = Faqs(store, second_person=False)
    alone.create(content(), "park", TEXTS)
    alone.submit(2, "park")
    assert alone.approve(2, "park").state == "approved"


def test_a_published_revision_is_served_until_the_next_one_is_published(faqs: Faqs) -> None:
    published(faqs)
    other = replace(content(), missing=())
    faq = faqs.revise(1, other, "kim", TEXTS)
    assert (faq.state, faq.revision, faq.served) == ("draft", 2, 1)
    with pytest.raises(FaqError, match="it cannot be published"):
        faqs.publish(1, "lee")  # the approval was of the first revision
    faqs.submit(1, "kim")
    faqs.approve(1, "lee")
    assert faqs.served()[0].content == content()
    faqs.publish(1, "lee")
    assert [(s.revision, s.content) for s in faqs.served()] == [(2, other)]


def test_who_decides_on_a_revision_that_was_replaced_is_told_so(faqs: Faqs) -> None:
    faqs.create(content(), "kim", TEXTS)
    faqs.submit(1, "kim")
    faqs.revise(1, content(), "kim", TEXTS)
    faqs.submit(1, "kim")
    with pytest.raises(FaqError, match="revision 2 took the place of 1"):
        faqs.approve(1, "lee", revision=1)
    assert faqs.approve(1, "lee", revision=2).state == "approved"


@pytest.mark.parametrize("who", ["", "  ", INGEST])
def test_what_nobody_does_is_not_done(faqs: Faqs, who: str) -> None:
    with pytest.raises(FaqError, match="is nobody"):
        faqs.create(content(), who, TEXTS)
    assert faqs.every() == []
    faqs.create(content(), "kim", TEXTS)
    with pytest.raises(FaqError, match="is nobody"):
        faqs.submit(1, who)


def test_a_quote_that_is_not_in_its_document_is_refused(faqs: Faqs) -> None:
    for bad in (content("한도는 900만원이다."), content(document="global/none.md"), content(" ")):
        with pytest.raises(FaqError, match=r"Quote \[1\] of the text in ko is not in"):
            faqs.create(bad, "kim", TEXTS)
    assert faqs.every() == []
    faqs.create(content(), "kim", TEXTS)
    with pytest.raises(FaqError, match="character for character"):
        faqs.revise(1, content("한도는  500만원이다."), "kim", TEXTS)
    assert faqs.one(1).revision == 1
    twice = FaqText("가?", "나 [1]", (citation(NOTICE, "공고"), citation(NOTICE, "지원")))
    with pytest.raises(FaqError, match="have the number 1"):
        faqs.create(FaqContent(ko=twice), "kim", TEXTS)


def test_what_has_no_source_is_not_reviewed(faqs: Faqs) -> None:
    faqs.create(FaqContent(ko=FaqText("가?", "나", ())), "kim", TEXTS)
    faqs.create(FaqContent(), "kim", TEXTS)
    with pytest.raises(FaqError, match="no quote"):
        faqs.submit(1, "kim")
    with pytest.raises(FaqError, match="has no text"):
        faqs.submit(2, "kim")


def test_faqs_are_listed_by_state_and_programme(faqs: Faqs) -> None:
    faqs.create(content(), "kim", TEXTS)
    faqs.create(replace(content(), programme="kosme"), "kim", TEXTS)
    faqs.submit(2, "kim")
    assert [faq.faq_id for faq in faqs.every()] == [1, 2]
    assert [faq.faq_id for faq in faqs.every("in_review")] == [2]
    assert [faq.faq_id for faq in faqs.every(programme="global")] == [1]
    assert faqs.every("draft", "kosme") == []


def test_history_cannot_be_rewritten_nor_an_approval_left_out(faqs: Faqs, store: Store) -> None:
    published(faqs)
    faqs.create(content(), "kim", TEXTS)
    for statement in (
        "UPDATE faq_events SET who = 'lee'",
        "DELETE FROM faq_events",
        "UPDATE faq_revisions SET content = '{}'",
        "DELETE FROM faq_revisions WHERE revision = 1",
        "INSERT INTO faq_events (faq_id, revision, at, who, action, state, why) "
        "VALUES (2, 1, '', 'lee', 'publish', 'published', '')",
    ):
        with (
            pytest.raises(StorageError, match="append-only|without an approval"),
            store.writing() as db,
        ):
            db.execute(statement)
    assert faqs.one(1).state == "published"
    assert faqs.one(2).state == "draft"


# what documents do


def test_a_changed_clause_makes_an_faq_suspect_and_takes_it_from_the_answers(faqs: Faqs) -> None:
    published(faqs)
    stamp, texts = faqs.stamp(), changed(NOTICE, "500만원", "400만원")
    assert faqs.check(texts) == [1]
    faq = faqs.one(1)
    assert (faq.state, faq.served, faqs.served()) == ("suspect", None, [])
    event = faq.events[-1]
    assert (event.who, event.revision) == (INGEST, 1)
    assert event.why == "[1] in ko, global/notice.ko.md: its words changed"
    assert faqs.stamp() == stamp + 1
    assert faqs.check(texts) == []  # once is enough
    (change,) = faqs.changes(1, texts)
    assert (change.document, change.language, change.n) == (NOTICE, "ko", 1)
    assert change.old_clause == "한도는 500만원이다."
    assert change.new_clause == "한도는 400만원이다."
    faqs.revise(1, content("한도는 400만원이다."), "kim", texts)
    assert (faqs.one(1).state, faqs.check(texts)) == ("draft", [])
    assert faqs.changes(1, texts) == [change]  # whoever reviews it sees what was changed
    faqs.submit(1, "kim")
    faqs.approve(1, "lee")
    faqs.publish(1, "lee")
    assert faqs.changes(1, texts) == []


def test_a_document_that_is_gone_makes_its_faqs_suspect(faqs: Faqs) -> None:
    published(faqs)
    texts = {NOTICE: TEXTS[NOTICE]}
    assert faqs.check(texts) == [1]
    assert faqs.one(1).events[-1].why == "[1] in en, global/guide.en.md: the document is gone"
    (change,) = faqs.changes(1, texts)
    assert (change.old_clause, change.new_clause) == ("The limit is KRW 5 million.", None)


def test_a_change_elsewhere_touches_nothing_but_where_the_quote_stands(
    faqs: Faqs, store: Store
) -> None:
    published(faqs)
    texts = changed(NOTICE, "# 공고", "# 새로 낸 공고")
    assert faqs.check(texts) == []
    assert (faqs.one(1).state, len(faqs.one(1).events)) == ("published", 4)
    with store.reading() as db:
        rows = db.execute("SELECT start, text FROM faq_quotes JOIN quoted_texts USING (text_hash)")
        stand = {(row["start"], row["text"]) for row in rows}
    assert stand == {
        (texts[NOTICE].index("한도는"), texts[NOTICE]),
        (TEXTS[GUIDE].index("The"), TEXTS[GUIDE]),  # and nothing is kept of the text before
    }
    # the next change is looked for where the quote stands now
    again = texts | {NOTICE: texts[NOTICE].replace("한도는", "상한은")}
    assert faqs.check(again) == [1]


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "published"])
def test_an_faq_on_its_way_is_watched_too(faqs: Faqs, state: State) -> None:
    for step in WAYS[state]:
        do(faqs, step)
    do(faqs, "suspect")
    assert faqs.one(1).state == "suspect"


def test_what_was_withdrawn_or_replaced_is_not_watched(faqs: Faqs, store: Store) -> None:
    published(faqs)
    faqs.withdraw(1, "lee")
    published(faqs)
    faqs.revise(2, content("신청은 온라인으로 한다."), "kim", TEXTS)
    for step in ("submit", "approve", "publish"):
        getattr(faqs, step)(2, "kim" if step == "submit" else "lee")
    assert faqs.check(changed(NOTICE, "500만원", "400만원")) == []
    with store.reading() as db:
        kept = db.execute("SELECT DISTINCT faq_id, revision FROM faq_quotes").fetchall()
        assert [tuple(row) for row in kept] == [(2, 2)]


def test_of_two_revisions_only_the_one_whose_quote_changed_is_touched(faqs: Faqs) -> None:
    for _ in range(2):
        published(faqs)
    for faq_id in (1, 2):
        faqs.revise(faq_id, content("신청은 온라인으로 한다."), "kim", TEXTS)
    # the draft's quote: what is published goes on being served
    assert faqs.check(changed(NOTICE, "온라인으로", "우편으로")) == [1, 2]
    assert [(f.state, f.served) for f in faqs.every()] == [("suspect", 1), ("suspect", 1)]
    # and then the published one's
    both = TEXTS | {NOTICE: TEXTS[NOTICE].replace("온라인", "우편").replace("500", "400")}
    assert faqs.check(both) == [1, 2]
    assert [faq.served for faq in faqs.every()] == [None, None]
    assert len(faqs.changes(1, both)) == 2


def test_of_several_places_the_one_below_the_cited_heading_is_watched(faqs: Faqs) -> None:
    text = "# 공고\n\n## 가\n\n500만원\n\n## 나\n\n500만원\n"
    texts = TEXTS | {NOTICE: text}
    for n, section in enumerate(("공고 > 가", "공고 > 나"), 1):
        ko = FaqText("얼마?", "500만원 [1]", (citation(NOTICE, "500만원", 1, section),))
        assert faqs.create(FaqContent("global", ko), "kim", texts).faq_id == n
    first, second = text.split("## 나")
    assert faqs.check(texts | {NOTICE: f"{first}## 나{second.replace('500', '400')}"}) == [2]


def test_publishing_may_look_the_quotes_up_once_more(faqs: Faqs) -> None:
    for step in WAYS["approved"]:
        do(faqs, step)
    published(faqs)
    with pytest.raises(FaqError, match="FAQ 1 is suspect"):
        faqs.publish(1, "lee", texts=changed(NOTICE, "500만원", "400만원"))
    assert faqs.one(2).state == "published"  # that is an ingest's business


# killed at any moment


def decide_until_killed(folder: Path, log: Path) -> None:
    """Take FAQs through their states without end, noting each state that was acknowledged."""
    note, faqs = noting(log), Faqs(Store(folder), second_person=True)
    rng, note_of = random.Random(os.getpid()), content()
    note("ready")
    while True:
        faq_id = faqs.create(note_of, "kim", TEXTS).faq_id
        note("draft", faq_id, 1)
        for revision in range(1, rng.choice((2, 3))):
            if revision > 1:
                faqs.revise(faq_id, note_of, "kim", TEXTS)
                note("draft", faq_id, revision)
            faqs.submit(faq_id, "kim")
            note("in_review", faq_id, revision)
            faqs.approve(faq_id, "lee")
            note("approved", faq_id, revision)
            faqs.publish(faq_id, "lee")
            note("published", faq_id, revision)


def kill_deciders(folder: Path, kills: int) -> tuple[int, int, int]:
    """Kill so many of them; look at the desk after each. FAQs, events, kills that left an act done
    but not acknowledged."""
    log, rng, unheard = folder / "log", random.Random(kills), 0
    act = 0.0  # seconds that one takes, as the first decider shows
    for _ in range(kills):
        seen = len(noted(log))
        decider = start_fresh(decide_until_killed, folder, log)
        ready = _wait_for_lines(log, seen + 1, decider)
        if not act:
            act = (_wait_for_lines(log, seen + 6, decider) - ready) / 5
        else:
            time.sleep(rng.random() * 8 * act)  # an FAQ is published in 4 acts
        decider.kill()
        decider.join(60)
        assert decider.exitcode == -signal.SIGKILL
        unheard += check_desk(folder, noted(log)[seen:])
    faqs = Faqs(Store(folder), second_person=True)
    return len(faqs.every()), faqs.stamp(), unheard


def _wait_for_lines(log: Path, count: int, decider: BaseProcess) -> float:
    """The moment at which `log` holds so many."""
    until = time.monotonic() + 60
    while len(noted(log)) < count:
        assert decider.is_alive() and time.monotonic() < until
        time.sleep(0.002)
    return time.monotonic()


def check_desk(folder: Path, lines: list[list[object]]) -> bool:
    """Nothing half done. `lines`: what was acknowledged since the last look. Whether more was done
    than that."""
    with Store(folder).writing() as db:  # mends what the killed one left, as any next work does
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        (without,) = db.execute(
            "SELECT count(*) FROM faqs WHERE faq_id NOT IN (SELECT faq_id FROM faq_revisions) "
            "OR faq_id NOT IN (SELECT faq_id FROM faq_events)"
        ).fetchone()
        assert without == 0
        written = {tuple(r) for r in db.execute("SELECT faq_id, revision FROM faq_revisions")}
        begun = {
            tuple(r)
            for r in db.execute(
                "SELECT faq_id, revision FROM faq_events WHERE action IN ('create', 'revise')"
            )
        }
        assert written == begun  # every revision has its event, every event its revision
        quotes: dict[tuple[int, int], list[tuple[str, int, str, str]]] = {}
        for row in db.execute(
            "SELECT *, substr(text, start + 1, length) AS quote "
            "FROM faq_quotes JOIN quoted_texts USING (text_hash)"
        ):
            key = (row["faq_id"], row["revision"])
            quotes.setdefault(key, []).append(
                (row["language"], row["n"], row["document"], row["quote"])
            )
    faqs = Faqs(Store(folder), second_person=True)
    every = faqs.every()
    for faq in every:
        state: State | None = None
        approved: set[int] = set()
        for event in faq.events:  # as the rules have it, one after the other
            before, state_after = RULES[event.action]
            assert state in before if state else event.action == "create"
            assert event.state == state_after
            state = event.state
            if event.action == "approve":
                approved.add(event.revision)
            if event.action == "publish":
                assert event.revision in approved
        assert faq.state == state
        last = [event.revision for event in faq.events if event.action == "publish"]
        assert faq.served == (last[-1] if last else None)
        expected = sorted(
            (language, c.n, c.document, c.quote)
            for language, text in faq.content.texts()
            for c in text.citations
        )
        for revision in {faq.revision, *last[-1:]}:
            assert sorted(quotes.pop((faq.faq_id, revision), [])) == expected
    assert not quotes  # of no other revision
    assert {s.faq_id for s in faqs.served()} == {f.faq_id for f in every if f.served is not None}
    acts = [line for line in lines if line[0] != "ready"]
    events = {(e.state, e.faq_id, e.revision) for faq in every for e in faq.events}
    assert {tuple(act) for act in acts} <= events  # what was acknowledged is there
    newest = max(events_of(every), default=None)
    return bool(newest and (not acts or tuple(acts[-1]) != newest[1:]))


def events_of(every: list) -> list[tuple[int, str, int, int]]:  # type: ignore[type-arg]
    return [(e.event_id, e.state, e.faq_id, e.revision) for faq in every for e in faq.events]


def test_a_killed_decision_is_done_or_not_done(tmp_path: Path) -> None:
    faqs, events, _ = kill_deciders(tmp_path, 4)
    assert events > faqs > 0


@pytest.mark.proofs
def test_50_killed_decisions_are_each_done_or_not_done(
    tmp_path: Path, proof_table: Callable[[str, str], None]
) -> None:
    began = time.monotonic()
    faqs, events, unheard = kill_deciders(tmp_path, 50)
    proof_table(
        "50 kills while FAQs are approved and published: no half state",
        f"0 faults in {faqs} FAQs and {events} events; {unheard} kills came between an act and its "
        f"acknowledgement; {time.monotonic() - began:.0f} s in all",
    )
    assert events > faqs > 0


def test_the_check_after_a_kill_sees_half_states(tmp_path: Path) -> None:
    """A decider that wrote its parts one by one would be found out."""
    published(Faqs(Store(tmp_path), second_person=True))
    for statement in (
        "DELETE FROM faq_quotes",
        "UPDATE faq_quotes SET start = start + 1",
        "INSERT INTO faqs DEFAULT VALUES",
        "INSERT INTO faq_revisions VALUES (1, 2, '', 'kim', (SELECT content FROM faq_revisions))",
        "INSERT INTO faq_events (faq_id, revision, at, who, action, state, why) "
        "VALUES (1, 1, '', 'lee', 'approve', 'approved', '')",
    ):
        copy = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        Store(tmp_path).back_up(copy / "desk.sqlite")
        check_desk(copy, [])
        db = sqlite3.connect(copy / "desk.sqlite", isolation_level=None)
        db.execute(statement)
        db.close()
        with pytest.raises(AssertionError):
            check_desk(copy, [])
