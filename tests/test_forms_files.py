"""Forms as files: what is read from DOCX, HWPX and HWP, and that a draft differs from its blank only
where something was written."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml import parse_xml
from docx.shared import RGBColor
from fixtures_documents import protected_hwp, protected_hwpx
from good_files import good_files
from hostile_hwp import hostile_hwps
from hostile_packages import hostile_packages, parts_of, with_parts
from hwpx import HwpxDocument
from hwpx.tools.package_validator import validate_package
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from assistant.errors import (
    BrokenFileError,
    EmptyFileError,
    EncryptedFileError,
    FileLimitError,
    LoadError,
    UnsupportedFileError,
)
from assistant.forms import read_sheet, write_sheet
from assistant.forms.form import Cell, Control, Edit, Paragraph, Sheet, Table, paragraphs
from assistant.forms.part import holdable

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
WORD, HANGUL = "word/document.xml", "Contents/section0.xml"


# A form of each format


def _sdt(properties: str, content: str) -> object:
    return parse_xml(
        f"<w:sdt {NS}><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _runs(*marks: str) -> list[object]:
    return [parse_xml(f"<w:r {NS}>{mark}</w:r>") for mark in marks]


HINT = '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>회사명을 입력하세요</w:t></w:r>'
BOX = (
    '<w:alias w:val="신규"/><w14:checkbox><w14:checked w14:val="0"/>'
    '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)


@lru_cache(maxsize=1)
def word_form() -> bytes:
    """Merged and nested cells, hints, every kind of control, and what nobody sees."""
    form = docx.Document()
    form.add_heading("지원사업 신청서", 1)
    line = form.add_paragraph("기업명: ")
    hint = line.add_run("예) 길잡이")
    hint.font.color.rgb, hint.italic = RGBColor(0x80, 0x80, 0x80), True
    hint.font.name = "Batang"
    seen = form.add_paragraph("보이는 ")
    seen.add_run("숨은 ").font.hidden = True
    seen._p.append(parse_xml(f"<w:del {NS}><w:r><w:delText>지운 </w:delText></w:r></w:del>"))
    seen._p.append(parse_xml(f"<w:ins {NS}><w:r><w:t>넣은\u00a0글</w:t></w:r></w:ins>"))
    seen.add_run("\t끝\n둘째 줄")
    seen.add_run().element.append(parse_xml(f'<w:sym {NS} w:font="Wingdings" w:char="F0A8"/>'))
    table = form.add_table(4, 3, style="Table Grid")
    table.cell(0, 0).text, table.cell(1, 0).text = "성명", "주소"
    table.cell(0, 0)._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {NS} w:val="clear" w:fill="D9D9D9"/>')
    )
    table.cell(0, 1).merge(table.cell(1, 2))
    table.cell(2, 0).merge(table.cell(3, 0)).text = "안내"
    inner = table.cell(2, 1).add_table(1, 2)
    inner.cell(0, 0).text = "안쪽"
    plain = form.add_paragraph("업체 ")
    plain._p.append(_sdt('<w:tag w:val="company"/><w:showingPlcHdr/><w:text/>', HINT))
    plain.add_run(" 구분 ")
    plain._p.append(_sdt(BOX, "<w:r><w:t>☐</w:t></w:r>"))
    items = '<w:listItem w:displayText="고르세요" w:value=""/><w:listItem w:displayText="소기업" w:value="s"/>'
    choice = f'<w:alias w:val="규모"/><w:showingPlcHdr/><w:dropDownList>{items}</w:dropDownList>'
    plain._p.append(_sdt(choice, "<w:r><w:t>고르세요</w:t></w:r>"))
    date = '<w:alias w:val="작성일"/><w:date w:fullDate="2020-01-01T00:00:00Z"/>'
    plain._p.append(_sdt(date, "<w:r><w:t>2020. 1. 1.</w:t></w:r>"))
    old = form.add_paragraph("전화 ")
    begin, mark = '<w:fldChar w:fldCharType="begin"><w:ffData>', '<w:fldChar w:fldCharType="{}"/>'
    for run in _runs(
        f'{begin}<w:name w:val="tel"/><w:textInput/></w:ffData></w:fldChar>',
        "<w:instrText>FORMTEXT</w:instrText>",
        mark.format("separate"),
        "<w:t>\u2002\u2002\u2002</w:t>",
        mark.format("end"),
        f'{begin}<w:name w:val="agree"/><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar>',
        "<w:instrText>FORMCHECKBOX</w:instrText>",
        mark.format("end"),
    ):
        old._p.append(run)
    around = _sdt(
        '<w:alias w:val="요약"/><w:showingPlcHdr/>',
        f"<w:p>{HINT}</w:p><w:p>{HINT}</w:p>",
    )
    form.element.body.insert(-1, around)
    form.add_paragraph("끝.")
    out = io.BytesIO()
    form.save(out)
    return out.getvalue()


@lru_cache(maxsize=1)
def hangul_form() -> bytes:
    """A click-here field, a check box, merged cells, letters in grey, and lines as Hangul caches them."""
    form = HwpxDocument.new()
    form.add_heading("지원사업 신청서", level=1)
    line = form.add_paragraph("기업명: ", inherit_style=False)
    form.fields.add("회사명", prompt="회사명을 입력하세요", paragraph=line)
    box = form.add_paragraph("구분 ", inherit_style=False)
    form.fields.add_check_box("신규", paragraph=box)
    table = form.add_table(3, 3)
    table.set_cell_text(0, 0, "성명")
    table.set_cell_text(2, 0, "안내")
    table.merge_cells(0, 1, 1, 2)
    form.add_paragraph("작성요령: 지우고 쓰세요", inherit_style=False)
    form.add_paragraph("끝.", inherit_style=False)
    parts = parts_of(form.to_bytes())
    header = parts["Contents/header.xml"].decode()
    first = re.search(r'<hh:charPr id="0".*?</hh:charPr>', header, re.DOTALL)
    assert first is not None
    grey = first[0].replace('id="0"', 'id="90"').replace("#000000", "#7F7F7F", 1)
    header = header.replace("</hh:charProperties>", f"{grey}</hh:charProperties>")
    section = parts[HANGUL].decode()
    section = re.sub(r'charPrIDRef="0"(?=><hp:t>작성요령)', 'charPrIDRef="90"', section)
    cached = '<hp:linesegarray><hp:lineseg textpos="0" vertpos="0" vertsize="1000" textheight="1000" baseline="850" spacing="600" horzpos="0" horzsize="42520" flags="393216"/></hp:linesegarray>'
    section = re.sub(r"</hp:run></hp:p>", f"</hp:run>{cached}</hp:p>", section)
    # Marks within letters, and what a reviewer took out.
    section = section.replace(
        "<hp:t>끝.</hp:t>",
        '<hp:t>앞<hp:tab width="4000" leader="0" type="1"/>뒤<hp:lineBreak/>아래<hp:nbSpace/>끝'
        '<hp:deleteBegin Id="1" TcId="1"/>지움<hp:deleteEnd Id="1" TcId="1"/>.</hp:t>',
    )
    parts |= {"Contents/header.xml": header.encode(), HANGUL: section.encode()}
    return _rezipped(form.to_bytes(), parts)


def _rezipped(raw: bytes, parts: dict[str, bytes]) -> bytes:
    """Order, compression and dates as they were."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, parts[entry.filename])
    return out.getvalue()


