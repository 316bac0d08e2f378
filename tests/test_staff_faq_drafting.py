"""Drafts of FAQs: from the assistant's answers and the records, with what is missing by name."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import IngestedCorpus
from programme_shelf import BY_ID, DOCUMENTS, EN, KO, RECORDS

from assistant.build import build_assistant
from assistant.phrases import phrase
from assistant.schema import Answer, Citation, Language
from assistant.staff.faq import FaqContent
from assistant.staff.faq_checks import blocking, problems
from assistant.staff.faq_drafting import Ask, draft, questions_of

CASES = Path(__file__).parent.parent / "evals" / "cases" / "programmes.jsonl"
TEXTS = {key: document.text for key, document in DOCUMENTS.items()}
CEILING_KO, CEILING_EN = (
    "지원 금액은 최대 3천만 원입니다.",
    "A company receives up to KRW 30 million.",
)
EXPORT_KO = "수출 첫걸음 사업은 얼마를 지원하나요?"


def quoting(document: str, *quotes: str, status: str = "answered") -> Answer:
    """The assistant's answer in these words of a document."""
    citations = tuple(
        Citation(n, document, "export", DOCUMENTS[document].title, "", None, quote)
        for n, quote in enumerate(quotes, 1)
    )
    text = "\n".join(f"{quote} [{n}]" for n, quote in enumerate(quotes, 1))
    return Answer(status, text, DOCUMENTS[document].language, citations)  # type: ignore[arg-type]


def declining(
    language: Language, status: str = "no_source", passages: tuple[str, ...] = ()
) -> Answer:
    return Answer(status, phrase(status, language, what="x"), language, (), passages)  # type: ignore[arg-type]


def told(**answers: Answer) -> Ask:
    """ko: what is answered to a Korean question; en: to an English one."""
    return lambda question: answers["ko" if re.search("[가-힣]", question) else "en"]


def drafted(question: str, ask: Ask, other: str | None = None, origin: str = "list") -> FaqContent:
    return draft(question, ask, RECORDS, DOCUMENTS, other, origin)


def test_the_answer_is_the_assistants_own_with_its_quotes() -> None:
    content = drafted(EXPORT_KO, told(ko=quoting(KO, CEILING_KO)), origin="gap")
    assert content.ko is not None
    assert (content.ko.question, content.ko.answer) == (EXPORT_KO, f"{CEILING_KO} [1]")
    assert [c.quote for c in content.ko.citations] == [CEILING_KO]
    assert (content.programme, content.origin) == ("export", "gap")


def test_the_other_language_is_the_record_values_that_the_quotes_are_of() -> None:
    content = drafted(EXPORT_KO, told(ko=quoting(KO, CEILING_KO)))
    assert content.en is not None
    assert content.en.answer == "Amount: Up to KRW 30 million [1]"
    assert [(c.document, c.quote) for c in content.en.citations] == [(EN, CEILING_EN)]
    assert content.en.question == "What is the amount of First Export Program?"
    assert [one.split(":")[0] for one in content.missing] == ["영어 질문 문구"]
    assert problems(content, TEXTS) == []


def test_a_question_given_in_both_languages_is_asked_in_both() -> None:
    ask = told(ko=quoting(KO, CEILING_KO), en=quoting(EN, CEILING_EN))
    content = drafted(EXPORT_KO, ask, other="How much does the First Export Program give?")
    assert content.en is not None and content.en.answer == f"{CEILING_EN} [1]"
    assert content.en.question == "How much does the First Export Program give?"
    assert content.missing == ()


def test_an_english_question_is_drafted_in_korean_too() -> None:
    content = drafted("How much does First Export give?", told(en=quoting(EN, CEILING_EN)))
    assert content.ko is not None and content.ko.answer == "지원 금액: 최대 3천만 원 [1]"
    assert content.missing[0].startswith("The question's wording in Korean")


def test_a_question_that_only_the_other_language_answers_keeps_its_own_wording() -> None:
    ask = told(ko=declining("ko"), en=quoting(EN, CEILING_EN))
    content = drafted(EXPORT_KO, ask, other="How much does the First Export Program give?")
    assert content.ko is not None
    assert (content.ko.question, content.ko.answer) == (EXPORT_KO, "지원 금액: 최대 3천만 원 [1]")


def test_a_value_without_a_quote_in_the_other_language_is_missing_there() -> None:
    content = drafted(
        "문의는 어디로 하나요?", told(ko=quoting(KO, "문의는 042-000-0000으로 합니다."))
    )
    assert content.en is None
    assert [one.split(":")[0] for one in content.missing] == ["영어 근거"]


