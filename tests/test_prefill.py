"""A draft holds what a source says, and nothing else; what it leaves blank it says why."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from fixtures_forms import ADDRESS, BRN, NAME, NEED, PLAN, PROFILE, TITLE, write_form, write_plan
from programme_shelf import RECORDS
from typer.testing import CliRunner

from assistant.__main__ import app
from assistant.errors import EncryptedFileError, LoadError, ProfileError, UnsupportedFileError
from assistant.forms.form import Slot
from assistant.loaders import load_document
from assistant.parsing import Parser
from assistant.phrases import phrase
from assistant.prefill import Draft, Filled, prefill, typed
from assistant.prefill.filling import _Sources
from assistant.profile import Profile
from assistant.schema import Document

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 4, 21)


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as parser:
        yield parser


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return write_form(tmp_path)


@pytest.fixture
def plan(tmp_path: Path) -> Document:
    return load_document(write_plan(tmp_path), "plan.md")


def place(draft: Draft, label: str) -> Filled:
    (found,) = [one for one in draft.fields if one.label == label]
    return found


def words_of(raw: bytes) -> str:
    """Every word of a DOCX, read without our own reader."""
    xml = zipfile.ZipFile(BytesIO(raw)).read("word/document.xml").decode()
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)
    return "\n".join("".join(re.findall(r"<w:t[^>]*>([^<]*)", p)) for p in paragraphs)


def test_each_value_is_written_as_the_form_wants_it_and_says_where_it_is_from(
    form: Path, plan: Document, parser: Parser
) -> None:
    draft = prefill(form, PROFILE, [plan], (), TODAY, parser=parser)
    assert (draft.title, draft.language, draft.format) == (TITLE, "ko", "docx")
    found = {one.label: (one.value, one.origin) for one in draft.fields if one.value is not None}
    assert found == {
        "기업명": (NAME, "profile"),
        "사업자등록번호": (BRN, "profile"),
        "대표자 성명": ("김가상", "profile"),
        "설립일": ("2019년 3월 4일", "profile"),
        "상시근로자 수": ("12명", "profile"),
        "기업규모": ("소기업", "profile"),
        "본사 주소": (ADDRESS, "document"),
        "이메일": ("hello@naru.example.kr", "document"),
        "성명": ("이예시", "profile"),
        "전화번호": ("02-000-0011", "profile"),
        "매출액 2024": ("1,250", "profile"),  # 1,250,000,000 won in millions
        "매출액 2025": ("1,234.5", "profile"),  # 1,234,500,000: not rounded
        "과제의 필요성": (f"{phrase('draft_mark', 'ko')}\n{NEED}", "document"),
    }


def test_what_a_document_gave_is_quoted_word_for_word(
    form: Path, plan: Document, parser: Parser
) -> None:
    draft = prefill(form, PROFILE, [plan], (), TODAY, parser=parser)
    quoted = [one for one in draft.fields if one.origin == "document"]
    assert len(quoted) == 3
    for one in quoted:
        assert one.document == "plan.md" and one.quote and one.quote in plan.text


def test_the_copy_holds_the_values_and_otherwise_only_what_was_printed(
    form: Path, plan: Document, parser: Parser
) -> None:
    draft = prefill(form, PROFILE, [plan], (), TODAY, parser=parser)
    assert docx.Document(BytesIO(draft.raw)).tables[0].cell(0, 1).text == NAME
    filled, blank = words_of(draft.raw), words_of(form.read_bytes())
    added = [line for line in filled.split("\n") if line not in blank.split("\n")]
    values = "\n".join(one.value for one in draft.fields if one.value)
    assert [line for line in added if line not in values.split("\n")] == [
        "□ 소상공인  ■ 소기업  □ 중기업"
    ]
    before, after = (zipfile.ZipFile(BytesIO(raw)) for raw in (form.read_bytes(), draft.raw))
    assert before.namelist() == after.namelist()
    changed = [n for n in before.namelist() if before.read(n) != after.read(n)]
    assert changed == ["word/document.xml"]


def test_identity_numbers_signatures_and_consent_are_left_to_the_owner(
    form: Path, parser: Parser
) -> None:
    draft = prefill(form, PROFILE, (), (), TODAY, parser=parser)
    assert place(draft, "주민등록번호").reason == "unwritten_identity"
    by_hand = [one for one in draft.fields if one.state == "signature"]
    assert {one.reason for one in by_hand} == {"unwritten_signature", "unwritten_consent"}
    assert all(one.value is None for one in by_hand)
    assert "□ 동의함  □ 동의하지 않음" in words_of(draft.raw)
    assert "20   년   월   일" in words_of(draft.raw)
    owner = {place(draft, "주민등록번호").slot_id: "900101-1234567"}
    corrected = prefill(form, PROFILE, (), (), TODAY, corrections=owner, parser=parser)
    assert place(corrected, "주민등록번호").value is None
    assert "900101" not in words_of(corrected.raw)


def test_documents_that_contradict_one_another_leave_the_place_blank(
    form: Path, plan: Document, parser: Parser
) -> None:
    other = Document("b.md", "b", "ko", "text", PLAN.replace("가상로 1", "가상로 99"), "")
    draft = prefill(form, PROFILE, [plan, other], (), TODAY, parser=parser)
    address = place(draft, "본사 주소")
    assert (address.value, address.state, address.reason) == (None, "ambiguous", "documents_differ")
    said = prefill(
        form, PROFILE, [plan, other], (), TODAY, answers={"address": ADDRESS}, parser=parser
    )
    assert (place(said, "본사 주소").value, place(said, "본사 주소").origin) == (ADDRESS, "user")


@pytest.mark.parametrize(
    ("line", "filled"),
    [
        ("2025년 매출액 : (          )백만원", "2025년 매출액 : (1,234.5)백만원"),
        ("상시근로자 수 : (      )명", "상시근로자 수 : (12)명"),
        ("상시근로자 수 : (      ) 명", "상시근로자 수 : (12) 명"),
    ],
)
def test_a_figure_is_said_in_the_unit_that_is_printed_behind_its_brackets(
    tmp_path: Path, parser: Parser, line: str, filled: str
) -> None:
    document = docx.Document()
    document.add_paragraph(line)
    document.save(str(tmp_path / "form.docx"))
    draft = prefill(tmp_path / "form.docx", PROFILE, (), (), TODAY, parser=parser)
    assert words_of(draft.raw).strip() == filled


def test_a_figure_is_not_written_before_a_unit_that_was_not_understood() -> None:
    slot = Slot("s", "text", ("2025년 매출액",), "", "p0", 8, 12)
    sources = _Sources({}, "ko", TODAY, {}, {}, {"p0": "매출액 : (    )천만원 정도"}, str)
    assert sources._stands_before_unread_unit(slot, "sales_krw.2025")
    assert not sources._stands_before_unread_unit(replace(slot, unit="천만원"), "sales_krw.2025")
    assert not sources._stands_before_unread_unit(slot, "name_ko")


def test_a_wrong_number_is_not_written_and_the_rest_is(form: Path, parser: Parser) -> None:
    wrong = PROFILE.model_copy(update={"business_registration_number": "999-86-00312"})
    draft = prefill(form, wrong, (), (), TODAY, parser=parser)
    number = place(draft, "사업자등록번호")
    assert (number.value, number.reason) == (None, "fault_business_number_sum")
    assert place(draft, "기업명").value == NAME


def test_what_nobody_said_is_asked_for_the_most_needed_first(form: Path, parser: Parser) -> None:
    draft = prefill(form, Profile(), (), (), TODAY, parser=parser)
    assert draft.in_state("filled", "overflow") == []
    assert draft.raw == form.read_bytes() or words_of(draft.raw) == words_of(form.read_bytes())
    missing = draft.missing()
    assert missing[0] == "name_ko" and missing[-1] == "project.need"
    assert {"representative", "business_registration_number", "contact.phone"} <= {*missing}


def test_the_owners_words_stand_as_they_are_and_a_blank_stays_blank(
    form: Path, parser: Parser
) -> None:
    first = prefill(form, PROFILE, (), (), TODAY, parser=parser)
    ids = {one.label: one.slot_id for one in first.fields}
    corrections = {
        ids["본사 주소"]: "부산 가상구 1, 2층",
        ids["기업명"]: "",
        ids["기업규모"]: "중기업",
    }
    draft = prefill(form, PROFILE, (), (), TODAY, corrections=corrections, parser=parser)
    assert (place(draft, "본사 주소").value, place(draft, "본사 주소").origin) == (
        "부산 가상구 1, 2층",
        "user",
    )
    assert (place(draft, "기업명").value, place(draft, "기업명").reason) == (None, "left_blank")
    assert "□ 소상공인  □ 소기업  ■ 중기업" in words_of(draft.raw)


def test_an_owners_answer_is_read_as_the_fields_own_kind() -> None:
    assert typed("founded", "2019년 3월 4일", "ko", TODAY) == "2019-03-04"
    assert typed("employees", "12명", "ko", TODAY) == 12
    assert typed("employees", "12", "en", TODAY) == 12
    assert typed("sales_krw.2025", "12억 3,450만 원", "ko", TODAY) == 1_234_500_000
    assert typed("business_registration_number", BRN, "ko", TODAY) == BRN
    assert typed("certifications", "ISO 9001, 벤처기업", "ko", TODAY) == ("ISO 9001", "벤처기업")


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("business_registration_number", "123-45-67890"),  # its check digit would be 1
        ("founded", "2019년 13월"),
        ("founded", "2027-01-01"),
        ("email", "hello at naru"),
        ("phone", "둘둘둘"),
        ("employees", "몇 명"),
        ("name_en", "가상나래"),
        ("representative", "123"),
        ("address", "900101-1234567"),
    ],
)
def test_an_answer_that_is_none_is_not_taken(field: str, answer: str) -> None:
    with pytest.raises(ProfileError):
        typed(field, answer, "ko", TODAY)


def test_the_programmes_name_is_written_only_where_its_notice_says_it(
    tmp_path: Path, parser: Parser
) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.rows[0].cells[0].text = "지원사업명"
    document.save(str(tmp_path / "form.docx"))
    (record,) = [one for one in RECORDS if one.id == "export"]
    draft = prefill(tmp_path / "form.docx", PROFILE, (), [record], TODAY, parser=parser)
    (one,) = draft.fields
    said = [q.text for _, v in record.values() for q in v.quotes if record.names.ko in q.text]
    if said:
        assert (one.value, one.origin, one.quote) == (record.names.ko, "record", said[0])
    else:
        assert (one.value, one.reason) == (None, "not_known")


# --- What is no form ---------------------------------------------------------------------------


def test_a_picture_is_refused_by_name(tmp_path: Path, parser: Parser) -> None:
    (tmp_path / "photo.docx").write_bytes(b"\x89PNG" + bytes(200))
    with pytest.raises(UnsupportedFileError, match=r"photo\.docx"):
        prefill(tmp_path / "photo.docx", PROFILE, parser=parser)


def test_a_protected_form_is_refused_by_name(tmp_path: Path, parser: Parser) -> None:
    (tmp_path / "form.docx").write_bytes(b"DRMONE" + bytes(200))
    with pytest.raises(EncryptedFileError, match=r"form\.docx"):
        prefill(tmp_path / "form.docx", PROFILE, parser=parser)


def test_a_notice_without_a_place_to_write_is_no_form(tmp_path: Path, parser: Parser) -> None:
    document = docx.Document()
    document.add_paragraph("이 사업은 가상의 사업이며 신청서는 따로 내려받습니다.")
    document.save(str(tmp_path / "notice.docx"))
    with pytest.raises(LoadError, match=r"notice\.docx has no place to fill"):
        prefill(tmp_path / "notice.docx", PROFILE, parser=parser)


def test_two_thousand_places_are_filled(tmp_path: Path, parser: Parser) -> None:
    document = docx.Document()
    for _ in range(20):
        table = document.add_table(rows=100, cols=2)
        cells = table._cells
        for at in range(0, 200, 2):
            cells[at].text = "기업명"
    document.save(str(tmp_path / "many.docx"))
    draft = prefill(tmp_path / "many.docx", PROFILE, (), (), TODAY, parser=parser)
    assert len(draft.fields) == 2000
    assert words_of(draft.raw).count(NAME) == sum(one.value == NAME for one in draft.fields) == 2000


# --- The command -------------------------------------------------------------------------------


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["prefill", *map(str, arguments)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "company.json"
    path.write_text(PROFILE.model_dump_json(exclude_defaults=True), encoding="utf-8")
    return path


def test_the_command_writes_the_draft_and_its_report(
    tmp_path: Path, form: Path, profile: Path
) -> None:
    out, report, plan = tmp_path / "draft.docx", tmp_path / "report.json", write_plan(tmp_path)
    given = (form, "--profile", profile, "--document", plan, "--out", out, "--report", report)
    code, said, _ = run(*given, "--data", tmp_path / "none", "--today", "2026-04-21")
    assert code == 0 and "13 of" in said
    fields = json.loads(report.read_text(encoding="utf-8"))["fields"]
    assert {"label", "field", "value", "state", "origin", "quote", "document"} <= fields[0].keys()
    states = {"filled", "blank", "ambiguous", "overflow", "signature"}
    assert {field["state"] for field in fields} <= states
    assert {f["origin"] for f in fields} <= {"profile", "document", "record", "user", None}
    assert NAME in words_of(out.read_bytes())


def test_the_report_names_the_papers_that_the_notice_asks_for(form: Path, parser: Parser) -> None:
    (record,) = [one for one in RECORDS if one.id == "export"]
    report = prefill(form, PROFILE, (), [record], TODAY, parser=parser).report()
    assert record.papers and len(report["papers"]) == len(record.papers)
    for told, paper in zip(report["papers"], record.papers, strict=True):
        assert told["name"] == paper.name.ko
        assert told["quote"] in {quote.text for quote in paper.quotes}


def test_a_document_that_cannot_be_read_is_named_and_the_draft_is_made(
    tmp_path: Path, form: Path, profile: Path
) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"")
    out = tmp_path / "draft.docx"
    given = (form, "--profile", profile, "--document", tmp_path / "scan.pdf", "--out", out)
    code, _, errors = run(*given, "--data", tmp_path / "none")
    assert code == 1 and "scan.pdf is empty" in errors and out.exists()


def test_a_draft_is_never_written_over_what_was_given_nor_under_a_wrong_ending(
    tmp_path: Path, form: Path, profile: Path
) -> None:
    before = form.read_bytes()
    for out, said in ((form, "one of the files given"), (tmp_path / "a.hwpx", r"\.docx")):
        result = CliRunner().invoke(
            app,
            ["prefill", *map(str, (form, "--profile", profile, "--out", out, "--data", "none"))],
        )
        assert re.search(said, str(result.exception)) and form.read_bytes() == before
    assert not (tmp_path / "a.hwpx").exists()


def test_a_hangul_form_becomes_a_hangul_draft(tmp_path: Path, profile: Path) -> None:
    form = ROOT / "corpus" / "research-dispatch" / "forms" / "application.ko.hwpx"
    code, said, _ = run(
        *(form, "--profile", profile, "--out", tmp_path / "d.hwpx", "--data", tmp_path / "none")
    )
    assert code == 0 and NAME in said
    assert zipfile.ZipFile(tmp_path / "d.hwpx").namelist()[0] == "mimetype"