FORMS = {"docx": (word_form, WORD), "hwpx": (hangul_form, HANGUL)}


def _sheet(raw: bytes, name: str = "form") -> Sheet:
    return read_sheet(raw, name)[0]


def _all(sheet: Sheet) -> list[Paragraph]:
    return list(paragraphs(sheet.blocks))


def _texts(raw: bytes) -> list[str]:
    return [paragraph.text for paragraph in _all(_sheet(raw))]


def _one(raw: bytes, text: str) -> Paragraph:
    (found,) = (p for p in _all(_sheet(raw)) if text in p.text)
    return found


def _tables(sheet: Sheet) -> list[Table]:
    found = []
    left = list(sheet.blocks)
    while left:
        block = left.pop(0)
        if isinstance(block, Table):
            found.append(block)
            left = [inner for cell in block.cells for inner in cell.blocks] + left
    return found


def _cell(raw: bytes, row: int, column: int) -> Cell:
    (found,) = (c for c in _tables(_sheet(raw))[0].cells if (c.row, c.column) == (row, column))
    return found


# Reading


def test_text_of_a_word_form_is_what_is_seen_of_it() -> None:
    assert _one(word_form(), "보이는").text == "보이는 넣은\u00a0글\t끝\n둘째 줄□"
    assert not any("숨은" in text or "지운" in text for text in _texts(word_form()))


