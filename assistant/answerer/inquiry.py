"""What a question asks for: the kind of answer it expects, and the words the answer must be about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.figures import Figure, FigureKind, figures
from assistant.sentences import sentence_spans
from assistant.terms import Term, is_alternative, question_terms

MUCH = 0.5  # a word of less weight says too little to be required
Shape = Literal["fact", "list", "procedure", "comparison", "yes_no"]


_ASKING = r"(?:^\s*|[,;:?.!-]\s*|\b(?:and|or|but|so|ok|then|from|to|with|by|at|in|for|of|until|since|me|know|say|exactly)\s)"  # "who" begins a question here, not a clause: "founders who …"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# What a question word asks for. A question that asks for a figure is answered by that figure or not
# at all, so these are the strictest part of "the documents do not say".
_ASKED_OUTRIGHT: list[tuple[str, set[FigureKind], re.Pattern[str]]] = [
    ("phone", {"phone"}, _any(r"전화|핫라인|팩스", r"\b(tele)?phone\b|\bhotline\b|\bfax\b|\bcontact number\b|\bnumber (can|should|do) (i|we) call\b")),
    ("email", {"email"}, _any(r"이메일|메일|전자우편", r"\be-?mail\b")),
    ("url", {"url"}, _any(r"홈페이지|누리집|웹\s?사이트|사이트|포털", r"\bweb ?site\b|\burl\b|\bportal\b|\bweb address\b|\bhomepage\b|\bwhere online\b")),
    ("age", {"age"}, _any(r"몇\s?살|몇\s?세|나이|연령", r"\bhow old\b|\bage\b|\bages\b|\baged\b")),
    ("multiple", {"multiple"}, _any(r"몇\s?배(?!정|분)", r"\bhow many times (?:more|larger|bigger|the|as)\b|\bwhat multiple\b")),
    ("rate", {"percent"}, _any(r"몇\s?(퍼센트|프로|%)|퍼센트|자부담률|지원율", r"\bwhat (percent|percentage|share|rate|proportion|slice|portion|fraction)\b|\bpercent(age)?\b")),
    ("time", {"time"}, _any(r"몇\s?시", r"\bwhat time\b")),
    ("duration", {"duration"}, _any(r"얼마나\s?(안\s?된|안\s?됐|된|됐|지난|지나)|몇\s?(년|개월|달|주일?)(치|간|동안|까지|이나|\s|을|이|만|짜리|\?|$)|얼마나\s?(오래|걸|동안|머무)|얼마\s?(동안|간)", r"\bhow long\b|\bhow many (years|months|weeks|days)\b|\bwhat is the (minimum|maximum|shortest|longest) (period|term|duration|time)\b|\b(minimum|least|maximum) (amount of )?time\b|\bhow far into\b|\bnumber of (years|months|weeks|days)\b")),
    ("count", {"count"}, _any(r"(?<![가-힣])(?:\S*[^액점횟] )?수(는|가|를)?\s?(각각\s?|총\s?|다\s?합쳐\s?)?얼마|몇\s?(명|개(?!월)|곳|건|군데|팀|가지|사람|분|차례|회|인|장|쪽|페이지|기관|기업|업체|과제|단계|종|나라|대학|갈래|트랙|여)|얼마나\s?많|총\s?몇|몇이", r"\bhow many\b|\bnumber of\b(?! (?:years|months|weeks|days)\b)|\bheadcount\b")),
    ("date", {"date", "time"}, _any(r"언제|며칠|몇\s?(월|일(?!\s?간))|몇\s?년도", _ASKING + r"when\b(?!.*, ?(?:who|which|what|where|how)\b)|\bwhat (date|day|month|year)\b|\bwhich (date|day|month|year)\b|\bby what\b|\bhow late\b")),
    ("money", {"money", "percent"}, _any(r"(?<!수는 )(?<!수가 )얼마(?!나\s?(오래|걸|많|동안|전|머무|느|늘|커|줄|안\s|된|됐|지)|\s?(동안|간))|몇\s?(억|만|천)?\s?원", r"\bhow much\b(?! (bigger|larger|more|has|will .* grow))|\bhow big (is|was) the (budget|fund)|\bmost (money )?(a|an|one|each) \w+ can (get|receive)|\bmaximum (amount|grant|funding|support|a company|an? \w+ can)")),
]  # fmt: skip
# Nouns that name a figure: they ask for it only where no other question word does.
_NAMED: list[tuple[str, set[FigureKind], re.Pattern[str]]] = [
    ("contact", {"phone", "email", "url"}, _any(r"연락처|문의처|문의", r"\bcontact\b|\breach (you|them|the)\b|\bget in touch\b")),
    ("money", {"money"}, _any(r"금액|액수|예산|한도", r"(?<!which )\bbudget\b|\bamount\b|\bcap on\b|\bfunding limit\b")),
    ("rate", {"percent"}, _any(r"비율|비중", r"\brate\b|\bproportion\b")),
    ("duration", {"duration"}, _any(r"(지원|참여|가입|근무|의무|파견|최소|유지)\s?기간", r"\bduration\b|\bminimum (period|term)\b")),
    ("date", {"date", "time"}, _any(r"날짜|마감|기한|(신청|접수|모집)\s?(기간|일정|시작)|일시|일정", r"\bdeadline\b|\b(opening|closing|start|end|first|last) days?\b|\bdates?\b|\bapplication (period|window)\b|\bschedule\b")),
    ("count", {"count"}, _any(r"인원|건수|개수|숫자|경쟁률", r"\bcount\b")),
]  # fmt: skip

_PROCEDURE = _any(
    r"절차|단계별|순서|진행\s?과정|과정을|흐름|프로세스|어떻게\s?(신청|접수|지원(하|해)|진행|선정|선발|뽑|참여|참가|등록|이루어|운영|되|굴러)|어떤\s?(식|방식|순서|단계|절차|과정)|(단계|절차|과정)\S*\s?(거치|거쳐|밟)|(신청|지원|참가|접수|등록)(은|는|하는)?\s?(방법|어떻게|어디)|어디부터 어디까지",
    r"\bprocedure\b|\bprocess\b|\bsteps\b|\bstages?\b|\bwalk me through\b|\bhow (do|can|should|would|does|are|is|were|will) .*\b(apply|application|select|selected|chosen|work|proceed|register|sign up|join|picked|go|run|recruited|hired)\b|\bwhat happens\b|\bgo(es)? through\b",
)
_LIST = _any(
    r"(두|세|네|다섯|여섯|일곱|\d+)\s?(개|곳|가지|명|군데|종)(가|는|은|를|의)?\s?(뭐|어디|이름|알려|무엇|다)|이름(들)?(을|이|만|도)?\s?(알려|좀|$)|종류|목록|모두|전부|각각|어떤\s?(것|게|기관|서류|분야|기업|대학|곳|과제|서비스|지원|트랙|내용|유형|일|종류|점|곳|학교|업종|조건|제안)|어느\s?(기관들|대학|학교)|무슨\s?(서류|지원|분과|기관|내용|일)|뭐뭐|뭐가\s?(있|좋)|무엇이\s?있|뭘\s?(내|제출|준비|해)|무엇을\s?(내|제출|준비|해)|뭐\s?(내|제출|준비|가져)|서류|나열|종류|어디어디|누구누구|이름이\s?뭔|정리해|다\s?알려|들을\s?알려|다\s?말해|무엇무엇",
    r"\blist\b|\bwhich\b (?!\w+ (is|was|has|does|leads?|manages?)\b).*\b\w+s\b|\bwhat are\b|\bwhat (kinds?|types?|services|documents|papers|paperwork|institutions|tracks|areas|sectors|routes|fields|conditions|requirements|changes|proposals|tasks)\b|\ball (the|of|\w+)\b|\bname (the|all|them)\b|\bdocuments?\b.*\b(submit|need|require|hand)|\bwho are the\b|\beach\b|\bwhat did\b.*\b(ask|propose|request|call|suggest|recommend)",
)
_COMPARISON = _any(
    r"비교|차이|더\s?(많|크|큰|적|작|길|짧|늦|빠|높|낮|넓|나은|유리)|중\s?(에서?\s?)?(어느|어디|뭐가|무엇이|누가)|다른\s?점|다른가|각각|달라졌|얼마나\s?(늘|줄)|(보다|대비)\s",
    r"\bcompare[ds]?\b|\bcomparison\b|\bdiffer(s|ent|ence|ences)?\b|\bversus\b|\bvs\.?\b|\b(bigger|larger|more|fewer|less|longer|higher|smaller|greater|lower|most)\b.*\b(than|or)\b|\bwhich (one |programme |program )?(has|is|gives|offers|supports)\b.*\bor\b|\bboth\b|\bwhich of (the )?(two|these|them)\b|\bhow many each\b|\bgrow[n]? from\b",
)
_YES_NO = _any(
    r"(나요|까요|가요|까|죠|지요|맞아|맞나|맞지|되요|돼요|있어요|없어요|가능해요|해요|인가|던데|다면서요?|라면서요?|라던데|한다며|라며|네요)\s?[?.!~]*\s*$",
    r"^\s*(so |and |but |then |ok(ay)?,? )*(is|are|was|were|do|does|did|can|could|will|would|has|have|must|should|am|may)\b|,? (right|correct|isn't it|aren't they|doesn't it|don't they|yes|is that (right|true|correct|so))\s?\?*\s*$",
)
_TAG = _any(
    r"(죠|지요|들었는데요?|들었습니다|들었어요|아닌가요|아니에요|맞나요|맞습니까|맞아요|맞지요|라면서요?|다면서요?|라던데요?|다던데요?)\s?[?.!]*\s*$",
    r",? (right|correct|isn't it|aren't they|doesn't it|don't they|is that (right|true|correct|so)|is (it|that|this|[\d,]+) (right|true|correct|so))\s?\?*\s*$",
)
_WHY = _any(
    r"왜(?![가-힣])|까닭|이유|무엇\s?때문|뭐\s?때문",
    r"\bwhy\b|\bwhat (is the )?reason\b|\bfor what reason\b",
)
_WHO = _any(
    r"누가|누구|어느\s?(부처|기관|곳|회사|대학)|어디(가|에서\s?(주관|운영|관리|담당|맡|합))|주최|성함|이름|소관|어디입니까|어디예요|어디인가요",
    _ASKING
    + r"(who|whom|whose)\b|\bname of\b|\bwhich (ministry|agency|organi[sz]ations?|institutes?|institutions?|body|bodies|government)\b",
)
# "Who can apply" is answered by what they must be, and not by a name.
_WHICH_PEOPLE = _any(
    r"누가\s?(신청|지원을?\s?받|혜택|우대|대상|참여할\s?수|받을\s?수)|누구(를|에게)\s?(먼저|우선|우대)",
    r"\bwho (gets?|receives?|can|may|could|qualif\w+|benefits?|(is|are) (eligible|entitled|given|allowed))\b",
)
_WHERE = _any(
    r"어디(서|에서|에)|장소|어느\s?(호텔|건물)",
    _ASKING + r"where\b|\bvenue\b|\b(which|what) (hotel|place|building|city|hall)\b",
)
_WH = _any(
    r"무엇|뭐|뭘|언제|어디|누가|누구|얼마|몇|어떤|어느|무슨|어떻게|왜(?![가-힣])|며칠|뭔",
    r"\b(what|when|where|who|whom|which|how|why)\b",
)
_EXACT = _any(r"정확(한|히)|구체적|며칠", r"\bexact(ly)?\b|\bprecise(ly)?\b|\bspecific\b")
_YEAR = _any(r"몇\s?년도|어느\s?해|몇\s?년에", r"\b(what|which) year\b")
_CLAUSE = re.compile(
    r"(?<=이고)\s|(?<=하고)\s|(?<=되고)\s|(?<=이며)\s|그리고|,\s?(?:and\s)?|;|\band\b|(?<=[가-힣])(?:와|과|랑|이랑)\s"
)

# Asked for by name, or as the next one: a passage that names none, or speaks of the last, does not say.
_MUST_HOLD = [
    (
        _any(
            r"결과(는|가|를|도|\s)?\s?.{0,10}(발표|나오|나와|통보|공개|알려)|발표(일|날짜|는\s?언제)",
            r"\bresults?\b.{0,60}\b(announced?|come out|published?|known|notified|out)\b|\bwhen\b.{0,30}\bresults?\b",
        ),
        re.compile(r"결과|통보|발표(?!평가)|\bresults?\b|\bannounce", re.IGNORECASE),
    ),
    (
        _any(
            r"대학교?(들)?(의)?\s?(이름|명단)|대학(교)?\s?이름",
            r"\bnames? of the (\w+ )?universit|\buniversit\w+ by name\b",
        ),
        re.compile(
            r"\b[A-Z]\w+ (?:University|Institute|College)|University of [A-Z]|[가-힣]{2,}대학교"
        ),
    ),
    (
        _any(
            r"(기업|회사|제약사|업체)(들)?(의)?\s?(이름|명단)",
            r"\bnames? of the (\w+ )?(compan|firm)|\b(companies|firms) by name\b",
        ),
        re.compile(r"㈜|\(주\)|주식회사|\b(?:Inc|Corp|Ltd|Co)\b"),
    ),
    (
        _any(
            r"다음\s?(번\s?)?(행사|포럼|워크숍|회의|모임|세미나|간담회)",
            r"\bnext (\S+ ){0,3}(forum|event|workshop|meeting|seminar|session|conference)\b",
        ),
        re.compile(
            r"\bnext (?!year)|다음\s?(번|행사|포럼|워크숍|회의|모임|세미나)|차기", re.IGNORECASE
        ),
    ),
]

_LOOKS_LIKE_A_NAME = re.compile(
    r"\b[A-Z][\w-]+ [A-Z]|\b[A-Z]{3,}\b|[가-힣]+(부|청|원|회|공단|센터|장관|교수|기업)"
)
_LOOKS_LIKE_A_PLACE = re.compile(
    r"\b(?:at|in) the [A-Z]|\bin [A-Z]\w+, [A-Z]|호텔|홀|장소|컨벤션|현장|Hotel|Hall|Place|Venue|on site"
)
_LOOKS_LIKE_A_REASON = re.compile(
    r"때문|위해|위하여|따라|많아|어려|덜|해소|못하는|because|\bsince\b|so as|in order|\bto (help|ease|relieve)|\bdue\b|leading|instances|therefore|as it",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One asked thing. A question with "and" may be several."""

    text: str
    shape: Shape
    kinds: frozenset[FigureKind]  # an answer must hold one of these; empty: any words will do
    also: frozenset[FigureKind]  # asked beside it: "how and when"
    terms: tuple[Term, ...]
    topic: tuple[Term, ...] = ()  # from the conversation: helps, is not required
    claimed: tuple[Figure, ...] = ()  # figures that the question itself states
    counted: tuple[Term, ...] = ()  # what "how many" counts
    classifier: str = ""  # 건 of "몇 건"
    span: str = ""  # Y, M, W or D: what a duration is asked in
    cue: re.Pattern[str] | None = None  # what an answer to "who", "where", "why" looks like
    must_hold: re.Pattern[str] | None = None  # without it a unit does not answer
    year: bool = False  # wants the year
    anchors: frozenset[tuple[FigureKind, str]] = frozenset()  # stated figures that help to find it
    counts: frozenset[str] = frozenset()  # "the six divisions": as many are to be named
    tagged: bool = False  # "…, right?": its own words may be wrong
    exact: bool = False  # wants the day itself, not "later in April"


