"""Short forms, each of another way of laying out: lines, controls, columns, a binary file."""

from __future__ import annotations

from evals.drafts.blanks.layout import Blank, Block, grid, heading, line, title

MADE_UP = "가상의 서식 - 평가용 / Fictional form, for evaluation only"


def forms() -> list[Blank]:
    return [
        _blank("lines", "ko", "중소기업 기술상담 신청서", _lines_ko(), ("docx", "hwpx")),
        _blank("lines", "en", "SME Technology Consultation Request", _lines_en(), ("docx", "hwpx")),
        _blank("controls", "ko", "온라인 수출상담회 참가신청서", _controls_ko(), ("docx", "hwpx")),
        _blank("controls", "en", "Overseas Demonstration Program Entry", _controls_en(), ("docx",)),
        _blank("columns", "ko", "지역특화기업 현황 조사표", _columns_ko(), ("docx", "hwp")),
        _blank("columns", "en", "Regional Company Survey", _columns_en(), ("docx", "hwpx")),
        _blank("voucher", "ko", "혁신바우처 지원사업 신청서", _voucher_ko(), ("hwp",)),
    ]


def _blank(name: str, lang: str, text: str, blocks: list[Block], formats: tuple[str, ...]) -> Blank:
    return Blank(
        name,
        lang,
        text,
        (title(text, MADE_UP), *blocks),
        formats,
        shades_labels=(name, lang) not in (("voucher", "ko"), ("controls", "en")),
    )


def _lines_ko() -> list[Block]:
    return [
        line("※ 밑줄 친 곳에 적어 주십시오. 모르는 항목은 비워 둡니다.", "hint"),
        heading("Ⅰ. 기업 정보"),
        line("○ 업체명 : {name|______________________________}"),
        line("○ 대표자명 : {representative|____________________}"),
        line("○ 사업자번호 : {business_registration_number|(      -      -            )|pattern}"),
        line("○ 설립연월일 : {founded|        년      월      일|pattern}"),
        line("○ 사업장 주소 : {address|____________________________________________}"),
        line("○ 대표번호 : {phone|____________________}   팩스번호 : {-|____________________}"),
        line("○ 직원 수 : {employees|________}명   자본금 : {-|____________}백만원"),
        line("○ 2025년 매출액 : {sales_krw.2025|________________|unit=1000000}백만원"),
        line("○ 주력 업종 : {industry|____________________}"),
        heading("Ⅱ. 담당자 정보"),
        line("○ 담당자명 : {contact.name|______________}   직급 : {contact.title|______________}"),
        line("○ 이메일 : {contact.email|______________________________}"),
        line("○ 연락처 : {contact.phone|____________________}"),
        heading("Ⅲ. 신청자 확인"),
        line("○ 연락처 : {ambiguous|____________________}"),
        heading("Ⅳ. 상담 과제"),
        line("○ 과제명 : {project.title|________________________________________}"),
        line("○ 개발 목표"),
        line("{project.goal|(이곳에 개발 목표를 적어 주십시오)|placeholder}"),
        line("○ 상담 희망일 : {-|____년 __월 __일}"),
        line("신청일 : {signature|20    년    월    일}"),
        line("신청인 : {signature|____________________} (서명 또는 인)"),
        line(
            "개인정보 제3자 제공에 동의합니다.  동의함 {consent|(  )}   동의하지 않음 {consent|(  )}"
        ),
    ]


def _lines_en() -> list[Block]:
    return [
        line("※ Please write on the lines. Leave blank what you do not know.", "hint"),
        heading("I. Company"),
        line("Company: {name|______________________________}"),
        line("CEO: {representative|____________________}"),
        line(
            "Business registration number: {business_registration_number|(      -      -            )|pattern}"
        ),
        line("Established: {founded|____________________}"),
        line("Business address: {address|____________________________________________}"),
        line("Main phone: {phone|____________________}   Fax: {-|____________________}"),
        line("Employees: {employees|________}   Capital: KRW {-|____________} million"),
        line("Sales in 2025: KRW {sales_krw.2025|________________|unit=1000000} million"),
        line("Main industry: {industry|____________________}"),
        heading("II. Contact person"),
        line(
            "Contact name: {contact.name|______________}   Job title: {contact.title|______________}"
        ),
        line("E-mail: {contact.email|______________________________}"),
        line("Phone: {contact.phone|____________________}"),
        heading("III. Request"),
        line("Project title: {project.title|________________________________________}"),
        line("Goal of the project:"),
        line("{project.goal|(Write the goal of the project here)|placeholder}"),
        line("Preferred date of consultation: {-|____________________}"),
        line("Date: {signature|____________________}"),
        line("Applicant's signature: {signature|____________________}"),
        line(
            "I consent to the provision of personal information to third parties.  Yes {consent|(  )}   No {consent|(  )}"
        ),
    ]