def test_text_of_a_hangul_form_is_what_is_seen_of_it() -> None:
    assert _texts(hangul_form())[-1] == "앞\t뒤\n아래\xa0끝."


@pytest.mark.parametrize("form", FORMS)
def test_a_merged_cell_is_one_with_its_spans_and_its_size(form: str) -> None:
    cell = _cell(FORMS[form][0](), 0, 1)
    assert (cell.row_span, cell.column_span) == (2, 2)
    other = _cell(FORMS[form][0](), 0, 0)
    assert cell.width_mm == pytest.approx(2 * (other.width_mm or 0), abs=0.2)
    assert {(c.row, c.column) for c in _tables(_sheet(FORMS[form][0]()))[0].cells} & {
        (0, 2),
        (1, 1),
        (1, 2),
    } == set()


def test_a_cell_is_shaded_and_holds_a_table() -> None:
    assert _cell(word_form(), 0, 0).is_shaded and not _cell(word_form(), 1, 0).is_shaded
    assert any(isinstance(block, Table) for block in _cell(word_form(), 2, 1).blocks)
    assert _cell(word_form(), 2, 0).row_span == 2


@pytest.mark.parametrize("form", FORMS)
def test_addresses_are_unique_and_the_same_at_every_reading(form: str) -> None:
    raw = FORMS[form][0]()
    sheet = _sheet(raw)
    found = [p.address for p in _all(sheet)] + [c.address for p in _all(sheet) for c in p.controls]
    found += [cell.address for table in _tables(sheet) for cell in table.cells]
    found += [table.address for table in _tables(sheet)]
    assert len(found) == len(set(found))
    assert _sheet(raw) == sheet


def test_guidance_is_told_by_the_look_of_all_its_letters() -> None:
    assert not _one(word_form(), "예) 길잡이").is_hint  # its label is black
    assert _one(hangul_form(), "작성요령").is_hint
    assert not _one(hangul_form(), "기업명").is_hint
    assert _one(word_form(), "신청서").is_heading and not _one(word_form(), "신청서").is_hint
    assert not _one(word_form(), "끝.").is_heading


def _controls(raw: bytes) -> dict[str, tuple[Paragraph, Control]]:
    return {c.name: (p, c) for p in _all(_sheet(raw)) for c in p.controls}


def _shown(raw: bytes) -> dict[str, str]:
    return {name: p.text[c.start : c.end] for name, (p, c) in _controls(raw).items()}


def test_controls_of_a_word_form_are_named_with_what_they_show() -> None:
    found = [(p.text[c.start : c.end], c) for p in _all(_sheet(word_form())) for c in p.controls]
    assert [(c.name, c.kind, shown, c.is_hint) for shown, c in found] == [
        ("company", "text", "회사명을 입력하세요", True),
        ("신규", "check", "☐", True),
        ("규모", "choice", "고르세요", True),
        ("작성일", "date", "2020. 1. 1.", False),
        ("tel", "text", "\u2002\u2002\u2002", True),
        ("agree", "check", "☐", True),
        ("요약", "text", "회사명을 입력하세요", True),
    ]
    assert found[2][1].choices == ("소기업",)


def test_controls_of_a_hangul_form_are_named_with_what_they_show() -> None:
    assert _shown(hangul_form()) == {"회사명": "회사명을 입력하세요", "신규": "☐"}
    assert all(control.is_hint for _, control in _controls(hangul_form()).values())


def test_a_binary_hangul_form_is_read_and_saved_as_hwpx() -> None:
    raw = good_files()["good.hwp"]
    sheet, converted = read_sheet(raw, "good.hwp")
    assert read_sheet(raw, "good.hwp")[1] == converted
    assert [p.text for p in _all(sheet)] == _texts(good_files()["good.hwpx"])
    target = next(p for p in _all(sheet) if p.text.startswith("중소기업기본법"))
    saved = write_sheet(converted, sheet.format, [Edit(target.address, "값", 0, 2)])
    assert _one(saved, "기업기본법").text == "값" + target.text[2:]
    assert validate_package(io.BytesIO(saved)).ok


# Writing


def _written(raw: bytes, *edits: Edit) -> bytes:
    sheet, editable = read_sheet(raw, "form")
    return write_sheet(editable, sheet.format, edits)


def _entries(raw: bytes) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return [
            (
                e.filename,
                e.date_time,
                e.compress_type,
                e.external_attr,
                e.create_system,
                e.extra,
                e.comment,
            )
            for e in archive.infolist()
        ]


