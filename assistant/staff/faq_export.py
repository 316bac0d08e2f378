"""FAQs for other places: Markdown, one HTML page, CSV, JSON; by programme, with sources and dates.
Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from html import escape
from typing import Any, Literal

from assistant.schema import KOREA, Citation, Document, Language
from assistant.staff.faq import Action, Faq, FaqText, ServedFaq
from assistant.staff.spreadsheet import csv

Kind = Literal["md", "html", "csv", "json"]

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "ko": {
        "title": "자주 묻는 질문",
        "general": "사업 공통",
        "sources": "출처",
        "approved": "승인",
        "published": "게시",
        "not_published": "게시되지 않음",
        "page": "{page}쪽",
    },
    "en": {
        "title": "Frequently asked questions",
        "general": "All programmes",
        "sources": "Sources",
        "approved": "Approved",
        "published": "Published",
        "not_published": "Not published",
        "page": "p. {page}",
    },
}
_COLUMNS = (
    *("programme", "programme_name", "language", "question", "answer", "sources"),
    *("approved", "published", "state", "faq", "revision"),
)
# What Markdown would read as markup within a line.
_MARKUP = re.compile(r"([\\`*_\[\]<>~|$&])")
_STYLE = """
:root{color-scheme:light dark}*{box-sizing:border-box}
body{font:1rem/1.6 system-ui,"Noto Sans KR","Noto Sans CJK KR","Malgun Gothic",sans-serif;
max-width:46rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
:lang(ko){word-break:keep-all}h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2.5rem}
h3{font-size:1.05rem;margin:1.6rem 0 .4rem}p{margin:.3rem 0}
blockquote{margin:.2rem 0 .6rem;padding-left:.8rem;border-left:3px solid #7a8aa0;
white-space:pre-line}ol{padding-left:1.6rem;margin:.4rem 0}
summary{cursor:pointer}.small{font-size:.9rem}
@media print{details{display:block}h3{break-after:avoid}}
"""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An FAQ in one language."""

    faq: Faq
    name: str  # of its programme
    language: Language
    text: FaqText

    @property
    def approved(self) -> str:
        return _day(self.faq, "approve")

    @property
    def published(self) -> str:
        return _day(self.faq, "publish")


def as_served(faqs: Sequence[Faq], served: Sequence[ServedFaq]) -> list[Faq]:
    """The FAQs that are published, each as it is: without what was revised since."""
    by_id = {faq.faq_id: faq for faq in faqs}
    return [
        replace(by_id[one.faq_id], revision=one.revision, content=one.content, state="published")
        for one in served
        if one.faq_id in by_id
    ]


def exported(
    faqs: Sequence[Faq],
    kind: Kind,
    language: Language | None,
    documents: Sequence[Document] | Mapping[str, Document] = (),
    names: Mapping[str, str] | None = None,
) -> str:
    """The FAQs as a file's text.

    language: None for both. documents: for the titles and addresses that they have now. names: of
    programmes, by id. Dates are days in Korea; each is of the revision that is exported.
    """
    held = documents if isinstance(documents, Mapping) else {d.document_id: d for d in documents}
    spoken = language or "ko"
    entries = [
        _Entry(
            faq,
            (names or {}).get(faq.content.programme or "", faq.content.programme or "")
            or _WORDS[spoken]["general"],
            each,
            replace(text, citations=tuple(_now(c, held) for c in text.citations)),
        )
        for faq in sorted(faqs, key=lambda faq: (faq.content.programme or "\uffff", faq.faq_id))
        for each, text in faq.content.texts()
        if language in (None, each)
    ]
    if kind == "json":
        return json.dumps([_row(one) for one in entries], ensure_ascii=False, indent=2) + "\n"
    if kind == "csv":
        rows = ({**_row(one), "sources": _sources(one)} for one in entries)
        return csv(_COLUMNS, ([row[column] for column in _COLUMNS] for row in rows))
    if kind == "html":
        return _html(entries, spoken)
    return "\n".join(_markdown(entries, spoken)) + "\n"


def _now(citation: Citation, documents: Mapping[str, Document]) -> Citation:
    document = documents.get(citation.document)
    if document is None:
        return citation
    return replace(citation, title=document.title, url=document.url)


def _day(faq: Faq, action: Action) -> str:
    """In Korea, of the last such event of the revision; "" before there was one."""
    days = [e.at for e in faq.events if e.action == action and e.revision == faq.revision]
    return datetime.fromisoformat(days[-1]).astimezone(KOREA).date().isoformat() if days else ""


