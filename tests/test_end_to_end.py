"""From files to answers: the commands as a user runs them, the library's life, the page in a browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import OpenPage
from conftest import IngestedCorpus
from playwright.sync_api import expect
from test_page import ask as ask_page
from test_server import live_page, opened
from typer.testing import CliRunner, Result

from assistant.__main__ import app
from assistant.build import build_assistant, build_embedder
from assistant.chat import Assistant
from assistant.ingestion import ingest
from assistant.schema import IngestReport, Language
from assistant.wording import EN, KO

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
NOT_PASSAGES = {"README.md", "record.yaml"}
PROGRAMMES = {
    "research-dispatch", "rnd-sharing-center", "rnd-roundtable", "global-rnd",
    "kosme-foreign-talent", "kosme-contract-departments", "kosme-savings-deduction",
    "kosme-young-founders",
}  # fmt: skip


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, *arguments]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)


def run_here(*arguments: str | Path) -> Result:
    """The command in this process, where the model is loaded already."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def assistant_command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return command("-m", "assistant", *arguments)


@pytest.fixture(scope="module")
def data(ingested_corpus: IngestedCorpus) -> Path:
    return ingested_corpus.data_dir


@pytest.fixture(scope="module")
def assistant(data: Path) -> Assistant:
    return build_assistant(data)


# Ingesting


def test_ingesting_the_default_corpus_reports_every_document(
    ingested_corpus: IngestedCorpus,
) -> None:
    report = ingested_corpus.report
    files = [f for f in CORPUS.glob("*/*.*") if f.name not in NOT_PASSAGES and f.is_file()]
    assert ingested_corpus.returncode == 0
    assert set(report) == {
        "added", "updated", "unchanged", "removed", "failed", "chunks", "embedded", "seconds", "forms", "suspect",
    }  # fmt: skip
    assert sorted(report["added"]) == sorted(f.relative_to(CORPUS).as_posix() for f in files)
    assert report["updated"] == report["unchanged"] == report["removed"] == report["failed"] == []
    assert 0 < report["embedded"] <= report["chunks"]