@pytest.mark.parametrize("form", FORMS)
def test_only_the_part_with_the_text_changes_and_the_package_stays_as_it_was(form: str) -> None:
    make, main = FORMS[form]
    raw = make()
    saved = _written(raw, Edit(_all(_sheet(raw))[-1].address, "값 & <값>"))
    before, after = parts_of(raw), parts_of(saved)
    assert {name for name in before if before[name] != after[name]} == {main}
    assert _entries(raw) == _entries(saved)


@pytest.mark.parametrize("form", FORMS)
def test_without_an_edit_every_part_is_the_same(form: str) -> None:
    raw = FORMS[form][0]()
    assert parts_of(_written(raw)) == parts_of(raw)


@pytest.mark.parametrize("form", FORMS)
def test_an_edit_changes_no_byte_outside_of_its_paragraph(form: str) -> None:
    """Every paragraph in turn: what differs lies between two places of one paragraph."""
    make, main = FORMS[form]
    raw = make()
    before = parts_of(raw)[main]
    for paragraph in _all(_sheet(raw)):
        if paragraph.controls:  # its properties differ too
            continue
        edit = Edit(paragraph.address, "새 값", len(paragraph.text), len(paragraph.text))
        after = parts_of(_written(raw, edit))[main]
        start = next(n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
        end = next(
            n for n, (a, b) in enumerate(zip(before[::-1], after[::-1], strict=False)) if a != b
        )
        gone = before[start : len(before) - end]
        assert not re.search(rb"</(w:tc|hp:tc|w:tbl|hp:tbl|w:p|hp:p)>.", gone), gone
        assert "새 값" in after[start : len(after) - end].decode("utf-8", "replace")


@pytest.mark.parametrize("form", FORMS)
def test_the_canonical_xml_without_the_edited_paragraph_is_the_same(form: str) -> None:
    make, main = FORMS[form]
    raw = make()
    target = next(p for p in _all(_sheet(raw)) if p.text == "성명")
    saved = _written(raw, Edit(target.address, "첫째\n둘째", 0, 2))

    def rest(raw: bytes, gone: int) -> bytes:
        root = etree.fromstring(parts_of(raw)[main])
        tables = root.findall(".//{*}tbl")
        for p in tables[0].findall(".//{*}tc")[0].findall(".//{*}p"):
            p.getparent().remove(p)
            gone -= 1
        assert gone == 0
        return bytes(etree.tostring(root, method="c14n"))

    assert rest(raw, 1) == rest(saved, 2)


def test_the_xml_declaration_and_the_prefixes_stay() -> None:
    for make, main in FORMS.values():
        before = parts_of(make())[main]
        after = parts_of(_written(make(), Edit(_all(_sheet(make()))[-1].address, "값")))[main]
        root = re.compile(rb"(?s).*?<(w:document|hs:sec)\b[^>]*>")
        assert root.match(before)[0] == root.match(after)[0]  # type: ignore[index]
        assert after.count(b"xmlns:") == before.count(b"xmlns:")


def _word_letters(raw: bytes, text: str) -> str:
    """The run properties of the run that shows this text."""
    root = etree.fromstring(parts_of(raw)[WORD])
    (run,) = (r for r in root.iter("{*}r") if "".join(r.itertext()) == text)
    properties = run.find("{*}rPr")
    return "" if properties is None else etree.tostring(properties, encoding="unicode")


def test_a_value_in_place_of_a_hint_keeps_its_font_and_loses_its_colour_and_slant() -> None:
    line = _one(word_form(), "예) 길잡이")
    saved = _written(word_form(), Edit(line.address, "주식회사 가", 5, len(line.text)))
    letters = _word_letters(saved, "주식회사 가")
    assert "Batang" in letters and "color" not in letters and "<w:i/>" not in letters
    hint = _one(hangul_form(), "작성요령")
    saved = _written(hangul_form(), Edit(hint.address, "값", 0, len(hint.text)))
    assert '<hp:run charPrIDRef="0"><hp:t>값</hp:t>' in parts_of(saved)[HANGUL].decode()


def test_a_line_before_guidance_is_black_and_the_guidance_stays_grey() -> None:
    hint = _one(hangul_form(), "작성요령")
    saved = _written(hangul_form(), Edit(hint.address, "값\n"))
    value, guidance = _one(saved, "값"), _one(saved, "작성요령")
    assert (value.text, value.is_hint) == ("값", False)
    assert (guidance.text, guidance.is_hint) == (hint.text, True)


def test_what_is_written_in_controls_of_word_is_no_placeholder_any_more() -> None:
    controls = _controls(word_form())
    values = {
        "company": "길잡이\n주식회사",
        "신규": "☑",
        "tel": "02-123-4567",
        "agree": "☑",
        "요약": "짧게",
    }
    edits = [Edit(controls[name][1].address, value) for name, value in values.items()]
    saved = _written(word_form(), *edits)
    shown = _shown(saved)
    assert {name: shown[name] for name in values} == values
    assert not any(_controls(saved)[name][1].is_hint for name in values)
    body = parts_of(saved)[WORD].decode()
    assert body.count("showingPlcHdr") == 1 and "PlaceholderText" not in body  # of the list
    assert '<w14:checked w14:val="1"/>' in body and "☒" in body
    assert (
        len(_texts(saved)) == len(_texts(word_form())) - 1
    )  # the second paragraph of a hint is gone


def test_a_choice_and_a_date_are_set() -> None:
    choice, date = (_controls(word_form())[name][1] for name in ("규모", "작성일"))
    saved = _written(word_form(), Edit(choice.address, "소기업"), Edit(date.address, "2026. 5. 1."))
    assert "소기업2026. 5. 1." in _one(saved, "업체").text
    body = parts_of(saved)[WORD].decode()
    assert 'w:lastValue="s"' in body and "fullDate" not in body


def test_a_click_here_field_is_filled_between_its_marks_and_a_box_ticked() -> None:
    controls = _controls(hangul_form())
    field, box = controls["회사명"][1], controls["신규"][1]
    saved = _written(hangul_form(), Edit(field.address, "길잡이\n주식회사"), Edit(box.address, "☑"))
    assert _shown(saved) == {"회사명": "길잡이\n주식회사", "신규": "☑"}
    assert not any(control.is_hint for _, control in _controls(saved).values())
    again = _written(saved, Edit(field.address, ""), Edit(box.address, "☐"))
    assert _shown(again) == {"회사명": "", "신규": "☐"}
    assert _shown(_written(again, Edit(field.address, "나")))["회사명"] == "나"


def test_a_value_beside_a_field_stays_outside_of_it() -> None:
    paragraph, field = _controls(hangul_form())["회사명"]
    edits = [Edit(paragraph.address, "<", field.start, field.start)]
    edits.append(Edit(paragraph.address, ">", field.end, field.end))
    saved = _written(hangul_form(), *edits)
    assert _one(saved, "기업명").text == "기업명: <회사명을 입력하세요>"
    assert _shown(saved)["회사명"] == "회사명을 입력하세요"
    paragraph, field = _controls(word_form())["company"]
    saved = _written(
        word_form(), *(Edit(paragraph.address, "|", n, n) for n in (field.start, field.end))
    )
    assert _one(saved, "업체").text.startswith("업체 |회사명을 입력하세요| 구분 ")
    assert _shown(saved)["company"] == "회사명을 입력하세요"
    end = len(paragraph.text)  # of the date
    saved = _written(word_form(), Edit(paragraph.address, "|", end, end))
    assert (_one(saved, "업체").text[-2:], _shown(saved)["작성일"]) == (".|", "2020. 1. 1.")


@pytest.mark.parametrize("form", FORMS)
def test_several_edits_of_a_paragraph_are_all_where_they_were_meant(form: str) -> None:
    raw = FORMS[form][0]()
    target = next(p for p in _all(_sheet(raw)) if p.text == "안내")
    edits = [Edit(target.address, text, at, at) for text, at in (("셋", 2), ("하나", 0), ("둘", 1))]
    assert "하나안둘내셋" in _texts(_written(raw, *edits))
    edits = [Edit(target.address, "가", 0, 1), Edit(target.address, "나", 1, 2)]
    assert "가나" in _texts(_written(raw, *edits))


def test_the_layout_of_lines_goes_where_something_is_written_and_only_there() -> None:
    raw = hangul_form()
    target = _one(raw, "작성요령")
    saved = _written(raw, Edit(target.address, "값\n둘"))
    count = parts_of(raw)[HANGUL].count(b"<hp:linesegarray>")
    assert parts_of(saved)[HANGUL].count(b"<hp:linesegarray>") == count - 1 > 0
    root = etree.fromstring(parts_of(saved)[HANGUL])
    written = [p for p in root.iter("{*}p") if "".join(p.itertext()).startswith(("값", "둘"))]
    assert len(written) == 2 and not any(p.findall("{*}linesegarray") for p in written)


def test_new_paragraphs_of_hwpx_have_ids_of_their_own() -> None:
    raw = hangul_form()
    target = _one(raw, "작성요령")
    root = etree.fromstring(parts_of(_written(raw, Edit(target.address, "가\n나\n다\n")))[HANGUL])
    ids = [p.get("id") for p in root.iter("{*}p")]
    old = {p.get("id") for p in etree.fromstring(parts_of(raw)[HANGUL]).iter("{*}p")}
    new = [one for one in ids if one not in old]
    assert len(new) == len(set(new)) == 3


def test_the_last_section_of_word_stays_in_its_last_paragraph() -> None:
    form = docx.Document()
    form.add_paragraph("앞")
    form.add_section()
    form.add_paragraph("뒤")
    out = io.BytesIO()
    form.save(out)
    holder = next(p for p in _all(_sheet(out.getvalue())) if not p.text)
    saved = _written(out.getvalue(), Edit(holder.address, "가\n나\n다"))
    root = etree.fromstring(parts_of(saved)[WORD])
    holders = [p for p in root.iter("{*}p") if p.find("{*}pPr/{*}sectPr") is not None]
    assert ["".join(p.itertext()) for p in holders] == ["다"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "edits",
    [
        lambda p: [Edit("nowhere", "값")],
        lambda p: [Edit(p.address, "값", 0, len(p.text) + 1)],
        lambda p: [Edit(p.address, "값", 2, 1)],
        lambda p: [Edit(p.address, "값", -1, 1)],
        lambda p: [Edit(p.address, "값", 0, 2), Edit(p.address, "값", 1, 2)],
    ],
)
def test_a_place_that_is_not_there_is_an_error(
    form: str, edits: Callable[[Paragraph], list[Edit]]
) -> None:
    raw = FORMS[form][0]()
    target = next(p for p in _all(_sheet(raw)) if p.text == "성명")
    with pytest.raises(ValueError):
        _written(raw, *edits(target))


def test_a_box_takes_nothing_but_a_box() -> None:
    for raw in (word_form(), hangul_form()):
        with pytest.raises(ValueError, match="neither"):
            _written(raw, Edit(_controls(raw)["신규"][1].address, "예"))


def test_a_filled_form_opens_again(tmp_path: Path) -> None:
    edits = [Edit(p.address, "값", 0, 0) for p in _all(_sheet(word_form())) if not p.controls]
    docx.Document(io.BytesIO(_written(word_form(), *edits)))
    edits = [Edit(p.address, "값", 0, 0) for p in _all(_sheet(hangul_form())) if not p.controls]
    path = tmp_path / "filled.hwpx"
    path.write_bytes(_written(hangul_form(), *edits))
    assert validate_package(path).ok
    with HwpxDocument.open(path) as opened:
        assert any(p.text == "값작성요령: 지우고 쓰세요" for p in opened.paragraphs)


@pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice draws it: apt-get install libreoffice-writer",
)
def test_a_filled_word_form_is_laid_out_by_another_program(tmp_path: Path) -> None:
    target = _one(word_form(), "예) 길잡이")
    value = _controls(word_form())["company"][1]
    saved = _written(
        word_form(),
        Edit(target.address, "주식회사가나", 5, len(target.text)),
        Edit(value.address, "라마바"),
    )
    (tmp_path / "filled.docx").write_bytes(saved)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "filled.docx")], check=True, capture_output=True)
    with pypdfium2.PdfDocument(tmp_path / "filled.pdf") as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "주식회사가나" in text and "라마바" in text and "예) 길잡이" not in text