def _controls_ko() -> list[Block]:
    return [
        heading("1. 참가기업"),
        grid(
            "20 30 20 30",
            "#기업명(국문) || {name_ko|회사 이름을 입력하세요|control} || #기업명(영문) || {name_en|영문 회사 이름을 입력하세요|control}",
            "#대표자 || {representative|대표자 성명을 입력하세요|control} || #설립일 || {founded|날짜를 입력하세요|date}",
            "#사업자등록번호 || {business_registration_number|000-00-00000 형식|control} || #종업원 수 || {employees|     |legacy}명",
            "#주소 || [3]{address|도로명 주소를 입력하세요|control}",
            "#홈페이지 || {website|누리집 주소를 입력하세요|control} || #대표 이메일 || {email|이메일을 입력하세요|control}",
        ),
        heading("2. 수출 실적"),
        grid(
            "40 30 30",
            "#연도 || #2024년 || #2025년",
            "#수출액 (단위: 천달러) || {exports_usd.2024|입력|control,unit=1000} || {exports_usd.2025|입력|control,unit=1000}",
        ),
        heading("3. 실무 담당자"),
        grid(
            "20 30 20 30",
            "#담당자 성명 || {contact.name|담당자 이름|control} || #직위 || {contact.title|직위|control}",
            "#담당자 전화 || {contact.phone|담당자 연락처|control} || #담당자 메일 || {contact.email|담당자 이메일|control}",
        ),
        heading("4. 상담 희망 품목"),
        grid(
            "20 80",
            "#품목 || {-|품목을 입력하세요|control}",
            "#보유 인증 || {certifications|보유 인증을 입력하세요|control}",
        ),
        line("{consent|☐|check} 개인정보 수집·이용에 동의합니다."),
        line("서명: {signature|____________________}", "right"),
    ]


def _controls_en() -> list[Block]:
    return [
        heading("1. Applicant company"),
        grid(
            "22 28 22 28",
            "#Company name || {name|Enter the company's name|control} || #CEO || {representative|Enter the CEO's name|control}",
            "#Founding date || {founded|Pick a date|date} || #Company size || {size|Choose one|choices:Micro=micro/Small=small/Medium=medium/Startup=startup}",
            "#Registration number || {business_registration_number|000-00-00000|control} || #Employees || {employees|     |legacy}",
            "#Address || [3]{address|Enter the address|control}",
            "#Website || {website|Enter the website|control} || #Company e-mail || {email|Enter an e-mail address|control}",
        ),
        heading("2. Exports"),
        grid(
            "40 30 30",
            "#Year || #2024 || #2025",
            "#Exports (USD) || {exports_usd.2024|Enter|control} || {exports_usd.2025|Enter|control}",
        ),
        heading("3. Person in charge"),
        grid(
            "22 28 22 28",
            "#Name || {contact.name|Name of the contact|control} || #Position || {contact.title|Position|control}",
            "#Phone || {contact.phone|Phone|control} || #E-mail || {contact.email|E-mail|control}",
        ),
        heading("4. Project"),
        grid(
            "22 78",
            "#Title || {project.title|Enter the project title|control}",
            "#Period || {project.months|     |legacy} months",
            "#Overseas partner || {overseas_partners|Enter the partner|control}",
        ),
        line("{consent|☐|check} I agree to the collection and use of personal information."),
        line("Signature: {signature|____________________}", "right"),
    ]