def _row(one: _Entry) -> dict[str, Any]:
    return {
        "faq": one.faq.faq_id,
        "revision": one.faq.revision,
        "state": one.faq.state,
        "programme": one.faq.content.programme,
        "programme_name": one.name,
        "language": one.language,
        "question": one.text.question,
        "answer": one.text.answer,
        "sources": [asdict(citation) for citation in one.text.citations],
        "approved": one.approved or None,
        "published": one.published or None,
    }


def _place(citation: Citation, language: Language) -> str:
    page = _WORDS[language]["page"].format(page=citation.page) if citation.page else ""
    section = citation.section.removeprefix(citation.title).removeprefix(" > ")
    return " · ".join(filter(None, [citation.title, section, page]))


def _sources(one: _Entry) -> str:
    """A line each, for a cell."""
    return "\n".join(
        " ".join(
            filter(
                None,
                [
                    f"[{c.n}] {_place(c, one.language)}: “{' '.join(c.quote.split())}”",
                    c.url or c.document,
                ],
            )
        )
        for c in one.text.citations
    )


def _dates(one: _Entry) -> str:
    words = _WORDS[one.language]
    said = [f"{words['approved']} {one.approved}"] if one.approved else []
    published = f"{words['published']} {one.published}" if one.published else words["not_published"]
    return " · ".join([*said, published])


def _by_programme(entries: Sequence[_Entry]) -> Iterator[tuple[str, list[_Entry]]]:
    for name in dict.fromkeys(one.name for one in entries):
        yield name, [one for one in entries if one.name == name]


def _markdown(entries: Sequence[_Entry], language: Language) -> Iterator[str]:
    yield f"# {_WORDS[language]['title']}"
    for name, own in _by_programme(entries):
        yield f"\n## {_literal(name)}"
        for one in own:
            yield f"\n### {_literal(one.text.question)}\n"
            yield _answer(one.text.answer)
            yield f"\n{_WORDS[one.language]['sources']}:\n"
            for c in one.text.citations:
                yield f"- \\[{c.n}\\] {_literal(_place(c, one.language))}{_link(c)}: “{_literal(c.quote)}”"
            yield f"\n{_dates(one)}"


def _answer(answer: str) -> str:
    """Line by line; a list stands apart from the lines around it."""
    written = ""
    was_item = False
    for line in filter(str.strip, answer.split("\n")):
        is_item = line.startswith("- ")
        between = "\n" if is_item and was_item else "  \n" if is_item == was_item else "\n\n"
        written += between if written else ""
        written += ("- " if is_item else "") + _literal(line.removeprefix("- "))
        was_item = is_item
    return written


def _literal(text: str) -> str:
    """On one line, with nothing that Markdown or HTML reads as markup."""
    escaped = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    escaped = re.sub(r"^(\d+)([.)])", r"\1\\\2", escaped)
    return re.sub(r"^([#=+-])", r"\\\1", escaped)


def _link(citation: Citation) -> str:
    address = _address(citation)
    return f" (<{address}>)" if address else ""


def _address(citation: Citation) -> str:
    """Only what a browser opens as a page: an address may be anybody's words."""
    url = citation.url or ""
    return url if re.fullmatch(r"https?://[^\s<>\"'`\\]+", url) else ""


def _html(entries: Sequence[_Entry], language: Language) -> str:
    title = escape(_WORDS[language]["title"])
    parts = [
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>"
    ]
    for name, own in _by_programme(entries):
        parts.append(f"<section><h2>{escape(name)}</h2>")
        parts += [_article(one) for one in own]
        parts.append("</section>")
    return "".join([*parts, "</body></html>\n"])


def _article(one: _Entry) -> str:
    key = f"faq-{one.faq.faq_id}-{one.language}"
    answer = "".join(f"<p>{escape(line)}</p>" for line in one.text.answer.split("\n") if line)
    sources = "".join(
        f'<li value="{c.n}">{_linked(c, one.language)}<blockquote>{escape(c.quote)}</blockquote></li>'
        for c in one.text.citations
    )
    return (
        f'<article id="{key}" lang="{one.language}"><h3>{escape(one.text.question)}</h3>{answer}'
        f'<details class="small"><summary>{_WORDS[one.language]["sources"]}</summary>'
        f'<ol>{sources}</ol></details><p class="small">{escape(_dates(one))}</p></article>'
    )


def _linked(citation: Citation, language: Language) -> str:
    place, address = escape(_place(citation, language)), escape(_address(citation))
    return f'<a href="{address}" rel="noopener">{place}</a>' if address else place
