"""The programmes' records: each value stands on quotes, and no figure of a notice is left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from assistant.errors import RecordError
from assistant.figures import figures
from assistant.loaders import load_document
from assistant.programmes import RECORD, Source, faults, look_up, read_records
from assistant.record import Bilingual, Channel, Criterion, Fact, Limits, Record, Sourced

CORPUS = Path(__file__).parents[1] / "corpus"
FOLDERS = sorted(path.parent.name for path in CORPUS.glob(f"*/{RECORD}"))
LANGUAGES = ("ko", "en")
# What the figures of a fact are about; an address is not one of them.
MEASURES = {
    "money", "percent", "multiple", "date", "time", "duration", "age", "count",
}  # fmt: skip
LIMITED = {"founder_age": "age {:g}", "business_years": "duration P{:g}Y"}
CARD = 120  # characters that fit on a card or in a cell of a table
NUMBERING = re.compile(r"^(?:\| |## )?(?:Step )?\d+(?:\. |단계: |: )", re.MULTILINE)
# Figures of the documents that say nothing of a programme, by folder and language.
BESIDE_THE_POINT = {
    ("kosme", "en", "count 3"): "how many programmes workforce.en.pdf presents",
    ("rnd-sharing-center", "en", "count 3"): "the questions that the director asked in his speech",
}


@lru_cache
def sources(folder: Path) -> dict[str, Source]:
    """The documents of a programme's folder by id, each in its first version."""
    return {
        (name := f"{folder.name}/{path.name}"): Source(load_document(path, name), version=1)
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != RECORD
    }


@lru_cache
def records(folder: str) -> tuple[Record, ...]:
    """The records of a folder of the corpus, their quotes looked up."""
    found = read_records(CORPUS / folder / RECORD, folder)
    return tuple(look_up(record, sources(CORPUS / folder)) for record in found)


def measured(text: str) -> set[str]:
    return {f"{f.kind} {f.value}" for f in figures(text) if f.kind in MEASURES}


def words_of(value: Sourced, language: str) -> str:
    return " ".join(quote.text for quote in value.quotes if quote.language == language)


ALL = [record for folder in FOLDERS for record in records(folder)]
VALUES = [
    pytest.param(value, id=f"{record.id}/{name}")
    for record in ALL
    for name, value in record.values()
]
FACTS = [param for param in VALUES if isinstance(param.values[0], Fact)]
CRITERIA = [param for param in VALUES if isinstance(param.values[0], Criterion)]
CHANNELS = [param for param in VALUES if isinstance(param.values[0], Channel)]


@pytest.mark.parametrize("record", ALL, ids=lambda record: record.id)
def test_every_quote_of_a_record_is_in_its_document_and_every_figure_in_its_quotes(
    record: Record,
) -> None:
    assert faults(record) == []
    assert record.sound() == record


@pytest.mark.parametrize("value", VALUES)
def test_a_value_stands_on_a_korean_and_on_an_english_document(value: Sourced) -> None:
    assert {quote.language for quote in value.quotes} == set(LANGUAGES)


@pytest.mark.parametrize("value", VALUES)
def test_what_a_value_says_fits_on_a_card_in_both_languages(value: Sourced) -> None:
    said = [words for _, words in value if isinstance(words, Bilingual)]
    assert said
    for words in said:
        assert len(words.ko) <= CARD and len(words.en) <= CARD
        assert re.search("[가-힣]", words.ko) and not re.search("[가-힣]", words.en)


@pytest.mark.parametrize("fact", FACTS)
def test_the_figures_of_a_fact_are_those_of_its_text_in_each_language(fact: Fact) -> None:
    for language in LANGUAGES:
        assert measured(fact.text[language]) == set(fact.figures)  # type: ignore[index]


@pytest.mark.parametrize("criterion", CRITERIA)
def test_the_limits_of_a_rule_are_in_its_quotes(criterion: Criterion) -> None:
    limits = getattr(criterion.rule, criterion.rule.kind)
    if not isinstance(limits, Limits):
        return
    for limit in limits.model_dump(exclude_none=True).values():
        for language in LANGUAGES:
            wanted = LIMITED[criterion.rule.kind].format(limit)
            assert wanted in measured(words_of(criterion, language))