def test_the_text_of_a_box_is_read_and_written() -> None:
    text = "<w:txbxContent><w:p><w:r><w:t>상자 {}</w:t></w:r></w:p></w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice Requires='wps'><w:drawing>{text.format(1)}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{text.format(2)}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = parts_of(word_form())[WORD].decode().replace("끝.</w:t>", f"끝.</w:t>{both}")
    raw = with_parts(word_form(), {WORD: body.encode()})
    assert _texts(raw)[-2:] == ["끝.", "상자 1"]
    assert _texts(_written(raw, Edit(_one(raw, "상자").address, "값", 3, 4)))[-1] == "상자 값"
    box = (
        '<hp:run charPrIDRef="0"><hp:rect><hp:drawText><hp:subList><hp:p id="77" paraPrIDRef="0" '
        'styleIDRef="0"><hp:run charPrIDRef="0"><hp:t>상자</hp:t></hp:run></hp:p></hp:subList>'
        "</hp:drawText></hp:rect></hp:run></hp:p></hs:sec>"
    )
    body = re.sub("</hp:p></hs:sec>$", box, parts_of(hangul_form())[HANGUL].decode())
    raw = with_parts(hangul_form(), {HANGUL: body.encode()})
    assert _texts(raw)[-1] == "상자"
    assert _texts(_written(raw, Edit(_one(raw, "상자").address, "값", 2, 2)))[-1] == "상자값"