def read_inquiry(question: str) -> Inquiry:
    """The whole question as one asked thing."""
    return _read(question, _shape(question), ())


def expected_answer(question: str) -> tuple[Shape, frozenset[FigureKind]]:
    """The kind of answer that a question asks for: two that differ in it ask for different things."""
    inquiries = read_inquiries(question)
    return inquiries[0].shape, frozenset(kind for i in inquiries for kind in i.kinds)


def read_inquiries(question: str, topic: str = "") -> list[Inquiry]:
    """The things a question asks for, in order; always at least one.

    `topic`: words of the conversation before it, which help to find the answer.
    """
    *before, question = _sentences(question)
    topic = " ".join([topic, *before])
    shape = _shape(question)
    clauses = _clauses(question) if shape in ("fact", "yes_no", "list") else [question]
    about = tuple(t for t in question_terms(topic) if not _names_a_figure(t))
    if shape == "comparison" and len(sides := _sides(question)) > 1:
        whole = _read(question, shape, about)
        return [replace(whole, terms=terms) for terms in sides]
    first = _read(clauses[0], shape, about)
    # "its budget and deadline": what it is about is said once
    shared = about + tuple(t for t in first.terms if not _names_a_figure(t))
    return [first, *(_read(clause, shape, shared) for clause in clauses[1:])]


