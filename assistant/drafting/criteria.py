"""Drafts who may apply and who may not: a typed rule where the clause can be typed whole, else the
clause itself as the question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.drafting.conditions import Condition, conditions
from assistant.drafting.reading import Clause
from assistant.drafting.values import of_kind, plain, quoted
from assistant.record import Bilingual, Criterion, Rule
from assistant.schema import Document

_REFUSED = re.compile(
    r"(?:신청|참여|지원|선정|접수)(?:을|를|은|에서)?\s?(?:할 수\s?없|될 수\s?없|받을 수\s?없|불가|하지 않|되지 않|이 제한)|제외(?!한\s|하고|된 |하지)"
    r"|탈락|불가|배제|부적격|결격|참여\s?제한|지원\s?제한"
    r"|\b(?:cannot|can not|may not|not eligible|ineligible|excluded?|reject\w*|disqualif\w+|barred|not qualify|not be (?:eligible|accepted|supported|selected))\b",
    re.IGNORECASE,
)
_ALLOWED = re.compile(
    r"(?:신청|참여|지원)(?:이|할 수)?\s?(?:가능|있)|예외|제외하지|\b(?:may|can|are able to) (?:still )?apply|\beligible\b",
    re.IGNORECASE,
)
_TURNS = re.compile(  # the clause takes something back or gives a choice
    r"다만|단[,.]|\(단\s|예외|제외|불구|아니한|아닌|않[은는]|없는|또는|혹은|이거나|하거나|중 하나|(?<=\S)나\s"
    r"|\b(?:unless|except|however|but|or|either|not|without|other than|excluding)\b",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"\bor (?:more|less|fewer|over|older|under|younger|above|below|higher)\b|\bnot? (?:more|less|fewer|older|later) than\b|\bnot exceed\b",
    re.IGNORECASE,
)
_NO_CONDITION = re.compile(
    r"(?:다음|아래)(?:와|의|과)\s?(?:같|각|어느|요건|조건|기업)|참조|참고|문의|바랍니다|바람\.?$|확인(?:하여|하시|할)|세부\s?(?:내용|사항)|상세\s?(?:내용|사항)"
    r"|\b(?:see|refer to|as follows|following|details)\b",
    re.IGNORECASE,
)
_SAYS_NO_MORE = re.compile(
    r"사업을|시작|신생|임직원|종사자|피보험자|고용보험|정규직|총인원|인원|전체|모두|규모|실적|재무제표|손익계산서|올린|달성|거둔|거두|넘긴|회사|여야|받는다|받습니다|받음|접수|제출|현재까지|뿐|만을|갖춘|갖추|있는지|된 지|금액|수치|년차|"
    r"공고일|신청일|접수일|마감일|신청\s?마감|현재|기준|당시|기업|업체|회사|사업자|법인|해당|대상|신청|지원|참여|참가|가능|자격|요건|조건|이어야|여야|하여야|해야|하여|"
    r"한함|한하여|한정|으로|직전|전년도?|회계|연도|년도|연간|최근|매출액?|상시|근로자|종업원|직원|업력|창업(?!자)|설립|이후|개업|한 지|한지|부터|수출|실적|수출액|"
    r"사업자등록|등록일|결산|고용인원|고용|까지|이상|이하|이내|미만|초과|이면서|이면|이고|이며|면서|으로서|로서|있는|있음|있다|있습니다|있어야|입니다|합니다|한다|하는|된다|됩니다|이다|함|임|인|자|만|대표자?|나이|연령|청년|등|국내|두고|둔|소재|"
    r"습니다|니다|[을를은는이가의에도와과로수후한할된될다음일\s]"
)
_ENGLISH_SAYS_NO_MORE = frozenset(
    """
    a accepted accounts age aged ago all allowed an and annual any applicant applicants
    apply applying are as at be been between business businesses by call can ceo closing
    companies company counted date deadline eligible employee employees enterprise
    enterprises entrepreneurs established exceed exceeding export exports fewer
    financial firm firms first fiscal for founded founder founders from full-time had
    has have in incorporated invited is it its korean last latest least less limit
    limited may month months more most must needed newly not notice number of old older
    on only open operating operation or over past payroll permanent place previous
    program programme recorded regular representative representatives required revenue
    sales since sized staff starting support supported supports than that the their
    there these they this time to took turnover under up which who with within workers
    year year's years young
    """.split()
)
_LABEL = re.compile(
    r"^\s*(?:\S{0,8}(?:대상|자격|요건|조건|업력|기업|매출|제외)|eligibility(?: criteria)?|who can apply|applicants?|requirements?|target)\s*[:：]",
    re.IGNORECASE,
)
_LABELS = {
    "business_years": ("업력", "Years in business"),
    "employees": ("상시근로자 수", "Number of employees"),
    "sales_krw": ("매출액", "Sales"),
    "exports_usd": ("수출액", "Exports"),
    "founder_age": ("대표자 나이", "Age of the representative"),
    "region": ("지역", "Region"),
    "industry": ("업종", "Industry"),
    "size": ("기업 규모", "Company size"),
    "country": ("국적", "Country"),
    "stated": ("신청 요건", "Requirement"),
    "not_": ("신청 제외", "Exclusion"),
}
_WORDS = ("region", "industry")
_TYPED, _STATED = 0.8, 0.6  # how sure: a rule, a clause that is asked as it stands
_LEAST = 4  # characters; what is shorter is no condition


def draft_criteria(
    document: Document, found: Iterable[Clause], names: Sequence[str], article: bool = False
) -> list[Criterion]:
    """`names`: what the programme and its agency are called, which is no condition. Of an article
    no place and no trade is typed: its words for them may be about anybody."""
    used: Counter[str] = Counter()
    drafted: list[Criterion] = []
    seen: set[str] = set()
    for clause in found:
        if clause.kind not in ("who", "out") or clause.head:
            continue
        text = plain(f"{clause.label}: {clause.text}" if clause.label else clause.text)
        rules = list(_rules(clause, text, names))
        if article and any(rule.kind in _WORDS for rule in rules):
            rules = [rule for rule in rules if rule.kind not in _WORDS]
            rules += [] if Rule(stated=True) in rules else [Rule(stated=True)]
        for rule in rules:
            key = rule.model_dump_json(exclude_none=True)
            if "stated" not in key:
                if key in seen:
                    continue
                seen.add(key)
            kind = "out" if rule.kind == "not_" else rule.kind
            used[kind] += 1
            ko, en = _LABELS[rule.kind]
            drafted.append(
                Criterion(
                    id=f"{kind.replace('_', '-')}-{used[kind]}",
                    label=Bilingual(ko=ko, en=en),
                    rule=rule,
                    question=_question(rule, text),
                    quotes=quoted(document, (clause.start, clause.end)),
                    confidence=_STATED if "stated" in key else _TYPED,
                )
            )
    return drafted


def _rules(clause: Clause, text: str, names: Sequence[str]) -> Iterator[Rule]:
    if len(text) < _LEAST or _NO_CONDITION.search(text) or text.endswith("?"):
        return
    outside = re.sub(r"[(（][^)）]*[)）]", " ", text)
    refused = bool(_REFUSED.search(outside))
    stated = Rule(stated=True)
    if clause.kind == "out" and not refused and _ALLOWED.search(outside):
        return  # what it lets in after all is for the reviewer to say
    found = conditions(text)
    whole = bool(found) and not _leaves_something(text, found or [], names, refused)
    turned = not _is_plain(text, found or [], refused)
    if refused or clause.kind == "out":
        if found and whole and not turned:
            inner = [c.rule for c in found]
            yield Rule(not_=inner[0] if len(inner) == 1 else Rule(all=tuple(inner)))
        else:
            yield Rule(not_=stated)
        return
    if not found or turned:
        yield stated
        return
    yield from (condition.rule for condition in found)
    if not whole:
        yield stated


def _is_plain(text: str, found: Sequence[Condition], refused: bool) -> bool:
    """Whether nothing outside the conditions takes something back or gives a choice."""
    rest = _SIDES.sub(" ", _without(text, found))
    if refused:
        rest = _REFUSED.sub(" ", rest)
    return not _TURNS.search(rest)


def _leaves_something(
    text: str, found: Sequence[Condition], names: Sequence[str], refused: bool
) -> bool:
    """Whether the clause asks for more than the conditions say."""
    rest = _LABEL.sub("", _without(text, found))
    if refused:
        rest = _REFUSED.sub(" ", rest)
    if of_kind(rest, "duration", "money", "percent", "age", "count"):
        return True
    trade = re.search(r"(\S{2,})\s(?:분야\s?)?(?:기업|업체)", rest)
    kept = trade[1] if trade else ""
    for name in sorted((w for n in names for w in {n, *n.split()}), key=len, reverse=True):
        if len(name) >= 2 and name != kept and not name.isdigit():
            rest = rest.replace(name, " ")
    korean = re.findall(
        r"[가-힣]+", _SAYS_NO_MORE.sub(" ", " ".join(re.findall(r"[가-힣]+", rest)))
    )
    latin = [
        w for w in re.findall(r"[A-Za-z-]{2,}", rest) if w.lower() not in _ENGLISH_SAYS_NO_MORE
    ]
    return bool(korean) or bool(latin)


def _without(text: str, found: Sequence[Condition]) -> str:
    for condition in sorted(found, key=lambda c: -c.start):
        text = f"{text[: condition.start]} {text[condition.end :]}"
    return text


def _question(rule: Rule, text: str) -> Bilingual:
    if rule.kind == "not_":
        return Bilingual(
            ko=f"다음 제외 사유에 해당하나요? “{text}”",
            en=f"Does this reason for exclusion hold for your company? “{text}”",
        )
    return Bilingual(
        ko=f"다음 요건을 갖추었나요? “{text}”", en=f"Does your company meet this? “{text}”"
    )