@pytest.mark.parametrize("channel", CHANNELS)
def test_an_address_is_in_its_quotes(channel: Channel) -> None:
    addresses = [a for a in (channel.url, channel.email, channel.phone) if a]
    assert addresses
    for language in LANGUAGES:
        assert all(a in words_of(channel, language) for a in addresses)


@pytest.mark.parametrize("criterion", CRITERIA)
def test_a_criterion_is_asked_so_that_yes_or_no_answers_it(criterion: Criterion) -> None:
    assert re.search(r"니까\?$", criterion.question.ko)
    assert not re.search("언제|얼마|무엇|몇|어느|어떤", criterion.question.ko)
    assert re.match(r"(Is|Are|Do|Does|Have|Has|Would) .*\?$", criterion.question.en)


def test_a_question_asks_for_one_criterion_and_is_part_of_no_other_question() -> None:
    # Answers are kept by the criterion's id and known by the question that was asked.
    asked = {(c.id, c.question) for param in CRITERIA for c in param.values}
    assert len({criterion for criterion, _ in asked}) == len(asked)
    for criterion, question in asked:
        for other, wider in asked - {(criterion, question)}:
            assert question.ko not in wider.ko and question.en not in wider.en, (criterion, other)


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_figure_of_the_documents_is_left_out_of_the_records(folder: str, language: str) -> None:
    held = {
        f"{figure.kind} {figure.value}"
        for record in records(folder)
        for _, value in record.values()
        for figure in figures(words_of(value, language))
    }
    wanted = {
        f"{figure.kind} {figure.value}"
        for source in sources(CORPUS / folder).values()
        if source.document.language == language
        for figure in figures(NUMBERING.sub("", source.document.text))
        if figure.kind != "count" or float(figure.value) >= 3  # one and two are seldom figures
    }
    assert len(wanted) >= 1
    left_out = wanted - held
    assert left_out == {f for at, lang, f in BESIDE_THE_POINT if (at, lang) == (folder, language)}


def test_the_eight_programmes_have_what_their_notices_give() -> None:
    def parts(record: Record) -> set[str]:
        named = ("criteria", "windows", "steps", "papers", "channels", "contacts", "tracks")
        return {name for name in named if getattr(record, name)}

    assert {record.id: parts(record) for record in ALL} == {
        "global-rnd": {"criteria", "windows", "channels", "tracks"},
        "kosme-foreign-talent": {"criteria", "steps"},
        "kosme-contract-departments": {"criteria"},
        "kosme-savings-deduction": {"criteria"},
        "kosme-young-founders": {"criteria"},
        "research-dispatch": {"criteria", "steps", "papers"},
        "rnd-roundtable": set(),
        "rnd-sharing-center": {"criteria", "windows", "channels", "contacts"},
    }
    assert [record.id for record in ALL if not record.applies] == ["rnd-roundtable"]


def test_global_rnd_has_its_four_tracks_each_with_a_condition_of_its_own() -> None:
    (record,) = records("global-rnd")
    rules = {track.id: [c.rule.kind for c in track.criteria] for track in record.tracks}
    assert rules == {
        "mit-ilp": ["stated"],
        "partner-proposals": ["stated"],
        "own-partner": ["has"],
        "eco-bridge": ["industry"],
    }
    assert [c.rule.kind for c in record.criteria] == ["country", "size"]


def test_global_rnd_has_its_two_rounds_with_no_date_that_the_notice_leaves_out() -> None:
    (record,) = records("global-rnd")
    first, second = record.windows
    assert (first.opens, first.closes, first.year, first.tracks) == ("--04-06", "--04-24", 2026, ())
    assert (second.opens, second.closes, second.year) == ("--04", None, 2026)
    assert second.tracks == ("eco-bridge",)  # general open collaboration is no track by that name