def _read(clause: str, shape: Shape, topic: tuple[Term, ...]) -> Inquiry:
    asks = _asks(clause)
    claimed = tuple(f for f in figures(clause) if f.kind not in ("email", "url", "phone"))
    kinds: list[set[FigureKind]] = [kinds for _, kinds in asks]
    if shape == "yes_no":
        stated = {f.kind for f in claimed} & {
            "money",
            "percent",
            "multiple",
            "date",
            "duration",
            "age",
            "time",
        }
        if not stated and any(_COUNTER.search(clause[f.start : f.end]) for f in claimed):
            stated = {"count"}
        if not stated and claimed:
            stated = {"count", "age", "duration", "money", "percent", "multiple"}
        kinds = [k for k in kinds if k & {"phone", "email", "url"}] or ([stated] if stated else [])
    first = frozenset(kinds[0]) if kinds else frozenset[FigureKind]()
    others = frozenset(kind for ks in kinds[1:] for kind in ks)
    if re.search(
        r"어떻게|어디(로|에|서)|방법|\bhow\b(?! (many|much|long|old|late|big))|\bwhere\b",
        clause,
        re.IGNORECASE,
    ):
        others |= {"email", "url"} if shape != "comparison" else set()
    return Inquiry(
        text=clause,
        shape=shape,
        kinds=first,
        also=others,
        terms=tuple(question_terms(_without_claims(clause, claimed))),
        topic=topic,
        claimed=claimed,
        counted=tuple(_counted(clause, claimed)) if first == {"count"} else (),
        classifier=_classifier(clause) if "count" in first else "",
        span=_span(clause) if "duration" in first else "",
        cue=_cue(clause, shape),
        anchors=frozenset((f.kind, f.value) for f in claimed if shape != "yes_no"),
        counts=frozenset(
            f.value
            for f in claimed
            if f.kind == "count" and f.value.isdigit() and 1 < int(f.value) <= 20
        ),
        tagged=bool(_TAG.search(clause)),
        must_hold=next((held for asked, held in _MUST_HOLD if asked.search(clause)), None),
        year=bool(_YEAR.search(clause)),
        exact=bool(_EXACT.search(clause)),
    )


