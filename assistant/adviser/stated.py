"""What an owner says of the company in a question, and answers to the questions asked back. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.figures import figures
from assistant.profile import Profile
from assistant.record import Criterion, Record
from assistant.regions import province
from assistant.schema import Turn
from assistant.sectors import sector_words

_SIZES = {
    "micro": r"소상공인|영세\s?(업체|기업)|1인\s?기업|\bmicro[- ](business|enterprise|company)",
    "small": r"(?<!중)소기업|\bsmall (\w+ )?(company|business|enterprise|firm|manufacturer|maker)(?! owners)",
    "medium": r"(?<!대)중기업|\bmedium-sized (company|business|enterprise|firm)",
    "startup": r"스타트업|\bstart-?up\b",
    "large": r"대기업(?!\s?(과|이나|의|에서))|\b(large|big) (company|corporation|enterprise|conglomerate)|\bconglomerate\b",
}
_SME = r"중소기업|\bSME\b|\bsmall (and|or) medium"
_OF_US = r"(우리|저희|저는|제가|당사|본사|\bwe\b|\bwe're\b|\bwe've\b|\bour\b|\bI\b|\bI'm\b|\bmy\b|\bus\b)"
_EMPLOYEES = (
    r"(?:직원|종업원|근로자|상시\s?근로자|임직원|인원)(?:이|은|는|수는|수가|\s)*\s*(?:총\s?|약\s?)?(\d[\d,]*)\s?명"
    r"|(\d[\d,]*)\s?(?:명|인)\s?(?:규모|회사|기업|사업장|짜리)"
    r"|\b(\d[\d,]*)[\s-](?:employees|staff|workers|people|person)\b"
)
_FOUNDED = r"창업|설립|개업|차린|세운|\b(?:founded|established|started|set up|incorporated|opened|registered)\b"
_NEAR = 30  # characters between that and its date
_YEARS_AGO = {"올해": 0, "작년": 1, "지난해": 1, "재작년": 2, "this year": 0, "last year": 1}
_YEARS = (
    r"(?:창업|설립|개업)(?:한|하고|하신)?\s?(?:지\s?)?(?:는\s?)?(?:이제\s?|약\s?)?(\d{1,2})\s?년(?!\s?(?:차|이내|미만|이하|까지|이상))|업력(?:이|은)?\s?(\d{1,2})\s?년(?!\s?(?:차|이내|미만|이하|제한))"
    r"|\b(\d{1,2})[\s-]years?[\s-](?:old (?:company|firm|business)|in business)|\bin business (?:for )?(\d{1,2}) years"
)
_NTH_YEAR = r"(?:창업|설립|사업)\s?(\d{1,2})\s?년\s?차|(\d{1,2})\s?년\s?차\s?(?:회사|기업|창업|스타트업)|\bin (?:our|my|its) (\w+) year\b"
_AGE = (
    r"(?:만\s?)?(\d{2})\s?(?:세|살)(?!\s?(?:이하|이상|미만|까지|초과|제한|기준))|(?:나이(?:가|는)?\s?)(\d{2})(?!\d)"
    r"|\b(?:I'm|I am|aged?|(?:founder|owner|ceo|representative) is)\s(\d{2})\b(?!\s?(?:or|and) (?:under|over|younger|older))|\b(\d{2})[\s-]years?[\s-]old\b(?! (?:company|firm))"
)
_BORN = r"((?:19|20)\d\d)\s?년\s?(?:생|출생|에 태어)|\bborn (?:in|on) (?:[A-Z][a-z]+\.? (?:\d{1,2}, )?)?((?:19|20)\d\d)"
_NATIVE_AGES = {"스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60}
_NATIVE_UNITS = {"하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9}  # fmt: skip
_COUNTRIES = {
    "KR": r"한국\s?(기업|회사|중소기업)|국내\s?(\w+\s)?(기업|회사|중소기업|바이오)|\bKorean\b.{0,24}\b(company|firm|SME|start-?up|business|corporation)\b",
    "other": r"(일본|중국|미국|독일|외국|해외)\s?(기업|회사|법인)(입니다|이에요|인데|예요)|외국계\s?(기업|회사)|\b(Japanese|Chinese|American|German|British|French|foreign|US)\s(company|firm|SME|start-?up|business|corporation)\b",
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_PARTNER = (
    r"(해외|외국|글로벌)(의|에|에서)?\s?.{0,12}파트너",
    r"(해외|외국|글로벌)\s?(의\s?)?(연구\s?)?(파트너|협력\s?기관|협력사|연구소|연구\s?기관|대학)",
    r"\b(overseas|foreign|international) (research )?(partner|institute|lab|universit)\w*",
    r"\bpartner (lab|institute|universit\w*|company)?\s?(in|from) (the )?(Netherlands|Germany|Switzerland|Canada|US|USA|United States|UK|France|Japan|Europe)\b",
)
_HAS_IT = r"(있|확보|보유|정해|구했|찾았|협약|MOU)|\b(have|has|found|got|secured|with|already)\b"
_LACKS_IT = r"(없|못\s?구|못\s?찾|아직)|\b(no|not|without|don't|haven't|yet to|lack)\b"

_A_QUESTION = (
    r"\?|얼마|언제|어디|무엇|뭐|뭔|몇|어떻게|어떤|알려|\b(how|what|when|where|which|who|tell)\b"
)
_YES = r"^\W*(네|예|넵|응|맞아요?|맞습니다|그래요|그렇습니다|그럼요|물론|있어요|있습니다|합니다|해요|충족|(?:yes|yep|yeah|yup|right|correct|sure|we do|we are|i am|it is|true)\b)(?![가-힣])"
_NO = r"^\W*(아니|아뇨|노|없어요|없습니다|안\s|못\s|해당\s?없|(?:no|nope|not|we don't|we aren't|i'm not|it isn't|false)\b)"


def profile_in(turns: Sequence[str], today: date) -> dict[str, Any]:
    """The profile keys that an owner's words give; a later word counts."""
    found: dict[str, Any] = {}
    for text in turns:
        found |= _said(text, today)
    return found


