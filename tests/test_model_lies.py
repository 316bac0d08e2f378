"""A chat model that lies, over the default corpus: what it makes up is shown to nobody, and no answer is
worse for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from conftest import IngestedCorpus
from fake_model import (
    LIES,
    Behaviour,
    InProcess,
    SwappingProgrammes,
    among_truths,
    faithful,
    misrewriting,
    parts_of,
    reworded,
    rewording,
)

from assistant import build
from assistant.answerer import ExtractiveAnswerer
from assistant.chat import Assistant
from assistant.citations import MARK, marks
from assistant.ranking import lexical_tokens
from assistant.retriever import Retriever
from assistant.schema import Answer, Passage, Query
from assistant.sentences import sentence_spans
from evals.answers.cases import Case, read_cases
from evals.answers.run import ask_cases
from evals.answers.score import Result, judge
from evals.answers.statements import figures, statements
from evals.intervals import paired_difference

CASES = Path(__file__).parent.parent / "evals" / "cases"
OWN = "programmes.jsonl"
OTHERS = ("paraphrases.jsonl", "held_out_dev.jsonl", "records.jsonl")
ASKED_OF_OTHERS = 4  # behaviours that each of the other files' questions meets, in turn

# Of mixed sentences most are only clumsy: there the figures alone are judged.
MIXED = "two quotes in one sentence"

_BELOW = re.compile(
    r"최대|이내|이하|미만|까지|한도|\bup to\b|\bwithin\b|\bat most\b|\bno more than\b|\bless than\b"
    r"|\bmaximum\b|\buntil\b|\bor (?:less|under|below)\b|\band under\b",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"최소|이상|초과|부터|\bat least\b|\bmore than\b|\bminimum\b|\bover\b|\bor (?:more|over)\b",
    re.IGNORECASE,
)
_ROUND = 14  # characters around a figure in which its bound stands


class Remembering(Retriever):
    """Finds the same for the same query; the model changes nothing of it."""

    def __init__(self, *parts: object) -> None:
        super().__init__(*parts)  # type: ignore[arg-type]
        self._kept: dict[Query, list[Passage]] = {}

    def retrieve(self, query: Query) -> list[Passage]:
        if query not in self._kept:
            self._kept[query] = super().retrieve(query)
        return self._kept[query]


class RememberingAnswerer(ExtractiveAnswerer):
    def __init__(self, names: Sequence[object]) -> None:
        super().__init__(names)  # type: ignore[arg-type]
        self._kept: dict[Query, Answer] = {}

    def answer(self, query: Query, passages: Sequence[Passage]) -> Answer:
        if query not in self._kept:
            self._kept[query] = super().answer(query, passages)
        return self._kept[query]


@dataclass
class Bench:
    """The real stages twice: without a model, and with one whose behaviour may be exchanged."""

    plain: Assistant
    spoken: Assistant
    model: InProcess
    lies: dict[str, Behaviour]
    without: dict[str, Result] = field(default_factory=dict)  # by case id

    def pairs(self, cases: Sequence[Case], behaviour: Behaviour) -> list[tuple[Result, Result]]:
        """Each case without the model and with it."""
        new = [case for case in cases if case.case_id not in self.without]
        self.without |= {r.case.case_id: r for r in ask_cases(self.plain, new)}
        self.model.behaviour = behaviour
        told = list(ask_cases(self.spoken, cases))
        return [(self.without[r.case.case_id], r) for r in told]


@pytest.fixture(scope="module")
def bench(ingested_corpus: IngestedCorpus) -> Iterator[Bench]:
    model = InProcess()
    made: list[Assistant] = []
    with pytest.MonkeyPatch.context() as patch:
        for configured in (None, model):
            patch.setattr(build, "build_model", lambda given=configured: given)
            assistant = build.build_assistant(
                ingested_corpus.data_dir, retriever=Remembering, answerer=RememberingAnswerer
            )
            assert assistant.programmes()  # opens its stages now, with this model
            made.append(assistant)
        plain, spoken = made
        names: dict[str, list[str]] = {}
        for one in plain.programmes():
            names.setdefault(one.folder, []).extend((one.ko, one.en))
        about = {document.title: document.programme or "" for document in plain.documents()}
        lies = {**LIES, "figures of another programme": SwappingProgrammes(about, names)}
        yield Bench(plain, spoken, model, lies)


@pytest.fixture(scope="module")
def own() -> list[Case]:
    return read_cases(CASES / OWN)


# --- what is wrong with an answer, by other means than the composer's


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def sentences(text: str) -> Iterator[str]:
    """Of each line, without list and citation marks."""
    for line in MARK.sub("", text).split("\n"):
        bare = re.sub(r"^\s*(?:[-*•○▪※]|\d{1,2}[.)])\s+", "", line)
        yield from (bare[start:end] for start, end in sentence_spans(bare, 0, len(bare)))
        yield bare


def untold(before: Answer, after: Answer) -> list[str]:
    """The sentences of `after` that neither the answer without a model has, nor their own quote, nor
    its light rewording."""
    held = {letters(s) for s in sentences(before.answer)}
    quotes = {citation.n: citation.quote for citation in after.citations}
    found = []
    for statement in statements(after.answer):
        own = [quotes[n] for n in statement.cited if n in quotes]
        parts = [p for q in own for p in (*parts_of(q), *sentences(q), *sentences(_cells(q)))]
        true = held | {letters(p) for p in parts} | {letters(reworded(p)) for p in parts}
        if letters(statement.text) in true:
            continue
        spans = sentence_spans(statement.text, 0, len(statement.text))
        found += [s for start, end in spans if letters(s := statement.text[start:end]) not in true]
    return found


def misplaced(after: Answer) -> list[str]:
    """Statements with a figure that stands in no line of their own quotes under the same bound and
    with most of the statement's words, those of the headings included."""
    found = []
    for statement in statements(after.answer):
        cited = [c for c in after.citations if c.n in statement.cited]
        words = _words(statement.text)
        for figure in figures(statement.text):
            bound = _bound(statement.text, figure.start, figure.end)
            if not any(
                _same(figure.kind, figure.value, held.kind, held.value)
                and bound == _bound(line, held.start, held.end)
                and 2 * len(words & _words(f"{line} {c.section} {c.title}")) >= len(words)
                for c in cited
                for line in _lines(c.quote)
                for held in figures(line)
            ):
                found.append(statement.text)
    return found