def test_words_that_are_of_no_value_are_missing_in_the_other_language() -> None:
    content = drafted("공고일은 언제인가요?", told(ko=quoting(KO, "공고일: 2026. 3. 2.")))
    assert content.ko is not None and content.en is None
    assert [one.split(":")[0] for one in content.missing] == ["영어 근거"]


def test_one_condition_of_several_is_not_told_as_who_may_apply() -> None:
    # two criteria, one of each kind: "tax" is all of the exclusions, "sme" all of the conditions
    content = drafted(
        "체납 기업도 되나요?", told(ko=quoting(KO, "국세를 체납한 기업은 제외합니다."))
    )
    assert content.en is not None
    assert content.en.question == "Who is excluded from First Export Program?"
    sme, tax = BY_ID["export"].criteria
    second = tax.model_copy(update={"rule": sme.rule})  # now one of two conditions
    records = [BY_ID["export"].model_copy(update={"criteria": (sme, second)})]
    ask = told(ko=quoting(KO, "지원 대상은 중소기업입니다."))
    assert draft("누가 신청하나요?", ask, records, DOCUMENTS).en is None
    both = told(ko=quoting(KO, "지원 대상은 중소기업입니다.", "국세를 체납한 기업은 제외합니다."))
    whole = draft("누가 신청하나요?", both, records, DOCUMENTS).en
    assert whole is not None and whole.question == "Who can apply to First Export Program?"


def test_a_figure_that_the_quotes_do_not_bear_out_is_not_told() -> None:
    record = BY_ID["export"]
    (fact,) = record.facts
    wrong = fact.model_copy(
        update={"text": fact.text.model_copy(update={"en": "Up to KRW 40 million"})}
    )
    records = [record.model_copy(update={"facts": (wrong,)})]
    content = draft(EXPORT_KO, told(ko=quoting(KO, CEILING_KO)), records, DOCUMENTS)
    assert content.en is not None
    assert content.en.answer == f"{CEILING_EN} [1]"  # its own words in place of the value


def test_a_part_that_the_documents_do_not_say_is_told_beside_the_draft_and_not_in_it() -> None:
    answer = quoting(KO, CEILING_KO, status="partial")
    said = phrase("part_missing", "ko", what="2027년 지원 금액은?")
    content = drafted(EXPORT_KO, told(ko=replace(answer, answer=f"{answer.answer}\n{said}")))
    assert content.ko is not None and content.ko.answer == f"{CEILING_KO} [1]"
    assert any("2027년 지원 금액은?" in one for one in content.missing)


@pytest.mark.parametrize(
    ("status", "name"),
    [("no_source", "물은 내용"), ("off_topic", "물은 내용"), ("needs_detail", "사업 이름")],
)
def test_a_question_that_is_declined_has_no_answer_and_what_is_nearest(
    status: str, name: str
) -> None:
    reply = declining("ko", status, (f"{KO}#0-0",))
    content = drafted("지원 금액은 언제 입금되나요?", told(ko=reply))
    assert content.ko is not None and content.en is None
    assert content.ko.answer == "" and content.programme is None
    assert CEILING_KO in content.ko.citations[0].quote
    assert all(c.quote in TEXTS[c.document] for c in content.ko.citations)
    assert [one.split(":")[0] for one in content.missing] == [name]
    assert [p.kind for p in blocking(problems(content, TEXTS))] == ["no_answer"]


def test_a_verdict_on_the_one_who_asks_is_no_answer_for_all() -> None:
    verdict = quoting(KO, "지원 대상은 중소기업입니다.")
    said = f"수출 첫걸음 사업: {phrase('overall_unknown', 'ko')}\n{verdict.answer}"
    content = drafted("저희도 되나요?", told(ko=replace(verdict, answer=said)))
    assert content.ko is not None and content.ko.answer == ""
    assert [one.split(":")[0] for one in content.missing] == ["묻는 기업"]


def test_a_question_that_a_published_faq_answers_says_so() -> None:
    answer = replace(quoting(KO, CEILING_KO), faq=7)
    assert any("7번" in one for one in drafted(EXPORT_KO, told(ko=answer)).missing)


def test_an_answer_of_today_is_drafted_and_the_checks_name_it() -> None:
    window = "신청 기간은 2026. 4. 6.부터 2026. 4. 24.까지입니다."
    answer = replace(quoting(KO, window), answer=f"{phrase('now_open', 'ko')} {window} [1]")
    content = drafted("수출 첫걸음 지금 신청되나요?", told(ko=answer))
    assert [p.kind for p in problems(content, TEXTS) if p.language == "ko"] == ["depends_on_today"]


