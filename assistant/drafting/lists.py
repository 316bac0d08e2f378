"""Drafts what a notice lists: steps, papers to hand in, where to apply, whom to ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.drafting.labels import kind_of
from assistant.drafting.reading import Clause
from assistant.drafting.values import both, plain, quoted, spans_of
from assistant.figures import figures
from assistant.record import Channel, Paper, Step
from assistant.schema import Document

_COPIES = re.compile(
    r"(?:각\s?)?(?P<n>\d{1,2})\s?(?:부|통|매)(?![가-힣])|(?P<e>\d{1,2}|one|two|three)\s(?:cop(?:y|ies)|sets?)(?:\s(?:each|of(?:\sthe)?))?(?!\w)",
    re.IGNORECASE,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3}
_PAPER = re.compile(
    r"(?:서|증|증명|증명원|확인원|등본|초본|명부|사본|대장|원부|원|표|자료|서식|서류|내역|목록|계획|정관|도면|카탈로그|견적|IR|포트폴리오)$"
    r"|\b(?:certificate|certificates|form|plan|statements?|register|registration|extract|copy|letter|consent|licen[cs]e|list|report|proposal|confirmation|contract|pledge|portfolio|résumé|cv|summary|agreement)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?:다|함|음|임|됨|요|것|바람|있다|없음|한함)\.?$|\b(?:must|will|are|is|returns?|send|should|may|cannot|within)\b"
)
_RULE = re.compile(
    r"기한|발급일|이내|용량|분량|유의|주의|하지 않|미제출|마감|\bwithin\b|\bdeadline\b"
)
_REMARK = re.compile(
    r"(?:원본|사본|부본|해당\s?\S*|온라인\s?\S*|공고일\s?\S*|\S*\s?이후\s?발급|original|copy|copies|if applicable|to be uploaded|issued after.*)",
    re.IGNORECASE,
)
_ANNEX = re.compile(
    r"(?:붙임|별첨|별지|서식|annex|attachment|appendix|form)\s?(?:제?\d|[A-Z]\b)", re.IGNORECASE
)
_HAND_IN = re.compile(
    r"^(?:please\s)?(?:submit|hand in|attach|enclose|send|upload|bring)\s|^the\s", re.IGNORECASE
)
_MARKS = " .;,:：-–—/"
_NAME_CHARS = 80
_NOTHING = re.compile(r"^[\s.:：·\-–—)(]*$")
_HEADED = re.compile(r"서류|자료|제출|document|paper|item", re.IGNORECASE)
_COPY_HEAD = re.compile(r"부수|수량|매수|cop(?:y|ies)|number", re.IGNORECASE)
_ISSUER_HEAD = re.compile(r"발급|발행|issue", re.IGNORECASE)
_ARROW = re.compile(r"\s*(?:→|⇒|➡|➔|▶|►|⟶|->|=>|〉|(?<=\s)>(?=\s))\s*")
_THROUGH = re.compile(r"(?P<l>[^.]{2,80}?)(?:을|를)\s?거쳐")
_WHO_HEAD = re.compile(r"주체|담당|수행|기관|\bwho\b|by$|responsible|implement", re.IGNORECASE)
_STEP_HEAD = re.compile(r"단계|절차|내용|구분|추진|step|stage|procedure", re.IGNORECASE)
_APPLY_AT = re.compile(
    r"온라인|홈페이지|누리집|포털|시스템|이메일|전자우편|우편|방문|팩스|\b(?:online|portal|website|e-?mail|post|mail|visit|in person|fax)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(r"받지 않|불가|\bnot (?:accepted|possible)\b")
_LISTED, _SAID = 0.9, 0.7
_STEP_CHARS = 40  # a longer one is a sentence about steps
_MOST_COPIES = 20


def draft_papers(document: Document, found: Iterable[Clause]) -> tuple[Paper, ...]:
    drafted: dict[str, Paper] = {}
    for clause in found:
        if clause.kind != "papers":
            continue
        parts = _paper_rows(clause) if clause.head else _paper_items(clause)
        for name, issuer, copies in parts:
            if name and name not in drafted:
                drafted[name] = Paper(
                    name=both(name),
                    issuer=both(issuer) if issuer else None,
                    copies=copies,
                    quotes=quoted(document, *spans_of(clause)),
                    confidence=_LISTED if clause.head or copies else _SAID,
                )
    return tuple(drafted.values())


def _paper_rows(clause: Clause) -> Iterator[tuple[str, str, int | None]]:
    heads = [cell.text for cell in clause.head]
    named = next(
        (
            at
            for at, head in enumerate(heads)
            if _HEADED.search(head) and not _COPY_HEAD.search(head)
        ),
        0,
    )
    if re.fullmatch(r"(?:연번|번호|순번|no\.?|#)", heads[named].strip(), re.IGNORECASE):
        named += 1
    cells = [plain(cell.text) for cell in clause.cells]
    if named >= len(cells):
        return
    copies = issuer = None
    for head, cell in zip(heads, cells, strict=True):
        if _COPY_HEAD.search(head) and (match := re.match(r"(?:각\s?)?(\d{1,2})", cell)):
            copies = int(match[1])
        elif _ISSUER_HEAD.search(head) and not re.search(r"일|기한|date", head):
            issuer = cell
    name, counted = _named(cells[named])
    yield name, issuer or "", copies or counted


def _paper_items(clause: Clause) -> Iterator[tuple[str, str, int | None]]:
    text, label = plain(clause.text), plain(clause.label)
    if _ANNEX.match(label or text):
        return
    if label and kind_of(label) is None and (stated := _copies(f"{label}: {text}")):
        # "사업자등록증명: 1부 (원본)", "2 copies: business plan"
        rest = _without_remarks(_COPIES.sub(" ", text))
        name = _named(label if not rest or _REMARK.fullmatch(rest) else text)[0]
        if name and not _SENTENCE.search(text):
            yield name, "", stated
        return
    if label and not _COPIES.search(text) and _RULE.search(label):
        return
    parts = re.split(r"(?<=[부통매])\s?,\s?", text)
    if label and len(parts) == 1 and not re.search(r"\([^)]*,[^(]*\)", text):
        parts = text.split(",")
    for part in (part.strip(" .;") for part in parts):
        name, copies = _named(part)
        if not name or _REMARK.fullmatch(name) or _ANNEX.match(part):
            continue
        if copies is None and (_SENTENCE.search(part) or _RULE.search(part)):
            continue
        if copies is not None and (_SENTENCE.search(name) or len(name) > _NAME_CHARS):
            continue
        if copies is None and not _PAPER.search(re.sub(r"\([^)]*\)", "", name).strip()):
            continue
        yield name, "", copies


def _named(text: str) -> tuple[str, int | None]:
    """A paper's name without its number of copies and remarks, and that number."""
    if match := _COPIES.search(text):
        before, after = text[: match.start()], text[match.end() :]
        comes_after = _NOTHING.match(before) or re.search(r"\sof(?:\sthe)?$", match.group())
        name = after if comes_after and not _NOTHING.match(after) else before
    else:
        name = text
    return _without_remarks(name), _copies(text)


