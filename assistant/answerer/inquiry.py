"""What a question asks for: the kind of answer it expects, and the words the answer must be about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from assistant.figures import Figure, FigureKind, figures
from assistant.sentences import sentence_spans
from assistant.terms import Term, question_terms

Shape = Literal["fact", "list", "procedure", "comparison", "yes_no"]

# What a question word asks for. A question that asks for a figure is answered by that figure or not
# at all, so these are the strictest part of "the documents do not say".
_ASKS: list[tuple[str, frozenset[FigureKind], re.Pattern[str]]] = [
    (name, frozenset(kinds), re.compile(pattern, re.IGNORECASE))
    for name, kinds, pattern in [
        ("phone", {"phone"}, r"전화|핫라인|팩스|연락처\s?번호|\b(tele)?phone\b|\bhotline\b|\bfax\b|\bcall\b.*\bnumber\b|contact number"),
        ("email", {"email"}, r"이메일|메일|전자우편|e-?mail"),
        ("url", {"url"}, r"홈페이지|누리집|웹\s?사이트|사이트|포털|\bwebsite\b|\bweb ?site\b|\burl\b|\bportal\b|\bweb address\b|\bhomepage\b"),
        ("contact", {"phone", "email", "url"}, r"연락처|문의처|어디로?에?\s?문의|누구에게\s?문의|어디로\s?연락|\bcontact\b|\breach (you|them|the)\b"),
        ("age", {"age"}, r"몇\s?살|몇\s?세|나이|연령|\bhow old\b|\bage\b|\bages\b"),
        ("rate", {"percent"}, r"몇\s?(퍼센트|프로|%)|비율|지원율|퍼센트|\bwhat (percent|percentage|share|rate|proportion)|\bpercent(age)?\b"),
        ("money", {"money"}, r"(얼마(?!나\s?(오래|걸|많|동안|전))|금액|액수|예산|사업비|몇\s?(억|만|천)?\s?원)|\bhow much\b|\bbudget\b|\bhow big (is|was) the (budget|fund)|\b(maximum|max) (amount|grant|funding|support)\b|\bamount\b"),
        ("duration", {"duration"}, r"몇\s?(년|개월|달|주일?)(간|동안|까지|이나|\s|을|이|만|짜리|\?|$)|얼마나\s?(오래|걸|동안)|(지원|참여|가입|근무|의무|파견|최소)\s?기간|\bhow long\b|\bhow many (years|months|weeks|days)\b|\bduration\b|\b(minimum|maximum) (period|term|duration)\b"),
        ("time", {"time"}, r"몇\s?시|시각|\bwhat time\b"),
        ("date", {"date", "time"}, r"언제|며칠|몇\s?(월|일(?!\s?간))|날짜|마감|기한|(신청|접수|모집)\s?(기간|일정|시작)|일시|몇\s?년도|일정|\bwhen\b|\bwhat (date|day|month|year)\b|\bwhich (date|day|month|year)\b|\bdeadline\b|\bdates?\b|\buntil what\b|\bhow late\b"),
        ("count", {"count"}, r"몇\s?(명|개|곳|건|군데|팀|가지|사람|분|차례|회|인|기관|기업|업체|과제|단계|종|나라|대학|갈래|트랙)|얼마나\s?많|(?<![가-힣])(인원|건수|개수|숫자)|총\s?몇|\bhow many\b|\bnumber of\b|\bheadcount\b"),
    ]
]  # fmt: skip

_PROCEDURE = re.compile(
    r"절차|단계별|순서|진행\s?과정|진행되|과정을|흐름|프로세스|어떻게\s?(신청|접수|지원(하|해)|진행|선정|선발|뽑|참여|참가|등록|되|이루어)|(신청|지원|참가|접수|등록)(은|는|하는)?\s?(방법|어떻게|어디)"
    r"|\bprocedure\b|\bprocess\b|\bsteps?\b|\bstages?\b|\bwalk me through\b|\bhow (do|can|should|would|does|are|is|were) .*(apply|application|select|chosen|appl|work|proceed|register|sign up|join|picked)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"목록|모두|전부|각각|어떤\s?(것|게|기관|서류|분야|기업|대학|곳|과제|서비스|지원|트랙|내용|유형|일|종류|점)|어느\s?(기관|대학|곳|학교)|무슨\s?(서류|지원|분과|기관|내용)|무엇무엇|뭐뭐|뭐가\s?있|무엇이\s?있|뭘\s?(내|제출|준비)|무엇을\s?(내|제출|준비)|서류|나열|종류|들은|네\s?곳|세\s?분과|제안(했|한)|다\s?알려"
    r"|\blist\b|\bwhich\b.*\b\w+s\b|\bwhat are\b|\bwhat (kinds?|types?|services|documents|papers|paperwork|institutions|tracks|areas|sectors|routes|fields)\b|\ball (the|of)\b|\bname (the|all)\b|\bdocuments?\b.*\b(submit|need|require|hand)|\bwho are the\b|\beach\b",
    re.IGNORECASE,
)
_COMPARISON = re.compile(
    r"비교|차이|더\s?(많|크|큰|적|작|길|짧|늦|빠|높|낮|넓)|중\s?(에서?\s?)?(어느|어디|뭐가|무엇이|누가)|다른\s?점|다른가|각각"
    r"|\bcompare[ds]?\b|\bcomparison\b|\bdifferen(ce|t|ces)\b|\bversus\b|\bvs\.?\b|\b(bigger|larger|more|fewer|less|longer|higher|smaller|greater|lower)\b.*\b(than|or)\b|\bwhich (one |programme |program )?(has|is|gives|offers|supports)\b.*\bor\b|\bboth\b",
    re.IGNORECASE,
)
_YES_NO_KO = re.compile(
    r"(나요|까요|가요|까|죠|지요|맞아|맞나|맞지|되요|돼요|있어요|없어요|가능해요|해요|인가|던데|다면서요|라면서요|라던데|한다며|라며)\s?[?.!~]*\s*$"
)
_YES_NO_EN = re.compile(
    r"^\s*(so |and |but |then )?(is|are|was|were|do|does|did|can|could|will|would|has|have|must|should|am)\b|,? (right|correct|isn't it|is that (right|true|correct))\?*\s*$",
    re.IGNORECASE,
)
_WH = re.compile(
    r"무엇|뭐|뭘|언제|어디|누가|누구|얼마|몇|어떤|어느|무슨|어떻게|왜|며칠|\b(what|when|where|who|whom|which|how|why)\b",
    re.IGNORECASE,
)
_CUES = [
    (
        re.compile(r"누가|누구|어느\s?(부처|기관|곳)|주최|성함|이름|\bwho\b|\bwhose\b|\bname of\b|\bwhich (ministry|agency|organi[sz]ation|institute)", re.IGNORECASE),
        re.compile(r"\b[A-Z][\w-]+ [A-Z]|\b[A-Z]{3,}\b|[가-힣]+(부|청|원|회|공단|센터|장관|교수|기업)"),
    ),
    (
        re.compile(r"어디서|어디에서|장소|어느\s?(호텔|건물|곳)|\bwhere\b|\bvenue\b|\bwhich (hotel|place|building|city)", re.IGNORECASE),
        re.compile(r"\b(at|in) (the )?[A-Z]|[가-힣]+(에서|호텔|홀|센터|장소)"),
    ),
]  # fmt: skip
_EXACT = re.compile(r"정확(한|히)|구체적|\bexact(ly)?\b|\bprecise(ly)?\b|\bspecific\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?<=이고)\s|(?<=하고)\s|(?<=되고)\s|(?<=이며)\s|그리고|,\s?(?:and\s)?|;|\band\b|(?<=[가-힣])(?:와|과|랑|이랑)\s")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One asked thing. A question with "and" may be several."""

    text: str
    shape: Shape
    asks: tuple[str, ...]  # names of the figures asked for, most specific first
    kinds: frozenset[FigureKind]  # an answer must hold one of these; empty: any words will do
    terms: tuple[Term, ...]
    claimed: tuple[Figure, ...] = ()  # figures that the question itself states
    counted: tuple[Term, ...] = ()  # what "how many" counts
    cue: re.Pattern[str] | None = None  # what an answer to "who" or "where" looks like
    exact: bool = False  # wants the day itself, not "later in April"
    topic: tuple[Term, ...] = field(default=())  # from the history: helps, is not required