def _without_claims(clause: str, claimed: tuple[Figure, ...]) -> str:
    """The clause without its own figures: they may be wrong, and the answer then holds others. A year
    stays, as it says which round or budget is meant."""
    for figure in reversed(claimed):
        if not re.fullmatch(r"\d{4}", figure.value):
            clause = clause[: figure.start] + " " + clause[figure.end :]
    return clause


def _asks(clause: str) -> list[tuple[str, set[FigureKind]]]:
    """The figures asked for, the surest first."""
    outright = [(name, kinds) for name, kinds, pattern in _ASKED_OUTRIGHT if pattern.search(clause)]
    if outright:
        return outright
    if _WHO.search(clause) or _WHERE.search(clause) or _WHY.search(clause):
        return []
    return [(name, kinds) for name, kinds, pattern in _NAMED if pattern.search(clause)]


def _cue(clause: str, shape: Shape) -> re.Pattern[str] | None:
    if _WHY.search(clause):
        return _LOOKS_LIKE_A_REASON
    if _WHO.search(clause) and not _WHICH_PEOPLE.search(clause):
        return _LOOKS_LIKE_A_NAME
    if _WHERE.search(clause):
        return _LOOKS_LIKE_A_PLACE
    concepts = {name for t in question_terms(clause) for name in t.concepts}
    if shape == "yes_no" and concepts & {"hold", "place"}:
        return _LOOKS_LIKE_A_PLACE
    if shape == "yes_no" and concepts & {"lead", "manage", "ministry"}:
        return _LOOKS_LIKE_A_NAME
    return None