@dataclass(frozen=True, slots=True)
class AskedBack:
    """A question that was asked back, and what it was asked of."""

    record: Record
    track: str | None
    criterion: Criterion


def asked_back(text: str, records: Iterable[Record]) -> AskedBack | None:
    """What an assistant's turn asked; of several programmes with the same question the one that
    the turn names."""
    found = [
        AskedBack(record, terms.id if terms is not record else None, criterion)
        for record in records
        for terms in record.all_terms()
        for criterion in terms.criteria
        if criterion.question.ko in text or criterion.question.en in text
    ]
    named = [
        a
        for a in found
        if any(name in text for t in a.record.all_terms() for name in (t.names.ko, t.names.en))
    ]
    return next(iter(named or found), None)


def replied(asked: AskedBack, reply: str) -> dict[str, Any]:
    """What a reply settles: a profile's key, or the question's answer; {} if it is no reply."""
    rule = asked.criterion.rule.not_ or asked.criterion.rule
    asks = re.search(_A_QUESTION, reply, re.IGNORECASE)  # another one: its figures are no reply
    for figure in () if asks else figures(reply):
        if rule.business_years and figure.kind == "date" and figure.value[0] != "-":
            return {"founded": figure.value}
        if rule.business_years and (years := re.fullmatch(r"P(\d+)Y.*", figure.value)):
            return {"years_in_business": int(years.group(1))}
        if rule.founder_age and figure.kind == "date" and figure.value[0] != "-":
            return {"representative_born": figure.value}
        if rule.founder_age and figure.kind == "age":
            return {"representative_age": int(figure.value)}
        if rule.employees and figure.kind == "count":
            return {"employees": int(float(figure.value))}
    answer = yes_or_no(reply)
    return {} if answer is None else {"answers": {asked.criterion.id: answer}}


def yes_or_no(text: str) -> bool | None:
    if re.search(_NO, text, re.IGNORECASE):
        return False
    return True if re.search(_YES, text, re.IGNORECASE) else None