def test_the_workshop_has_a_day_to_register_by_but_neither_month_nor_year() -> None:
    (record,) = records("rnd-sharing-center")
    (window,) = record.windows
    assert (window.opens, window.closes, window.year) == (None, "---17", None)


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("프라운호퍼", "Fraunhofer"),
        ("슈타인바이스", "Steinbeis"),
        ("TNO", "TNO"),
        ("CSEM", "CSEM"),
        ("토론토대", "University of Toronto"),
        ("퍼듀대", "Purdue"),
        ("조지아텍", "Georgia Tech"),
        ("존스홉킨스대", "Johns Hopkins"),
        ("매스 제너럴 브리검", "Mass General Brigham"),
    ],
)
def test_the_partner_list_names_every_institution(ko: str, en: str) -> None:
    (record,) = records("global-rnd")
    (partners,) = [fact for fact in record.facts if fact.id == "partners"]
    assert ko in partners.text.ko and ko in words_of(partners, "ko")
    assert en in partners.text.en and en in words_of(partners, "en")


def test_the_dispatch_runs_from_the_agreement_to_what_follows_it() -> None:
    (record,) = records("research-dispatch")
    assert len(record.steps) == 12
    assert "협약" in record.steps[0].what.ko and "사후관리" in record.steps[-1].what.ko
    unsaid = [n for n, step in enumerate(record.steps, 1) if step.who is None]
    assert unsaid == [2, 4, 5, 6]  # the guide does not say who invites, reviews, selects, recruits
    assert [paper.name.en for paper in record.papers] == [
        "Application form",
        "Company overview",
        "Business plan",
    ]


