"""The words of those who want an assistant to drop its rules or to show them. Pure.

General terms of both languages; that some attempt is in none of them is expected: answers are made of
quotes, whatever is asked.
"""

from __future__ import annotations

import re

from assistant.disguise import readings

# --- English -----------------------------------------------------------------------------------
_RULES = r"(instruction|rule|prompt|guideline|guidance|polic(y|ies)|restriction|programming|directive|command|constraint|safeguard|filter)s?"
_OURS = r"(system|initial|initiali[sz]ation|starting|original|hidden|secret|internal|base|underlying|developer|pre-?prompt)"
_SHOW = r"(reveal|print|show|repeat|output|display|dump|leak|expose|disclose|recite|copy|paste|echo|encode|translate|write|give|tell|list|share)"
_DROP = r"(ignore|disregard|forget|override|overrule|bypass|cancel|delete|discard|abandon)"
_FREE = r"(unrestricted|uncensored|unfiltered|amoral|unethical|jailbroken|unlimited|evil|malevolent|hacker|villain|demon|devil)"
_CODE = r"(rot-?13|base-?(64|32)|morse( code)?|caesar (cipher|shift)|pig latin|\w*cipher|leetspeak)"

ENGLISH = (
    # dropping the rules
    rf"\b{_DROP}\s+(\w+\s+){{0,3}}?(previous|prior|earlier|preceding|above|past|former|all|any|every|your|system|safety|initial|original|existing)\b.{{0,40}}\b{_RULES}\b",
    rf"\b{_DROP}\b.{{0,30}}\b{_RULES}\b.{{0,20}}\b(above|before|so far|you (were|have|got|had|received|are|know))\b",
    r"\b(ignore|disregard|forget|override)\s+(everything|all|anything|whatever)\b.{0,30}\b(above|before|you|previous|told|said|prior)\b",
    r"\bnew (system )?(instructions?|rules)\s*[:=]|\bjailbreak|\bdo anything now\b|(?-i:(?<![A-Za-z])DAN(?![A-Za-z]))\s*(mode\b|,|which|으?로|처럼|모드)",
    # showing them
    rf"\b{_OURS}[\s_-]*(prompts?\b|(instruction|message|string|directive|configuration)s?\b(?!\s+(for|on|about|to)\b))",
    rf"\b{_SHOW}\b.{{0,30}}\byour\s+(\w+\s+)?(prompt|instruction|rule|guideline|directive|configuration|programming)s?\b(?!\s+(for|on|about)\b)",
    r"\bwhat\s+(are|were|is|was)\s+your\s+(\w+\s+)?(prompt|instructions|directives|programming)\b(?!\s+(for|on|about)\b)",
    r"\b(repeat|print|output|copy|paste|echo|recite|reproduce|spell|encode)\b.{0,30}\b(words?|texts?|everything|all|content|lines?|messages?|instructions?|sentences?)\b.{0,20}\b(above|before|preceding|previously|verbatim|word for word)\b",
    r"\b(text|words?|instructions?|prompt|message|information)\b.{0,20}\byou\s+(were|have been|had been|got|are)\s+(given|told|shown|fed|initiali[sz]ed|provided)",
    r"\bwhat\s+(were|was|did|have)\s+(you|they)\s+(been\s+)?(told|instructed|given|prompted)\b",
    r"\b(start|begin|end|finish|preface)\b.{0,20}\b(answer|reply|response|output|message)s?\b.{0,10}\bwith\b",
    rf"\b(in|into|as|to|using|with|via|encode|decode)\s+{_CODE}\b|\b{_CODE}\b.{{0,15}}(encod|decod|string|text|below|following|[:：])",
    rf"\b{_SHOW}\b.{{0,30}}\b(secret|hidden|confidential)\s+(\w+\s+)?(words?|phrases?|canar(y|ies)|tokens?|passwords?|codes?|keys?|notes?|texts?)\b",
    # playing another
    r"\b(developer|debug|admin|god|sudo|root|unrestricted|opposite|maintenance) mode\b",
    r"\bfrom (now|here|this (point|moment)) on(wards?)?\b.{0,20}\byou\b|\bas of now\b.{0,20}\byou('re| are)\b",
    r"\byou\s*(are|'re|will|must|shall)\s+(now|going to|about to|to)?\s*(act (as|like|the)|play|role-?play|pretend|simulate|immerse|become|embody|impersonate|respond as|answer as|speak as|be called|stay in)\b",
    r"\byou are (now )?(a |an |the )?\w*(character|persona|GPT|unrestricted AI|AI (model )?(without|with no|free))\b|\byou are (now )?(called|named)\b|\byou are \w*GPT\b",
    rf"\b(pretend|act|behave|imagine|simulate|role-?play|respond|reply|answer|speak)\b.{{0,60}}(\bno (rules?|restrictions?|limits?|filters?|ethic\w*|moral\w*)\b|\b{_FREE}\b|\bwithout (any )?(rules|restrictions|limits|filters|ethic\w*|moral\w*|censor\w*|warning)|\bfree (of|from) (all |any )?(rules|restrictions|limits|filters))",
    r"\b(pretend|imagine)\s+(that\s+)?(to be|you('re| are| were)|yourself|being)\b|\brole-?play\b|\b(stay|remain|always|reply|answer|speak|respond)s? in character\b|\bthis persona\b|\byour (new )?persona\b",
    r"\b(never|cannot|can't|can not|must not|don't|do not|won't|will not)\s+(ever\s+)?(refuse|decline|say no|break character|warn|apologi[sz]e|censor|moral)",
    r"\b(openai|chatgpt|gpt-?[345]|language model trained by)\b.{0,200}\b(polic|polici|act|answer|role|respon|pretend|rules|game|model|simulat|character|now)",
    r"\b(in|into|within|is|as|of) (an?|this|our)\b.{0,40}\b(fictional|imaginary|hypothetical)\b.{0,30}\b(universe|world|scenario|setting|game|story)\b",
    r"\b(every|each and every|all) (single )?(prompt|request|output|response|reply|message)s?\b.{0,40}\b(with|as|regardless|no matter)\b",
    r"\b(content|usage|safety) polic(y|ies)\b.{0,60}\b(violat|obey|ignore|bypass|against|not apply)",
    r"\btwo (different |separate )*(responses|answers|ways|replies)\b.{0,60}\b(prompt|question|normal)",
)