def _said(text: str, today: date) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for size, pattern in _SIZES.items():
        if re.search(pattern, text, re.IGNORECASE):
            found["size"] = size
    if "size" not in found and re.search(_SME, text, re.IGNORECASE):
        found["is_sme"] = True
    if number := _number(_EMPLOYEES, text):
        found["employees"] = number
    if (number := _number(_YEARS, text)) is not None:
        found["years_in_business"] = number
    elif founded := _founded(text, today):
        found["founded"] = founded
    elif match := re.search(_NTH_YEAR, text, re.IGNORECASE):
        said = next(filter(None, match.groups()))
        nth = int(said) if said.isdigit() else _ORDINALS.get(said.lower(), 0)
        if nth:
            found["years_in_business"] = nth - 1
    if match := re.search(r"((?:19|20)\d\d)년\s?(\d{1,2})월\s?(\d{1,2})일\s?(?:생|에 태어)", text):
        found["representative_born"] = f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
    elif match := re.search(_BORN, text, re.IGNORECASE):
        found["representative_born"] = next(filter(None, match.groups()))
    elif (number := _number(_AGE, text)) is not None:
        found["representative_age"] = number
    elif match := re.search(
        rf"({'|'.join(_NATIVE_AGES)})\s?({'|'.join(_NATIVE_UNITS)})?(?=\s?(살|인데|이고|입니다|이에요|예요|됐))",
        text,
    ):
        found["representative_age"] = _NATIVE_AGES[match[1]] + _NATIVE_UNITS.get(match[2] or "", 0)
    for country, pattern in _COUNTRIES.items():
        if re.search(pattern, text, re.IGNORECASE):
            found["country"] = country
    found |= _partner(text)
    for figure in figures(text):
        if figure.kind == "money" and figure.value.startswith("KRW "):
            before = text[max(0, figure.start - 14) : figure.start]
            if re.search(r"매출|\bsales\b|\brevenue\b", before, re.IGNORECASE):
                found["sales_krw"] = {today.year - 1: int(figure.value.split()[1])}
    if re.search(_OF_US, text, re.IGNORECASE):
        if here := next((p for word in text.split() if (p := province(_bare(word)))), None):
            found["region"] = here
    if re.search(
        r"회사|기업|업체|공장|가게|사업(을|체)|만드|만들|제조|\b(company|firm|business|start-?up|make|maker|we)\b",
        text,
    ):
        if words := sector_words(text):
            found["industry"] = " ".join(words)
    return found


def _founded(text: str, today: date) -> str | None:
    """The date that stands nearest to a word for founding, to the month where it says one."""
    for verb in re.finditer(_FOUNDED, text, re.IGNORECASE):
        around = text[max(0, verb.start() - _NEAR) : verb.end() + _NEAR]
        for figure in figures(around):
            is_birth = re.match(r"\s?(생|출생|에 태어)", around[figure.end :])
            whole = figure.kind == "date" and re.match(r"(19|20)\d\d", figure.value)
            if whole and not is_birth:
                return figure.value
        for word, ago in _YEARS_AGO.items():
            if word in around.lower():
                month = re.search(rf"{word}\s?(\d{{1,2}})월", around)
                year = str(today.year - ago)
                return f"{year}-{int(month[1]):02d}" if month else year
    return None


def _number(pattern: str, text: str) -> int | None:
    match = re.search(pattern, text, re.IGNORECASE)
    return int(next(filter(None, match.groups())).replace(",", "")) if match else None


def _partner(text: str) -> dict[str, Any]:
    for pattern in _PARTNER:
        if match := re.search(pattern, text, re.IGNORECASE):
            around = text[max(0, match.start() - 24) : match.end() + 14]
            if re.search(_LACKS_IT, around, re.IGNORECASE):
                return {"overseas_partners": []}
            if re.search(_HAS_IT, around, re.IGNORECASE):
                return {"overseas_partners": [match.group()]}
    return {}


def _bare(word: str) -> str:
    """Without the particle or "에 있는" behind a place."""
    return re.sub(r"(에서|에|의|은|는|이|가|소재|시|도)?[\s,.?!]*$", "", word)


def company(turns: Sequence[Turn], records: Sequence[Record], today: date) -> Profile:
    """The profile that a conversation gives: what the owner said, and replied when asked."""
    found = profile_in([turn.text for turn in turns if turn.role == "user"], today)
    answers: dict[str, bool] = {}
    for said, reply in zip(turns, turns[1:], strict=False):
        if said.role == "assistant" and reply.role == "user":
            if (asked := asked_back(said.text, records)) is not None:
                settled = replied(asked, reply.text)
                answers |= settled.pop("answers", {})
                found |= settled
    return Profile.model_validate(found | {"answers": answers})