def _shape(question: str) -> Shape:
    if _TAG.search(question) and not _WH.search(question):
        return "yes_no"
    if _COMPARISON.search(question):
        return "comparison"
    asks = _asks(question)
    if _PROCEDURE.search(question) and not asks:
        return "procedure"
    if _YES_NO.search(question) and not _WH.search(question) and not asks:
        return "yes_no"
    if re.match(
        r"\s*(so |and |but )?(is|are|was|were|do|does|did|can|could|will|must|may)\b",
        question,
        re.IGNORECASE,
    ):
        return "yes_no"
    return "list" if _LIST.search(question) and not asks else "fact"


def _sentences(question: str) -> list[str]:
    """The sentences of a question, the asking ones joined at the end: the rest says what it is about."""
    parts = [question[a:b] for a, b in sentence_spans(question, 0, len(question))] or [question]
    asking = [p for p in parts if p.endswith("?") or _WH.search(p) or _asks(p)] or parts[-1:]
    if not any(t.weight >= MUCH for p in asking for t in question_terms(p)):
        return [question]  # "Is that so?"
    return [*(p for p in parts if p not in asking), " ".join(asking)]


def _clauses(question: str) -> list[str]:
    """The question cut at "and" where both sides ask for a figure of their own."""
    for match in _CLAUSE.finditer(question):
        left, right = question[: match.start()].strip(), question[match.end() :].strip()
        if _asks(left) and _asks(right) and _asks(left)[0] != _asks(right)[0]:
            return [left, *_clauses(right)]
    return [question]


