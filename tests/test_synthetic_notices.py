"""Made-up notices state what their questions ask for, in one place, and are made anew the same."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from assistant.chunker import chunk_document
from assistant.errors import UsageError
from assistant.figures import figures
from assistant.loaders import load_document
from assistant.programmes import read_records
from assistant.schema import Chunk, Document
from evals.notices.facts import draw_facts
from evals.notices.korean import ended, particle, with_particles
from evals.notices.make import make_notices
from evals.notices.stock import Lang, clauses, drawn, half, most, names, sections
from evals.notices.typos import mistyped
from evals.notices.writer import draw_writer

FICTIONAL = ("시험용 가상 공고", "Fictional notice for testing")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """120 notices and 240 questions, as the command makes them without options."""
    out = tmp_path_factory.mktemp("made")
    make_notices(out)
    return out


@pytest.fixture(scope="module")
def documents(made: Path) -> dict[str, Document]:
    root = made / "notices"
    files = sorted(root.rglob("notice.*"))
    ids = [file.relative_to(root).as_posix() for file in files]
    return {i: load_document(file, i) for i, file in zip(ids, files, strict=True)}


@pytest.fixture(scope="module")
def chunks(documents: dict[str, Document]) -> dict[str, list[Chunk]]:
    # Two characters a token: the packaged model takes about 2.3 of these notices', so a bit more.
    return {i: chunk_document(d, lambda text: len(text) // 2, 256) for i, d in documents.items()}


@pytest.fixture(scope="module")
def questions(made: Path) -> list[dict[str, Any]]:
    return read_questions(made)


def read_questions(made: Path) -> list[dict[str, Any]]:
    lines = (made / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def states(text: str, figure: str) -> bool:
    """Whether `text` gives a figure, a date perhaps without its year, a duration as a number."""
    values = {found.value for found in figures(text)}
    bare = re.sub(r"^P(\d+)[DMYH]$", r"\1", figure)
    return (
        figure in values
        or f"-{figure[4:]}" in values
        or bool(re.search(rf"(?<![\d.,]){re.escape(bare)}(?![\d.,]\d|\d)", text))
    )


def test_there_are_enough_notices_chunks_and_questions_in_both_languages(
    documents: dict[str, Document],
    chunks: dict[str, list[Chunk]],
    questions: list[dict[str, Any]],
) -> None:
    assert len(documents) == 120
    assert Counter(document.language for document in documents.values()) == {"ko": 96, "en": 24}
    assert {document.format for document in documents.values()} == {"markdown", "text", "html"}
    assert sum(map(len, chunks.values())) >= 3000
    asked = [question for question in questions if question["variant_of"] is None]
    assert len(asked) == 240
    pairs = Counter((q["document"].split(".")[-2], q["lang"]) for q in asked)
    assert min(pairs.values()) >= 15 and len(pairs) == 4  # each language asked about in both
    assert len({question["kind"] for question in asked}) >= 20
    assert max(Counter(question["document"] for question in asked).values()) <= 4


def test_every_notice_says_at_once_that_it_is_made_up(documents: dict[str, Document]) -> None:
    for document in documents.values():
        assert any(words in document.text[:300] for words in FICTIONAL), document.document_id


def test_the_evidence_stands_once_in_its_document_and_in_no_other(
    documents: dict[str, Document], questions: list[dict[str, Any]]
) -> None:
    everything = "\n".join(document.text for document in documents.values())
    for question in questions:
        assert question["evidence"] in documents[question["document"]].text, question["id"]
        assert everything.count(question["evidence"]) == 1, question["id"]


def test_one_chunk_holds_the_whole_evidence(
    chunks: dict[str, list[Chunk]], questions: list[dict[str, Any]]
) -> None:
    for question in questions:
        holding = [c for c in chunks[question["document"]] if question["evidence"] in c.text]
        assert len(holding) == 1, question["id"]


def test_the_evidence_gives_the_expected_figures(
    documents: dict[str, Document], questions: list[dict[str, Any]]
) -> None:
    for question in questions:
        assert question["figures"], question["id"]
        for figure in question["figures"]:
            text = question["evidence"]
            unit = re.search(r"지원한도\((백만원|천원)\)", documents[question["document"]].text)
            if unit and figure.startswith("KRW"):  # "85" below a head that says 백만원
                text = re.sub(r"(?<![\d,])([\d,]+)(?= ?[|]|  )", rf"\1{unit[1]}", text)
            assert states(text, figure), (question["id"], figure, text)


def test_most_evidence_does_not_name_its_programme(
    made: Path, questions: list[dict[str, Any]]
) -> None:
    """Else a question that names the programme would find its clause by the name alone."""

    records = {path.parent.name: path.read_text() for path in made.rglob("record.yaml")}
    aliases = {
        folder: re.findall(r'"([^"]+)"', re.search(r"aliases: (.*)", record)[1])  # type: ignore[index]
        for folder, record in records.items()
    }
    asked = [question for question in questions if question["variant_of"] is None]
    named = sum(
        any(n in q["evidence"] for n in aliases[q["document"].split("/")[0]]) for q in asked
    )
    assert 0 < named <= len(asked) * 0.4


def test_each_korean_question_is_asked_again_with_a_slip(questions: list[dict[str, Any]]) -> None:
    by_id = {question["id"]: question for question in questions}
    variants = [question for question in questions if question["variant_of"]]
    korean = {q["id"] for q in questions if q["lang"] == "ko" and q["variant_of"] is None}
    assert {variant["variant_of"] for variant in variants} == korean
    for variant in variants:
        first = by_id[variant["variant_of"]]
        assert variant["question"] != first["question"]
        assert re.findall(r"\d", variant["question"]) == re.findall(r"\d", first["question"])
        same = ("lang", "document", "evidence", "figures", "kind", "naming")
        assert all(variant[key] == first[key] for key in same)


def test_the_same_seed_makes_the_same_files_and_another_seed_others(tmp_path: Path) -> None:
    for folder, seed in (("first", 7), ("again", 7), ("other", 8)):
        make_notices(tmp_path / folder, seed=seed, documents=10, questions=30)

    def files(folder: str) -> dict[str, bytes]:
        root = tmp_path / folder
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in root.rglob("*")
            if path.is_file()
        }

    assert files("first") == files("again")
    assert not set(files("first").values()) & set(files("other").values())


def test_the_splits_share_no_way_of_asking_and_no_names(tmp_path: Path) -> None:
    for lang in ("ko", "en"):
        for clause in clauses(lang).values():
            a, b = half(clause.questions, "a"), half(clause.questions, "b")
            assert a and b and not set(a) & set(b), clause.key
    asked = {}
    for split in ("a", "b"):
        make_notices(tmp_path / split, documents=20, questions=60, split=split)
        asked[split] = read_questions(tmp_path / split)
    regions = {
        split: {q["document"].split("/")[0].split("-")[0] for q in rows}
        for split, rows in asked.items()
    }
    assert regions["a"] and regions["b"] and not regions["a"] & regions["b"]
    evidence = {split: {q["evidence"] for q in rows} for split, rows in asked.items()}
    assert len(evidence["a"] & evidence["b"]) <= 6  # of 60: short rows that come out alike


def test_no_two_programmes_are_named_or_described_alike(made: Path) -> None:
    records = sorted((made / "notices").rglob("record.yaml"))
    found = [
        next(read_records(record, record.parent.name)[0].programme_names()) for record in records
    ]
    for called in (lambda n: n.ko, lambda n: n.en, lambda n: n.aliases[0], lambda n: n.aliases[1]):
        assert len({called(n) for n in found}) == len(found) == 120
    # A description gives region and purpose, and so does the id.
    assert len({n.programme for n in found}) == 120


def test_a_folder_that_has_notices_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    with pytest.raises(UsageError, match="choose another folder"):
        make_notices(tmp_path)


def test_more_than_the_stock_can_tell_apart_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="192 at most"):  # 12 regions of a split x 16 purposes
        make_notices(tmp_path / "notices", documents=193)
    with pytest.raises(UsageError, match="Ask for no more"):
        make_notices(tmp_path / "questions", documents=5, questions=5000)
    assert not (tmp_path / "questions" / "notices").exists()


def entries(lang: Any) -> Iterator[tuple[str, list[str], list[str]]]:
    for clause in clauses(lang).values():
        yield clause.key, clause.wordings, clause.questions


def test_both_languages_can_state_and_ask_every_fact() -> None:
    assert clauses("ko").keys() == clauses("en").keys() >= drawn().keys()
    assert [s.name for s in sections("ko") if s.name != "faq_vat"] == [
        s.name for s in sections("en")
    ]
    for lang in ("ko", "en"):
        for key, wordings, questions in entries(lang):
            assert len(questions) >= 2 and len(set(questions)) == len(questions), key
            assert all("{v}" in wording for wording in wordings), key
            a, b = set(most(wordings, "a")), set(most(wordings, "b"))
            assert key == "deadline" or (a != b and a | b == set(wordings)), key
    for which in ("regions", "industries", "purposes", "criteria", "papers"):
        assert len({name.ko for name in names(which)}) == len(names(which))


@pytest.mark.parametrize(
    ("template", "register", "sentence"),
    [
        ("기업을 제외{do}", 0, "기업을 제외합니다."),
        ("기업을 제외{do}", 1, "기업을 제외함"),
        ("기업을 제외{do}", 2, "기업을 제외한다."),
        ("넘을 수 없{.}", 2, "넘을 수 없다."),
        ("돌려받{.}", 2, "돌려받는다."),
        ("최소 3억원{is}", 2, "최소 3억원이다."),
        ("거두어들이{.}", 2, "거두어들인다."),
        ("정산보고서를 제출{must}", 1, "정산보고서를 제출하여야 함"),
        ("예비 선정: 3개사", 0, "예비 선정: 3개사"),
    ],
)
def test_sentences_end_in_the_writers_register(template: str, register: int, sentence: str) -> None:
    assert ended(template, register) == sentence


@pytest.mark.parametrize(
    ("word", "given", "form"),
    [("A유형", "은(는)", "은"), ("성장트랙", "를", "을"), ("한별도", "(으)로", "로"),
     ("달빛", "(으)로", "으로"), ("포털", "(으)로", "로"), ("회의비(1인당)", "은", "는"), ("30%", "을(를)", "를")],
)  # fmt: skip
def test_particles_follow_the_last_sound(word: str, given: str, form: str) -> None:
    assert particle(word, given) == form
    assert with_particles("{v}" + given + " 봄", {"v": word}) == f"{word}{form} 봄"


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_sum_and_date_reads_back_as_what_was_drawn(lang: Lang) -> None:
    rng = Random(1)
    stated = [fact for _ in range(8) for fact in draw_facts(names("types")[:2], rng)]
    values = {f.value for f in stated if f.value.unit in ("won", "day", "moment", "period")}
    assert len(values) > 100
    writers = {w.money + w.dates: w for w in (draw_writer(lang, "a", rng) for _ in range(200))}
    assert len(writers) == {"ko": 6 * 4, "en": 3 * 3}[lang]
    for writer in writers.values():
        for value in values:
            written = writer.value(value)
            assert all(states(written, figure) for figure in value.figures()), written


def test_slips_are_those_of_the_keyboard() -> None:
    question = "정산보고서는 며칠 안에 내야 하나요?"
    slips = {mistyped(question, Random(seed)) for seed in range(300)}
    assert question not in slips and len(slips) > 100
    assert "정산보고서는며칠안에내야하나요?" in slips  # no spaces
    assert "정산보고서는 며칠 안에 내야 하나요?".replace("안", "아") in slips  # a final lost
    assert "정산보고서는 며칠 안에 내야 하나요?".replace("정산", "산정") in slips  # swapped