def _copies(text: str) -> int | None:
    match = _COPIES.search(text)
    if match is None:
        return None
    written = match["n"] or match["e"]
    number = _NUMBERS.get(written.lower()) or int(written)
    return number if number <= _MOST_COPIES else None


def _without_remarks(name: str) -> str:
    name = re.sub(r"\s*[(（][^)）]*[)）]", "", name).strip(_MARKS)
    name = _HAND_IN.sub("", name)
    parts = re.split(r"\s?[,;:/]\s|\s[–—-]\s", name)
    while len(parts) > 1 and (_REMARK.fullmatch(parts[-1].strip()) or not parts[-1].strip()):
        parts.pop()
        name = name[: name.rindex(parts[-1]) + len(parts[-1])]
    return re.sub(r"\s(?:in|x|×|of)$", "", name.strip(_MARKS)).strip(_MARKS)


def draft_steps(document: Document, found: Sequence[Clause]) -> tuple[Step, ...]:
    """From the first of: a chain of arrows, a table of steps, a sentence that lists them, a
    schedule, a numbered list."""
    about = [clause for clause in found if clause.kind in ("steps", "schedule", "how")]
    for read in (_arrows, _table_of_steps, _listed_through, _scheduled):
        for kind in ("steps", "schedule", "how"):
            steps = [s for c in about if c.kind == kind for s in read(c)]
            if len(steps) >= 2:
                return tuple(
                    Step(
                        what=both(what),
                        who=both(who) if who else None,
                        quotes=quoted(document, *spans_of(clause)),
                        confidence=_SAID,
                    )
                    for clause, what, who in steps
                )
    return ()


