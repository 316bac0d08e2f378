"""What the labels and headings of companies' documents are about, in Korean and English."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Field -> Korean (without spaces) and English labels, each the whole label. "" is a label that is
# known and not read.
_LABELS: tuple[tuple[str, str, str], ...] = (
    ("name_en", r"(?:영문|영어)(?:회사|기업|업체|법인|상호)?명?|(?:회사|기업|업체|법인|상호)영문명", r"english name|name in english"),
    ("name_ko", r"(?:국문|한글)(?:회사|기업|업체|법인|상호)?명?|(?:회사|기업|업체|법인)(?:국문|한글)명", r"korean name|name in korean"),
    ("name", r"(?:신청|주관|지원|참가)?(?:기업체?|회사|업체|법인)(?:명칭|명|이름|의명칭)|상호명?|상호또는법인명|법인명\(?단체명\)?|(?:신청|주관)기업|사업자명|회사|기업|업체", r"(?:company|corporate|business|legal|trade|firm) name|name of (?:the )?(?:company|applicant|firm|business|organi[sz]ation)|company|applicant(?: company)?|name of business|legal entity(?: name)?|entity name"),
    ("institution", r"기관명|기관명칭", r"institution(?: name)?|organi[sz]ation(?: name)?"),
    ("person", r"(?:연구|과제|총괄|기술|사업|개발|수행)?책임자(?:성명|명)?", r"(?:project |research )?(?:leader|manager|director)|principal investigator"),
    ("person_name", r"성명|이름", r"(?:full )?name"),
    ("contact.phone", r"(?:실무|과제|사업|신청)?담당자?(?:의)?(?:전화|연락처|휴대폰|휴대전화|핸드폰|직통전화|직통)(?:번호)?", r"contact(?: person'?s?)? (?:phone|telephone|tel|mobile|number|no)\.?(?: number)?"),
    ("contact.email", r"(?:실무|과제|사업|신청)?담당자?(?:의)?(?:이메일|e-?mail|전자우편|메일)(?:주소)?", r"contact(?: person'?s?)? e-?mail(?: address)?"),
    ("contact.title", r"(?:실무|과제|사업|신청)?담당자?(?:의)?(?:직위|직책|직급|부서및직위)", r"contact(?: person'?s?)? (?:title|position)"),
    ("contact.name", r"(?:실무|과제|사업|신청|업무)?담당자?(?:성명|이름|명)?|실무책임자|업무담당", r"contacts|contact(?: person| name| person name)?|person in charge|name of contact(?: person)?|project contact|primary contact"),
    ("mobile", r"휴대폰|휴대전화|핸드폰|(?:휴대폰|휴대전화|핸드폰)번호|hp|h\.?p", r"mobile(?: phone| no\.?| number)?|cell(?: phone)?"),
    ("title", r"직위|직책|직급|부서/?직위|소속/?직위|직위\(?직책\)?", r"title|position|job title"),
    ("representative_born", r"(?:대표자?|대표이사)(?:의)?(?:생년월일|출생일)", r"(?:representative|ceo)(?:'s)? (?:date of birth|birth date|born)|date of birth of (?:the )?(?:representative|ceo)"),
    ("born", r"생년월일", r"date of birth|birth date|born"),
    ("representative", r"대표자?(?:성명|이름|명)?|대표이사(?:성명|명)?|대표\(?이사\)?|대표자?및대표이사|ceo(?:성명|명)?|성명\(?대표자\)?|창업자대표|대표ceo", r"(?:name of (?:the )?)?(?:representative(?: director)?|ceo|chief executive(?: officer)?|president)(?: name)?|founder (?:and|&) ceo|ceo (?:and|&) founder|president (?:and|&) ceo|representative'?s name"),
    ("business_registration_number", r"사업자(?:등록)?(?:번호|no\.?)", r"(?:business|tax) (?:registration|reg\.?|licen[sc]e) ?(?:number|no\.?|id)|brn|business (?:number|no\.?)|business registration"),
    ("corporate_registration_number", r"법인(?:등록)?번호", r"(?:corporate|corporation) (?:registration|reg\.?)? ?(?:number|no\.?)"),
    ("registration", r"", r"(?:company )?registration (?:number|no\.?)|company (?:reg\.? )?(?:number|no\.?)"),
    ("founded", r"(?:회사|법인|최초)?(?:설립|창립|창업|개업)(?:연?월일|년월일|일자?|연도|년도|연월|년월|시기|일시)?(?:\((?:창업|개업|설립)일\))?|설립(?:일자)?/?개업일", r"(?:date|year) (?:of )?(?:establishment|incorporation|foundation|founding|founded|established|registration)|founded(?: in| on)?|established(?: in| on| date)?|incorporated(?: in| on)?|(?:founding|establishment|incorporation|foundation) (?:date|year)|establishment|foundation|since|date (?:founded|established)|opening date"),
    ("address", r"(?:회사|본사|본점|사업장|사업자|기업|법인|본사\(?본점\)?)?(?:의)?(?:주소지?|소재지|위치)|본사|본점|오시는길|주소\(?본사\)?|소재지\(?본사\)?", r"(?:(?:business|company|registered|office|street|postal|head ?office|headquarters?|main office|hq) )?(?:address|location)|head ?(?:office|quarters)|headquarters?|headquartered (?:in|at)|hq|registered office|office|location of (?:the )?head ?office|visit us|find us|where we are"),
    ("region", r"(?:소재)?지역|소재시·?도|시·?도", r"region|province"),
    ("fax", r"팩스(?:번호)?|fax|전송", r"fax(?: no\.?| number)?|f"),
    ("phone", r"(?:대표|회사|유선|사무실|본사)?전화(?:번호)?|대표번호|연락처|(?:대표)?연락처|tel|전화/?연락처|t|☎|유선", r"(?:(?:main|office|company|business) )?(?:tele)?phone(?: no\.?| number)?|tel(?: no)?\.?|t|call us|contact number|contact no"),
    ("email", r"(?:회사|대표|공식)?(?:이메일|e-?mail|전자우편|메일)(?:주소)?|e", r"(?:(?:company|main|office|business|contact us) )?(?:e-?mail)(?: address)?|e|mail"),
    ("website", r"(?:회사)?(?:홈페이지|웹사이트|누리집|웹페이지|url|web)(?:주소)?|h", r"(?:company )?(?:web ?site|home ?page|web|url|web ?site address|web address)|w"),
    ("industry_code", r"(?:표준)?(?:산업분류|업종)(?:코드|번호)|한국?표준산업분류(?:코드|번호)?(?:\(ksic\))?|ksic(?:코드)?", r"(?:ksic|industry|sic|industrial classification)(?: code| no\.?)|ksic"),
    ("industry", r"(?:주|주요)?업종(?:명|분류)?|업태/?종목|산업분야|업종/업태|업종\(?업태\)?", r"(?:main )?(?:industry|sector|line of business|type of business|business type)(?: sector)?|nature of business"),
    ("size", r"기업(?:규모|구분|분류|유형)|회사규모|규모", r"(?:company|enterprise|business|firm) (?:size|category|type)|size(?: of (?:the )?(?:company|enterprise|business))?"),
    ("employees", r"(?:총|전체|현재)?(?:상시|재직|고용)?(?:종업원|직원|임직원|근로자|고용인원|사원|인력|인원)(?:수|현황|규모)?|고용인원|상시고용인원|총원", r"(?:(?:total|current|full-time|regular|permanent) )?(?:number of )?(?:employees|staff|personnel|workers)(?: number)?|no\.? of (?:employees|staff)|head ?count|team(?: size)?|workforce|employee count"),
    ("sales_krw", r"(?:연간?|총|연도별|최근)?매출(?:액|실적|규모)?", r"(?:annual |total |net )?(?:sales|revenues?|turnover)(?: revenue)?"),
    ("exports_usd", r"(?:연간?|총|직)?수출(?:액|실적)?", r"(?:annual |total |direct )?exports?(?: sales| value| amount| revenue)?"),
    ("certifications", r"(?:보유|주요|취득|기업)?인증(?:서|현황|내역|사항|명)?(?:보유)?(?:현황)?", r"certifications?|certificates?|certifications held|quality certifications?"),
    ("prior_awards", r"(?:주요|최근)?(?:수상|포상)(?:실적|내역|이력|경력|현황)?", r"(?:prior |past |recent |main )?awards?(?: received| won)?|awards and (?:prizes|honou?rs|recognition)|recognition|prizes|honou?rs"),
    ("overseas_partners", r"(?:주요)?(?:해외|글로벌|국외)(?:의)?(?:협력사?|협력(?:기관|업체|회사|기업|파트너)|파트너(?:사|기관)?|거래처|바이어)(?:명|현황|목록)?", r"(?:overseas|foreign|international|global)(?: research| business)? (?:partners?|collaborators?|partner institutions?|buyers?|distributors?)"),
    ("project.title", r"(?:신청|개발|연구개발|연구|지원|세부|총괄)?(?:과제|프로젝트)(?:명|명칭|제목)(?:\(?국문\)?)?|(?:신청|창업)?(?:사업)?아이템명?|창업아이템명?", r"(?:project|proposal) (?:title|name)|(?:title|name) of (?:the )?project|project"),
    ("project.field", r"(?:과제|지원|신청|기술|사업|연구)분야|기술분류", r"(?:project|technology|technical|application|research) (?:field|area)|field(?: of (?:the )?(?:project|technology))?|technology area"),
    ("project.months", r"(?:총)?(?:과제|개발|연구|연구개발|수행|사업|협약)(?:수행)?기간", r"(?:project|development|research) (?:period|duration|term)|duration(?: of (?:the )?project)?|period of (?:the )?project"),
    ("project.budget_krw", r"총(?:사업|개발|연구개발|연구|과제)(?:비|비용)|총소요(?:예산|자금|비용)|(?:과제|사업)(?:총)?예산|총예산|사업비총액|총액", r"(?:total )?(?:project )?(?:budget|project cost)|total (?:project )?(?:costs?|budget)|budget total"),
    ("project.need", r"(?:과제|사업|개발|연구|연구개발|기술개발|추진)?(?:의)?(?:(?:추진|개발|사업|연구)?배경및?)?(?:의)?(?:과제|사업|개발|연구|연구개발|기술개발|추진)?(?:의)?필요성|(?:추진|개발|사업|연구|과제)배경|배경|문제(?:의)?인식", r"(?:project |the )?(?:needs?|necessity|background|rationale)(?: (?:of|for) (?:the )?(?:project|development))?|(?:background|problem) and (?:need|necessity|rationale)|why (?:it is|this is|we) needed?|problem(?: statement| recognition)?|need for (?:the )?(?:project|development)"),
    ("project.goal", r"(?:과제|사업|개발|연구|연구개발|기술개발|최종|추진)?(?:의)?(?:최종)?(?:목표|목적)(?:및내용)?", r"(?:project |development |final |the )?(?:goals?|objectives?|aims?)(?: (?:of|for) (?:the )?(?:project|development))?"),
    ("project.plan", r"(?:과제|사업|개발|연구|연구개발|기술개발|세부)?(?:의)?(?:추진|수행|개발|실행|실현)(?:계획|방법|전략|방안|내용및방법|내용)|(?:개발|연구|과제)(?:내용|방법)(?:및방법)?|세부(?:추진|개발|수행)(?:계획|내용)|실현가능성", r"(?:project |work |development |implementation |execution )?(?:plan|approach|methodology)(?: of (?:the )?(?:project|work))?|(?:work|implementation) (?:plan|programme|program)|how we will do it|what we will do"),
    ("project.effect", r"(?:과제|사업)?(?:의)?(?:기대|파급|예상)(?:되는)?(?:효과|성과)(?:및활용방안)?|활용방안및기대효과|기대성과", r"(?:expected |anticipated )?(?:effects?|impacts?|outcomes?|results|benefits)(?: (?:of|from) (?:the )?project)?"),
    ("", r"자본금|납입자본금|연구소|공장|지사|사업내용|주요사업|주생산품|주요제품|주요생산품|영업시간|개인정보.*|구분|비고|부서|소속|학력|경력|담당업무|협력사|고객사|주요고객|주주|투자사?|모회사|관계사|자회사", r"capital|paid-in capital|factory|branch|products?|main products?|hours|department|affiliation|role|remarks?|investors?|customers?|clients?|partners?|parent(?: company)?|subsidiar(?:y|ies)|copyright"),
)  # fmt: skip
_PATTERNS = tuple(
    (name, re.compile(ko or r"(?!)", re.IGNORECASE), re.compile(en or r"(?!)", re.IGNORECASE))
    for name, ko, en in _LABELS
)
_OWN_PREFIX = re.compile(
    r"^(?:당사|자사|우리회사|신청(?:기업|회사)(?:의)?|our |company |applicant'?s? )"
)
_PLANNED = re.compile(
    r"예상|목표|계획|늘릴|늘리|확대|(?<!인)증원|충원|채용할|추정|예정|전망|향후|기대|가이던스|\(E\)|\(F\)|\d\s?[EF](?![a-z])|\b(?:expected|targets?|targeted|plan(?:s|ned|ning)?|forecasts?|projected|projections?|estimat\w+|outlook|goals?|aims?|future|will|by 20\d\d|next year|roadmap)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"현황|실적|추이|actual|results|history|summary|performance|to date", re.IGNORECASE
)
_A_PLAN = re.compile(r"사업\s?계획서?|business plan|연구개발\s?계획서|수행\s?계획서", re.IGNORECASE)
_OTHERS = re.compile(
    r"협력|파트너|고객|거래처|참여\s?(?:기관|기업|업체)|공동\s?(?:연구|개발|기관|기업)|위탁|경쟁|공급(?:사|업체|처)|납품처|수요처|수요\s?기(?:업|관)|컨소시엄|주주|투자(?:자|사|기관)|자회사|모회사|계열|관계(?:사|회사|기업)|지주|대리점|유통사|총판|외주|추천|타사|업체\s?비교|벤치마킹|레퍼런스|도입\s?(?:기업|사례)|주요\s?사례|바이어|시장\s?현황|동향|후기"
    r"|\b(?:partners?|partnerships?|customers?|clients?|competit\w+|suppliers?|vendors?|parent|subsidiar\w+|affiliates?|investors?|shareholders?|consorti\w+|distributors?|resellers?|agents?|buyers?|references|case stud\w+|testimonials?|participating|co-?develop\w+|subcontract\w+|market overview|benchmark\w*|collaborat\w+|say(?:s|ing)? about)\b",
    re.IGNORECASE,
)
_NO_OTHERS = re.compile(  # help for customers; names of programmes
    r"고객\s?(?:센터|지원|만족|상담|문의)|(?:글로벌|국제|해외|산학연?)\s?(?:협력|공동)?\s?(?:R&D|연구개발|기술개발)(?:사업|과제|프로그램)?"
    r"|협력\s?(?:R&D|사업|과제|프로그램)|customer (?:service|support|center|centre)|collaborative R&D|collaboration programme?",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"계획서|신청서|제안서|보고서|소개서|프로필|\bplan\b|proposal|overview|profile", re.IGNORECASE
)
_OVERSEAS = re.compile(
    r"(?:해외|글로벌|국외|국제)[^|\n]{0,8}(?:협력|파트너|거래처|바이어)|\b(?:overseas|foreign|international|global)\b[^|\n]{0,16}\b(?:partner|collaborat|buyer|distributor)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"담당자|실무\s?책임자|\bcontact person|person in charge|project contact", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Label:
    field: str  # of the profile, or "name", "born", "title", "mobile", "registration"; "": not read
    note: str  # what stands in its brackets, and the year before it: "천원", "2025년", "영문"


@lru_cache(maxsize=4096)
def label_of(written: str) -> Label | None:
    """None: it is no label that is known."""
    if not 1 <= len(written) <= 60:
        return None
    plain = unicodedata.normalize("NFKC", written).strip(" :*·.-•○■□◦▪▶")
    notes = re.findall(r"[(\[]([^)\]]*)[)\]]", plain)
    base = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", plain).strip()
    if year := re.match(
        r"(?:FY ?)?((?:20\d\d|['’]\d\d)\s?(?:년도?|회계연도)?)(?:도|의)?\s*(?=\D)|", base
    ):
        if year[1] and year.end() < len(base):
            notes.append(year[1])
            base = base[year.end() :].strip()
    if year := re.search(r",?\s*(?:in )?((?:FY ?)?20\d\d\s?년?도?)$", base):
        notes.append(year[1])
        base = base[: year.start()].strip()
    name = _field(base) if base else None
    if name is None:
        name = _field(_OWN_PREFIX.sub("", base)) if base else None
    if name is None and notes:
        name = _field(plain)
    if name is None:
        return None
    note = " ".join(notes)
    if name in ("name", "name_ko", "name_en"):
        if re.search(r"영문|영어|eng", note, re.IGNORECASE):
            name = "name_en"
        elif re.search(r"국문|한글|kor", note, re.IGNORECASE):
            name = "name_ko"
    return Label(name, note)


def _field(base: str) -> str | None:
    joined = re.sub(r"\s", "", base)
    words = " ".join(base.split())
    for name, korean, english in _PATTERNS:
        if korean.fullmatch(joined) or english.fullmatch(words):
            return name
    return None


def is_planned(words: str) -> bool:
    return bool(_PLANNED.search(_A_PLAN.sub("", words)))


def is_planned_section(section: tuple[str, ...]) -> bool:
    """Whether a heading above speaks of what is planned, and not of what was done as well."""
    return any(is_planned(heading) and not _DONE.search(heading) for heading in section)


def is_of_others(words: str) -> bool:
    """Whether a heading, label or sentence speaks of another company."""
    return bool(_OTHERS.search(_NO_OTHERS.sub("", words)))


def is_under_others(section: tuple[str, ...]) -> bool:
    """Whether any heading above is of others; a document's own title is not."""
    return any(is_of_others(heading) for heading in section if not _PAPER.search(heading))


def is_of_partners_abroad(words: str) -> bool:
    return bool(_OVERSEAS.search(words))


def is_of_contact(words: str) -> bool:
    return bool(_CONTACT.search(words))
