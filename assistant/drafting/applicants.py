"""Finds the parts of an article's sentences that say who may apply, and who may not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.drafting.reading import Clause
from assistant.drafting.statements import Statement

_WHO = (
    r"(?:[a-z-]+\s){0,5}?(?:compan(?:y|ies)|firms|businesses|SMEs|enterprises|startups|suppliers|makers"
    r"|manufacturers|founders|entrepreneurs|shops|workshops|farms|applicants|people|employees|workers)"
)
_REST = r"[^.;]{0,240}"
_SMES = r"(?:small and medium-\s?sized (?:enterprises|companies|businesses)|SMEs)(?:\s\(SMEs?\))?"
_MAY = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\btarget(?:ing|s)\s(?P<t>{_WHO}\b{_REST})",
        rf"\b(?:is|are)\s(?:meant\s|intended\s|designed\s|only\s)?(?:for|open to|reserved for|aimed at|limited to)\s(?P<t>{_WHO}\b{_REST})",
        r"\b(?:is|are)\s(?:only\s)?(?:meant\s|intended\s)?for\s(?P<t>[a-z]+s\s(?:that|which|who|with|without)\s[^.;,]{3,160})",
        r"\b(?:suits|is suited to|is suitable for)\s(?P<t>[a-z][^.;,]{3,160})",
        r"^(?:Who can [a-z]+|Who may [a-z]+|Open to|Eligible|For whom|이용대상|대상)\s?:\s(?P<t>.{4,200})",
        rf",\s(?:meant|intended|designed|reserved)\sfor\s(?P<t>{_WHO}\b[^.;,]{{0,160}})",
        r"\bfor\s(?P<t>(?:people|employees|workers)\s(?:already|who)\s[^.;,]{2,80})",
        rf"^For\s(?P<t>{_WHO}\swith\s[^.;,]{{3,120}}),",
        r"\btrack\sfor\s(?:the\s)?(?P<t>[a-z][^.;,]{2,80}\b(?:sectors?|industry|industries))",
        r"\b(?:begins|starts)\swith\s(?P<t>(?:early|mid|late)-stage\s[a-z]+)",
        r"\bselected as\s(?P<t>potential\s[a-z]+)",
        rf"^(?P<t>{_WHO}\b{_REST}\s(?:are eligible|may apply|can apply)\b[^.;]{{0,60}})",
        rf"\b(?:sent|open|available)\sto\s(?P<t>{_WHO}\s(?:in need|that|which|who)\b[^.;,]{{2,120}})",
        rf"\bwith\s(?P<t>{_WHO}\sthat\s(?:struggle|hope|want|wish|need|seek)\b[^.;,]{{2,100}})",
        r"\b(?:enabl\w+|lets?|allows?)\s(?:[a-z]+\s){0,2}(?:[\d,]+\s)?(?P<t>(?:employees|workers|staff)\s(?:of|at)\s[a-z][^.;,]{2,50}?)\sto\b",
        r"\b(?P<t>(?:workers|employees)\sat\s[a-z]+\s(?:companies|firms))\b",
        rf"^To (?:qualify|be eligible|apply),\s(?P<t>{_WHO}\smust\s{_REST})",
        rf"^(?P<t>(?:{_WHO}|(?!applications|projects|proposals|vouchers|forms|files)[a-z-]+s)\smust\s(?:be|have|employ)\b{_REST})",
        r"\bopen only to\s(?P<t>[a-z][^.;,]{3,120})",
        rf"^(?P<t>{_WHO}\s(?:who|that|which|no|with|in|at)\s[^.;]{{3,160}}?)\scan\s(?:join|take part|enter|register)",
        r"(?:은|는)\s(?P<t>[^.]{2,160}(?:을|를)\s대상으로)",
        r"(?:대상|자격)은\s(?P<t>[^.]{4,160}?(?:이다|입니다|다)\.?$)",
        r"^(?P<t>[^.]{4,120}?(?:창업자|기업|업체|대표자?|소상공인))[는은]\s[^.]{0,60}(?:들어갈|신청할|이용할|참여할) 수 있",
        r"(?:은|는)\s(?P<t>[^.,]{2,80}(?:기업|업체|소상공인|창업자|청년)이\s대상)",
        r"(?<![^\s,.'’])(?P<t>[^.,'’]{2,60}(?:려는|필요한|희망하는)\s(?:기업|업체|소상공인))(?:에|이|을)",
        r"(?<![^\s,.])(?P<t>[^.]{2,160}(?:이|가)\s(?:신청할 수 있|신청 가능))",
        r"(?<![^\s,.])(?P<t>[^.,]{2,60}(?:분야|업종)에\s특화)",
    )
)  # fmt: skip
_SME = re.compile(
    rf"\b(?:for|with|(?:employees|workers|staff) of|sent to|open to)\s(?:employees of\s)?(?P<t>(?:Korean\s|[a-z]+ly [a-z]+\s)?{_SMES}(?:\s(?:hoping|wishing|seeking|in need|that)\b[^.;,]{{2,80}}?(?=\sand\s|[.;,]|$))?)|(?P<u>중소기업)\s?(?:근로자|재직자|직원)",
    re.IGNORECASE,
)
_OUT = re.compile(
    r"\b(?:not eligible|ineligible|cannot (?:apply|take part|join)|may not apply|(?:is|are) (?:excluded|shut out|barred))\b|(?:신청|참여|지원)할 수 없|(?:제외|배제)(?:된다|한다|됩니다)",
    re.IGNORECASE,
)


def who_clauses(read: Sequence[Statement], whole: bool) -> list[Clause]:
    """The parts as clauses of their kind. Of a `whole` programme also what says once that it is for
    small and medium-sized companies."""
    found: list[Clause] = []
    for statement in read:
        if _OUT.search(statement.text):
            found.append(replace(statement.clause, kind="out", label="", text=statement.text))
            continue
        part = next(_parts(statement.text), None)
        if part:
            found.append(replace(statement.clause, kind="who", label="", text=part))
    if whole and not any(clause.kind == "who" for clause in found):
        for statement in read:
            if match := _SME.search(statement.text):
                part = match["t"] or match["u"]
                found.append(replace(statement.clause, kind="who", label="", text=part))
                break
    return found


def _parts(text: str) -> Iterator[str]:
    for pattern in _MAY:
        if match := pattern.search(text):
            yield re.sub(r"^[은는이가]\s", "", match["t"].strip(" ,"))
