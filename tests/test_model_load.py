"""Many chats at once with a chat model behind them: no error, no word of another's, and no wait
beyond what the model and two cores make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import pytest
from fresh_processes import answer_of_fresh, in_fresh_process
from many_chats import NAMES, Heard, Kind, ask_at_once, chats_in, serve_model, write_notices
from test_api import served
from test_server import wait_for

from assistant import build, server
from assistant.api_keys import ApiKeys
from assistant.build import build_assistant, build_embedder
from assistant.config import settings
from assistant.conversations import Conversations, Desk
from assistant.ingestion import ingest
from assistant.staff.questions import QuestionLog
from assistant.staff.store import Store

BEFORE = 0.4  # seconds that the model takes to its first word
TIMES = 13  # what an answer may take beside a single one, with 64 at once
KINDS: tuple[Kind, ...] = ("first", "follow-up")


@dataclass(slots=True)
class Served:
    """The whole API with its shipped limits, one key a chat."""

    address: str
    keys: Sequence[str]
    log: QuestionLog
    model_state: str = ""
    requests: Sequence[str] = ()  # that the model got; both once it has ended

    def ask(self, chats: int, questions: int, seconds: float = 0.0) -> list[Heard]:
        arguments = self.address, self.keys[:chats], questions, seconds
        return list(in_fresh_process(ask_at_once, *arguments, seconds=seconds + 300))


@contextmanager
def serving(folder: Path, chats: int) -> Iterator[Served]:
    data = folder / "data"
    ingest([write_notices(folder / "notices", chats)], data, build_embedder())
    stop, address = folder / "stop", folder / "address"
    model = answer_of_fresh(serve_model, address, stop, BEFORE)
    with pytest.MonkeyPatch.context() as patch:
        wait_for(address.exists, 120)
        patch.setattr(settings(), "llm_base_url", address.read_text())
        patch.setattr(settings(), "llm_model", "fake")
        build.build_model.cache_clear()
        store = Store(data)
        desk = Desk(lambda: build_assistant(data), Conversations(100, 20), store=store)
        desk.open()
        wait_for(lambda: desk.settled, 120)
        keys = ApiKeys(data)
        made = [keys.add(f"chat{n}") for n in range(chats)]
        try:
            with served(server.create_web(desk)) as place:
                found = Served(place, made, QuestionLog(store))
                yield found
                found.model_state = str(desk.assistant and desk.assistant.model_state)
        finally:
            stop.touch()
            requests = model(60)
            desk.close()
            build.build_model.cache_clear()
        found.requests = requests


def check_alone(served: Served, heard: Sequence[Heard]) -> None:
    """No error and no cross-talk: not in the answers, the log, nor what the model was told."""
    faults = [one.fault for one in heard if one.fault]
    assert not faults, f"{len(faults)} of {len(heard)}: {faults[:3]}"
    assert "ready" in served.model_state
    assert {len(chats_in(request)) for request in served.requests} == {1}
    # A first question is put to the model once; a follow-up is made whole first.
    due = sum(2 if one.kind == "follow-up" else 1 for one in heard)
    assert len(served.requests) == due
    log = served.log.asked()
    assert len(log) == len(heard)
    assert {len(chats_in(f"{one.query} {one.answer} {one.citations}")) for one in log} == {1}


def test_chats_at_once_hear_nothing_of_one_another(tmp_path: Path) -> None:
    with serving(tmp_path, 8) as place:
        heard = place.ask(chats=8, questions=3)
    assert len(heard) == 8 * 3
    check_alone(place, heard)


@pytest.mark.proofs
def test_64_chats_at_once_for_a_minute(
    tmp_path: Path,
    proof_table: Callable[[str, str], None],
) -> None:
    with serving(tmp_path, len(NAMES)) as place:
        warmed = place.ask(chats=1, questions=4)  # what is loaded by the first questions
        alone = place.ask(chats=1, questions=40)
        heard = place.ask(chats=64, questions=1, seconds=60)
    single = {kind: median(seconds_of(alone, kind)) for kind in KINDS}
    p95 = {kind: quantiles(seconds_of(heard, kind), n=20)[-1] for kind in KINDS}
    seen = "; ".join(
        f"{kind}: n {len(seconds_of(heard, kind))}, alone {single[kind]:.2f} s,"
        f" p50 {median(seconds_of(heard, kind)):.2f} s, p95 {p95[kind]:.2f} s"
        f" = {p95[kind] / single[kind]:.1f} x"
        for kind in KINDS
    )
    faults = sum(bool(one.fault) for one in heard)
    proof_table(
        f"64 chats at once for 60 s, a model of {BEFORE} s: no error, no cross-talk, p95 <= {TIMES} x one",
        f"{faults} errors or cross-talk of {len(heard)}; {seen}",
    )
    check_alone(place, [*warmed, *alone, *heard])
    for kind in KINDS:
        assert p95[kind] <= TIMES * single[kind]


def seconds_of(heard: Sequence[Heard], kind: Kind) -> list[float]:
    return [one.seconds for one in heard if one.kind == kind]