def read_inquiries(question: str, topic: str = "") -> list[Inquiry]:
    """The things a question asks for, in order; always at least one.

    `topic`: words of the conversation before it, which help to find the answer.
    """
    *before, question = _sentences(question)
    topic = " ".join([topic, *before])
    shape = _shape(question)
    clauses = _clauses(question) if shape in ("fact", "yes_no", "list") else [question]
    about = tuple(t for t in question_terms(topic) if not _is_asked_word(t))
    first = _read(clauses[0], shape, about)
    # "its budget and deadline": what it is about is said once
    shared = about + tuple(t for t in first.terms if not _is_asked_word(t))
    return [first, *(_read(clause, shape, shared) for clause in clauses[1:])]


def _read(clause: str, shape: Shape, topic: tuple[Term, ...]) -> Inquiry:
    asks = [(name, kinds) for name, kinds, pattern in _ASKS if pattern.search(clause)]
    names = tuple(name for name, _ in asks)
    claimed = tuple(f for f in figures(clause) if f.kind not in ("email", "url", "phone"))
    if shape == "yes_no":
        kinds: frozenset[FigureKind] = frozenset()
        names = tuple(n for n in names if n in ("phone", "email", "url"))
        kinds = frozenset(k for n, ks in asks if n in names for k in ks)
    else:
        kinds = asks[0][1] if asks else frozenset()
    terms = tuple(question_terms(clause))
    counted = tuple(_counted(clause)) if "count" in kinds else ()
    cue = next((shown for asked, shown in _CUES if asked.search(clause)), None)
    exact = bool(_EXACT.search(clause))
    return Inquiry(clause, shape, names, kinds, terms, claimed, counted, cue, exact, topic)


