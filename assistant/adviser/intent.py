"""What of the records a question asks for; None where the documents' own words answer it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from assistant.adviser.stated import profile_in
from assistant.names import without_names
from assistant.schema import ProgrammeNames, Query
from assistant.terms import question_terms

Intent = Literal["status", "eligibility", "fitting", "comparison", "papers", "steps", "window"]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_APPLYING = r"(신청|접수|지원|모집|참가|참여|가입|받)"
_STATUS = _any(
    rf"(지금|현재|오늘|여전히)(도|은|까지)?\s?.{{0,16}}{_APPLYING}.{{0,6}}(할\s?수|가능|되나|되는|돼|받|하나|하고|중|열려|있나|아요|나요)",
    rf"아직(도)?\s?({_APPLYING}|열려)",
    r"(접수|모집|신청)\s?중\s?(인가|이에|이야|입니까|인지|이죠|맞)|(접수|모집|신청)(가|이|은|는)?\s?(끝났|끝난|마감(됐|되었|된\s?건|했|인가요)|종료(됐|되었)|지났|열렸|열려|시작(됐|했|되었))",
    r"마감(이|은)?\s?(지났|됐|되었|안\s?됐)|(완전히|이미|벌써)\s?(끝|마감|지났)|(늦었|늦은\s?건|놓쳤|놓친)",
    r"\b(still|currently|right now|today|now|at the moment)\b.{0,40}\b(open|apply|accept\w*|taking|closed|sign up|register|enrol\w*|applications?|join|submit)\b",
    r"\b(open|opened|closed|ended|accepting|taking|enrol\w*|sign\w* up|apply|applications?)\b.{0,40}\b(yet|already|right now|now|still|today|at the moment)\b",
    r"\b(has|have|did|is|are)\b.{0,50}\b(deadline|window|applications?|round|enrol\w*|registration)\b.{0,30}\b(passed|closed|ended|over|open)\b|\btoo late\b|\bmiss(ed)?\b.{0,60}\b(deadline|window|round|altogether|boat)\b",
)
_US = r"(우리|저희|저는|제가|나도|나는|저도|당사|본사|\bwe\b|\bwe're\b|\bour\b|\bI\b|\bI'm\b|\bmy\b|\bus\b)"
_MAY = (
    r"(신청|지원|참여|참가|가입|이용)\s?(을|를|이|도)?\s?(할\s?수\s?있|가능|해도\s?되|자격|대상)|대상(이|인가|인지|에\s?해당|에\s?들|이\s?되)|자격(이|은|도)?\s?(되|돼|있|안\s?되)|해당(되|돼|이\s?되|하)"
    r"|\beligible\b|\bqualify\b|\bentitled\b|\b(can|could|may)\s(we|i|my|our)\b.{0,30}\b(apply|join|take part|participate|use|sign up|get in)\b"
)
_FIT = _any(
    r"(우리|저희|제|내|당사|회사|기업|업체|저)(\s?(회사|기업|업체|가게|공장))?(에|에게|한테|와|랑)?\s?.{0,12}(맞는|맞을|적합한|어울리는|해당하는|해당되는|알맞은|도움\s?되는|추천)",
    r"(어떤|무슨|어느|뭔)\s?(정부\s?)?(지원\s?)?(사업|프로그램|지원).{0,10}(맞|적합|신청할\s?수\s?있|지원할\s?수|받을\s?수\s?있|해당|추천|좋을)",
    r"(신청할\s?수\s?있는|신청\s?가능한|지원\s?가능한|받을\s?수\s?있는|접수\s?중인|모집\s?중인|열려\s?있는)\s?(정부\s?)?(지원\s?)?(사업|프로그램|지원|게|것|거)",
    r"(사업|프로그램|지원).{0,6}추천\s?(해|좀|부탁)|추천해\s?(줘|주세요|주실)",
    r"\b(which|what)\b.{0,24}\b(programme|program|scheme|support|grant|one)s?\b.{0,32}\b(fits?|suits?|right for|can (we|i)|could (we|i)|are (we|open)|is open|am i|apply to|match)\b",
    r"\b(recommend|suggest)\b.{0,30}\b(programme|program|scheme|support|grant|something|one|any)s?\b|\bwhat (can|could) (we|i) apply\b",
    r"\bwhat\b.{0,16}\b(programmes?|programs?|schemes?|support|grants?)\b.{0,24}\b(should|could|can|might) (i|we)\b",
    r"\b(programmes?|programs?|schemes?)\b.{0,20}\b(fit|suit|for us|for (our|my) (company|business|firm))\b",
)
_ELIGIBILITY = re.compile(rf"{_US}.*({_MAY})|({_MAY}).*{_US}", re.IGNORECASE | re.DOTALL)
# What a company is, said with a question of which the answer is yes or no.
_OF_ITSELF = re.compile(
    rf"{_US}|(인데|이고|입니다|이에요|예요|했는데|됐는데|했고|됐고|했습니다|됐습니다|(있|없)는데|거든요|대표)|\bpeople who\b",
    re.IGNORECASE,
)
_MAY_THEY = _any(
    r"되나요|됩니까|돼요|되나|될까요|될까|되는지|되죠|가능|(할|갈|들|받을)\s?수\s?있|걸리나|해당|대상|자격|맞나요|맞을까",
    r"\b(can|could|may|eligible|qualify|allowed|take us|take me|apply|join|get in)\b|\byes or no\b",
)
_ASKS_OTHERWISE = _any(
    r"얼마|언제|어디|몇\s|몇\w|무엇|뭐|뭔|뭘|서류|어떻게|어떤|왜(?![가-힣])|누가|누구",
    r"\b(what|when|where|how|which|why|who)\b(?! (work|can|are)\b)",
)
_PAPERS = _any(
    r"(제출|신청|구비|필요한|준비할|내야\s?할|필수)\s?서류|서류(는|가|를|도|로)?\s?(뭐|뭘|무엇|무슨|어떤|몇|목록|다|준비|필요|내)|(무슨|어떤|몇\s?가지)\s?서류",
    r"\b(what|which|any|list of) (documents?|papers?|paperwork)\b|\b(documents?|papers?|paperwork)\b.{0,30}\b(submit|need\w*|hand in|required?|attach|prepare)\b|\bwhat\b.{0,24}\b(hand in|submit)\b",
)
_A_DETAIL = _any(
    r"몇\s?(장|쪽|부|페이지)|양식|언제|어디|얼마",
    r"\bpages?\b|\bcop(y|ies)\b|^\W*when\b|\bwhen (is|are|must|should|do)\b|\bwhere\b|\bdeadline\b|\bhow (many|much)\b",
)
_STEPS = _any(
    r"(처음부터|전체|전\s?과정|단계별).{0,16}(절차|과정|단계|순서|끝|흐름)|(절차|진행\s?순서)(를|가|는|은)?\s?(전부|다|모두|알려|어떻게\s?(되|돼))",
    r"\bstart to (finish|end)\b|\b(all|each of) the (steps|stages)\b|\bwalk me through the\b.{0,24}\b(stages|steps|process|procedure)\b(?!.{0,30}\bafter\b)|\bprogramme's stages\b|\bstages of the\b",
)
_WHEN_TO_APPLY = _any(
    r"(신청|접수|모집)\s?(을|를|은|는|이|가)?\s?(기간|시작|마감|일정)|(언제|며칠)(부터|까지)?\s?.{0,8}(신청|접수|모집|가입)|(신청|접수|모집|가입)(은|는|을|이|하는\s?건)?\s?언제",
    r"\b(when|what date|which date|until when|by when)\b.{0,50}\b(apply|sign up|enrol\w*|applications?|register|join|submit)\b|\bapplication (period|window|deadline)\b|\bdeadline\b.{0,20}\bappl",
)
_COMPARES = _any(
    r"비교|차이(점)?|다른\s?점|뭐가\s?다(르|른)|어떻게\s?다(르|른)",
    r"\bcompare\b|\bcomparison\b|\bdifferences?\b|\bdiffer\b|\bversus\b|\bvs\b",
)
_A_FIGURE = _any(r"얼마|언제|몇", r"\bhow (much|many|long)\b|\bwhen\b|\bscale\b|\bbudgets?\b")
# Words that ask for no one term of a programme.
_GENERAL = frozenset(
    "programme support compare difference content kind track exist company".split()
)


def read_intent(query: Query, known: Sequence[ProgrammeNames], today: date) -> Intent | None:
    question = query.question
    named = [n for n in query.programmes if any(k.programme == n for k in known)]
    if len(_apart(named)) > 1 and _COMPARES.search(question):
        return None if _asks_one_term(question, known) else "comparison"
    if _FIT.search(question) and not _names(question, known):
        return "fitting" if not _asks_beside(question) else None
    if not named:
        return None
    if _STATUS.search(question):
        return "status"
    if not _ASKS_OTHERWISE.search(question):
        if _ELIGIBILITY.search(question) or _states_itself(question, known, today):
            return "eligibility"
    if _PAPERS.search(question) and not _A_DETAIL.search(question):
        return "papers"
    if _STEPS.search(question):
        return "steps"
    return "window" if _WHEN_TO_APPLY.search(question) else None


def _states_itself(question: str, known: Sequence[ProgrammeNames], today: date) -> bool:
    """It says what the company is, and asks what a yes or a no answers."""
    if not (_OF_ITSELF.search(question) and _MAY_THEY.search(question)):
        return False
    own = without_names(question, known)  # "SME" may be in a programme's name
    return bool(profile_in([own], today).keys() - {"is_sme"})  # that may be said of anybody


def _apart(named: Sequence[str]) -> list[str]:
    """Without a programme of which a track is named."""
    return [n for n in named if not any(other.startswith(f"{n}/") for other in named)]


def _names(question: str, known: Sequence[ProgrammeNames]) -> bool:
    return without_names(question, known) != " ".join(question.split())


def _asks_one_term(question: str, known: Sequence[ProgrammeNames]) -> bool:
    terms = question_terms(without_names(question, known))
    beside = any(t.weight >= 0.5 and not _GENERAL.intersection(t.concepts) for t in terms)
    return beside and bool(_A_FIGURE.search(question))


def _asks_beside(question: str) -> bool:
    """A figure or a paper is asked: "how much does the programme that fits us give"."""
    return bool(
        re.search(
            r"얼마|언제|서류|몇|\bhow (much|many|long)\b|\bwhen\b|\bwhy\b|\bwho\b",
            question,
            re.IGNORECASE,
        )
    )
