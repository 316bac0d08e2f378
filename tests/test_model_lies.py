"""A chat model that lies, over the default corpus: what it makes up is shown to nobody, and no answer is
worse for it. One that chooses what is quoted can choose wrongly, though."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pytest
from conftest import IngestedCorpus
from fake_model import (
    BAD_CHOICES,
    LIES,
    NO_CHOICES,
    Behaviour,
    Body,
    InProcess,
    Reply,
    SwappingProgrammes,
    among_truths,
    choice,
    choosing_of_another,
    faithful,
    letters,
    making_no_choice,
    misrewriting,
    parts_of,
    reworded,
    rewording,
    saying,
    shown_in,
)

from assistant import build
from assistant.answerer import ExtractiveAnswerer, chosen_by
from assistant.chat import Assistant
from assistant.citations import MARK, marks
from assistant.config import settings
from assistant.ranking import lexical_tokens
from assistant.retriever import Retriever
from assistant.rewriter import rewrite
from assistant.schema import Answer, Passage, ProgrammeNames, Query
from assistant.sentences import sentence_spans
from evals.answers.cases import Case, read_cases
from evals.answers.run import ask_cases
from evals.answers.score import ANSWERS, Result, judge, length_limit
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


@dataclass(frozen=True, slots=True)
class Chosen:
    """A case answered by the rules, and by a model that chooses what is quoted."""

    before: Result
    after: Result
    shown: frozenset[str]  # the lines that it could choose from; none: it was not asked


@dataclass
class Bench:
    """The real stages: without a model, with one whose behaviour may be exchanged and that words, and
    with one that does nothing but choose."""

    plain: Assistant
    spoken: Assistant
    choosing: Assistant
    model: InProcess
    lies: dict[str, Behaviour]
    choices: dict[str, Behaviour]  # none of them right
    without: dict[str, Result] = field(default_factory=dict)  # by case id

    def pairs(self, cases: Sequence[Case], behaviour: Behaviour) -> list[tuple[Result, Result]]:
        """Each case without the model and with it."""
        self.model.behaviour = behaviour
        told = list(ask_cases(self.spoken, cases))
        return list(zip(self.by_rules(cases), told, strict=True))

    def by_rules(self, cases: Sequence[Case]) -> list[Result]:
        """Each case without the model."""
        new = [case for case in cases if case.case_id not in self.without]
        self.without |= {r.case.case_id: r for r in ask_cases(self.plain, new)}
        return [self.without[case.case_id] for case in cases]

    def chosen(self, cases: Sequence[Case], behaviour: Behaviour) -> list[Chosen]:
        """Each case by the rules and as the model chooses, whether it is right or not."""
        found = []
        for case, before in zip(cases, self.by_rules(cases), strict=True):
            shown: set[str] = set()

            def watched(body: Body, shown: set[str] = shown) -> Reply:
                shown |= {one.text for one in shown_in(body)}
                return behaviour(body)

            self.model.behaviour = watched
            (after,) = ask_cases(self.choosing, [case])
            self.model.sent.clear()
            found.append(Chosen(before, after, frozenset(shown)))
        return found


@pytest.fixture(scope="module")
def bench(ingested_corpus: IngestedCorpus) -> Iterator[Bench]:
    model = InProcess()
    made: list[Assistant] = []
    with pytest.MonkeyPatch.context() as patch:
        choose = partial(chosen_by, model)
        for configured, chooses in ((None, None), (model, None), (None, choose)):
            patch.setattr(build, "build_model", lambda given=configured: given)
            assistant = build.build_assistant(
                ingested_corpus.data_dir,
                retriever=Remembering,
                answerer=RememberingAnswerer,
                choose=chooses,
            )
            assert assistant.programmes()  # opens its stages now, with this model
            made.append(assistant)
        plain = made[0]
        names: dict[str, list[str]] = {}
        for one in plain.programmes():
            names.setdefault(one.folder, []).extend((one.ko, one.en))
        about = {document.title: document.programme or "" for document in plain.documents()}
        lies = {**LIES, "figures of another programme": SwappingProgrammes(about, names)}
        choices = {**BAD_CHOICES, "lines of another programme": choosing_of_another(about)}
        yield Bench(*made, model, lies, choices)


@pytest.fixture(scope="module")
def own() -> list[Case]:
    return read_cases(CASES / OWN)


# --- what is wrong with an answer, by other means than the composer's


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


# --- a model that chooses what is quoted, and lies


def wrong(chosen: Sequence[Chosen], names: Sequence[ProgrammeNames]) -> list[str]:
    """What the documents do not hold, each with its case: a quote, a figure, a line that is none of
    those shown, a number that cites nothing, too long an answer, a document of another programme
    than the question names, an error."""
    found = []
    for one in chosen:
        answer, case = one.after.answer, one.after.case
        said = [f"status {answer.answer}"] if answer.status == "error" else []
        said += [reason for reason in one.after.reasons if reason.startswith("citation")]
        said += [f"cites as {c.n}" for n, c in enumerate(answer.citations, start=1) if c.n != n]
        if answer != one.before.answer:
            said += [f"figure {figure}" for figure in one.after.invented]
        if one.shown and answer.status in ANSWERS and not _same_answer(one):
            said += [f"line {line}" for line in _cited_lines(answer) if not _is_one(line, one)]
        if len(answer.answer) > max(_most(case, answer), len(one.before.answer.answer)):
            said += [f"length {len(answer.answer)}"]
        named = rewrite(case.question, case.history, names).programmes
        folders = {n.folder for n in names if n.programme in named}
        cited = {citation.programme for citation in answer.citations}
        said += [f"of {other}, asked of {folders}" for other in cited - folders if folders]
        found += [f"{case.case_id}: {what}" for what in said]
    return found


def _same_answer(one: Chosen) -> bool:
    """But for the seconds that it took."""
    return replace(one.after.answer, seconds={}) == replace(one.before.answer, seconds={})


def _cited_lines(answer: Answer) -> list[str]:
    """Without the marks of a list and of a citation."""
    return [
        MARK.sub("", line).removeprefix("- ") for line in answer.answer.split("\n") if marks(line)
    ]


def _is_one(line: str, one: Chosen) -> bool:
    """Whether a line is, or where it is cut begins, one that was shown."""
    begun = line.removesuffix(" …")
    return line in one.shown or (begun != line and any(x.startswith(begun) for x in one.shown))


def _most(case: Case, answer: Answer) -> int:
    """Characters: three chosen lines may be a list, whatever was asked."""
    may_be_list = len(_cited_lines(answer)) > 2
    return settings().list_answer_chars if may_be_list else length_limit(case.kind)


def inverted(bench: Bench, cases: Sequence[Case]) -> list[Chosen]:
    """That nothing answers where the rules answer, and the first line where they decline."""
    answers = {r.case.case_id for r in bench.by_rules(cases) if r.answer.status in ANSWERS}
    declining, quoting = saying(choice([], "none")), saying(choice([1]))
    return [
        *bench.chosen([c for c in cases if c.case_id in answers], declining),
        *bench.chosen([c for c in cases if c.case_id not in answers], quoting),
    ]


def test_what_is_chosen_wrongly_stands_in_the_documents(bench: Bench, own: list[Case]) -> None:
    """A model that has passed the examination and then chooses wrongly can quote true lines that do not
    answer, and decline what is answered: that is believed. What the documents do not hold it
    cannot say. 9 ways over 13 cases."""
    names = bench.plain.programmes()
    chosen = [one for how in bench.choices.values() for one in bench.chosen(own[::14], how)]
    assert wrong(chosen, names) == []
    assert sum(bool(one.shown) and not _same_answer(one) for one in chosen) >= 80


def test_an_inverted_choice_is_believed_and_states_nothing_of_its_own(
    bench: Bench, own: list[Case]
) -> None:
    chosen = inverted(bench, own[::7])
    assert wrong(chosen, bench.plain.programmes()) == []
    asked = [one for one in chosen if one.shown]
    for one in asked:
        assert (one.after.gives_answer, one.before.gives_answer) in {(True, False), (False, True)}
    assert {one.after.gives_answer for one in asked} == {True, False}


def test_a_reply_that_is_no_choice_leaves_the_rules_answer_as_it_is(
    bench: Bench, own: list[Case]
) -> None:
    """Each such reply to a question that the rules answer, one that they decline and a follow-up."""
    answered, declined = (
        next(c for c in own if c.status == status and not c.history)
        for status in ("answered", "abstain")
    )
    follow_up = next(case for case in own if case.history)
    for name in NO_CHOICES:
        for one in bench.chosen([answered, declined, follow_up], making_no_choice(name)):
            assert one.shown and _same_answer(one), name


def test_what_no_document_holds_is_seen_in_an_answer_of_chosen_lines(
    bench: Bench, own: list[Case]
) -> None:
    """Without this, "nothing was seen" would say nothing."""
    case = next(c for c in own if c.case_id == "kosme-fact-ko-06")
    (right,) = bench.chosen([case], saying(choice([1, 3])))
    names = bench.plain.programmes()
    answer = right.after.answer
    assert not wrong([right], names) and len(answer.citations) == 2
    first, second = answer.citations
    for altered, why in (
        (replace(answer, answer=f"{answer.answer}\n상환 기간은 77년이다. [1]"), "figure"),
        (replace(answer, answer=f"{answer.answer}\n누구나 받는다. [1]"), "line"),
        (replace(answer, answer=answer.answer.replace("[2]", "[7]")), "citation"),
        (replace(answer, citations=(second, first)), "cites as"),
        (replace(answer, citations=(replace(first, quote="누구나 받는다."), second)), "citation"),
        (replace(answer, citations=(replace(first, programme="global-rnd"), second)), "of global"),
        (replace(answer, answer=answer.answer + " " * 600), "length"),
        (replace(answer, status="error"), "status"),
    ):
        stored = {d.document_id: d.text for d in bench.plain.documents()}
        told = judge(case, altered, stored.get)
        found = wrong([replace(right, after=told)], names)
        assert any(f"{case.case_id}: {why}" in fault for fault in found), why
    cut = replace(answer, answer=answer.answer[:40] + " … [1]")
    assert _is_one(_cited_lines(cut)[0], right)


@pytest.mark.proofs
def test_no_choice_of_a_lying_model_says_what_the_documents_do_not(
    bench: Bench,
    own: list[Case],
    proof_table: Callable[[str, str], None],
    progress: Callable[[str], None],
) -> None:
    names = bench.plain.programmes()
    cases = own + [case for file in OTHERS for case in read_cases(CASES / file)]
    ways: dict[str, Callable[[], list[Chosen]]] = {
        name: partial(bench.chosen, cases, how) for name, how in bench.choices.items()
    }
    faults, answers, changed = [], 0, 0
    for name, ask in {**ways, "inverted": partial(inverted, bench, cases)}.items():
        chosen = ask()
        asked = [one for one in chosen if one.shown]
        others = sum(not _same_answer(one) for one in asked)
        found = [f"{name}: {fault}" for fault in wrong(chosen, names)]
        progress(
            f"{name}: {len(asked)} of {len(chosen)} asked, {others} changed, {len(found)} faults"
        )
        faults, answers, changed = faults + found, answers + len(chosen), changed + others
    kept, altered = 0, []
    for at, name in enumerate(NO_CHOICES):
        for one in bench.chosen(cases[at % 6 :: 6], making_no_choice(name)):
            kept += bool(one.shown)
            told = f"{name}: {one.after.case.case_id}: {one.after.answer}"
            altered += [] if _same_answer(one) else [told]
    for line in (*faults, *altered):
        progress(line[:400])
    proof_table(
        "wrong choices of quotes: 0 figures, lines or programmes that are not there; no choice: the"
        " rules' answer",
        f"{answers} answers, {changed} changed by the choice, {len(faults)} faults; {kept} replies"
        f" that are no choice, {len(altered)} answers changed",
    )
    assert (faults, altered) == ([], [])
