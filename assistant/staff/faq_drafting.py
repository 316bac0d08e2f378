"""Drafts an FAQ: the assistant's own cited answer, and the record's values in the other language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.citations import MARK, marks
from assistant.language import language_of
from assistant.names import named_in
from assistant.outline import blocks
from assistant.phrases import PHRASES, phrase
from assistant.programme_text import channel_text, criterion_text, fact_rows
from assistant.ranking import lexical_tokens
from assistant.record import Channel, Criterion, Fact, Paper, Quote, Record, Sourced, Step, Window
from assistant.schema import Answer, Citation, Document, Language
from assistant.staff.faq import FaqContent, FaqText
from assistant.staff.faq_checks import LIST_ANSWER_CHARS, figures_beyond
from assistant.staff.notice_questions import (
    NoticeQuestion,
    all_of_its_kind,
    question_for,
    questions_of,
    values_asked,
)
from assistant.staff.places import citation_at
from assistant.staff.statements import answering, unquoted

__all__ = ["Ask", "NoticeQuestion", "draft", "questions_of", "with_wordings"]

Ask = Callable[[str], Answer]

_EVIDENCE = 3  # passages shown where nothing answers
_NEAR_DOCUMENTS = 3  # that these are looked for in
_EVIDENCE_CHARS = 500  # of each
_TOUCHED = 0.5  # of the shorter of two quotes: from there they are of one thing

_MISSING: Mapping[str, Mapping[Language, str]] = {
    "fact": {
        "ko": "물은 내용: 올려진 문서에 나와 있지 않습니다 ({what})",
        "en": "The asked fact: the documents do not say ({what})",
    },
    "programme": {
        "ko": "사업 이름: 어느 사업에 대한 질문인지 알 수 없습니다 ({what})",
        "en": "The programme: the question does not say which one ({what})",
    },
    "company": {
        "ko": "묻는 기업: 기업마다 답이 달라 미리 써 둘 수 없습니다 ({what})",
        "en": "The company: the answer depends on who asks ({what})",
    },
    "question": {
        "ko": "{language} 질문 문구: 사업 기록의 항목 이름으로 만들었으니 확인해 주세요",
        "en": "The question's wording in {language}: made of the record's terms, please check it",
    },
    "source": {
        "ko": "{language} 근거: 이 내용을 {language}로 적은 문서나 기록이 없습니다",
        "en": "A source in {language}: no document or record says this in {language}",
    },
    "quoted_language": {
        "ko": "{language} 근거: 다른 언어의 원문을 그대로 인용했습니다",
        "en": "A source in {language}: the other language's words are quoted",
    },
    "published": {
        "ko": "새 답변: 이미 게시된 FAQ {what}번이 답하는 질문입니다",
        "en": "A new answer: FAQ {what}, which is published, answers this question",
    },
    "answer": {
        "ko": "{language} 답변: 사람이 써야 합니다",
        "en": "The answer in {language}: a person has yet to write it",
    },
}
_CALLED: Mapping[Language, Mapping[Language, str]] = {
    "ko": {"ko": "한국어", "en": "영어"},
    "en": {"ko": "Korean", "en": "English"},
}
_OF_A_COMPANY = ("overall_", "fitting_")  # phrases of a reply to the one who asks
_OTHER: Mapping[Language, Language] = {"ko": "en", "en": "ko"}
_HEADS = {  # above the values of a record that do not say by themselves what they are
    "criteria": "row_who",
    "papers": "row_papers",
    "channels": "row_how",
    "contacts": "ask_there",
}


@dataclass(frozen=True, slots=True)
class _Touched:
    """A value of a record that an answer's quotes are of."""

    record: Record
    name: str  # as `Record.values` gives it
    value: Sourced

    @property
    def part(self) -> str:
        return self.name.split("/")[-2]