# --- Korean ------------------------------------------------------------------------------------
_KO_RULES = r"(지시|명령|규칙|프롬프트|지침|설정|가이드라인)(사항|들|어)?(을|를|은|는|이|도|따위는|같은 건)?"
_KO_LIMITS = r"(제약|제한|안전\s?장치|필터|검열|윤리\s?(기준|규정))(들|사항)?(을|를|은|는|이|도)?"
_KO_BEFORE = r"(이전|지금까지|기존|원래|앞(선|의|서)?|위(의|에)?|모든|너의|네|당신의|내부|처음|시스템)(의|에|에서)?\s?((내린|받은|준|주어진|나온|모든|시스템|안전|답변과|대화의)\s?)?"
_KO_DROP = r"(무시|잊어|잊고|잊으|우회|폐기|버려|버리고|취소|지우|지워|삭제|해제|없애|없앤|없애고|풀어|풀고|벗어나|초기화|따르지|적용되지|적용하지)"
_KO_YOU = r"(너|넌|네가|네게|니가|당신|챗봇|어시스턴트|인공지능|AI|그대)(은|는|이|가|의|에게|한테)?"
_KO_SHOW = (
    r"(출력|공개|보여|알려|말해|반복|번역|요약|적어|써\s?줘|노출|복사|읊|나열|뭐|무엇|인코딩)"
)
_KO_DO = (
    r"(행동|연기|답변|응답|대답|답|대화|말|작동|동작)(을)?\s?(해|하라|하세요|하십시오|하여|한다)"
)