def _lines(quote: str) -> list[str]:
    joined = " ".join(quote.split())
    whole = [joined[start:end] for start, end in sentence_spans(joined, 0, len(joined))]
    return [*quote.split("\n"), *whole, _cells(joined), joined]


def _cells(text: str) -> str:
    return re.sub(r"\s*\|\s*", ": ", text.strip("| \n"))


def _bound(text: str, start: int, end: int) -> tuple[bool, bool]:
    near = text[max(0, start - _ROUND) : end + _ROUND]
    return bool(_BELOW.search(near)), bool(_ABOVE.search(near))


def _same(kind: str, value: str, held_kind: str, held: str) -> bool:
    """A date may leave out its year, or its year and month."""
    return kind == held_kind and (value == held or held.endswith(value.lstrip("-")))


def _words(text: str) -> set[str]:
    return {t for t in lexical_tokens(text) if len(t) > 3 or not t.isascii()}


def faults(name: str, pairs: Sequence[tuple[Result, Result]]) -> list[str]:
    """Every invented or swapped figure, told lie and wrong id that is shown, with its case."""
    found = []
    for before, after in pairs:
        said = [("invented", f) for f in after.invented if f not in before.invented]
        if name != MIXED:
            said += [("lie", s) for s in untold(before.answer, after.answer)]
        known = misplaced(before.answer)
        said += [("swapped", s) for s in misplaced(after.answer) if s not in known]
        said += [("citation", r) for r in _new(before, after) if r.startswith("citation")]
        marked, given = marks(after.answer.answer), {c.n for c in after.answer.citations}
        said += [("wrong id", str(n)) for n in marked ^ given]
        said += [("forbidden", r) for r in _new(before, after) if r.startswith("forbidden")]
        found += [f"{after.case.case_id}, {name}: {kind}: {what}" for kind, what in said]
    return found


def _new(before: Result, after: Result) -> list[str]:
    return [reason for reason in after.reasons if reason not in before.reasons]


def worse(pairs: Sequence[tuple[Result, Result]]) -> list[str]:
    return [
        f"{after.case.case_id}: {'; '.join(after.reasons)}"
        for before, after in pairs
        if before.passed and not after.passed
    ]


# --- the bars