NOTICE = {
    "notice.ko.md": "# 수출 사업 안내\n\n선정 기업은 최대 3억 원을 받습니다.\n\n중소기업이 대상입니다.\n",
    "notice.en.md": "# Export Program\n\nA company gets up to KRW 300\nmillion.\n\nIt is for SMEs.\n",
}
WRITTEN = """
programmes:
  - id: export
    names: {ko: 수출 사업, en: Export Program}
    facts:
      - id: ceiling
        topic: amount
        label: {ko: 한도, en: Ceiling}
        text: {ko: 최대 3억 원, en: Up to KRW 300 million}
        figures: [money KRW 300000000]
        quotes:
          notice.ko.md: 선정 기업은 최대 3억 원을 받습니다.
          notice.en.md: [A company gets up to KRW 300 million., It is for SMEs.]
    criteria:
      - id: sme
        label: {ko: 중소기업, en: An SME}
        rule: {size: [small]}
        question: {ko: "중소기업입니까?", en: "Is it an SME?"}
        quotes: {notice.ko.md: 중소기업이 대상입니다.}
    windows:
      - round: first
        name: {ko: 1차, en: First}
        text: {ko: 언제나, en: Always}
        tracks: [europe]
        quotes: {notice.ko.md: 중소기업이 대상입니다.}
    tracks:
      - id: europe
        names: {ko: 유럽 트랙, en: Europe track}
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, str], Record]:
    """Reads the record above, with a part of it replaced, and looks its quotes up."""
    folder = tmp_path / "export"
    folder.mkdir()
    for name, text in NOTICE.items():
        (folder / name).write_text(text, encoding="utf-8")

    def read(old: str = "", new: str = "") -> Record:
        assert old in WRITTEN
        (folder / RECORD).write_text(WRITTEN.replace(old, new, 1), encoding="utf-8")
        (record,) = read_records(folder / RECORD, folder.name)
        return look_up(record, sources(folder))

    return read


def test_a_quote_over_two_lines_is_found_and_kept_as_it_stands(
    read: Callable[..., Record],
) -> None:
    record = read()
    assert faults(record) == []
    quote = record.facts[0].quotes[1]
    assert (quote.document, quote.language, quote.version) == ("export/notice.en.md", "en", 1)
    assert quote.text == "A company gets up to KRW 300\nmillion."
    # "# Export Program" and the two line ends after it: 16 + 2
    assert quote.start == 18


def test_a_quote_of_the_corpus_is_kept_with_the_line_ends_of_its_pdf() -> None:
    broken = [
        quote
        for folder in FOLDERS
        for record in records(folder)
        for _, value in record.values()
        for quote in value.quotes
        if quote.document.endswith(".pdf") and "\n" in quote.text
    ]
    assert len(broken) > 10
    for quote in broken:
        text = sources(CORPUS / quote.document.split("/")[0])[quote.document].document.text
        assert quote.start is not None and text.startswith(quote.text, quote.start)


def test_a_quote_that_its_document_has_not_is_named_and_its_value_not_used(
    read: Callable[..., Record],
) -> None:
    record = read("최대 3억 원을 받습니다", "최대 3억 원을 받았습니다")
    assert faults(record) == [
        "facts/ceiling: “선정 기업은 최대 3억 원을 받았습니다.” is not in export/notice.ko.md"
    ]
    assert record.sound().facts == ()
    assert record.sound().criteria == record.criteria


def test_a_quote_from_a_document_that_is_not_there_is_named(read: Callable[..., Record]) -> None:
    record = read("notice.en.md: [A", "guide.en.md: [A")
    assert [fault.split(" is not in ")[1] for fault in faults(record)] == ["export/guide.en.md"] * 2


def test_a_figure_that_the_quotes_of_one_language_have_not_is_named(
    read: Callable[..., Record],
) -> None:
    record = read("figures: [money KRW 300000000]", "figures: [money KRW 400000000]")
    assert faults(record) == ["facts/ceiling: money KRW 400000000 is not in its quotes"]
    assert not record.facts[0].sound
    # The English quote has no amount any more; the Korean one has.
    record = read("A company gets up to KRW 300 million., ", "")
    assert faults(record) == ["facts/ceiling: money KRW 300000000 is not in its quotes"]


def test_a_date_that_its_quotes_have_not_is_named(read: Callable[..., Record]) -> None:
    record = read("tracks: [europe]", "closes: --04-24")
    assert faults(record) == ["windows/first: date --04-24 is not in its quotes"]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("topic: amount", "topic: amount\n        kind: money", "facts.0.kind"),
        ("topic: amount", "topic: money", "facts.0.topic"),
        ("rule: {size: [small]}", "rule: {size: [small], country: KR}", "rule has just one key"),
        ("rule: {size: [small]}", "rule: {}", "rule has just one key"),
        ("rule: {size: [small]}", "rule: {employees: {}}", "needs at_least, above, at_most or"),
        ("tracks: [europe]", "tracks: [asia]", "window first of export has no track {'asia'}"),
        ("tracks: [europe]", "closes: April 24", "windows.0.closes"),
        ("quotes: {notice.ko.md: 중소기업이 대상입니다.}", "quotes: {}", "criteria.0.quotes"),
        ("        label: {ko: 중소기업, en: An SME}\n", "", "criteria.0.label"),
    ],
    ids=[
        "a key that there is not",
        "a topic that there is not",
        "two rules in one criterion",
        "a rule without a key",
        "a limit without a number",
        "a window of an unknown track",
        "a date in words",
        "a value without a quote",
        "a criterion without a label",
    ],
)
def test_what_is_no_record_is_refused_by_name(
    read: Callable[..., Record], old: str, new: str, named: str
) -> None:
    with pytest.raises(RecordError) as refused:
        read(old, new)
    assert str(refused.value).startswith("export/record.yaml is not a programme record (")
    assert named in str(refused.value)


def test_two_facts_of_one_id_are_refused(read: Callable[..., Record]) -> None:
    again = "    tracks:\n      - id: europe\n        facts:\n          - {id: ceiling, topic: place, label: {ko: 가, en: a}, text: {ko: 가, en: a}, quotes: {notice.ko.md: 대상}}"
    with pytest.raises(RecordError, match="two facts of one id: ceiling"):
        read("    tracks:\n      - id: europe", again)
