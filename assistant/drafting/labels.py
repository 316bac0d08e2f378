"""What the headings and labels of notices are about, in Korean and English."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Kind = Literal[
    "other",  # known, and not read: scoring, agreements, accounts, penalties, questions and answers
    "out", "who", "when", "how", "papers", "steps", "schedule", "contact", "agency",
    "own", "rate", "duration", "budget", "scale", "amount", "benefit", "field", "partner",
    "support", "overview",
]  # fmt: skip

# The first that is found in a heading or label decides; Korean is compared without its spaces.
_WORDS: tuple[tuple[Kind, str, str], ...] = (
    (
        "other",
        r"자주(묻|하)는|묻고답|질의응답|^Q[.:]|FAQ|이의|비목|편성|사용기준|집행|계상|인정(기준|한도|범위)|경비|비용|정산|교부|지급|환수|반납|증빙|제재|위반|부정"
        r"|유의|주의사항|지켜야|의무|개인정보|보고|변경|사후관리|성과|취득|장비|포상|우수기업|우대|가점|배점|평가(항목|지표|기준|방법)"
        r"|심사기준|심사항목|선정기준|예비|설명회|붙임|서식|별첨|기타|교육|협약(?!기간|일)|수행|과제관리|문의내용|작성(요령|방법|분량)"
        r"|용량|보완|점수|신청취소|포기|수수료|성과목표|외주|신규채용",
        r"\bQ\.|question.{0,6} and answer|frequently asked|faq\b|objection|appeal|(?<!share of )(?<!share of the )\bcosts?\b"
        r"|expens|settl|account(?!ing period)|payment|refund|recover|penalt|breach|misuse|improper|\bbans?\b|dut(y|ies)\b|obligation"
        r"|personal data|privacy|report|amendment|changes|outstanding|reward|award|bonus|preference|points?\b|criteria and"
        r"|(evaluation|selection|assessment|scoring) criteria|briefing|information session|annex|attachment|appendi|\bforms?\b|\bnotes?\b"
        r"|notice\b|training|course|agreement|contract|carrying out|project work|property|assets|jobs and|surveys?\b|after the project"
        r"|records|unspent",
    ),
    ("contact", r"문의|연락처|담당(자|부서|기관)|상담", r"contact|enquir|inquir|for questions|further information|helpdesk"),
    (
        "out",
        r"제외|(신청|지원|참여)(제한|불가)|결격|배제",
        r"exclu|ineligib|not eligible|who (cannot|can't|may not)|cannot apply|may not apply|restrict|disqualif",
    ),
    (
        "papers",
        r"(제출|구비|신청|필요|첨부|증빙|준비)(서류|자료)|서류(목록|명)?$|서류및|제출물",
        r"documents?\b|\bpapers\b|paperwork|what to (submit|hand in)|to be submitted",
    ),
    (
        "when",
        r"(신청|접수|모집|공모)(및접수)?(기간|기한|마감|일정|일시|시기)|마감일|(신청|접수|모집)(및방법)?기간"
        r"|^[0-9０-９]+차(신청|접수|모집)?$|신청마감",
        r"application (period|window|dates?|deadline|schedule)|dates? of application|deadline|when to apply|closing date"
        r"|submission (period|deadline)|applications? (open|close)|period of application|opening date|apply by",
    ),
    (
        "how",
        r"(신청|접수|제출|지원)(및접수)?(방법|방식|처|절차|경로|안내|요령)|온라인(신청|접수)|신청(및|·|/)?접수|접수(및|·|/)?신청|어떻게신청|^접수$|^신청$",
        r"how to (apply|submit)|where to apply|application (method|procedure|process)|method of application|^appl(ication|ying)$"
        r"|^applications?$|submission|apply(ing)? (online|at)|^apply$",
    ),
    ("schedule", r"(추진|향후|세부|사업|진행|선정|주요)일정|일정표|일정(안내)?$", r"schedule|calendar|timeline|timetable|key dates"),
    (
        "steps",
        r"(추진|선정|평가|지원|진행|사업|업무|처리|심사)(절차|과정|체계|단계|흐름)|절차|평가및선정|선정및평가|선정방법",
        r"procedure|\bsteps?\b|stages? of|process\b|selection|how it works",
    ),
    ("duration", r"(협약|지원|사업|과제|수행|개발|연구)기간|기간$", r"duration|(support|agreement|project|programme|program) period|length of|term of"),
    (
        "rate",
        r"자부담(비율|률|금)?|(기업|민간|자기)부담(금|률|비율)?|(지원|보조|정부지원|국비|출연)(비율|율|률)|매칭비율|부담비율",
        r"own contribution|(support|subsidy|funding|grant) rate|co-?(financ|fund)|matching|share of (the )?cost|self-?(fund|pay)",
    ),
    ("own", r"부담금|자부담|대응자금", r"matching funds?"),
    (
        "budget",
        r"(사업|총|지원|소요|전체|올해)?예산(액|규모)?$|총사업비|사업비규모|^예산|사업예산|융자규모|지원총액",
        r"\bbudget$|total (budget|funds?|funding)",
    ),
    (
        "scale",
        r"(지원|선정|모집|사업|공모|선발)(규모|인원|기업수|과제수|업체수|수)|예산및",
        r"\bscale\b|number of|\bsize\b|places\b|budget and|\bcompanies$|\bprojects$|\bquota\b|how many",
    ),
    (
        "amount",
        r"(지원|보조|융자|대출|최대|기업당|과제당|업체당)(금액|한도|금|액|단가)|지원한도|한도(액|금액)?$|지원규모및|^금액$",
        r"maximum (grant|support|amount|subsidy|funding)|grant amount|amounts?\b|support limit|funding (amount|limit)|^grant$|ceiling|^limit$",
    ),
    ("field", r"(지원|모집|대상|신청|공모|중점)(분야|업종|산업)", r"^(support |target )?(fields?|sectors?|industries)$|(fields|sectors|industries) (covered|supported)"),
    ("partner", r"(협력|파트너|참여)(기관|대학)", r"partner institutions?|partners$"),
    ("benefit", r"(부가|연계|기타|추가|후속|맞춤)(지원|혜택)|혜택|지원프로그램", r"further support|linked service|benefit|additional support|other support"),
    (
        "who",
        r"(지원|신청|모집|참여|참가|대상|응모|선발)(대상|자격|요건|조건|기업)|자격(요건|조건|기준)?$|대상(및|·)?자격|요건$|업력|^대상$|대상자",
        r"eligib|who can|who may|who (it|this) is for|applicants?\b|requirements?\b|target (companies|group)|qualif|^target$",
    ),
    (
        "agency",
        r"(주관|시행|운영|전담|수행|추진|주최|소관|담당|총괄)(기관|부처|처)|^주최|^주관|공고기관|주무부처",
        r"(organi[sz]ed|operated|managed|led|run|hosted|implemented) by|organi[sz]er|(lead|responsible|implementing|operating|managing) (agency|body|institution)|^agency$|^host$",
    ),
    (
        "support",
        r"지원(내용|사항|범위|항목|조건|금|유형|규모|프로그램|안내)|유형별|트랙별|무엇을지원",
        r"\bsupport\b|what (we offer|you get|is offered)|funding|grants?\b|types of",
    ),
    ("overview", r"개요|목적|배경|취지|소개", r"overview|about|purpose|background|summary|objective"),
)  # fmt: skip
_PATTERNS = tuple(
    (kind, re.compile(korean), re.compile(english, re.IGNORECASE))
    for kind, korean, english in _WORDS
)
_WHOLE = re.compile(  # a label and nothing else
    r"(?:(?:사업|신청|지원|접수|모집|참여|참가|공모|제출|구비|필요|첨부|추진|선정|평가|향후|세부|주요|협약|과제|수행|자격|유형별|기업|민간|정부|선발|부가|연계|융자|총)?"
    r"(?:개요|목적|대상|자격|요건|조건|내용|사항|한도|금액|규모|예산|기간|기한|방법|방식|처|절차|일정|서류|자료|마감|제외|제외대상|제한|비율|혜택|부담금|자부담|기관|인원|안내|분야|유형))"
    r"|문의|문의처|문의사항|연락처|담당자|담당부서|주최|주관|총사업비|자부담|업력|자부담비율|신청제외대상|지원제외대상|지원불가대상|기타사항|유의사항|신청접수"
)
_WHOLE_ENGLISH = re.compile(
    r"(?:overview|about the (?:programme|program|project|call)|purpose|background|eligibility(?: criteria)?|who can apply|who may apply|who cannot apply"
    r"|(?:basic |eligibility )?requirements|exclusions?|support(?: details| amount| period)?|what we offer|what you get|benefits?|funding|duration|scale(?: of support)?|budget(?: and size)?"
    r"|application(?: period| method| deadline| window| procedure)?|how to apply|where to apply|when to apply|applying|deadline|dates of application"
    r"|(?:required )?documents|papers|(?:selection )?(?:procedure|process)|steps|schedule|timeline|contacts?|enquiries|inquiries|for questions|own contribution|matching funds"
    r"|maximum (?:grant|support)|amount|agency|organi[sz]er|target|applicants|industry|region|companies|notes?)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def kind_of(words: str) -> Kind | None:
    """What a heading or a label is about; None where that is not known."""
    if len(words) > 80:
        return None
    joined = re.sub(r"\s", "", words)
    for kind, korean, english in _PATTERNS:
        if korean.search(joined) or english.search(words):
            return kind
    return None


@lru_cache(maxsize=4096)
def is_label(words: str) -> bool:
    """Whether the words are a known label, or several ("신청기간 및 방법"), and nothing else."""
    if not 2 <= len(words) <= 40:
        return False
    if _WHOLE_ENGLISH.fullmatch(words.strip()):
        return True
    bare = re.sub(r"\([^)]*\)|（[^）]*）", "", words)
    parts = re.split(r"및|[·∙ㆍ,/&]", re.sub(r"\s", "", bare))
    return all(_WHOLE.fullmatch(part) for part in parts)