def _columns_ko() -> list[Block]:
    return [
        heading("가. 기본 현황"),
        grid(
            "25 25 25 25",
            "#기업명 || #대표자 || #사업자등록번호 || #설립일",
            "{name} || {representative} || {business_registration_number} || {founded}",
            "#대표전화 || #대표 이메일 || #홈페이지 || #소재지(시·도)",
            "{phone} || {email} || {website} || {region}",
            "[2]#본사 주소 || #업종코드 || #상시근로자(명)",
            "[2]{address} || {industry_code} || {employees}",
        ),
        heading("나. 경영 현황"),
        grid(
            "16 21 21 21 21",
            "[1r2]#연도 || [2]#매출 || [2]#수출",
            "#금액(천원) || #증가율(%) || #금액(USD) || #비중(%)",
            "^2023 || {sales_krw.2023||unit=1000} || {-} || {exports_usd.2023} || {-}",
            "^2024 || {sales_krw.2024||unit=1000} || {-} || {exports_usd.2024} || {-}",
            "^2025 || {sales_krw.2025||unit=1000} || {-} || {exports_usd.2025} || {-}",
            "^20   || {ambiguous} || {-} || {ambiguous} || {-}",
        ),
        heading("다. 응답자와 협력기업"),
        grid(
            "50 50",
            [
                grid(
                    "35 65",
                    "[2]#응답 담당자",
                    "#성명 || {contact.name}",
                    "#직위 || {contact.title}",
                    "#전화 || {contact.phone}",
                    "#이메일 || {contact.email}",
                ),
                grid(
                    "35 65",
                    "[2]#주요 협력기업",
                    "#기업명 || {-}",
                    "#대표자 || {-}",
                    "#전화 || {-}",
                    "#이메일 || {-}",
                ),
            ],
            frame="none",
        ),
        heading("라. 기업 유형"),
        grid(
            "25 25 25 25",
            "#소상공인 || #소기업 || #중기업 || #창업기업",
            "^{size=micro|□} || ^{size=small|□} || ^{size=medium|□} || ^{size=startup|□}",
        ),
        line(
            "조사에 응한 날: {signature|      년    월    일}      응답자 {signature|              } (인)",
            "right",
        ),
    ]


def _columns_en() -> list[Block]:
    return [
        heading("A. Basics"),
        grid(
            "25 25 25 25",
            "#Company || #Representative || #Business registration No. || #Founded",
            "{name} || {representative} || {business_registration_number} || {founded}",
            "#Main phone || #Company e-mail || #Website || #City or province",
            "{phone} || {email} || {website} || {region}",
            "[2]#Head office address || #Industry code || #Regular employees",
            "[2]{address} || {industry_code} || {employees}",
        ),
        heading("B. Management"),
        grid(
            "16 21 21 21 21",
            "[1r2]#Year || [2]#Sales || [2]#Exports",
            "#KRW thousand || #Growth (%) || #USD || #Share (%)",
            "^2023 || {sales_krw.2023||unit=1000} || {-} || {exports_usd.2023} || {-}",
            "^2024 || {sales_krw.2024||unit=1000} || {-} || {exports_usd.2024} || {-}",
            "^2025 || {sales_krw.2025||unit=1000} || {-} || {exports_usd.2025} || {-}",
        ),
        heading("C. Respondent and partner company"),
        grid(
            "50 50",
            [
                grid(
                    "35 65",
                    "[2]#Contact person",
                    "#Name || {contact.name}",
                    "#Position || {contact.title}",
                    "#Phone || {contact.phone}",
                    "#E-mail || {contact.email}",
                ),
                grid(
                    "35 65",
                    "[2]#Main partner company",
                    "#Company || {-}",
                    "#Representative || {-}",
                    "#Phone || {-}",
                    "#E-mail || {-}",
                ),
            ],
            frame="none",
        ),
        heading("D. Size"),
        grid(
            "25 25 25 25",
            "#Micro || #Small || #Medium || #Startup",
            "^{size=micro|□} || ^{size=small|□} || ^{size=medium|□} || ^{size=startup|□}",
        ),
        line(
            "Date {signature|____________}      Respondent {signature|______________} (signature)",
            "right",
        ),
    ]


def _voucher_ko() -> list[Block]:
    return [
        grid(
            "8 17 28 17 30",
            "[1r6]#신청\n기업 || #기업명 || {name} || #대표자 || {representative}",
            "#사업자등록번호 || {business_registration_number} || #법인등록번호 || {corporate_registration_number}",
            "#설립일자 || {founded|    .   .   .|pattern} || #상시종업원수 || {employees|      }명",
            "#주소 || [3]{address}",
            "#전화 || {phone} || #이메일 || {email}",
            "#업종 || {industry} || #홈페이지 || {website}",
            "[1r2]#담당자 || #성명 || {contact.name} || #직위 || {contact.title}",
            "#전화 || {contact.phone} || #이메일 || {contact.email}",
            "[1r2]#매출액\n(천원) || #2024년 || {sales_krw.2024||unit=1000} || #2025년 || {sales_krw.2025||unit=1000}",
            "#비고 || [3]{-}",
        ),
        heading("입금 계좌"),
        grid(
            "20 30 20 30",
            "#은행명 || {identity} || #계좌번호 || {identity}",
            "#예금주 || {identity} || #대표자 주민등록번호 || {identity|       -       }",
        ),
        line("{consent|□} 개인정보 수집·이용 동의   {consent|□} 행정정보 공동이용 동의"),
        line("{signature|2026년     월     일}    대표자 {signature|              } (인)", "right"),
    ]