KOREAN = (
    rf"{_KO_RULES}\s?.{{0,8}}(무시|잊어|잊고|우회)(?!한|할|하면|하는|하여|했)",
    rf"{_KO_BEFORE}({_KO_RULES}|{_KO_LIMITS})\s?.{{0,8}}{_KO_DROP}",
    r"(시스템|숨겨진|숨은|숨긴|감춰진|비밀)\s?(프롬프트|지시|지침|명령)|(숨겨진|숨은|감춰진)\s?메시지",
    r"(초기|원래|최초|처음\s?받은|내부)\s?(프롬프트|지시|시스템\s?메시지)|프롬프트(를|을|의)?\s?.{0,15}"
    + _KO_SHOW,
    rf"{_KO_YOU}\s?.{{0,8}}(받은|주어진|설정된|부여된|입력된|따르는|가진)\s?.{{0,8}}(지시|지침|프롬프트|규칙|명령|설정|메시지).{{0,15}}{_KO_SHOW}",
    r"(숨겨진|숨은|숨긴|감춰진|비밀)\s?(비밀\s?)?(단어|낱말|암호|코드|문구|열쇠)(을|를)?\s?.{0,10}"
    + _KO_SHOW,
    rf"모르는\s?(지시|명령|프롬프트).{{0,15}}{_KO_SHOW}",
    r"(위|앞|이전|처음|첫)(의|에|에서)?\s?(있는|나온|적힌|쓰인|받은)?\s?(내용|글|문장|텍스트|단어|말|메시지|대화|줄)(을|를|들을|부터)?\s?(모두|전부|그대로|처음부터|빠짐없이|한\s?글자도)?.{0,8}(반복|출력|복사|복창|되풀이|읊)(?!해서|하여|하면|되|한)",
    r"탈옥|(개발자|디버그|관리자|무제한|무검열|반대|자유|DAN)\s?모드|제한\s?없(이|는)\s?(답|대답|응답|말|모드|AI|인공지능|모델|챗봇)|무엇이든\s?(할|답할)\s?수\s?있는\s?(AI|인공지능|챗봇)",
    r"(지금|이제|여기|오늘)부터\s?(는\s?)?(너|넌|당신|그대|네가)|(너는|넌|당신은|네가|그대는)\s?(이제|지금|오늘부터)",
    rf"(AI|인공지능|챗봇|캐릭터|모델|악당|악역|해커|등장인물|인물|전문가|GPT|DAN|관리자|개발자|할머니|친구)(처럼|로서|으로서|인\s?척|인\s?것처럼|역할(로|을)?|가\s?되어|이\s?되어|라고\s?생각하고)\s?.{{0,10}}{_KO_DO}",
    r"역할극|역할\s?놀이|롤\s?플레이|(소설|영화|게임|이야기|가상)(의|\s?속)?\s?(세계|상황|AI|인공지능|캐릭터|챗봇|시나리오).{0,30}(행동|연기|답|응답|대답|제약|제한|규칙|이라면|라면)",
    r"(이)?라고만\s?(답|말|대답|출력|응답|써)|(?<![가-힣])(내|나의|제)\s?(명령|지시)(을|를|만|에)?\s?(따르|따라|복종)",
    r"(무엇이든|뭐든|아무\s?내용이나|어떤\s?내용이든|자유롭게)\s?.{0,6}(생성|답해|응답해|대답해|말해|출력)(?!\s?주(나|시나|실))",
    r"(답변|응답|대답|출력)(을|은)?\s?(base\s?64|베이스\s?64|모스\s?부호|로트\s?13|암호|거꾸로|16진수)|(base\s?64|모스\s?부호|시저\s?암호|rot\s?13)(으로|로|를|을)",
    r"(보안|안전|윤리)\s?(규정|정책|필터|장치)(을|를|은)?\s?.{0,6}(꺼|끄고|해제|무시|우회)",
)

# One by one they are searched six times as fast as joined.
_BREAKING = [re.compile(pattern, re.IGNORECASE) for pattern in (*ENGLISH, *KOREAN)]


def breaks_rules(question: str) -> bool:
    """Whether a question is after the assistant's rules and not after an answer."""
    return any(p.search(reading) for reading in readings(question) for p in _BREAKING)