def test_a_control_around_a_cell_is_filled_in_the_cell() -> None:
    cell = f"<w:tc><w:tcPr/><w:p>{HINT}</w:p></w:tc>"
    sdt = f'<w:sdt><w:sdtPr><w:alias w:val="칸"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{cell}</w:sdtContent></w:sdt>'
    table = f"<w:tbl><w:tr><w:tc><w:p/></w:tc>{sdt}</w:tr></w:tbl>"
    body = parts_of(word_form())[WORD].decode().replace("<w:sectPr", f"{table}<w:sectPr", 1)
    raw = with_parts(word_form(), {WORD: body.encode()})
    before = _controls(raw)["칸"]
    assert [c.text for c in _tables(_sheet(raw))[-1].cells] == ["", "회사명을 입력하세요"]
    saved = _written(raw, Edit(before[1].address, "값"))
    assert [c.text for c in _tables(_sheet(saved))[-1].cells] == ["", "값"]
    assert not _controls(saved)["칸"][1].is_hint


def test_letters_stand_beside_a_formula_and_not_within_it() -> None:
    formula = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x=1</m:t></m:r></m:oMath>'
    body = (
        parts_of(word_form())[WORD].decode().replace("끝.</w:t></w:r>", f"끝.</w:t></w:r>{formula}")
    )
    raw = with_parts(word_form(), {WORD: body.encode()})
    line = _one(raw, "끝.")
    saved = _written(raw, Edit(line.address, "가", 2, 2), Edit(line.address, "나", 5, 5))
    assert _texts(saved)[-1] == "끝.가x=1나"
    root = etree.fromstring(parts_of(saved)[WORD])
    assert not [
        run for run in root.iter("{*}r") if "math" in run.tag and run.find(".//{*}rPr") is not None
    ]
    assert "가" not in "".join(next(root.iter("{*}oMath")).itertext())
    with pytest.raises(ValueError, match="within a sign"):
        _written(raw, Edit(line.address, "가", 3, 3))


