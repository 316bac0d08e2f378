"""Exports of FAQs: whose words they hold, in which form, and that none of them runs."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

from assistant.schema import Citation, Document
from assistant.staff.faq import Event, Faq, FaqContent, FaqText, ServedFaq
from assistant.staff.faq_export import as_served, exported

HOSTILE = "<script>alert(1)</script> **굵게** [x](javascript:alert(1)) |"
NAMES = {"export": "수출 첫걸음 사업"}
DOCUMENT = Document(
    "export/n.md", "공고", "ko", "markdown", "", "0", "export", url="https://example.org/n?a=1&b=2"
)


def text(question: str = "얼마인가요?", answer: str = "3천만 원입니다. [1]") -> FaqText:
    quote = "지원 금액은\n최대 3천만 원입니다."
    return FaqText(
        question, answer, (Citation(1, "export/n.md", "export", "옛 제목", "금액", 3, quote),)
    )


def faq(
    faq_id: int = 1,
    content: FaqContent | None = None,
    revision: int = 1,
    served: int | None = 1,
) -> Faq:
    events = tuple(
        Event(n, faq_id, 1, at, "lee", action, "published", "")  # type: ignore[arg-type]
        for n, (action, at) in enumerate(
            [
                ("create", "2026-04-01T00:00:00+00:00"),
                ("approve", "2026-04-02T00:00:00+00:00"),
                ("publish", "2026-04-02T16:00:00+00:00"),  # 01:00 on the 3rd in Korea
            ]
        )
    )
    content = content or FaqContent("export", text(), text("How much?", "KRW 30 million [1]"))
    return Faq(faq_id, revision, content, "kim", "published", events, served)


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_json_holds_all_of_an_faq_with_days_in_korea() -> None:
    ko, en = json.loads(exported([faq()], "json", None, [DOCUMENT], NAMES))
    assert (ko["language"], en["language"]) == ("ko", "en")
    assert (ko["approved"], ko["published"]) == ("2026-04-02", "2026-04-03")
    assert ko["programme_name"] == "수출 첫걸음 사업"
    (source,) = ko["sources"]
    # title and address are the document's of now, the quote is the FAQ's
    assert (source["title"], source["url"]) == ("공고", DOCUMENT.url)
    assert source["quote"] == "지원 금액은\n최대 3천만 원입니다."


def test_one_language_leaves_the_other_out() -> None:
    for kind in ("md", "html", "csv", "json"):
        written = exported([faq()], kind, "en", [DOCUMENT], NAMES)  # type: ignore[arg-type]
        assert "How much?" in written and "얼마인가요" not in written


def test_a_revision_that_is_not_published_has_no_dates_of_the_one_that_is() -> None:
    (ko,) = json.loads(exported([faq(revision=2)], "json", "ko"))
    assert (ko["approved"], ko["published"]) == (None, None)


def test_what_is_published_is_exported_as_it_was_published() -> None:
    newer = faq(content=FaqContent("export", text(answer="4천만 원입니다. [1]")), revision=2)
    served = ServedFaq(1, 1, FaqContent("export", text()), "2026-04-02T16:00:00+00:00")
    (ko,) = json.loads(exported(as_served([newer, faq(2)], [served]), "json", "ko"))
    assert (ko["answer"], ko["revision"], ko["published"]) == (
        "3천만 원입니다. [1]",
        1,
        "2026-04-03",
    )


def test_markdown_is_by_programme_with_sources_and_dates() -> None:
    other = faq(2, FaqContent(None, text("누가 물어보나요?")))
    written = exported([other, faq(1)], "md", "ko", [DOCUMENT], NAMES)
    heads = re.findall(r"^#+ .*", written, re.MULTILINE)
    assert heads == [
        "# 자주 묻는 질문",
        "## 수출 첫걸음 사업",
        "### 얼마인가요?",
        "## 사업 공통",
        "### 누가 물어보나요?",
    ]
    assert (
        "공고 · 금액 · 3쪽 (<https://example.org/n?a=1&b=2>): “지원 금액은 최대 3천만 원입니다.”"
        in written
    )
    assert "승인 2026-04-02 · 게시 2026-04-03" in written


def test_markdown_holds_no_markup_but_its_own() -> None:
    answer = f"# 제목\n- {HOSTILE} [1]\n1. 하나\n100~500만 원 [1]"
    written = exported([faq(1, FaqContent("export", text(HOSTILE, answer)))], "md", "ko")
    assert not re.search(r"(?<!\\)<script|(?<!\\)\*\*|(?<!\\)\]\(|(?<!\\)~", written)
    assert "\\# 제목" in written and "1\\. 하나" in written
    assert "\n- \\<script" in written  # its own list stays one


def test_html_is_one_page_in_which_nothing_of_an_faq_runs() -> None:
    hostile = FaqContent(HOSTILE, text(HOSTILE, HOSTILE + " [1]"))
    bad = Document(
        **{f: getattr(DOCUMENT, f) for f in DOCUMENT.__slots__} | {"url": "javascript:1"}
    )
    page = Tags(exported([faq(1, hostile)], "html", None, [bad]))
    assert not {tag for tag, _ in page.tags} & {"script", "img", "iframe", "a", "link"}
    assert page.words.count("<script>alert(1)</script>") == 3  # programme, question, answer


def test_html_links_to_the_source_and_says_its_language() -> None:
    page = Tags(exported([faq()], "html", None, [DOCUMENT], NAMES))
    assert [a["href"] for tag, a in page.tags if tag == "a"] == [DOCUMENT.url, DOCUMENT.url]
    assert [a["lang"] for tag, a in page.tags if tag == "article"] == ["ko", "en"]
    assert not [a for _, a in page.tags if "src" in a]


def test_csv_is_read_back_and_no_cell_is_a_formula() -> None:
    formula = faq(1, FaqContent("export", text('=HYPERLINK("x")', "- 신청서 [1]\n- 계획서 [1]")))
    (row,) = csv.DictReader(io.StringIO(exported([formula], "csv", "ko", [DOCUMENT], NAMES)))
    assert row["question"] == '\'=HYPERLINK("x")'
    assert row["answer"] == "'- 신청서 [1]\n- 계획서 [1]"
    assert (row["programme_name"], row["published"]) == ("수출 첫걸음 사업", "2026-04-03")
    assert row["sources"].startswith("[1] 공고 · 금액 · 3쪽: “지원 금액은 최대")
    assert row["sources"].endswith(str(DOCUMENT.url))


def test_nothing_to_export_is_still_a_whole_file() -> None:
    assert json.loads(exported([], "json", "ko")) == []
    assert exported([], "csv", "ko").startswith("programme,")
    assert exported([], "html", "en").endswith("</html>\n")
