"""A quote is followed to where it stands in a document's new text, or is known to be gone."""

from __future__ import annotations

import random

import pytest
from processor_time import seconds_of

from assistant.staff.spans import clause, clause_now, moved

NOTICE = """# 해외 파견 지원 공고

## 지원 대상

- 중소기업에 재직하는 연구원. 다만, 대표자는 제외한다.
- 신청은 온라인으로 한다.

## 지원 내용

체재비는 월 최대 500만원이며, 왕복 항공료는 별도로 지급한다.

| 구분 | 한도 |
| --- | --- |
| 항공료 | 300만원 |
| 보험료 | 100만원 |
| 교육비 | 300만원 |

## 교육 과정

- 과정은 6개월이다.
- 신청은 온라인으로 한다.

문의: 담당자에게 전화한다.
"""
ONLINE = "신청은 온라인으로 한다."


def at(quote: str, turn: int = 1, text: str = NOTICE) -> tuple[int, int]:
    place = -1
    for _ in range(turn):
        place = text.index(quote, place + 1)
    return place, place + len(quote)


def follow(quote: str, new: str, turn: int = 1) -> int | None:
    return moved(NOTICE, *at(quote, turn), new)


def edited(was: str, now: str, turn: int = 1) -> str:
    start, end = at(was, turn)
    return NOTICE[:start] + now + NOTICE[end:]


STAY = "체재비는 월 최대 500만원이며"
ROW = "| 항공료 | 300만원 |"


@pytest.mark.parametrize(
    ("quote", "new"),
    [
        (STAY, edited("500만원", "400만원")),  # a figure
        (STAY, edited("최대 ", "")),  # a word
        (STAY, edited(STAY, "체재비는 월  최대 500만원이며")),  # not verbatim any more
        (STAY, edited("체재비는 월 최대 500만원이며, 왕복 항공료는 별도로 지급한다.\n", "")),
        (ROW, edited(ROW, "| 항공료 | 250만원 |")),
        (ROW, edited(f"{ROW}\n", "")),
        ("500만원", edited("500만원", "700만원")),
        # what it was made into stands beside a copy of it
        ("500만원", edited("월 최대 500만원이며", "700만원이다. 작년에는 500만원이었고")),
        (ROW, edited(ROW, "| 항공료 | 350만원 |") + f"\n이전 공고:\n\n{ROW}\n"),
        # over two lines, and a line comes between
        ("| 300만원 |\n| 보험료", edited("| 보험료", "| 숙박비 | 50만원 |\n| 보험료")),
        (STAY, ""),
    ],
)
def test_a_quote_whose_words_changed_is_nowhere(quote: str, new: str) -> None:
    assert follow(quote, new) is None


@pytest.mark.parametrize(
    ("quote", "new"),
    [
        (STAY, NOTICE),
        (
            STAY,
            edited("# 해외 파견 지원 공고", "# 해외 파견 지원 변경 공고\n\n새 문단이다."),
        ),  # before
        (STAY, edited("문의: 담당자에게 전화한다.", "문의는 없다.")),  # after
        (STAY, edited("별도로 지급한다", "지급하지 않는다")),  # in its line
        (STAY, edited("체재비는", "다음과 같이 체재비는")),
        (
            "500만원",
            edited("체재비는 월 최대 500만원이며, 왕", "생활비로 다달이 500만원을 주고, 왕"),
        ),
        (STAY, edited("## 지원 내용", "## 지원금")),  # the heading above it
        (STAY, NOTICE.replace("\n\n", "\n\n\n").replace("# ", "#  ")),  # white space elsewhere
        (STAY, edited("이며, 왕복", "이며,\n왕복")),
        (ROW, edited("| 보험료 | 100만원 |", "| 보험료 | 150만원 |")),  # the row below it
        (ROW, edited(ROW, f"| 숙박비 | 300만원 |\n{ROW}")),  # a row much like it above it
        (ROW, edited("| 교육비 | 300만원 |\n", "")),
        ("| 300만원 |\n| 보험료", edited("| 교육비 |", "| 훈련비 |")),
    ],
)
def test_a_change_elsewhere_leaves_a_quote_where_it_stands(quote: str, new: str) -> None:
    assert follow(quote, new) == new.index(quote)


@pytest.mark.parametrize("turn", [1, 2])
def test_of_two_places_with_the_same_words_the_one_that_was_quoted_counts(turn: int) -> None:
    other = 3 - turn
    for now in ("신청은 우편으로 한다.", "", "접수는 끝났다."):
        assert follow(ONLINE, edited(ONLINE, now, turn), turn) is None
        new = edited(ONLINE, now, other)
        assert follow(ONLINE, new, turn) == new.index(ONLINE)
        assert new.count(ONLINE) == 1