def _shape(question: str) -> Shape:
    if _COMPARISON.search(question):
        return "comparison"
    asked = [name for name, _, pattern in _ASKS if pattern.search(question)]
    if _PROCEDURE.search(question) and not {"date", "count", "money", "duration", "email", "phone", "url"} & set(asked):
        return "procedure"
    if not _WH.search(question) and (_YES_NO_KO.search(question) or _YES_NO_EN.search(question)) and not asked:
        return "yes_no"
    if re.search(r"(?:죠|맞나요|맞습니까|맞아요|맞지요|라면서요|다면서요|라던데요?|다던데요?)\s?[?.!]*\s*$|,? (right|correct)\?*\s*$", question):
        return "yes_no"
    if _YES_NO_EN.search(question) and not _WH.search(question):
        return "yes_no"
    return "list" if _LIST.search(question) else "fact"


def _sentences(question: str) -> list[str]:
    """The sentences of a question, the asking ones joined at the end: the rest says what it is about."""
    parts = [question[a:b] for a, b in sentence_spans(question, 0, len(question))] or [question]
    asking = [p for p in parts if p.endswith("?") or _WH.search(p) or _asked(p)] or parts[-1:]
    return [*(p for p in parts if p not in asking), " ".join(asking)]


def _clauses(question: str) -> list[str]:
    """The question cut at "and" where both sides ask for a figure of their own."""
    for match in _CLAUSE.finditer(question):
        left, right = question[: match.start()].strip(), question[match.end() :].strip()
        if _asked(left) and _asked(right) and _asked(left) != _asked(right):
            return [left, *_clauses(right)]
    return [question]


def _asked(clause: str) -> set[str]:
    return {name for name, _, pattern in _ASKS if pattern.search(clause)}


_COUNTED = re.compile(
    r"\bhow many\s+(?P<en>(?:[\w-]+\s?){1,3})|\bnumber of\s+(?P<en2>(?:[\w-]+\s?){1,3})"
    r"|(?P<ko>[가-힣]+?)(?:은|는|이|가|을|를|도)?\s(?:모두\s|총\s|약\s|대략\s|전부\s|다 합쳐\s)*몇|몇\s?(?:개|명|곳|건)?(?:의)?\s?(?P<ko2>[가-힣]{2,})",
    re.IGNORECASE,
)


def _counted(clause: str) -> list[Term]:
    """The words for what is counted: "projects" in "how many projects"."""
    return [
        term
        for m in _COUNTED.finditer(clause)
        for term in question_terms(next(filter(None, m.groups()), ""))
    ]


def _is_asked_word(term: Term) -> bool:
    return bool(
        {"budget", "deadline", "amount", "window", "phone", "email", "age", "rate", "duration"}
        & set(term.concepts)
    )
