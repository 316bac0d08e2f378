"""Lists of questions as staff keep them."""

from __future__ import annotations

import pytest

from assistant.staff.question_lists import questions_in


def test_a_text_holds_a_question_a_line_each_once() -> None:
    listed = "하나?\n\n둘,  셋?\n하나?\n".encode("utf-8-sig")
    assert questions_in(listed, is_table=False) == [("하나?", None), ("둘, 셋?", None)]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ('"하나, 둘?",One?\n셋?,\n', [("하나, 둘?", "One?"), ("셋?", None)]),  # without heads
        ("번호,질문\n1,하나?\n2,둘?\n", [("하나?", None), ("둘?", None)]),
        ("영문,국문\nOne?,하나?\n", [("하나?", "One?")]),
        ("질문,담당,English\n하나?,김,One?\n", [("하나?", "One?")]),
        ("하나?,김 주임\n", [("하나?", None)]),  # no other language: it is no question
        ("질문\n", []),
        ("", []),
    ],
)
def test_a_table_has_its_columns(table: str, expected: list[tuple[str, str | None]]) -> None:
    for encoding in ("utf-8-sig", "cp949"):
        assert questions_in(table.encode(encoding), is_table=True) == expected