def test_a_notice_is_asked_for_each_kind_of_value_that_it_has_and_for_no_other() -> None:
    asked = {one.kind: one for one in questions_of(BY_ID["export"], "ko")}
    assert set(asked) == {
        *("amount", "criteria", "exclusions", "windows", "papers", "channels", "contacts"),
        *("steps", "tracks"),
    }
    assert asked["amount"].question == "수출 첫걸음 사업에서 지원 금액은 얼마인가요?"
    assert asked["exclusions"].other == "Who is excluded from First Export Program?"
    assert all("수출 첫걸음 사업" in one.question for one in asked.values())
    assert all("First Export Program" in one.other for one in asked.values())
    english = {one.kind: one for one in questions_of(BY_ID["export"], "en")}
    assert english["papers"].question == asked["papers"].other
    assert [one.kind for one in questions_of(BY_ID["savings"], "ko")] == ["rate", "criteria"]
    assert questions_of(BY_ID["policy"], "ko") == []


def test_what_a_record_holds_is_not_answered_beside_the_point() -> None:
    (asked,) = (q for q in questions_of(BY_ID["export"], "ko") if q.kind == "amount")
    beside = told(ko=quoting(KO, "지원 대상은 중소기업입니다."), en=declining("en"))
    content = drafted(asked.question, beside, asked.other, "notice")
    assert content.ko is not None and content.ko.answer == "지원 금액: 최대 3천만 원 [1]"
    assert content.en is not None and content.en.answer == "Amount: Up to KRW 30 million [1]"
    assert content.missing == () and problems(content, TEXTS) == []


def test_a_condition_that_keeps_out_is_told_as_one() -> None:
    (asked,) = (q for q in questions_of(BY_ID["export"], "ko") if q.kind == "exclusions")
    content = drafted(asked.question, told(ko=declining("ko"), en=declining("en")), asked.other)
    assert content.en is not None and "Owing national tax" in content.en.answer
    assert problems(content, TEXTS) == []


def _share(
    corpus: IngestedCorpus, of_each: int, seed: int = 7
) -> tuple[int, int, int, list[tuple[str, str]]]:
    """(drafts, those that pass their case, figures that no quote holds, what the checks raise)."""
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["status"] == "answered" and not row["history"]]
    rng = random.Random(seed)
    chosen = [
        row
        for language in ("ko", "en")
        for row in rng.sample([r for r in rows if r["lang"] == language], of_each)
    ]
    assistant = build_assistant(corpus.data_dir)
    documents = {document.document_id: document for document in assistant.documents()}
    texts = {key: document.text for key, document in documents.items()}
    passed, unquoted, raised = 0, 0, []
    for row in chosen:
        content = draft(row["question"], assistant.reply, assistant.records(), documents)
        own = getattr(content, row["lang"])
        limit = 1200 if row["kind"] in ("list", "procedure", "comparison") else 600
        passed += (
            own is not None
            and all(re.search(p, own.answer, re.IGNORECASE) for p in row["all"])
            and not any(re.search(p, own.answer, re.IGNORECASE) for p in row["none"])
            and 0 < len(own.answer) <= limit
        )
        found = problems(content, texts)
        unquoted += sum(problem.kind == "figure_not_quoted" for problem in found)
        raised += [(row["id"], problem.kind) for problem in found]
    return len(chosen), passed, unquoted, raised


def test_drafts_of_the_corpus_are_right_as_they_are_and_their_figures_quoted(
    ingested_corpus: IngestedCorpus,
) -> None:
    drafts, passed, unquoted, raised = _share(ingested_corpus, 6)
    assert unquoted == 0
    assert passed >= 0.9 * drafts
    assert not {kind for _, kind in raised} & {"citation_broken", "condition_dropped"}


@pytest.mark.proofs
def test_fifty_drafts_meet_the_bars_of_the_desk(
    ingested_corpus: IngestedCorpus, proof_table: Callable[[str, str], None]
) -> None:
    drafts, passed, unquoted, raised = _share(ingested_corpus, 25)
    kinds = {kind: len({i for i, k in raised if k == kind}) for _, kind in raised}
    proof_table(
        "50 FAQ drafts: every figure in a quote, 90 % right unchanged",
        f"{passed} of {drafts} right, {unquoted} figures unquoted, drafts with a warning: {kinds}",
    )
    assert (drafts, unquoted) == (50, 0)
    assert passed >= 45
