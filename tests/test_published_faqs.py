"""A published FAQ is the answer where the question is its own, and nowhere else. With the real model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from test_answerer import KOREAN

from assistant.build import build_assistant, build_embedder
from assistant.chat import Assistant
from assistant.ingestion import ingest
from assistant.schema import Citation
from assistant.staff.faq import Faq, FaqContent, FaqText
from assistant.staff.faqs import Faqs
from assistant.staff.store import Store

NOTICE = "export/notice.md"
QUESTION = "수출 첫걸음 지원사업은 한 기업에 최대 얼마를 지원하나요?"
QUOTE = "기업당 최대 3억 2천만 원을 2년 동안 지원한다."
ANSWER = "한 기업이 2년 동안 최대 3억 2천만 원을 받습니다 [1]."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notices")
    write(folder, KOREAN)
    return folder


@pytest.fixture(scope="module")
def data(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("library")
    ingest([folder], data, build_embedder())
    return data


@pytest.fixture(scope="module")
def assistant(data: Path) -> Assistant:
    return build_assistant(data)


@pytest.fixture
def faqs(data: Path) -> Faqs:
    for path in data.glob("desk.sqlite*"):
        path.unlink()
    return Faqs(Store(data), second_person=True)


def write(folder: Path, text: str) -> None:
    path = folder / NOTICE
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def published(faqs: Faqs, assistant: Assistant, text: FaqText | None = None) -> Faq:
    notice = assistant.document(NOTICE)
    citation = Citation(1, NOTICE, "export", notice.title, "지원 내용", None, QUOTE)
    text = text or FaqText(QUESTION, ANSWER, (citation,))
    faq = faqs.create(FaqContent("export", ko=text), "author", {NOTICE: notice.text})
    faqs.submit(faq.faq_id, "author")
    faqs.approve(faq.faq_id, "reviewer")
    return faqs.publish(faq.faq_id, "reviewer")


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "수출 첫걸음 지원사업은 한 기업에 최대 얼마를 지원하나요",
        "수출 첫걸음 지원사업은 기업 하나에 최대 얼마까지 지원하나요?",
    ],
)
def test_its_own_question_in_close_words_is_answered_by_it(
    faqs: Faqs, assistant: Assistant, question: str
) -> None:
    faq = published(faqs, assistant)
    answer = assistant.reply(question)
    assert (answer.faq, answer.answer, answer.status) == (faq.faq_id, ANSWER, "answered")
    assert [citation.quote for citation in answer.citations] == [QUOTE]


@pytest.mark.parametrize(
    "question",
    [
        "수출 첫걸음 지원사업은 한 기업에 최소 몇 년을 지원하나요?",  # another kind of answer
        "수출 첫걸음 지원사업 2차에는 한 기업에 최대 얼마를 지원하나요?",  # another round
        "수출 첫걸음 지원사업은 한 기업에 3억 원까지 지원하나요?",  # a figure of its own
        "수출 첫걸음 지원사업의 신청 기간은 언제인가요?",
        "How much does the first export programme pay a company at most?",  # it has no English
        "저희 회사가 수출 첫걸음 지원사업에 신청할 수 있나요?",  # about a company
    ],
)
def test_another_question_is_not(faqs: Faqs, assistant: Assistant, question: str) -> None:
    published(faqs, assistant)
    assert assistant.reply(question).faq is None


def test_it_is_answered_in_its_other_wordings_too(faqs: Faqs, assistant: Assistant) -> None:
    other = "첫걸음 사업 지원금 한도 좀 알려주세요"
    assert published(faqs, assistant) and assistant.reply(other).faq is None
    text = faqs.every()[0].content.ko
    assert text is not None
    faq = published(faqs, assistant, replace(text, wordings=(other,)))
    assert assistant.reply(other).faq == faq.faq_id


def test_only_from_its_publication_until_it_is_withdrawn(faqs: Faqs, assistant: Assistant) -> None:
    assert assistant.reply(QUESTION).faq is None
    faq = published(faqs, assistant)
    assert assistant.reply(QUESTION).faq == faq.faq_id
    faqs.withdraw(faq.faq_id, "reviewer")
    assert assistant.reply(QUESTION).faq is None


def test_not_once_its_clause_reads_otherwise(
    faqs: Faqs, assistant: Assistant, data: Path, folder: Path
) -> None:
    """3억 2천만 -> 3억: from the ingest on, the answer is the notice's and the FAQ is suspect."""
    faq = published(faqs, assistant)
    try:
        write(folder, KOREAN.replace("3억 2천만 원", "3억 원"))
        ingest([folder], data, build_embedder())
        answer = assistant.reply(QUESTION)
        assert answer.faq is None and "3억 원" in answer.answer
        assert faqs.one(faq.faq_id).state == "suspect"
    finally:
        write(folder, KOREAN)
        ingest([folder], data, build_embedder())


def test_not_where_its_quote_is_not_in_what_is_answered_from(
    faqs: Faqs, assistant: Assistant
) -> None:
    """Whatever the desk's file says: here it was told of a text that was never ingested."""
    notice = assistant.document(NOTICE)
    quote = "기업당 최대 9억 원을 지원한다."
    citation = Citation(1, NOTICE, "export", notice.title, "지원 내용", None, quote)
    text = FaqText(QUESTION, "최대 9억 원을 받습니다 [1].", (citation,))
    faq = faqs.create(FaqContent("export", ko=text), "author", {NOTICE: notice.text + quote})
    faqs.submit(faq.faq_id, "author")
    faqs.approve(faq.faq_id, "reviewer")
    faqs.publish(faq.faq_id, "reviewer")
    assert [served.faq_id for served in faqs.served()] == [faq.faq_id]
    assert assistant.reply(QUESTION).faq is None