def _arrows(clause: Clause) -> Iterator[tuple[Clause, str, str]]:
    parts = [plain(part) for part in _ARROW.split(clause.text)]
    if len(parts) >= 3 and all(0 < len(part) <= _STEP_CHARS for part in parts):
        yield from ((clause, part, "") for part in parts)


def _listed_through(clause: Clause) -> Iterator[tuple[Clause, str, str]]:
    match = _THROUGH.search(plain(clause.text))
    if match and clause.kind == "steps":
        parts = [part.strip() for part in re.split(r",|·", match["l"])]
        if len(parts) >= 2 and all(0 < len(part) <= _STEP_CHARS for part in parts):
            yield from ((clause, part, "") for part in parts)


def _table_of_steps(clause: Clause) -> Iterator[tuple[Clause, str, str]]:
    if clause.kind == "how" or not clause.head or not _STEP_HEAD.search(clause.head[0].text):
        return
    who = next(
        (c for c, h in zip(clause.cells, clause.head, strict=True) if _WHO_HEAD.search(h.text)),
        None,
    )
    if what := plain(clause.cells[0].text):
        yield clause, what, plain(who.text) if who is not None and who != clause.cells[0] else ""


def _scheduled(clause: Clause) -> Iterator[tuple[Clause, str, str]]:
    """ "2026. 5. 25.(월) 요건검토 (온라인)": what is left beside the date."""
    if clause.kind != "schedule" or clause.head:
        return
    text = plain(clause.text if not clause.label else f"{clause.label}: {clause.text}")
    days = [f for f in figures(text) if f.kind == "date"]
    if len(days) != 1:
        return
    rest = re.sub(
        r"^\s*(?:\([월화수목금토일]\)|[월화수목금토일]\))?", "", text[days[0].end :]
    ).strip(" .:：,")
    rest = rest or text[: days[0].start]
    what = re.sub(r"\s*\([^)]*\)\s*\.?$", "", rest).strip(" .:：,-–")
    if 1 < len(what) <= _STEP_CHARS and not re.search(r"\d", what):
        yield clause, what, ""


def draft_channels(document: Document, found: Iterable[Clause]) -> tuple[Channel, ...]:
    """Where to apply: what names an address, or says how."""
    drafted: list[Channel] = []
    seen: set[tuple[str | None, str | None]] = set()
    for clause in found:
        if clause.kind not in ("how", "when") or clause.head:
            continue
        channel = _channel(document, clause, plain(clause.text))
        where = (channel.url, channel.email)
        if where == (None, None):
            if not (clause.label and clause.kind == "how" and _APPLY_AT.search(clause.text)):
                continue
            if _REFUSED.search(clause.text):
                continue
        elif where in seen:
            continue
        seen.add(where)
        drafted.append(channel)
    return tuple(drafted)


def draft_contacts(document: Document, found: Iterable[Clause]) -> tuple[Channel, ...]:
    """Whom to ask: what a section about it gives with a number or an address."""
    drafted = []
    for clause in found:
        if clause.kind != "contact":
            continue
        words = " ".join(cell.text for cell in clause.cells) if clause.head else clause.text
        channel = _channel(document, clause, plain(words))
        if channel.phone or channel.email or channel.url:
            drafted.append(channel)
    return tuple(drafted)


def _channel(document: Document, clause: Clause, text: str) -> Channel:
    found = figures(text)
    first = {
        kind: next((text[f.start : f.end] for f in found if f.kind == kind), None)
        for kind in ("url", "email", "phone")
    }
    return Channel(
        text=both(text),
        url=first["url"],
        email=first["email"],
        phone=first["phone"],
        quotes=quoted(document, *spans_of(clause)),
        confidence=_LISTED if any(first.values()) else _SAID,
    )