# By property

LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
MARKED = st.lists(
    st.sampled_from(
        ["가나 다", "\n", "\t", "  ", "&amp;", "<w:t>", "]]>", "\x01", "\r\n", "\ud800", "🙂"]
    ),
    max_size=6,
).map("".join)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_is_written_anywhere_reads_back_equal(form: str, data: st.DataObject) -> None:
    raw = FORMS[form][0]()
    found = _all(_sheet(raw))
    n = data.draw(st.sampled_from([i for i, p in enumerate(found) if not p.controls]))
    before = found[n].text
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(before))] * 2)))
    text = data.draw(LETTERS | MARKED)
    saved = _written(raw, Edit(found[n].address, text, start, end))
    texts = [p.text for p in found]
    texts[n] = before[:start] + holdable(text) + before[end:]
    assert "\n".join(_texts(saved)) == "\n".join(texts)
    assert _sheet(saved) == _sheet(saved)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_is_written_into_a_control_reads_back_equal(form: str, data: st.DataObject) -> None:
    raw = FORMS[form][0]()
    controls = {n: c for n, (_, c) in _controls(raw).items() if c.kind == "text"}
    values = {
        name: data.draw(LETTERS | MARKED)
        for name in controls
        if name in ("company", "tel", "회사명")
    }
    saved = _written(raw, *(Edit(controls[name].address, text) for name, text in values.items()))
    shown = _shown(saved)
    for name, text in values.items():
        assert shown[name] == holdable(text)
    untouched = [p.text for p in _all(_sheet(raw)) if not p.controls]
    assert [p.text for p in _all(_sheet(saved)) if not p.controls] == untouched


# What is no form, or no sound one


