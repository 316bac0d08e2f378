"""The promise that every quote is verbatim: what does not resolve is dropped."""

from __future__ import annotations

from assistant.citations import marks, resolved
from assistant.schema import Answer, Citation, Document

TEXT = "# 공고\n\n지원금은 최대 15억 원입니다.\n\n신청은 4월 24일까지입니다.\n"
NOTICE = Document("p/notice.md", "공고", "ko", "markdown", TEXT, "0" * 64, "p")
DOCUMENTS = {NOTICE.document_id: NOTICE}
AMOUNT, DEADLINE = "지원금은 최대 15억 원입니다.", "신청은 4월 24일까지입니다."


def cite(n: int, quote: str, document: str = NOTICE.document_id) -> Citation:
    return Citation(n, document, "p", "공고", "공고", None, quote)


def answered(text: str, *citations: Citation) -> Answer:
    return Answer("answered", text, "ko", citations)


def test_an_answer_that_resolves_is_left_as_it_is() -> None:
    answer = answered(f"{AMOUNT} [1]\n{DEADLINE} [2]", cite(1, AMOUNT), cite(2, DEADLINE))
    assert resolved(answer, DOCUMENTS) is answer


def test_a_citation_of_a_document_that_was_not_given_is_dropped_with_its_line() -> None:
    answer = answered(
        f"{AMOUNT} [1]\n{DEADLINE} [2]", cite(1, AMOUNT, "p/forged.md"), cite(2, DEADLINE)
    )
    checked = resolved(answer, DOCUMENTS)
    assert checked.answer == f"{DEADLINE} [2]"
    assert [c.n for c in checked.citations] == [2]


def test_a_quote_altered_by_one_character_is_dropped_with_its_line() -> None:
    for altered in (
        AMOUNT.replace("15", "16"),
        AMOUNT.replace(" ", "\u00a0", 1),
        AMOUNT.removesuffix(".") + "!",
        AMOUNT + " ",
    ):
        checked = resolved(answered(f"{altered} [1]", cite(1, altered)), DOCUMENTS)
        assert (checked.answer, checked.citations) == ("", ())


def test_an_empty_quote_stands_for_nothing() -> None:
    for empty in ("", " ", "\n"):
        assert resolved(answered("사실이다. [1]", cite(1, empty)), DOCUMENTS).citations == ()


def test_a_mark_without_a_citation_is_removed_from_a_line_that_has_another() -> None:
    checked = resolved(answered(f"{AMOUNT} [1] [7]", cite(1, AMOUNT)), DOCUMENTS)
    assert checked.answer == f"{AMOUNT} [1]"


def test_a_line_whose_only_mark_has_no_citation_is_removed() -> None:
    checked = resolved(answered(f"{AMOUNT} [1]\n지어낸 말이다. [7]", cite(1, AMOUNT)), DOCUMENTS)
    assert checked.answer == f"{AMOUNT} [1]"


def test_a_line_that_states_no_fact_needs_no_mark() -> None:
    text = f"문서에 적힌 수치는 질문과 다릅니다.\n{AMOUNT} [1]\n지어낸 말이다. [7]"
    checked = resolved(answered(text, cite(1, AMOUNT)), DOCUMENTS)
    assert checked.answer == f"문서에 적힌 수치는 질문과 다릅니다.\n{AMOUNT} [1]"


def test_a_citation_that_no_mark_points_to_is_dropped() -> None:
    checked = resolved(answered(f"{AMOUNT} [1]", cite(1, AMOUNT), cite(2, DEADLINE)), DOCUMENTS)
    assert [c.n for c in checked.citations] == [1]


def test_marks_are_read_from_a_text() -> None:
    assert marks("가 [1] 나[2], 다 [12]. [x] [ 3 ]") == {1, 2, 12}
