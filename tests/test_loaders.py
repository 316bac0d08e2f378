"""A notice reads the same from every format: headings, lists, tables, titles, pages."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from fixtures_documents import (
    NOTICE_HTML,
    TABLE_LINES,
    TARGET,
    TITLE,
    docx_notice,
    hangul_notice,
    pdf_notice,
    two_column_pdf,
    wrapped_pdf,
)
from hypothesis import given
from hypothesis import strategies as st

from assistant.loaders import language_of, load_document
from assistant.loaders.glyphs import Glyph, lines_of, narrow_space
from assistant.loaders.numbering import Counters, Level, ordinal
from assistant.loaders.reading import clean
from assistant.loaders.ruling import Box
from assistant.loaders.table import Cell, cell_text, grid_of, table_text
from assistant.loaders.text import decode
from assistant.schema import Document


def load(path: Path) -> Document:
    return load_document(path, path.name)


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def html_notice(path: Path, encoding: str = "utf-8", label: str | None = None) -> Path:
    return written(path, NOTICE_HTML.replace("CHARSET", label or encoding).encode(encoding))


MAKERS: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "html": ("n.html", html_notice),
    "docx": ("n.docx", docx_notice),
    "hwpx": ("n.hwpx", hangul_notice),
    "hwp": ("n.hwp", hangul_notice),
    "pdf": ("n.pdf", pdf_notice),
}


@pytest.fixture(scope="module")
def notices(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    folder = tmp_path_factory.mktemp("notices")
    return {fmt: load(make(folder / name)) for fmt, (name, make) in MAKERS.items()}


@pytest.mark.parametrize("fmt", MAKERS)
def test_every_format_gives_the_title_the_headings_and_the_words(
    fmt: str, notices: dict[str, Document]
) -> None:
    document = notices[fmt]
    lines = document.text.split("\n")
    assert document.format == fmt
    assert document.title == TITLE
    assert document.language == "ko"
    assert lines[0] == f"# {TITLE}"
    assert "## 지원대상" in lines and "## 지원내용" in lines
    assert TARGET in document.text.replace("\n", "")


@pytest.mark.parametrize("fmt", MAKERS)
def test_a_table_row_can_be_read_alone_whatever_was_merged(
    fmt: str, notices: dict[str, Document]
) -> None:
    assert "\n".join(TABLE_LINES) in notices[fmt].text


@pytest.mark.parametrize("fmt", ["docx", "hwpx", "hwp", "html"])
def test_lists_keep_their_bullets_and_numbers(fmt: str, notices: dict[str, Document]) -> None:
    text = notices[fmt].text
    first, second = ("2. 접수", "3. 평가") if fmt == "html" else ("1. 접수", "2. 평가")
    assert f"{first}\n{second}" in text
    assert "- 서류\n" in text and "- 면접\n" in text
    if fmt in ("docx", "html"):
        assert "\n  - 신청서\n" in text


@pytest.mark.parametrize("fmt", MAKERS)
def test_no_formatting_marks_and_no_loose_spaces_are_stored(
    fmt: str, notices: dict[str, Document]
) -> None:
    text = notices[fmt].text
    assert "**" not in text and "<" not in text and "\n\n\n" not in text
    assert text == text.strip("\n")
    assert all(line == line.rstrip() for line in text.split("\n"))


def test_a_document_carries_its_hash_its_names_and_survives_a_process_boundary(
    tmp_path: Path,
) -> None:
    path = written(tmp_path / "a.txt", "Support for small firms.\n")
    document = load_document(path, "p/a.txt", programme="p", url="https://example.org")
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (document.document_id, document.programme) == ("p/a.txt", "p")
    assert document.url == "https://example.org"
    assert pickle.loads(pickle.dumps(document)) == document


# Web pages


@pytest.mark.parametrize(
    ("encoding", "label"),
    [("utf-8", "utf-8"), ("cp949", "euc-kr"), ("cp949", "ks_c_5601-1987"), ("utf-8", "euc-kr"),
     ("cp949", "utf-8"), ("utf-16", "utf-16")],
)  # fmt: skip
def test_a_page_reads_the_same_in_every_encoding_even_under_a_wrong_label(
    tmp_path: Path, encoding: str, label: str, notices: dict[str, Document]
) -> None:
    assert load(html_notice(tmp_path / "n.html", encoding, label)).text == notices["html"].text


def test_a_page_loses_its_menus_scripts_comments_and_hidden_text(
    notices: dict[str, Document],
) -> None:
    text = notices["html"].text
    for furniture in (
        "바로가기",
        "정책정보",
        "알림마당",
        "우편번호",
        "스크립트",
        "메모",
        "숨은",
        "구성된",
    ):
        assert furniture not in text
    assert "자세한 내용은 누리집 (https://example.org/n/7)을 보세요." in text
    assert "- 접수기간: 4월 6일 ~ 4월 24일" in text


def test_columns_never_shift_under_overlapping_spans(tmp_path: Path) -> None:
    page = """<html><body><table>
    <tr><th rowspan=2>A</th><th colspan=2>B</th></tr><tr><th>b1</th><th>b2</th></tr>
    <tr><td>1</td><td rowspan=2>2</td><td>3</td></tr><tr><td>4</td><td>5</td></tr>
    <tr><td colspan=3>A note over the full width</td></tr></table></body></html>"""
    assert load(written(tmp_path / "t.html", page)).text.split("\n") == [
        "| A | B | B |",
        "| --- | --- | --- |",
        "| A | b1 | b2 |",
        "| 1 | 2 | 3 |",
        "| 4 | 2 | 5 |",
        "",
        "A note over the full width",
    ]


def test_a_table_that_only_lays_out_the_page_becomes_its_paragraphs(tmp_path: Path) -> None:
    page = """<html><body><table><tr><td><h2>Who can apply</h2><p>Small firms.</p></td></tr></table>
    <table><tr><td>Contact: 02-123-4567</td></tr></table>
    <table><tr><td><table><tr><th>Step</th><th>When</th></tr><tr><td>One</td><td>May</td></tr>
    </table></td><td></td></tr></table></body></html>"""
    assert load(written(tmp_path / "f.html", page)).text == (
        "## Who can apply\n\nSmall firms.\n\nContact: 02-123-4567\n\n"
        "| Step | When |\n| --- | --- |\n| One | May |"
    )


# Word


def test_word_keeps_what_was_inserted_and_drops_what_was_deleted_or_hidden(
    notices: dict[str, Document],
) -> None:
    text = notices["docx"].text
    assert "지원합니다. 새로 넣은 글." in text
    for gone in ("지워진", "숨은", "꼬리말"):
        assert gone not in text


def test_word_flattens_a_table_in_a_table_and_unframes_a_box(notices: dict[str, Document]) -> None:
    lines = notices["docx"].text.split("\n")
    assert "문의: 02-123-4567" in lines
    assert "| 일정 | 가 / 나; 다 / 라 |" in lines


# PDF


def test_pages_say_where_each_page_starts(notices: dict[str, Document]) -> None:
    document = notices["pdf"]
    assert len(document.pages) == 3
    assert document.pages[0] == 0
    assert document.text[document.pages[1] :].startswith("## 일정")
    assert document.text[document.pages[2] :].startswith("| 회차 | 마감 |")


def test_running_lines_and_page_numbers_are_dropped(notices: dict[str, Document]) -> None:
    text = notices["pdf"].text
    assert "중소벤처기업부 공고" not in text
    assert "- 1 -" not in text and "- 3 -" not in text


def test_a_pdf_table_stands_once_in_its_place_and_goes_on_with_its_header(
    notices: dict[str, Document],
) -> None:
    text = notices["pdf"].text
    assert text.count("공동 기획") == 1
    assert text.index("## 지원내용") < text.index("| 구분 |") < text.index("표 다음 문단입니다.")
    # 60 rows on two pages, the header with its rule on both
    assert sum(line.startswith("| ") and "월 말" in line for line in text.split("\n")) == 60
    assert text.count("| 회차 | 마감 |\n| --- | --- |\n") == 2


def test_a_figure_stays_with_its_unit_where_only_the_font_changes() -> None:
    # Word processors part scripts by 0.2 em, words by 0.3 em or more; the text layer has a space
    # for both. Six gaps between words set the measure: 0.75 x 0.32 = 0.24 em.
    glyphs: list[Glyph] = []
    x = 0.0
    for char, gap in [("2026", 0.0), ("년", 0.2), *[("사업", 0.32)] * 6, ("3", 0.32), ("억", 0.2)]:
        if gap:
            glyphs.append(Glyph(" ", None, 10))
        x += gap * 10
        for c in char:
            glyphs.append(Glyph(c, Box(x, 0, x + 10, 10), 10))
            x += 10
    (line,) = lines_of(glyphs, narrow_space(glyphs))
    assert line.text == "2026년" + " 사업" * 6 + " 3억"


@pytest.mark.parametrize("anywhere", [True, False])
def test_a_cell_reads_as_written_however_the_document_breaks_its_lines(
    tmp_path: Path, anywhere: bool
) -> None:
    text = " ".join(
        f"{n}번째로 선정된 {'중소벤처' * (n % 3)}기업에는 {'해외' * (n % 2)}전시회 참가비용과 통역을 지원하고"
        for n in range(1, 25)
    )
    # The cell holds 8 syllables a line: "우리나라의 중소" and "벤처기업이 해외", or a word each.
    cell = "우리나라의 중소벤처기업이 해외전시회에서 씁니다"
    document = load(wrapped_pdf(tmp_path / "w.pdf", text, cell, anywhere))
    assert f"| 대상 | {cell} |" in document.text


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"Left line {n} of the first column text" for n in range(6)]
    right = [f"Right line {n} of the second column" for n in range(6)]
    text = load(two_column_pdf(tmp_path / "c.pdf", left, right)).text
    assert text.split() == " ".join(left + right).split()


def test_a_pdf_names_itself_by_a_sensible_title_only(tmp_path: Path) -> None:
    for title, expected in (
        ("수출 지원 안내", "수출 지원 안내"),
        ("Microsoft Word - a.docx", TITLE),
    ):
        assert load(pdf_notice(tmp_path / "t.pdf", title=title)).title == expected


def test_a_pdf_with_an_empty_user_password_opens(tmp_path: Path) -> None:
    assert TITLE in load(pdf_notice(tmp_path / "e.pdf", password="")).text


# Text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp949"])
def test_a_text_file_is_stored_as_it_is_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    body = "지원대상:  중소기업\n\n- 서류 (똠방각하 포함)\n  끝"
    document = load(written(tmp_path / "a.txt", body.replace("\n", "\r\n").encode(encoding)))
    assert document.text == body
    assert document.format == "text"


def test_western_quotes_are_not_taken_for_korean(tmp_path: Path) -> None:
    body = "The firm’s plan – “joint research” – isn’t over. It costs €500."
    assert load(written(tmp_path / "a.txt", body.encode("cp1252"))).text == body


def test_invisible_characters_are_not_stored(tmp_path: Path) -> None:
    body = "\ufeff지\u200b원 \u202e대상\u00ad은\u2060 A\u00a0B\x07 \U000e0041다"
    assert load(written(tmp_path / "a.md", body)).text == "지원 대상은 A B 다"


def test_decomposed_hangul_is_composed() -> None:
    assert clean("\u1112\u1161\u11ab") == "한"


def test_the_first_line_that_is_no_site_furniture_is_the_title(tmp_path: Path) -> None:
    body = (
        "\n본문 바로가기\nbar_progress\n\n중소벤처기업부 공고 제2026-12호\n\n수출 지원 안내\n본문"
    )
    assert load(written(tmp_path / "a.txt", body)).title == "수출 지원 안내"
    assert load(written(tmp_path / "b.md", "# A plan\n\ntext")).title == "A plan"
    long = load(written(tmp_path / "c.txt", "word " * 60)).title
    assert len(long) <= 120 and long.endswith("word…")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("지원대상 SME", "ko"),
        ("The Ministry of SMEs (중소벤처기업부) supports firms", "en"),
        ("2026", "en"),
    ],
)
def test_a_fifth_of_hangul_letters_makes_a_text_korean(text: str, language: str) -> None:
    assert language_of(text) == language


# Content over name


@pytest.mark.parametrize(
    ("maker", "name", "fmt"),
    [
        (html_notice, "n.pdf", "html"),
        (partial(html_notice, encoding="cp949", label="euc-kr"), "n.hwp", "html"),
        (docx_notice, "n.hwpx", "docx"),
        (pdf_notice, "n.txt", "pdf"),
        (partial(written, content="plain words, 지원"), "n.pdf", "text"),
        (partial(written, content="# 지원\n\n<div>표</div>"), "n.md", "markdown"),
    ],
)
def test_the_content_decides_not_the_name(
    tmp_path: Path, maker: Callable[[Path], Path], name: str, fmt: str
) -> None:
    assert load(maker(tmp_path / name)).format == fmt


def test_hwp_inside_a_hwpx_name_loads_as_hwp(tmp_path: Path) -> None:
    inside = hangul_notice(tmp_path / "n.hwp").rename(tmp_path / "m.hwpx")
    document = load(inside)
    assert document.format == "hwp" and TITLE in document.text


# Pieces


def test_numbers_come_in_the_styles_of_korean_documents() -> None:
    assert [ordinal(2, s) for s in ("decimal", "ganada", "HANGUL_SYLLABLE", "CIRCLED_DIGIT")] == [
        "2", "나", "나", "②"
    ]  # fmt: skip
    assert ordinal(4, "lowerRoman") == "iv" and ordinal(3, "type a") == "c"


def test_an_outer_number_restarts_the_inner_ones() -> None:
    counters = Counters()
    levels = [Level("decimal", "%1."), Level("ganada", "%1-%2)")]
    labels = [counters.label("7", level, levels) for level in (0, 1, 1, 0, 1)]
    assert labels == ["1.", "1-가)", "1-나)", "2.", "2-가)"]


def test_a_cell_is_one_line_without_table_marks() -> None:
    assert cell_text("a|b\n\n## c\n\n| x | y |\n| --- | --- |\n| 1 | 2 |") == "a/b c x / y; 1 / 2"


@given(
    st.lists(
        st.lists(
            st.tuples(st.text("ab|\n ", max_size=4), st.integers(-1, 99), st.integers(-1, 99))
        ),
        max_size=6,
    )
)
def test_any_table_comes_out_rectangular(rows: list[list[tuple[str, int, int]]]) -> None:
    grid = grid_of([[Cell(text, r, c) for text, r, c in row] for row in rows])
    assert len({len(row) for row in grid}) <= 1
    counts = {ln.count(" | ") for ln in table_text(grid).split("\n") if ln.startswith("| ")}
    assert len(counts) <= 1


@given(st.binary(max_size=200))
def test_decoding_never_fails_in_an_unforeseen_way(raw: bytes) -> None:
    try:
        assert isinstance(decode(raw), str)
    except UnicodeDecodeError:
        pass
