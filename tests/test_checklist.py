"""The checklist to print: what it holds, read back, and how it is served."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from fastapi.testclient import TestClient
from programme_shelf import BY_ID, DOCUMENTS, NOW, RECORDS, TEXTS
from test_server import ShelfAssistant, opened, wait_for

from assistant import server
from assistant.checklist import checklist
from assistant.loaders import docx as reader
from assistant.record import Record
from assistant.schema import Document, Language
from assistant.wording import EN, KO, WORDING


def sheet(record: Record, language: Language = "ko") -> str:
    """Its text as our own reader of notices reads it."""
    return reader.read(checklist(record, DOCUMENTS, NOW, language)).text


def section(text: str, heading: str) -> str:
    """What stands between a heading and the next of its level."""
    _, _, rest = text.partition(f"\n## {heading}\n")
    assert rest, heading
    return rest.split("\n## ")[0]


def test_a_sheet_holds_all_that_is_to_be_done_with_its_sources():
    text = sheet(BY_ID["export"])
    assert "신청 점검표: 수출 첫걸음 사업" in text
    assert "출력한 날: 2026-04-21" in text and KO.sheet_note in text
    assert "접수 중 · D-3" in section(text, KO.sheet_status)
    assert "2026. 4. 6.부터 4. 24.까지" in section(text, KO.windows)
    papers = section(text, KO.papers)
    assert "☐ 신청서 | 수출 첫걸음 공고" in papers
    assert "☐ 사업계획서 (발급: 신청기업), 2부 | 수출 첫걸음 공고" in papers
    steps = section(text, KO.steps)
    assert steps.index("☐ 1. 신청서 쓰기 (담당: 신청기업)") < steps.index("☐ 2. 온라인으로 내기")
    assert "www.example.org" in section(text, KO.how)
    assert "042-000-0000" in section(text, KO.contact)
    who = section(text, KO.who)
    assert "☐ 중소기업 | 수출 첫걸음 공고" in who and "☐ 해당하지 않음: 국세 체납" in who
    assert "바우처 트랙의 요건" in who and "☐ 수출 실적" in who


def test_a_sheet_says_where_the_documents_say_nothing():
    text = sheet(BY_ID["savings"])
    for heading in (KO.windows, KO.papers, KO.steps, KO.how, KO.contact):
        assert KO.sheet_not_said in section(text, heading), heading
    assert KO.no_window in section(text, KO.sheet_status)
    assert KO.sheet_not_said not in section(text, KO.who)


def test_an_english_sheet_is_english_and_names_english_documents():
    text = sheet(BY_ID["export"], "en")
    assert "Application checklist: First Export Program" in text
    assert "☐ A small or medium-sized company | First Export notice" in text
    assert "☐ Does not apply to us: Owing national tax" in text
    assert "지원" not in text.replace("수출 첫걸음 공고", "")


def test_hangul_has_a_font_of_its_own_and_the_file_names_nobody():
    written = checklist(BY_ID["export"], DOCUMENTS, NOW, "ko")
    docx = open_docx(BytesIO(written))
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        fonts = docx.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "맑은 고딕"
        assert not [key for key in fonts.attrib if key.endswith("Theme")]
    assert docx.core_properties.author == "" and docx.core_properties.created.year == 2026
    assert b"http" not in ZipFile(BytesIO(written)).read("word/_rels/document.xml.rels").replace(
        b"http://schemas", b""
    )


def test_text_that_xml_cannot_hold_does_not_break_a_sheet():
    title = Document(
        "savings/notice.ko.md", "<b>제목</b>\x0b\x00\ud800", "ko", "text", "", "0" * 64
    )
    written = checklist(BY_ID["savings"], {title.document_id: title}, NOW, "ko")
    assert "<b>제목</b>" in reader.read(written).text


@pytest.fixture(scope="module")
def client() -> TestClient:
    desk = opened(lambda: ShelfAssistant(list(DOCUMENTS.values()), RECORDS))
    wait_for(lambda: desk.status == "ready")
    return TestClient(server.create_web(desk, lambda: NOW))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_server_gives_the_sheet_under_a_name_in_the_pages_language(
    client: TestClient, language: Language
):
    response = client.get(f"/programmes/export/checklist.docx?lang={language}")
    assert response.status_code == 200 and response.headers["content-type"] == server.DOCX
    assert "attachment" in response.headers["content-disposition"]
    assert WORDING[language].sheet_title in reader.read(response.content).text
    name = {"ko": "%EC%8B%A0%EC%B2%AD", "en": "checklist-export.docx"}[language]
    assert name in response.headers["content-disposition"]


@pytest.mark.parametrize("programme", ["policy", "nothing", "<script>"])
def test_there_is_no_sheet_for_what_cannot_be_applied_for(client: TestClient, programme: str):
    response = client.get(f"/programmes/{programme}/checklist.docx?lang=en")
    assert response.status_code == 404 and EN.missing_title in response.text


def test_the_shelf_says_what_its_notices_say():
    """Sheets above are only worth something if their records are."""
    assert all(value.sound for one in RECORDS for _, value in one.values())
    assert {quote.document for one in RECORDS for _, v in one.values() for quote in v.quotes} <= {
        *TEXTS
    }