def draft(
    question: str,
    ask: Ask,
    records: Sequence[Record],
    documents: Mapping[str, Document],
    other: str | None = None,
    origin: str = "list",
) -> FaqContent:
    """A draft in Korean and English, and by name what it lacks.

    other: the same question in the other language. records: with their sound values alone.
    documents: by id. Where the documents do not answer, a text's answer is empty and its citations
    are the nearest words that they have: evidence for whoever writes it.
    """
    language = language_of(question)
    asked: dict[Language, str] = {language: question}
    if other and other.strip():
        asked[_OTHER[language]] = other
    replies = {each: ask(words) for each, words in asked.items()}
    held = _of_notice(question, records)
    texts = {
        each: FaqText(asked[each], _without_missing(reply), reply.citations)
        for each, reply in replies.items()
        if _why_not(reply) is None
    }
    for each in [*asked] if held else ():  # what the record holds is not answered beside the point
        if each not in texts or not _is_of(texts[each], held, records, documents):
            if (told := _told(asked[each], held, each, documents)) is not None:
                texts[each] = told
    if not texts:
        shown = {each: _evidence(asked[each], replies[each], documents) for each in asked}
        missing = [_unanswered(language, each, asked[each], replies[each]) for each in asked]
        programme = _programme(question, (), records, documents)  # what is near tells none
        return FaqContent(programme, shown.get("ko"), shown.get("en"), tuple(missing), origin)
    known = texts.get(language) or texts[_OTHER[language]]
    values = held or _touched(known, records, documents)
    missing = []
    for each in (language, _OTHER[language]):
        if each in texts:
            missing += _partly(language, each, replies[each], texts[each])
        elif (told := _told(asked.get(each), values, each, documents)) is not None and (
            each in asked or held or _say_the_same(known, told, records, documents)
        ):
            beside = [] if held else _touched(known, records, documents, is_beside=True)
            texts[each] = _with_beside(told, beside, each, documents)
            missing += [] if each in asked else [_lack("question", language, each)]
        elif each in asked:
            missing.append(_unanswered(language, each, asked[each], replies[each]))
        else:
            sourced = any(q.language == each for one in values for q in one.value.quotes)
            missing.append(_lack("answer" if sourced else "source", language, each))
    programme = _programme(question, known.citations, records, documents)
    return FaqContent(programme, texts.get("ko"), texts.get("en"), tuple(missing), origin)


def with_wordings(content: FaqContent, wordings: Sequence[str]) -> FaqContent:
    """The draft with other ways in which its question was asked, each at the text of its language."""

    def added(text: FaqText | None, language: Language) -> FaqText | None:
        if text is None:
            return None
        own = dict.fromkeys(w for w in wordings if language_of(w) == language)
        own.pop(text.question, None)
        return replace(text, wordings=tuple(own))

    return replace(content, ko=added(content.ko, "ko"), en=added(content.en, "en"))


def _why_not(reply: Answer) -> str | None:
    """What is missing where a reply is no answer that holds for every owner and is cited."""
    if reply.status == "needs_detail":
        return "programme"
    if reply.status not in ("answered", "partial") or not reply.citations:
        return "fact"
    judged = [phrase(key, reply.language) for key in PHRASES if key.startswith(_OF_A_COMPANY)]
    return "company" if any(said in reply.answer for said in judged) else None


def _unanswered(reader: Language, of: Language, question: str, reply: Answer) -> str:
    return _lack(_why_not(reply) or "fact", reader, of, question)


def _lack(name: str, reader: Language, of: Language, what: str = "") -> str:
    """One thing that a draft lacks, for a reader of a language."""
    return _MISSING[name][reader].format(language=_CALLED[reader][of], what=what)


def _partly(reader: Language, of: Language, reply: Answer, text: FaqText) -> list[str]:
    """What an answer that is given lacks."""
    before = _before_missing(of)
    if text.citations != reply.citations:
        return []  # it is the record's
    lines = [line for line in reply.answer.split("\n") if line.startswith(before)]
    lacks = [_lack("fact", reader, of, line.removeprefix(before)) for line in lines]
    if reply.faq is not None:
        lacks.append(_lack("published", reader, of, str(reply.faq)))
    if phrase("other_language", of) in reply.answer:
        lacks.append(_lack("quoted_language", reader, of))
    return lacks


def _without_missing(reply: Answer) -> str:
    """What is missing is told beside the draft, not in it."""
    before = _before_missing(reply.language)
    return "\n".join(line for line in reply.answer.split("\n") if not line.startswith(before))


def _before_missing(language: Language) -> str:
    return PHRASES["part_missing"][language].partition("{")[0]


def _of_notice(question: str, records: Sequence[Record]) -> list[_Touched]:
    """The values that the question was made of, if `questions_of` made it."""
    return [
        _Touched(record, name, value)
        for record in records
        for name, value in values_asked(record, question)
    ]


