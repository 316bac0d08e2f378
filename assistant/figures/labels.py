"""Forms of numbers that only name something: laws, versions, rounds, addresses. They are no figures."""

from __future__ import annotations

from assistant.figures.figure import Form, not_figure

_NOUNS = (
    r"days?|weeks?|months?|years?|hours?|minutes?|thousand|million|billion|won|percent|per\scent"
)
_COUNTED = (
    r"(?!\d|,\d|\.\d|\s?(?:%|명|개|곳|건|종|가지|부|쪽|장|회|점|매|년|월|일|시간|원|만|억|천|백만))"
)

LABELS: list[Form] = [
    not_figure(r"(?m:^)\s*\(?\d{1,2}[.)]\s+(?!\d)"),  # the number of an item of a list
    not_figure(
        # laws, notices, chapters, rounds: 제3조의2제1항, 법률 제12345호, 공고 제2026-123호, 제1분과
        r"(?:(?<![가-힣])|(?<=[조항호법령칙률고시장절])|(?<=의\d))제\s?\d[\d-]*(?:\s?[조항호목장절관편회차기판권부]+)?(?:의\s?\d+)?",
        signs="제",
    ),
    not_figure(
        # registrations of firms and people, accounts
        r"(?<![\d-])\d{3}-\d{2}-\d{5}(?![\d-])",
        r"(?<![\d-])\d{6}-\d{7}(?!\d)",
        r"(?<![\d-])\d{4,}-\d{5,}(?!\d)|(?<![\d-])\d+-\d+-\d{5,}(?!\d)",
        signs="-",
    ),
    not_figure(
        # versions and network addresses
        r"(?<![\d.])\d+(?:\.\d+){2}(?:\.\d+)+(?![\d.])|(?:\bv(?:er(?:sion)?)?|버전)\.?\s?\d+(?:\.\d+)*",
        signs="v . 버전",
    ),
    not_figure(
        # standards
        r"(?-i:\b(?:ISO|IEC|KS|IEEE|RFC|ASTM|KSIC|EN)(?:/[A-Z]+)*[\s-]?(?:[A-Z]{1,3}[\s-])*\d[\d:.-]*)",
        signs="iso iec ks ieee rfc astm en",
    ),
    not_figure(
        # R&D 3.0
        r"(?-i:\b[A-Z][A-Za-z&]*\s\d\.0)(?![\d,.])(?!\s(?:million|billion|trillion|thousand))",
        signs=".0",
    ),
    not_figure(
        rf"\b(?:articles?|sections?|paragraphs?|clauses?|annex(?:es)?|appendix|chapter|table|notice|decree|step|phase|stage|round|track|type|(?-i:Form|Act|Room|Level|Floor|Figure)|no)\b\.?\s?(?:no\.?\s?)?\d+(?:[.-]\d+)*(?![\d,]|\.\d|\s?%|\s(?:{_NOUNS})\b)",
        signs="article section paragraph clause annex appendix chapter table notice decree step phase stage round track type form act room level floor figure no",
    ),
    not_figure(
        rf"(?<![가-힣])(?:붙임|별지|별표|별첨|첨부|서식|부록|참고|그림|표|단계|유형|트랙|질문|문항|항목)\s?\d{{1,3}}(?:-\d+)*{_COUNTED}",
        signs="붙임 별지 별표 별첨 첨부 서식 부록 참고 그림 표 단계 유형 트랙 질문 문항 항목",
    ),
    not_figure(
        # street addresses
        rf"[가-힣]+(?:구|시|군|읍|면|동)\s[가-힣\d]+(?:로|길)\s?\d+(?:-\d+)?(?!\d){_COUNTED}",
        signs="로 길",
    ),
    not_figure(
        r"\b\d+(?:-\d+)?,?\s[A-Z][\w-]*-(?:ro|gil|daero|dong)\b",
        signs="-ro -gil -dae -dong",
    ),
    not_figure(
        # postal codes
        r"(?:우편번호|\(우\)|우\))\s?:?\s?\d{5}|\((?:우\s?)?0\d{4}\)",
        signs="우 (0",
    ),
    not_figure(
        # ratios; 1:1 and 10:1 are no times
        r"(?<![\d:])(?:[3-9]\d|2[5-9]):\d{1,3}(?![\d:])",
        r"(?<![\d:])\d{1,3}\s?:\s?\d(?![\d:])(?!\d?\s?[ap]m)|(?<![\d:])\d:\d{2}(?=\s?(?:비율|매칭|멘토링|컨설팅))",
        signs=":",
    ),
    not_figure(
        # one each: 1인당, 1개사당
        r"(?<!\d)\d{1,2}\s?(?:인|명|개사|사|건|회|개|과제|팀|가구)당(?![가-힣])",
        signs="당",
    ),
    not_figure(
        # a firm of one
        r"(?<!\d)1인\s?(?:창조|기업|가구|미디어|사업)",
        signs="1인",
    ),
    not_figure(
        # which one: 1단계, 2회차; a school year
        r"(?<!\d)\d{4}\s?학년도",
        r"(?<![총두체]\s)(?<!\d)(?<![~-])(?:\d{1,2}\s?[~-]\s?)?\d{1,2}\s?단계(?!(?:로|에)\s?(?:나|걸쳐|구성|진행|이루|운영|추진)|의\s?절차|를\s?거|\s?(?:절차|과정|평가를))",
        r"(?<!\d)\d{1,3}회차",
        r"(?<!\d)[12]\s?부\s?(?=[:：]|행사|순서|프로그램|세션|에서|에는|는\s)",
        signs="단계 회차 부 학년",
    ),
]