@pytest.mark.parametrize("turn", [1, 2])
def test_a_figure_that_stands_twice_in_a_table_is_known_by_its_row(turn: int) -> None:
    new = edited("300만원", "350만원", turn)
    assert follow("300만원", new, turn) is None
    assert follow("300만원", new, 3 - turn) == new.index("300만원")


def test_a_section_that_goes_takes_its_sentence_along_though_another_ends_alike() -> None:
    old = "# 공고\n\n## 가\n\n온라인으로 한다.\n\n## 나\n\n온라인으로 한다.\n\n## 다\n\n끝.\n"
    new = old.replace("## 나\n\n온라인으로 한다.\n\n", "")
    first = old.index("온라인")
    second = old.index("온라인", first + 1)
    assert moved(old, second, second + 9, new) is None
    assert moved(old, first, first + 9, new) == first


def test_a_paragraph_that_was_moved_takes_its_quotes_along() -> None:
    line = "체재비는 월 최대 500만원이며, 왕복 항공료는 별도로 지급한다.\n\n"
    new = NOTICE.replace(line, "") + f"\n{line}"
    assert follow(STAY, new) == new.index(STAY)
    rows = edited(f"{ROW}\n| 보험료 | 100만원 |\n", f"| 보험료 | 100만원 |\n{ROW}\n")
    assert follow(ROW, rows) == rows.index(ROW)


def test_sections_that_change_places_keep_their_own_sentences() -> None:
    parts = NOTICE.split("## ")
    new = "## ".join([parts[0], f"{parts[3]}\n", *parts[1:3]])
    assert follow(ONLINE, new, 2) == new.index(ONLINE)  # it stands first now
    assert follow(ONLINE, new, 1) == at(ONLINE, 2, new)[0]


def test_the_clause_is_the_lines_around_a_quote_then_and_now() -> None:
    start, end = at("500만원")
    was = "체재비는 월 최대 500만원이며, 왕복 항공료는 별도로 지급한다."
    assert clause(NOTICE, start, end) == was
    new = edited("500만원", "400만원")
    assert clause_now(NOTICE, start, end, new) == was.replace("500", "400")
    gone = edited(f"{was}\n", "")
    assert clause_now(NOTICE, start, end, gone) is None
    both = at("| 300만원 |\n| 보험료")
    assert clause(NOTICE, *both) == f"{ROW}\n| 보험료 | 100만원 |"
    new = edited("| 보험료 | 100만원 |", "| 보험료 | 150만원 |")
    assert clause_now(NOTICE, *both, new) == f"{ROW}\n| 보험료 | 150만원 |"


def test_text_drawn_by_chance_is_followed_as_it_was_edited() -> None:
    """Lines of few words, so that much stands often; each edit is to a known line."""
    rng = random.Random(5)
    for _ in range(300):
        lines = [f"{n}호 " + " ".join(rng.choices("가나다라", k=3)) for n in range(12)]
        target, other = rng.sample(range(12), 2)
        quote = lines[target].split(" ", 1)[1]  # without its number: it may stand in many lines
        start = sum(len(line) + 1 for line in lines[:target]) + lines[target].index(quote)
        span = (start, start + len(quote))
        old, new = "\n".join(lines), list(lines)
        new[other] = f"{other}호 마 바 사"
        place = moved(old, *span, "\n".join(new))
        assert place == start + (len(new[other]) - len(lines[other])) * (other < target)
        new[target] = f"{target}호 마 바 사"
        assert moved(old, *span, "\n".join(new)) is None


def test_a_long_text_of_repeated_lines_is_followed_in_time() -> None:
    """Against itself without a change in common, 20 times as long: no more than 200 times the
    work, where a comparison of each with each would take 400."""

    def text(rows: int, word: str) -> str:
        return "\n".join(f"| {word} | {n % 7} |" if n % 2 else "| --- |" for n in range(rows))

    def seconds(rows: int) -> float:
        old = f"{text(rows, '가')}\n끝 500만원이다.\n"
        new = f"{text(rows, '나')}\n끝 500만원이었다.\n"
        assert moved(old, *at("500만원", 1, old), new)
        return seconds_of(lambda: moved(old, *at("500만원", 1, old), new), 2)

    assert seconds(4000) < 200 * max(seconds(200), 0.001)