def _say_the_same(
    known: FaqText, told: FaqText, records: Sequence[Record], documents: Mapping[str, Document]
) -> bool:
    """Whether what is told is what the answer says first, and neither has a figure that the other
    lacks: a value beside the one that was asked for mostly has another."""
    first = next((c for c in known.citations if c.n in marks(answering(known.answer))), None)
    of_first = [one.value for one in _values_at(first, records, documents)] if first else []
    quoted = {quote.text for value in of_first for quote in value.quotes}
    if not quoted.intersection(citation.quote for citation in told.citations):
        return False
    return not figures_beyond(known.answer, told.answer) and not figures_beyond(
        told.answer, known.answer
    )


def _with_beside(
    text: FaqText,
    values: Sequence[_Touched],
    language: Language,
    documents: Mapping[str, Document],
) -> FaqText:
    """The text, and below it those of the values that it does not tell yet."""
    lines, citations = [text.answer, phrase("beside", language)], list(text.citations)
    for one in values:
        if (line := _line(one, language, citations, documents)) is None:
            continue
        item, with_these = line
        is_told = MARK.sub("", item).removeprefix("- ") in MARK.sub("", "\n".join(lines))
        if not is_told and sum(map(len, [*lines, item])) + len(lines) <= LIST_ANSWER_CHARS:
            lines, citations = [*lines, item], with_these
    if len(lines) == 2:
        return text
    return replace(text, answer="\n".join(lines), citations=tuple(citations))


def _is_of(
    text: FaqText,
    held: Sequence[_Touched],
    records: Sequence[Record],
    documents: Mapping[str, Document],
) -> bool:
    """Whether what the answer says first is one of these values."""
    wanted = {id(one.value) for one in held}
    return any(id(one.value) in wanted for one in _touched(text, records, documents))


def _touched(
    text: FaqText,
    records: Sequence[Record],
    documents: Mapping[str, Document],
    is_beside: bool = False,
) -> list[_Touched]:
    """The values that the answer's quotes are of; what the question's words tell best comes first.

    is_beside: those that are only quoted beside the answer."""
    used = marks(answering(text.answer))
    if is_beside:
        used = marks(text.answer) - used
    found: dict[int, _Touched] = {}
    for citation in text.citations:
        if citation.n in used:
            for one in _values_at(citation, records, documents):
                found.setdefault(id(one.value), one)
    asked = set(lexical_tokens(text.question))

    def shared(one: _Touched) -> int:
        return len(asked.intersection(lexical_tokens(_row(one, language_of(text.question)))))

    return sorted(found.values(), key=lambda one: -shared(one))


def _values_at(
    citation: Citation, records: Sequence[Record], documents: Mapping[str, Document]
) -> Iterator[_Touched]:
    document = documents.get(citation.document)
    start = document.text.find(citation.quote) if document else -1
    if start < 0:
        return
    end = start + len(citation.quote)
    for record in records:
        for name, value in record.values():
            for quote in value.quotes:
                if quote.document != citation.document or quote.start is None:
                    continue
                stop = quote.start + len(quote.text)
                shared = min(end, stop) - max(start, quote.start)
                if shared >= _TOUCHED * min(end - start, len(quote.text)):
                    yield _Touched(record, name, value)
                    break


def _told(
    question: str | None,
    values: Sequence[_Touched],
    language: Language,
    documents: Mapping[str, Document],
) -> FaqText | None:
    """The values in a language, each with that language's quotes; None where no such quote bears
    one out, or where no question that they answer whole can be worded."""
    touched = {id(one.value) for one in values}
    if question is None:  # of three papers one is no answer to which papers there are
        values = [
            one
            for one in values
            if touched.issuperset(map(id, all_of_its_kind(one.record, one.name, one.value)))
        ]
    if not values:
        return None
    told: list[_Touched] = []
    lines: list[str] = []
    citations: list[Citation] = []
    for one in sorted(values, key=lambda value: value.part != values[0].part):
        line = _line(one, language, citations, documents)
        if line is None:
            continue
        head = f"{phrase(_HEADS[one.part], language)}:" if one.part in _HEADS else ""
        own = [*([head] if head and head not in lines else []), line[0]]
        if sum(len(line) + 1 for line in (*lines, *own)) > LIST_ANSWER_CHARS:
            continue
        lines, citations = [*lines, *own], line[1]
        told.append(one)
    first = told[0] if told else None
    if first is None or (question is None and first is not values[0]):
        return None
    if len(lines) == 1:
        lines = [lines[0].removeprefix("- ")]
    asked = question or question_for(first.record, first.name, first.value, language)
    return FaqText(asked, "\n".join(lines), tuple(citations))


