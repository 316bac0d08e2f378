"""Chunks hold every block once, are never cut inside a sentence or a row, and keep their ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chunker import chunk_document, search_text
from assistant.outline import blocks
from assistant.schema import Chunk, Document
from assistant.sentences import sentence_spans

LIMIT = 24


def count_words(text: str) -> int:
    return len(text.split())


def document(text: str, pages: tuple[int, ...] = (), title: str = "공고") -> Document:
    return Document("p/notice.md", title, "ko", "markdown", text, "0" * 64, "p", pages)


def chunks(text: str, limit: int = LIMIT, pages: tuple[int, ...] = ()) -> list[Chunk]:
    return chunk_document(document(text, pages), count_words, limit)


def prose(word: str, sentences: int = 3) -> str:
    """Sentences of six words."""
    return " ".join(f"{word} 사업의 {i}번 신청 자격을 정합니다." for i in range(sentences))


SECTIONS = "\n\n".join(
    f"## {word} 안내\n\n{prose(word)}\n\n{prose(f'{word} 추가')}"
    for word in ("파견", "정산", "복귀")
)
LONG = f"# 공고\n\n{prose('공통')}\n\n{SECTIONS}\n"


def test_a_section_that_fits_is_one_chunk_under_its_headings() -> None:
    text = "# 공고\n\n머리말이다.\n\n## 대상\n\n중소기업이다.\n\n### 예외\n\n없다.\n\n## 기간\n\n3년이다."
    assert [(c.section, c.text) for c in chunks(text)] == [
        (("공고",), "# 공고\n\n머리말이다."),
        (("공고", "대상"), "## 대상\n\n중소기업이다."),
        (("공고", "대상", "예외"), "### 예외\n\n없다."),
        (("공고", "기간"), "## 기간\n\n3년이다."),
    ]


def test_no_chunk_is_larger_than_the_limit_where_it_can_be_cut() -> None:
    found = chunks(LONG)
    assert max(count_words(c.text) for c in found) <= LIMIT
    assert len(found) > 3


def test_a_paragraph_too_long_by_itself_is_cut_between_sentences() -> None:
    text = prose("파견", 9)  # 9 * 6 words, of which 24 are 4 sentences
    found = chunks(text)
    ends = {end for _, end in sentence_spans(text, 0, len(text))}
    assert [count_words(c.text) for c in found] == [24, 24, 6]
    assert all(c.end in ends for c in found)


def test_a_sentence_too_long_by_itself_is_not_cut() -> None:
    text = " ".join(["아주"] * 40) + " 깁니다."
    assert [c.text for c in chunks(text)] == [text]


def test_a_table_is_cut_between_its_rows() -> None:
    rows = [f"| {i}차 | 신청 {i}월 |" for i in range(12)]  # 6 words each
    text = "\n".join(["| 구분 | 기간 |", "| --- | --- |", *rows])
    found = chunks(text)
    assert len(found) > 1
    assert all(line.startswith("|") for c in found for line in c.text.split("\n"))
    assert all(line.endswith("|") for c in found for line in c.text.split("\n"))


def test_a_list_stays_with_the_line_that_leads_in_to_it() -> None:
    text = (
        f"{prose('공통', 4)}\n\n제출 서류는 다음과 같습니다.\n\n- 신청서\n- 사업계획서\n- 재무제표"
    )
    assert [c.text for c in chunks(text)] == [
        prose("공통", 4),
        "제출 서류는 다음과 같습니다.\n\n- 신청서\n- 사업계획서\n- 재무제표",
    ]


def test_an_edited_paragraph_changes_only_its_own_chunk() -> None:
    before = {c.chunk_id for c in chunks(LONG)}
    after = {
        c.chunk_id for c in chunks(LONG.replace("정산 추가 사업의 1번", "정산 추가 사업의 9번"))
    }
    assert len(before - after) == len(after - before) == 1


def test_a_paragraph_put_between_two_leaves_the_ids_of_the_rest() -> None:
    before = [c.chunk_id for c in chunks(LONG)]
    second = prose("정산 추가")
    after = [c.chunk_id for c in chunks(LONG.replace(second, f"{prose('새')}\n\n{second}"))]
    assert set(before) < set(after)
    assert len(after) == len(before) + 1


def test_the_same_words_in_two_places_have_two_ids() -> None:
    text = f"# 공고\n\n## 비고\n\n{prose('같은')}\n\n## 비고\n\n{prose('같은')}\n"
    ids = [c.chunk_id for c in chunks(text)]
    assert len(set(ids)) == len(ids)


def test_the_same_paragraph_under_another_heading_has_another_id() -> None:
    one, other = (
        chunks(f"## {name}\n\n{prose('가')}\n\n{prose('나')}") for name in ("대상", "제외")
    )
    assert one[1].text == other[1].text == prose("나")
    assert one[1].chunk_id != other[1].chunk_id


def test_a_chunk_is_on_the_page_on_which_it_begins() -> None:
    first, second = f"{prose('앞', 4)}\n\n", f"{prose('뒤', 4)}"
    found = chunks(first + second, pages=(0, len(first)))
    assert [c.page for c in found] == [1, 2]
    assert [c.page for c in chunks(first + second)] == [None, None]


def test_an_empty_document_has_no_chunks() -> None:
    assert chunks("") == chunks("\n \n") == []


def test_what_is_searched_has_the_title_and_headings_and_no_marks() -> None:
    text = "# 공고\n\n## 기간\n\n| 차수 | 마감 |\n| --- | --- |\n| 1차 | 4월 24일 |\n"
    searched = search_text(chunks(text)[-1], document(text))
    assert searched.split() == "공고 기간 차수 마감 1차 4월 24일".split()


BLOCKS = st.sampled_from(
    [
        "# 공고",
        "## 대상 기업",
        "제3조(목적)",
        "□ 지원 내용",
        "- 신청서",
        "- 사업계획서",
        "1. 접수",
        "| 구분 | 기간 |\n| --- | --- |\n| 1차 | 4월 |",
        prose("가"),
        prose("나", 8),
        "다음과 같다.",
    ]
)


@given(
    st.lists(st.tuples(BLOCKS, st.sampled_from(["\n", "\n\n"])), max_size=14), st.integers(4, 60)
)
def test_every_block_is_in_exactly_one_chunk_and_quotes_stand_at_their_offsets(
    parts: list[tuple[str, str]], limit: int
) -> None:
    text = "".join(block + between for block, between in parts)
    found = chunks(text, limit)
    assert "".join("".join(c.text.split()) for c in found) == "".join(text.split())
    assert all(text[c.start : c.end] == c.text for c in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert len({c.chunk_id for c in found}) == len(found)
    whole = {"heading", "row", "rule", "item"}
    for block in (b for b in blocks(text) if b.kind in whole):
        assert any(c.start <= block.start and block.end <= c.end for c in found)


@pytest.mark.parametrize("limit", [1, 1000])
def test_any_limit_works(limit: int) -> None:
    assert "".join(c.text for c in chunks(LONG, limit)).split()


@pytest.mark.parametrize("piece", ["a", "가 ", "1. ", ". ", "word "])
def test_text_that_no_sentence_ends_is_cut_at_the_longest_chunk(piece: str) -> None:
    text = piece * 5_000
    counted: list[int] = []

    def count(part: str) -> int:
        counted.append(len(part))
        return count_words(part)

    found = chunk_document(document(text), count, LIMIT)
    most = 32 * LIMIT  # characters; no more are ever counted either
    assert max(len(chunk.text) for chunk in found) <= most
    assert max(counted, default=0) <= most
    assert "".join("".join(c.text for c in found).split()) == "".join(text.split())


def test_counting_takes_few_times_the_length_of_a_text() -> None:
    text = "\n".join(
        f"- 항목 {n}" for n in range(2_000)
    )  # 256 items of 3 words fill a chunk of 768
    counted: list[int] = []

    def count(part: str) -> int:
        counted.append(len(part))
        return count_words(part)

    chunk_document(document(text), count, 768)
    # For each 256 items: 2 + 3 + 5 + ... + 257 of them, then 8 times some 300. After every item it
    # would be 1 + 2 + ... + 257, 129 times the text.
    assert sum(counted) < 15 * len(text)


def test_a_heading_with_only_a_smaller_one_below_it_is_no_chunk_of_its_own() -> None:
    text = "# Notice\n\n## 4. Support\n\n### Amounts\n\nUp to KRW 10 million.\n\n## 5. Empty\n\n## 6. Contact\n\nBy mail."
    chunks = chunk_document(document(text), len, 1000)
    # "5. Empty" has nothing smaller below it: its words stand nowhere else, so it stays
    assert [c.section[-1] for c in chunks] == ["Amounts", "5. Empty", "6. Contact"]
    assert chunks[0].text.startswith("# Notice") and chunks[0].section == (
        "Notice",
        "4. Support",
        "Amounts",
    )