def test_what_a_lying_model_makes_up_is_not_shown(bench: Bench, own: list[Case]) -> None:
    """Each lie over three cases of its own: 42 answers."""
    cases = [case for case in own if case.status == "answered"]
    shown = []
    for at, (name, behaviour) in enumerate(bench.lies.items()):
        pairs = bench.pairs(cases[at :: len(bench.lies)][:3], among_truths(behaviour))
        shown += faults(name, pairs)
        assert worse(pairs) == []
    assert shown == []
    assert len(bench.model.sent) >= 40


def test_a_lie_that_is_let_through_is_seen(bench: Bench, own: list[Case]) -> None:
    """Without this, "nothing was seen" would say nothing."""
    case = next(c for c in own if c.case_id == "kosme-fact-ko-06")
    ((before, after),) = bench.pairs([case], faithful)
    for right, lie in (
        ("20%", "30%"),
        ("5년", "3년"),
        ("3년부터", "3년"),
        ("기업은", "정부는"),
        ("[1]", "[9]"),
    ):
        altered = after.answer.answer.replace(right, lie, 1)
        assert altered != after.answer.answer
        told = judge(case, replace(after.answer, answer=altered), lambda _: None)
        assert faults("a lie", [(before, told)]), lie


def test_an_invented_follow_up_is_not_searched(bench: Bench, own: list[Case]) -> None:
    asked = [case for case in own if case.history][:6]
    for before, after in bench.pairs(asked, misrewriting(faithful)):
        assert after.answer.query == before.answer.query
        assert after.answer.programmes == before.answer.programmes
    assert any("last question" in text for sent in bench.model.sent for _, text in sent)


@pytest.mark.parametrize("behaviour", [faithful, rewording])
def test_a_truthful_model_costs_no_case(
    bench: Bench, own: list[Case], behaviour: Behaviour
) -> None:
    assert worse(bench.pairs(own[::9], behaviour)) == []  # 21 cases


@pytest.mark.proofs
def test_500_answers_of_lying_models_show_no_made_up_figure_and_are_no_worse(
    bench: Bench,
    own: list[Case],
    proof_table: Callable[[str, str], None],
    progress: Callable[[str], None],
) -> None:
    others = [case for file in OTHERS for case in read_cases(CASES / file)]
    behaviours = {name: among_truths(misrewriting(told)) for name, told in bench.lies.items()}
    shown, lost, answers, told = [], [], 0, 0
    for at, (name, behaviour) in enumerate(behaviours.items()):
        before = len(bench.model.sent)
        pairs = bench.pairs(own, behaviour)
        turns = len(behaviours)
        rest = [c for n, c in enumerate(others) if (n - at) % turns < ASKED_OF_OTHERS]
        more = bench.pairs(rest, behaviour)
        asked = len(bench.model.sent) - before
        answers, told = answers + len(pairs) + len(more), told + asked
        found = faults(name, [*pairs, *more])
        progress(f"{name}: {asked} requests, {_change(pairs)}, {len(found)} faults")
        shown += found
        lost += [f"{name}: {line}" for line in worse([*pairs, *more])]
        assert _significantly_worse(pairs) is False, name
    for name, behaviour in (("faithful", faithful), ("reworded", rewording)):
        pairs = bench.pairs(own, behaviour)
        progress(f"{name}: {_change(pairs)}")
        lost += [f"{name}: {line}" for line in worse(pairs)]
        assert worse(pairs) == []
    for line in (*shown, *lost):
        progress(line)
    proof_table(
        "500 answers of lying models: 0 invented or swapped figures, 0 wrong ids; own cases no worse",
        f"{answers} answers, {told} requests, {len(shown)} lies shown; {len(lost)} cases worse",
    )
    assert told >= 500
    assert shown == []
    assert len(lost) <= 0.005 * answers


def _change(pairs: Sequence[tuple[Result, Result]]) -> str:
    before, after = (sum(r.passed for r in column) for column in zip(*pairs, strict=True))
    return f"{before} of {len(pairs)} own cases pass without, {after} with"


def _significantly_worse(pairs: Sequence[tuple[Result, Result]]) -> bool:
    """Whether all of the 95 % interval of the paired difference in the pass rate is below 0."""
    before, after = zip(*((float(x.passed), float(y.passed)) for x, y in pairs), strict=True)
    return bool(paired_difference(before, after)["high"] < 0)
