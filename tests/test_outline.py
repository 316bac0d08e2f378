"""The structure of a stored text: Markdown, Korean articles and boxes, scraped and wrapped lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.outline import blocks, heading_text


def outline(text: str) -> list[str]:
    """Each block as "kind: its text"; headings with their level."""
    return [
        f"{b.kind}{b.level or ''}: {' '.join(text[b.start : b.end].split())}" for b in blocks(text)
    ]


def test_markdown_is_read_into_its_blocks() -> None:
    text = "# 공고\n\n본문이다.\n\n## 지원 내용\n\n- 하나\n- 둘\n\n1. 첫째\n2. 둘째\n"
    assert outline(text) == [
        "heading1: # 공고",
        "paragraph: 본문이다.",
        "heading2: ## 지원 내용",
        "item: - 하나",
        "item: - 둘",
        "item: 1. 첫째",
        "item: 2. 둘째",
    ]


def test_a_table_is_rows_and_the_rule_under_its_header() -> None:
    text = "| 구분 | 금액 |\n| --- | :--: |\n| 1차 | 3억 원 |\n\n표 뒤의 문단이다."
    assert [b.kind for b in blocks(text)] == ["row", "rule", "row", "paragraph"]


def test_chapters_and_articles_are_headings_by_their_rank() -> None:
    text = "제1장 총칙\n제2조(정의)\n① 용어는 다음과 같다.\n제3조의2 (특례)\n제1절 신청"
    assert outline(text) == [
        "heading1: 제1장 총칙",
        "heading3: 제2조(정의)",
        "item: ① 용어는 다음과 같다.",
        "heading3: 제3조의2 (특례)",
        "heading2: 제1절 신청",
    ]


def test_an_article_named_inside_a_sentence_is_no_heading() -> None:
    assert outline("제3조에 따라 지원합니다.") == ["paragraph: 제3조에 따라 지원합니다."]


def test_an_article_that_states_its_rule_on_its_own_line_is_not_only_a_heading() -> None:
    text = "제5조(신청기간) 신청기간은 4월 6일부터 4월 24일까지로 한다."
    assert [b.kind for b in blocks(text)] != ["heading"]


def test_boxes_are_headings_when_short_and_circles_are_items() -> None:
    long = "□ 지원 대상은 공고일 현재 정상 가동 중인 중소기업으로서 요건을 모두 갖춘 기업입니다."
    text = f"□ 지원대상\nㅇ 중소기업\n- 세부 항목\n※ 유의사항\n{long}"
    assert outline(text) == [
        "heading2: □ 지원대상",
        "item: ㅇ 중소기업",
        "item: - 세부 항목",
        "item: ※ 유의사항",
        f"item: {long}",
    ]


@pytest.mark.parametrize(
    "mark", ["-", "*", "•", "○", "◦", "ㅇ", "●", "※", "▶", "①", "가.", "1.", "1)", "(1)", "(a)"]
)
def test_each_list_mark_begins_an_item(mark: str) -> None:
    assert [b.kind for b in blocks(f"{mark} 사업계획서\n{mark} 재무제표")] == ["item", "item"]


@pytest.mark.parametrize("line", ["2026. 4. 6. 공고합니다.", "3.5 billion won is given.", "-5도"])
def test_a_number_that_goes_on_is_no_list_mark(line: str) -> None:
    assert [b.kind for b in blocks(line)] == ["paragraph"]


def test_a_title_on_a_line_of_its_own_is_a_heading() -> None:
    assert [b.kind for b in blocks("Application Guide\n\nCompanies may apply.")] == [
        "heading",
        "paragraph",
    ]
    assert [b.kind for b in blocks("신청 기간 안내\n\n4월 6일부터 받습니다.")] == [
        "heading",
        "paragraph",
    ]


@pytest.mark.parametrize(
    "value", ["4월 6일부터 4월 24일까지", "기업당 최대 3억 원", "Up to 3 years"]
)
def test_a_value_on_a_line_of_its_own_is_no_heading(value: str) -> None:
    assert [b.kind for b in blocks(f"# 공고\n\n{value}\n")] == ["heading", "paragraph"]


@pytest.mark.parametrize("title", ["Ⅰ. 사업 개요", "□ 기술 수요", "□ 협의 모임"])
def test_a_noun_that_ends_like_a_verb_is_still_a_title(title: str) -> None:
    assert [b.kind for b in blocks(f"{title}\n\n본문이다.")] == ["heading", "paragraph"]


def test_lines_broken_by_the_page_width_are_one_block() -> None:
    text = (
        "The Ministry of SMEs and Startups announced on Monday that it will\n"
        "support small companies with up to 300 million won a year for three\n"
        "years.\n"
        "Contact us\n"
    )
    assert [text[b.start : b.end].count("\n") for b in blocks(text)] == [2, 0]


def test_an_item_goes_on_in_the_line_that_the_width_broke_off() -> None:
    text = "- 공고일 현재 해외 연구기관과 공동연구 협약을 맺었거나 맺을 예정인\n  중소기업\n- 둘째 요건"
    assert outline(text) == [
        "item: - 공고일 현재 해외 연구기관과 공동연구 협약을 맺었거나 맺을 예정인 중소기업",
        "item: - 둘째 요건",
    ]


def test_a_sentence_broken_off_by_a_page_is_put_together() -> None:
    text = (
        "The Ministry announced that it will support small companies that have been working with\n"
        "\n"
        "foreign research institutes for at least three years and have a technology of their own."
    )
    assert [b.kind for b in blocks(text)] == ["paragraph"]


def test_paragraphs_that_are_complete_stay_apart() -> None:
    text = (
        "The Ministry announced that it will support small companies with a technology of theirs.\n"
        "\n"
        "foreign research institutes may join from the second year of the project on, as it says."
    )
    assert [b.kind for b in blocks(text)] == ["paragraph", "paragraph"]


def test_scraped_short_lines_stay_lines() -> None:
    assert [b.kind for b in blocks("구분\n1차\n2차\n3월\n4월")] == ["paragraph"] * 5


def test_white_space_holds_no_block() -> None:
    assert blocks("") == blocks("\n\n  \n") == []


@pytest.mark.parametrize(
    ("line", "words"),
    [("## 지원 내용", "지원 내용"), ("□ 지원대상:", "지원대상"), ("제2조(정의)", "제2조(정의)")],
)
def test_a_heading_is_shown_without_its_marks(line: str, words: str) -> None:
    assert heading_text(line) == words


LINES = st.sampled_from(
    [
        "# 공고",
        "□ 대상",
        "- 항목",
        "| a | b |",
        "| --- | --- |",
        "제3조(목적)",
        "문단이다.",
        "",
        "  ",
        "a line of a text that was broken at a fixed width, as one finds them in",
        "lower case",
    ]
)


@given(st.lists(LINES, max_size=14).map("\n".join))
def test_blocks_hold_every_word_once_and_in_order(text: str) -> None:
    found = blocks(text)
    assert "".join("".join(text[b.start : b.end].split()) for b in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(text[b.start : b.end] == text[b.start : b.end].strip() for b in found)