def _line(
    one: _Touched,
    language: Language,
    citations: Sequence[Citation],
    documents: Mapping[str, Document],
) -> tuple[str, list[Citation]] | None:
    """A value as an item of a list with its marks, and the citations with its own; None where it
    has no quote in that language."""
    quotes = [quote for quote in one.value.quotes if quote.language == language]
    if not quotes:
        return None
    row = _row(one, language)
    if unquoted(row, [quote.text for quote in quotes]):
        row = " ".join(quotes[0].text.split()).replace(" | ", ", ")
    numbers, with_these = _numbered(_needed(row, quotes), citations, documents)
    return f"- {row}{numbers}", with_these


def _numbered(
    quotes: Sequence[Quote], citations: Sequence[Citation], documents: Mapping[str, Document]
) -> tuple[str, list[Citation]]:
    """The marks of the quotes, and the citations with those that were not among them."""
    written, found = "", list(citations)
    for quote in quotes:
        same = (c.n for c in found if (c.document, c.quote) == (quote.document, quote.text))
        n = next(same, 0)
        if not n:
            n = len(found) + 1
            found.append(citation_at(n, documents[quote.document], quote.start or 0, quote.text))
        written += f" [{n}]"
    return written, found


def _row(one: _Touched, language: Language) -> str:
    """What a value says, in words that need no table."""
    value = one.value
    match value:
        case Fact():
            ((said, _),) = fact_rows([value], language)
        case Criterion():
            said = criterion_text(value, language)
        case Window():
            said = f"{value.name[language]}: {value.text[language]}"
        case Channel():
            said = channel_text(value, language)
        case Paper():
            said = value.name[language]
        case Step():
            said = value.what[language]
        case _:
            raise TypeError(type(value))
    if one.name.startswith("tracks/"):
        track = one.name.split("/")[1]
        (name,) = (t.names[language] for t in one.record.tracks if t.id == track)
        return f"{name}: {said}"
    return said


def _needed(row: str, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes without those that hold no more of the row's words than the ones before them."""
    open_words = set(lexical_tokens(row))
    kept: list[Quote] = []
    for quote in quotes:
        held = open_words.intersection(lexical_tokens(quote.text))
        figures_left = unquoted(row, [k.text for k in kept])
        if (
            not kept
            or held
            or len(unquoted(row, [k.text for k in (*kept, quote)])) < len(figures_left)
        ):
            kept.append(quote)
            open_words -= held
    return kept


def _evidence(question: str, reply: Answer, documents: Mapping[str, Document]) -> FaqText:
    """The question without an answer, and the nearest words of the documents that were searched;
    last what the reply itself cites, as whom to ask."""
    ids = dict.fromkeys(chunk_id.rpartition("#")[0] for chunk_id in reply.passages)
    near = [documents[key] for key in ids if key in documents][:_NEAR_DOCUMENTS]
    asked = set(lexical_tokens(question))
    held = [
        (
            document,
            block,
            asked.intersection(lexical_tokens(document.text[block.start : block.end])),
        )
        for document in near
        for block in blocks(document.text)
        if block.kind not in ("heading", "rule")
    ]
    holders = Counter(token for _, _, tokens in held for token in tokens)
    held.sort(key=lambda one: -sum(1 / holders[token] for token in one[2]))
    found = [
        citation_at(
            0, document, block.start, document.text[block.start : block.end][:_EVIDENCE_CHARS]
        )
        for document, block, tokens in held[:_EVIDENCE]
        if tokens
    ]
    found += [c for c in reply.citations if all(c.quote not in other.quote for other in found)]
    return FaqText(question, "", tuple(replace(c, n=n) for n, c in enumerate(found, 1)))


def _programme(
    question: str,
    citations: Sequence[Citation],
    records: Sequence[Record],
    documents: Mapping[str, Document],
) -> str | None:
    """Id of the programme that the question names, or that what is quoted first is of."""
    named = named_in(question, [names for record in records for names in record.programme_names()])
    if named:
        return named[0].partition("/")[0]
    if not citations:
        return None
    of_values = [one.record.id for one in _values_at(citations[0], records, documents)]
    in_folder = [record.id for record in records if record.folder == citations[0].programme]
    if of_values:
        return of_values[0]
    return in_folder[0] if len(in_folder) == 1 else None