@pytest.fixture(scope="module")
def own_copy(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A copy of the corpus and of its library, to be changed."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(CORPUS, root / "corpus")
    shutil.copytree(data, root / "data")
    return root / "corpus", root / "data"


def ingest_again(own_copy: tuple[Path, Path]) -> IngestReport:
    corpus, data = own_copy
    return ingest([corpus], data, build_embedder())


EDITED, REMOVED = "kosme/foreign-talent.ko.md", "rnd-sharing-center/workshop.en.pdf"


# The next three change one library one after the other, in this order.


def test_ingesting_the_same_files_again_embeds_nothing(
    own_copy: tuple[Path, Path], ingested_corpus: IngestedCorpus
) -> None:
    report = ingest_again(own_copy)
    assert (report.embedded, report.added, report.updated, report.removed) == (0, (), (), ())
    assert sorted(report.unchanged) == sorted(ingested_corpus.report["added"])
    assert report.chunks == ingested_corpus.report["chunks"]


def test_an_edited_paragraph_is_answered_anew_and_embeds_only_its_chunk(
    own_copy: tuple[Path, Path],
) -> None:
    corpus, data = own_copy
    path = corpus / EDITED
    text = path.read_text(encoding="utf-8").rstrip()
    path.write_text(
        f"{text}\n\n## 상담 창구\n\n전담 상담 창구의 전화번호는 02-555-0199이다.\n",
        encoding="utf-8",
    )
    report = ingest_again(own_copy)
    assert (report.updated, report.added, report.removed) == ((EDITED,), (), ())
    assert report.embedded == 1
    answer = build_assistant(data).reply("외국인 전문인력 매칭 전담 상담 창구의 전화번호는?")
    assert "02-555-0199" in answer.answer


def test_a_removed_file_is_gone_from_documents_and_answers(own_copy: tuple[Path, Path]) -> None:
    corpus, data = own_copy
    (corpus / REMOVED).unlink()
    report = ingest_again(own_copy)
    assert (report.removed, report.embedded) == ((REMOVED,), 0)
    assistant = build_assistant(data)
    assert REMOVED not in {d.document_id for d in assistant.documents()}
    answer = assistant.reply("When and where is the KAIST workshop of the R&D sharing center held?")
    assert REMOVED not in {c.document for c in answer.citations}
    assert not any(passage.startswith(REMOVED) for passage in answer.passages)


# Commands


def shape(value: Any) -> Any:
    """The value with each leaf replaced by its type's name."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


def test_ask_prints_the_promised_json_alone(data: Path) -> None:
    ended = assistant_command(
        "ask", "글로벌 협력 R&D는 최대 얼마까지 지원하나요?", "--data", data, "--json"
    )
    assert ended.returncode == 0, ended.stderr
    answer = json.loads(ended.stdout)
    promised = ["status", "answer", "language", "citations", "passages", "seconds"]
    assert list(answer) == [*promised, "confidence", "query", "programmes", "faq"]
    assert (answer["status"], answer["language"]) == ("answered", "ko")
    assert {"retrieve", "answer", "total"} <= set(answer["seconds"])
    assert all(isinstance(passage, str) and "#" in passage for passage in answer["passages"])
    for n, citation in enumerate(answer["citations"], start=1):
        assert list(citation) == [
            "n", "document", "programme", "title", "section", "page", "quote", "url",
        ]  # fmt: skip
        assert citation["n"] == n and f"[{n}]" in answer["answer"]
        assert citation["programme"] == citation["document"].split("/")[0] == "global-rnd"
        assert all(isinstance(citation[key], str) for key in ("title", "section", "quote"))
        assert citation["page"] is None or isinstance(citation["page"], int)
        shown = assistant_command("document", citation["document"], "--data", data)
        assert shown.returncode == 0
        assert citation["quote"] in shown.stdout


def test_a_question_without_an_answer_is_no_error(data: Path) -> None:
    ended = run_here(
        "ask", "글로벌 협력 R&D 설명회의 주차 요금은 얼마인가요?", "--data", data, "--json"
    )
    answer = json.loads(ended.stdout)
    assert (ended.exit_code, answer["status"], answer["citations"]) == (0, "no_source", [])


def test_a_follow_up_takes_its_history_from_a_file(data: Path, tmp_path: Path) -> None:
    history = tmp_path / "history.json"
    turns = [["user", "저축공제 가입 자격은?"], ["assistant", "재직자가 가입합니다. [1]"]]
    history.write_text(json.dumps(turns), encoding="utf-8")
    ended = run_here(
        "ask", "그럼 매달 얼마까지 넣을 수 있나요?",
        "--history", history, "--today", "2026-04-10", "--data", data, "--json",
    )  # fmt: skip
    answer = json.loads(ended.stdout)
    assert ended.exit_code == 0
    assert {c["programme"] for c in answer["citations"]} == {"kosme"}


def test_without_json_the_answer_and_its_sources_are_text(data: Path) -> None:
    ended = run_here("ask", "Who manages the research dispatch program?", "--data", data)
    assert ended.exit_code == 0
    assert "[1]" in ended.stdout and "research-dispatch/" in ended.stdout
    with pytest.raises(ValueError):
        json.loads(ended.stdout)


def test_programmes_are_listed_as_promised(data: Path) -> None:
    ended = assistant_command("programmes", "--today", "2026-04-10", "--data", data, "--json")
    listed = json.loads(ended.stdout)
    assert ended.returncode == 0
    assert {programme["id"] for programme in listed} == PROGRAMMES
    for programme in listed:
        assert list(programme) == ["id", "names", "status", "windows"]
        assert shape(programme["names"]) == {"ko": "str", "en": "str"}
        assert programme["status"] in ("upcoming", "open", "closed", "unknown")
        for window in programme["windows"]:
            assert {"round", "opens", "closes", "text", "status", "days_left"} <= set(window)


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "질문", "--today", "내일"],
        ["ask", "질문", "--history", "no-such-file.json"],
        ["ask", "질문", "--no-such-option"],
        ["no-such-command"],
        ["programmes", "--today", "2026-13-01"],
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2_and_says_so(data: Path, arguments: list[str]) -> None:
    ended = assistant_command(*arguments, *(["--data", data] if len(arguments) > 1 else []))
    assert ended.returncode == 2
    assert ended.stderr.strip() and "Traceback" not in ended.stderr
    assert ended.stdout == ""


def test_what_is_not_there_ends_with_1_and_says_what_to_do(data: Path, tmp_path: Path) -> None:
    missing = assistant_command("document", "global-rnd/none.md", "--data", data)
    empty = assistant_command("programmes", "--data", tmp_path / "nothing", "--json")
    for ended in (missing, empty):
        assert (ended.returncode, ended.stdout) == (1, "")
        assert ended.stderr.strip() and "Traceback" not in ended.stderr
    assert "global-rnd/none.md" in missing.stderr
    assert "ingest" in empty.stderr


# Retrieval, and answers that stand on it


def documents_of(assistant: Assistant, question: str, first: int) -> list[str]:
    """The documents of the first passages that retrieval gave."""
    return [passage.split("#")[0] for passage in assistant.reply(question).passages[:first]]


@pytest.mark.parametrize(
    ("question", "folder"),
    [
        ("공동연구를 제안한 해외 대학은 어디인가요?", "global-rnd"),
        ("직장에 다니며 학위를 받는 과정은 무엇인가요?", "kosme"),
        ("Which degrees can employees earn while they work?", "kosme"),
        ("How do I borrow a scientist from a public institute?", "research-dispatch"),
    ],
)
def test_a_question_without_a_name_finds_its_programme_in_both_languages(
    assistant: Assistant, question: str, folder: str
) -> None:
    found = [assistant.document(d) for d in documents_of(assistant, question, first=16)]
    for language in ("ko", "en"):
        best = [d.programme for d in found if d.language == language][:3]
        assert folder in best, language


@pytest.mark.parametrize(
    ("short", "folder", "question"),
    [
        ("중진공", "kosme", "중진공이 운영하는 사업은 무엇인가요?"),
        ("생기원", "research-dispatch", "생기원은 파견에서 어떤 역할을 하나요?"),
        ("KOSME", "kosme", "What does KOSME run?"),
        ("KITECH", "research-dispatch", "What does KITECH do in the dispatch?"),
    ],
)
def test_an_agency_is_found_by_its_short_name(
    assistant: Assistant, short: str, folder: str, question: str
) -> None:
    folders = [document.split("/")[0] for document in documents_of(assistant, question, first=3)]
    assert folder in folders, short


@pytest.mark.parametrize(
    "question",
    [
        "글로벌 협력 R&D 1차 신청은 언제부터 언제까지인가요?",
        "청년창업사관학교는 몇 살까지 지원할 수 있나요?",
        "연구인력 파견을 신청하려면 어떤 절차를 거치나요?",
        "How much does the Global Collaborative R&D Program pay at most?",
        "Where is the KAIST technology innovation workshop held?",
        "Compare the MIT ILP track and the Eco-Bridge track.",
        "What did companies propose at the roundtable?",
    ],
)
def test_every_quote_of_an_answer_stands_in_its_document(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.reply(question)
    assert answer.status in ("answered", "partial"), answer.answer
    assert len(answer.answer) <= 1200
    marks = {int(n) for n in re.findall(r"\[(\d+)\]", answer.answer)}
    assert marks == {c.n for c in answer.citations} and marks
    for citation in answer.citations:
        assert citation.quote in assistant.document(citation.document).text


# The page


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    assistant.reply("준비")  # so that no test waits for the model
    with live_page(opened(lambda: assistant)) as address:
        yield address


@pytest.mark.parametrize(
    ("locale", "question", "fact"),
    [
        ("ko-KR", "청년창업사관학교는 몇 살까지 지원할 수 있나요?", "39"),
        ("en-GB", "Up to what age can I apply to the young entrepreneur center?", "39"),
    ],
)
def test_an_owner_asks_the_real_assistant_and_opens_the_source(
    open_page: OpenPage, locale: str, question: str, fact: str
) -> None:
    language: Language = "ko" if locale.startswith("ko") else "en"
    page = open_page(locale)
    expect(page.locator("html")).to_have_attribute("lang", language)
    ask_page(page, question)
    expect(page.locator("#chat .answer")).to_contain_text(fact, timeout=30_000)
    card = page.locator("#source-1-1")
    quote = card.locator("blockquote").inner_text()
    assert quote.strip()
    with page.context.expect_page() as opening:
        card.locator(".open a").click()
    source = opening.value
    source.wait_for_load_state()
    assert "/documents/kosme/" in source.url
    marked = source.locator("mark#quote")
    expect(marked).to_be_in_viewport()
    # The card draws the quote as the document stores it; the page may break its lines elsewhere.
    assert "".join(marked.inner_text().split()) in "".join(quote.split())


def test_the_real_page_declines_in_its_language(open_page: OpenPage) -> None:
    for locale, words, question in (
        ("ko-KR", KO, "글로벌 협력 R&D 설명회의 주차 요금은 얼마인가요?"),
        ("en-GB", EN, "What does parking cost at the Global R&D briefing?"),
    ):
        page = open_page(locale)
        ask_page(page, question)
        expect(page.locator("#chat .status")).to_have_text(
            words.statuses["no_source"], timeout=30_000
        )
        expect(page.locator("#sources .card")).to_have_count(0)