_COUNTER = re.compile(r"[곳개건]$|가지$|군데$|팀$")
_CONTRAST = re.compile(
    r"\b(?:and|or|vs\.?|versus|than|with|to)\b|(?<=[가-힣])(?:와|과|랑|이랑|하고|보다|대비)\s|\s(?:중에?|대)\s",
    re.IGNORECASE,
)


def _sides(question: str) -> list[tuple[Term, ...]]:
    """The words of a comparison's two sides; each keeps a little of the other's, for what they share."""
    for match in _CONTRAST.finditer(question):
        left = [t for t in question_terms(question[: match.start()]) if t.weight >= 0.2]
        right = [t for t in question_terms(question[match.end() :]) if t.weight >= 0.2]
        if (
            not left
            or not right
            or {t.concepts or t.word for t in left[-1:]}
            == {t.concepts or t.word for t in right[:1]}
        ):
            continue
        one, other = left[-1], right[0]
        return [
            (*map(_in_full, left), *(_in_part(t) for t in right if t is not other)),
            (*map(_in_full, right), *(_in_part(t) for t in left if t is not one)),
        ]
    return []


def _in_full(term: Term) -> Term:
    """A word that tells the sides apart counts, however common it is: "this year"."""
    return replace(term, weight=1.0) if is_alternative(term) else term


def _in_part(term: Term) -> Term:
    return replace(term, weight=0.5 * term.weight)


_COUNTED = re.compile(
    r"\bhow many\s+(?P<en>(?:[\w-]+\s?){1,3})|\bnumber of\s+(?P<en2>(?:[\w-]+\s?){1,3})"
    r"|(?P<ko>[가-힣]+?)(?:은|는|이|가|을|를|도)?\s(?:모두\s|총\s|약\s|대략\s|전부\s|다 합쳐\s)*몇|몇\s?(?:개|명|곳|건)?(?:의)?\s?(?P<ko2>[가-힣]{2,})",
    re.IGNORECASE,
)


def _counted(clause: str, claimed: tuple[Figure, ...]) -> list[Term]:
    """The words for what is counted: "projects" in "how many projects", people for 몇 명."""
    for figure in claimed:
        if figure.kind == "count" and not re.search(
            r"몇|how many|number of", clause, re.IGNORECASE
        ):
            after = question_terms(clause[figure.end : figure.end + 24])[:1]
            return after or question_terms(clause[: figure.start])[-1:]
    terms = [
        term
        for m in _COUNTED.finditer(clause)
        for term in question_terms(next(filter(None, m.groups()), ""))
    ]
    terms = [t for t in terms if t.weight >= 0.3]
    return terms + (question_terms("명") if re.search(r"몇\s?명", clause) else [])


def _classifier(clause: str) -> str:
    found = re.search(r"몇\s?(명|건|곳|개|팀|단계|가지|종)", clause)
    return found.group(1) if found else ""


def _span(clause: str) -> str:
    found = re.search(
        r"몇\s?(?:(년)|(개월|달)|(주)|(일))|\b(?:how many|number of)\s(?:(years)|(months)|(weeks)|(days))\b",
        clause,
        re.IGNORECASE,
    )
    return "YMWD"[(found.lastindex - 1) % 4] if found and found.lastindex else ""


def _names_a_figure(term: Term) -> bool:
    return bool(
        {"budget", "deadline", "amount", "window", "phone", "email", "age", "rate", "duration"}
        & set(term.concepts)
    )
