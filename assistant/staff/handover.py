"""What goes to the agency with a question that the assistant could not settle: one HTML page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.markup import document_address, literal, plain_lines
from assistant.schema import KOREA, Citation, Language
from assistant.staff.asked import Asked


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    asked_at: str  # {at}
    question: str
    answer: str
    sources: str
    no_sources: str
    page: str  # {page}
    published_at: str
    stored_text: str
    comment: str
    origin: str  # {number}, {generation}


_WORDS: dict[Language, _Words] = {
    "ko": _Words(
        title="지원사업 문의",
        asked_at="질문한 때: {at} (한국 시각)",
        question="질문",
        answer="길잡이의 답변",
        sources="답변의 근거",
        no_sources="답변에 인용된 문서가 없습니다.",
        page="{page}쪽",
        published_at="기관에 게시된 공고",
        stored_text="인용된 문서 보기",
        comment="질문한 분이 덧붙인 말",
        origin="질문 번호 {number} · 자료 판 {generation}. 개인을 알아볼 수 있는 번호는 지워져 있습니다.",
    ),
    "en": _Words(
        title="Question about a support programme",
        asked_at="Asked on {at} (Korean time)",
        question="Question",
        answer="Giljabi's answer",
        sources="What the answer stands on",
        no_sources="The answer cites no document.",
        page="p. {page}",
        published_at="The notice as published",
        stored_text="Open the cited document",
        comment="Added by the person who asked",
        origin="Question {number} · documents of {generation}. Personal numbers have been removed.",
    ),
}


def handover_packet(asked: Asked, language: Language, comment: str = "", site: str = "") -> str:
    """An HTML page that stands alone: question, answer, sources with their quotes and links, date.

    site: the address of this assistant ("https://…"), for links to documents; none without it.
    """
    words = _WORDS[language]
    at = datetime.fromisoformat(asked.asked_at).astimezone(KOREA)
    origin = words.origin.format(number=asked.question_id, generation=asked.generation)
    sources = "".join(_source(citation, words, language, site) for citation in asked.citations)
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{literal(words.title)}</title></head><body>\n"
        f"<h1>{literal(words.title)}</h1>\n"
        f"<p>{literal(words.asked_at.format(at=f'{at:%Y-%m-%d %H:%M}'))}</p>\n"
        + _part(words.question, asked.question)
        + (_part(words.comment, comment) if comment else "")
        + _part(words.answer, asked.answer)
        + f"<h2>{literal(words.sources)}</h2>\n"
        + (f"<ul>{sources}</ul>\n" if sources else f"<p>{literal(words.no_sources)}</p>\n")
        + f"<p><small>{literal(origin)}</small></p>\n</body></html>\n"
    )


def _part(head: str, text: str) -> str:
    lines = "<br>\n".join(literal(line) for line in text.splitlines())
    return f"<h2>{literal(head)}</h2>\n<p>{lines}</p>\n"


def _source(citation: Citation, words: _Words, language: Language, site: str) -> str:
    page = words.page.format(page=citation.page) if citation.page else ""
    place = " · ".join(filter(None, [citation.title, citation.section, page, citation.document]))
    quote = "<br>\n".join(literal(line) for line in plain_lines(citation.quote))
    links = []
    if citation.url and citation.url.startswith(("https://", "http://")):
        links.append((citation.url, words.published_at))
    if site:
        address = document_address(citation.document, language)
        links.append((site.rstrip("/") + address, words.stored_text))
    shown = " · ".join(f'<a href="{literal(url)}">{literal(text)}</a>' for url, text in links)
    return (
        f"<li>[{citation.n}] {literal(place)}<blockquote>{quote}</blockquote>"
        + (f"<p>{shown}</p>" if shown else "")
        + "</li>\n"
    )