@pytest.mark.parametrize("name", ["good.pdf", "good.txt", "good.md", "good.html"])
def test_another_format_is_told_what_a_form_must_be(name: str) -> None:
    with pytest.raises(UnsupportedFileError, match="must be a DOCX, HWPX or HWP"):
        read_sheet(good_files()[name], name)


def test_a_picture_is_told_what_a_form_must_be() -> None:
    with pytest.raises(UnsupportedFileError, match=r"PNG picture\. A form to fill must be a DOCX"):
        read_sheet(b"\x89PNG\r\n\x1a\n" + bytes(99), "photo.docx")


def test_what_a_file_holds_decides_and_not_its_name() -> None:
    assert _sheet(word_form(), "form.hwp").format == "docx"
    assert _sheet(hangul_form(), "form.docx").format == "hwpx"


def test_a_hangul_form_whose_paths_have_backslashes_is_filled() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in parts_of(hangul_form()).items():
            new.writestr(zipfile.ZipInfo(name.replace("/", "\\")), content)
    raw = out.getvalue()
    saved = _written(raw, Edit(_one(raw, "작성요령").address, "값"))
    assert _texts(saved) == _texts(
        _written(hangul_form(), Edit(_one(hangul_form(), "작성요령").address, "값"))
    )
    assert list(parts_of(saved)) == list(parts_of(raw))


def test_protected_empty_and_cut_off_forms_are_named(tmp_path: Path) -> None:
    for name, protect in (("good.hwpx", protected_hwpx), ("good.hwp", protected_hwp)):
        source = tmp_path / name
        source.write_bytes(good_files()[name])
        with pytest.raises(EncryptedFileError, match="without") as caught:
            read_sheet(protect(source, tmp_path / f"protected-{name}").read_bytes(), name)
        assert "ingest" not in str(caught.value)
    with pytest.raises(EmptyFileError):
        read_sheet(b" ", "form.docx")
    for make in (word_form, hangul_form):
        with pytest.raises(BrokenFileError, match="cut off"):
            read_sheet(make()[: len(make()) // 2], "form")
    with pytest.raises(LoadError, match="damaged"):
        read_sheet(good_files()["good.hwp"][:5000], "form")


def test_a_form_of_two_thousand_cells_is_filled() -> None:
    parts = parts_of(word_form())
    rows = (
        "<w:tr><w:tc><w:p><w:r><w:t>항목</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>" * 1000
    )
    body = parts[WORD].decode().replace("<w:sectPr", f"<w:tbl>{rows}</w:tbl><w:sectPr", 1)
    raw = with_parts(word_form(), {WORD: body.encode()})
    cells = _tables(_sheet(raw))[-1].cells
    blanks = [cell.blocks[0].address for cell in cells if not cell.text]
    assert (len(cells), len(blanks)) == (2000, 1000)
    saved = _written(raw, *(Edit(address, f"값 {n}") for n, address in enumerate(blanks)))
    assert [c.text for c in _tables(_sheet(saved))[-1].cells if c.column] == [
        f"값 {n}" for n in range(1000)
    ]


def test_a_form_nested_or_grown_beyond_measure_is_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 100 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 100
    many = "<w:p/>" * 20_001
    for content, error in ((deep, LoadError), (many, FileLimitError)):
        body = parts_of(word_form())[WORD].decode().replace("<w:sectPr", f"{content}<w:sectPr", 1)
        with pytest.raises(error):
            read_sheet(with_parts(word_form(), {WORD: body.encode()}), "form.docx")


HOSTILE = [
    case
    for case in [*hostile_packages(), *hostile_hwps()]
    if not case[0].startswith(
        ("empty-records", "bomb-in-pieces")
    )  # seconds each; test_loaders has them
]


# All of them in the proofs, one of four at every run.
@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case[0], marks=[pytest.mark.proofs] if at % 4 else [])
        for at, case in enumerate(HOSTILE)
    ],
)
def test_a_hostile_form_is_refused_by_name_or_filled(
    case: tuple[str, bytes | Callable[[], bytes], bool],
) -> None:
    name, content, _ = case
    raw = content if isinstance(content, bytes) else content()
    try:
        sheet, editable = read_sheet(raw, name)
    except LoadError as error:
        assert str(error).startswith(name) and "ingest" not in str(error)
        return
    found = _all(sheet)
    if found:
        saved = write_sheet(editable, sheet.format, [Edit(found[0].address, "값")])
        assert "값" + found[0].text in _texts(saved)
