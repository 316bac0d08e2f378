"""Our own blanks for the programmes whose sources name an application. Examples, not official."""

from __future__ import annotations

from evals.drafts.blanks.layout import Blank, Block, Break, grid, heading, line, lines, title

EXAMPLE = "예시 서식 - 공식 양식이 아닙니다 / Example, not an official form"
BOTH = ("docx", "hwpx")


def forms() -> list[Blank]:
    made = []
    for programme, name, ko, en in (
        ("research-dispatch", "application", _dispatch_ko, _dispatch_en),
        ("research-dispatch", "company-overview", _overview_ko, _overview_en),
        ("research-dispatch", "business-plan", _plan_ko, _plan_en),
        ("rnd-sharing-center", "application", _center_ko, _center_en),
        ("global-rnd", "application", _global_ko, _global_en),
    ):
        for lang, (heading_, blocks) in (("ko", ko()), ("en", en())):
            made.append(
                Blank(
                    f"{programme}/{name}", lang, heading_, tuple(blocks), BOTH, programme,
                    kind="programme",
                )
            )  # fmt: skip
    return made


def _dispatch_ko() -> tuple[str, list[Block]]:
    name = "공공연구기관 연구인력 파견지원사업 신청서"
    return name, [
        title(name, EXAMPLE),
        line("접수번호: {-|              }      접수일자: {-|    년   월   일}", "right"),
        heading("1. 신청기업"),
        grid(
            "16 34 18 32",
            "#기업명 || {name} || #사업자등록번호 || {business_registration_number}",
            "#대표자 성명 || {representative} || #법인등록번호 || {corporate_registration_number}",
            "#설립일자 || {founded|      년    월    일|pattern} || #상시근로자 수 || {employees|        } 명",
            "#소재지 || [3]{address}",
            "#업종 || {industry} || #홈페이지 || {website}",
            "#대표전화 || {phone} || #팩스 || {-}",
            "#기업규모 || [3]{size=micro|□} 소상공인   {size=small|□} 소기업   {size=medium|□} 중기업   {size=startup|□} 창업기업",
        ),
        heading("2. 담당자"),
        grid(
            "16 34 18 32",
            "#성명 || {contact.name} || #직위 || {contact.title}",
            "#전화번호 || {contact.phone} || #전자우편 || {contact.email}",
        ),
        line("※ 담당자는 신청 내용을 잘 아는 실무자로 적습니다.", "hint"),
        heading("3. 최근 3년 매출액"),
        line("(단위: 천원)", "right"),
        grid(
            "25 25 25 25",
            "#구분 || #2023년 || #2024년 || #2025년",
            "#매출액 || {sales_krw.2023||unit=1000} || {sales_krw.2024||unit=1000} || {sales_krw.2025||unit=1000}",
            "#연구개발비 || {-} || {-} || {-}",
        ),
        heading("4. 파견을 신청하는 인력"),
        grid(
            "22 78",
            "#과제명 || {project.title}",
            "#필요 인력의 분야 || {-}",
            "#파견이 필요한 이유 || {project.need|※ 기업이 겪는 기술적 어려움과 연구인력이 필요한 이유를 구체적으로 적습니다.|guidance,optional}",
            "#근무 장소 || {-|□} 참여기업   {-|□} 현장",
        ),
        heading("5. 제출서류"),
        *lines("{-|□} 신청서   {-|□} 기업 개요   {-|□} 사업계획서"),
        Break(),
        heading("6. 개인정보 수집·이용 동의"),
        grid(
            "24 76",
            "#수집 항목 || 대표자와 담당자의 성명, 전화번호, 전자우편",
            "#이용 목적 || 신청기업의 예비검토와 서면·발표·현장평가",
            "#동의 여부 || {consent|□} 동의함   {consent|□} 동의하지 않음",
        ),
        line(""),
        line("위와 같이 공공연구기관 연구인력 파견지원사업을 신청합니다."),
        line("{signature|      년      월      일}", "centre"),
        line("신청기업 대표자: {signature|                    } (인)", "right"),
        line("한국생산기술연구원장 귀하", "title"),
    ]


def _dispatch_en() -> tuple[str, list[Block]]:
    name = "Research Dispatch Program: Application Form"
    return name, [
        title(name, EXAMPLE),
        line("Receipt No.: {-|              }      Received on: {-|____ / __ / __}", "right"),
        heading("1. Applying company"),
        grid(
            "20 30 22 28",
            "#Company name || {name} || #Business registration No. || {business_registration_number}",
            "#Representative || {representative} || #Corporate registration No. || {corporate_registration_number}",
            "#Date of establishment || {founded|YYYY-MM-DD|placeholder} || #Number of employees || {employees|        } persons",
            "#Address || [3]{address}",
            "#Industry || {industry} || #Website || {website}",
            "#Main telephone || {phone} || #Fax || {-}",
            "#Company size || [3]{size=micro|□} Micro   {size=small|□} Small   {size=medium|□} Medium   {size=startup|□} Startup",
        ),
        heading("2. Contact person"),
        grid(
            "18 32 20 30",
            "#Name || {contact.name} || #Position || {contact.title}",
            "#Telephone || {contact.phone} || #E-mail || {contact.email}",
        ),
        line("※ Name the person in charge who knows the application well.", "hint"),
        heading("3. Sales of the last three years"),
        line("(Unit: KRW thousand)", "right"),
        grid(
            "25 25 25 25",
            "#Item || #2023 || #2024 || #2025",
            "#Sales || {sales_krw.2023||unit=1000} || {sales_krw.2024||unit=1000} || {sales_krw.2025||unit=1000}",
            "#R&D expenses || {-} || {-} || {-}",
        ),
        heading("4. Researchers applied for"),
        grid(
            "22 78",
            "#Project title || {project.title}",
            "#Field of expertise needed || {-}",
            "#Why a researcher is needed || {project.need|※ Describe the technical difficulty and why research staff are needed.|guidance,optional}",
            "#Place of work || {-|□} At the company   {-|□} On site",
        ),
        heading("5. Documents submitted"),
        *lines("{-|□} Application form   {-|□} Company overview   {-|□} Business plan"),
        Break(),
        heading("6. Consent to the use of personal information"),
        grid(
            "24 76",
            "#Items || Name, telephone and e-mail of the representative and the contact person",
            "#Purpose || Preliminary review; written, oral and on-site evaluation",
            "#Consent || {consent|□} I agree   {consent|□} I do not agree",
        ),
        line(""),
        line("We apply for the Research Dispatch Program as stated above."),
        line("Date: {signature|____ / __ / __}", "centre"),
        line("Representative: {signature|____________________} (signature)", "right"),
        line("To the Korea Institute of Industrial Technology (KITECH)", "title"),
    ]


def _overview_ko() -> tuple[str, list[Block]]:
    name = "기업 개요 (연구인력 파견지원사업)"
    return name, [
        title(name, EXAMPLE),
        heading("가. 일반 현황"),
        grid(
            "8 15 27 20 30",
            "[1r4]#일반\n현황 || #회사명(국문) || {name_ko} || #회사명(영문) || {name_en}",
            "#대표자 || {representative} || #생년월일 || {representative_born|      .    .    .|pattern}",
            "#개업연월일 || {founded} || #사업자등록번호 || {business_registration_number|(     -    -       )|pattern}",
            "#본사 주소 || {address} || #공장 주소 || {-}",
            "[1r2]#연락처 || #전화 || {phone} || #이메일 || {email}",
            "#누리집 || {website} || #팩스 || {-}",
            "[1r2]#사업 || #주업종 || {industry} || #업종코드 || {industry_code}",
            "#주생산품 || {-} || #소재 시·도 || {region}",
        ),
        heading("나. 재무 및 고용 현황"),
        grid(
            "22 26 26 26",
            "#연도 || #매출액(백만원) || #수출액(천달러) || #종업원 수(명)",
            "#2023 || {sales_krw.2023||unit=1000000} || {exports_usd.2023||unit=1000} || {-}",
            "#2024 || {sales_krw.2024||unit=1000000} || {exports_usd.2024||unit=1000} || {-}",
            "#2025 || {sales_krw.2025||unit=1000000} || {exports_usd.2025||unit=1000} || {-}",
        ),
        line("현재 종업원 수: {employees|________} 명"),
        heading("다. 인증 및 수상"),
        grid(
            "22 78",
            "#보유 인증 || {certifications|예) 벤처기업확인, ISO 9001|placeholder}",
            "#정부지원사업 선정 및 수상 이력 || {prior_awards}",
            "#해외 협력기관 || {overseas_partners}",
        ),
        heading("라. 주요 주주 현황"),
        grid(
            "10 30 30 30",
            "#순번 || #주주명 || #관계 || #지분율(%)",
            "^1 || {-} || {-} || {-}",
            "^2 || {-} || {-} || {-}",
        ),
        heading("마. 주요 연구인력"),
        grid(
            "10 22 22 23 23",
            "#순번 || #성명 || #직위 || #최종학위 || #담당분야",
            "^1 || {-} || {-} || {-} || {-}",
            "^2 || {-} || {-} || {-} || {-}",
        ),
        line("위 내용은 사실과 다름이 없음을 확인합니다."),
        line(
            "작성일 {signature|     년    월    일}    작성자 {signature|              } (서명)",
            "right",
        ),
    ]


def _overview_en() -> tuple[str, list[Block]]:
    name = "Company Overview (Research Dispatch Program)"
    return name, [
        title(name, EXAMPLE),
        heading("A. General"),
        grid(
            "12 17 24 20 27",
            "[1r4]#General || #Company name (Korean) || {name_ko} || #Company name (English) || {name_en}",
            "#CEO || {representative} || #Date of birth || {representative_born|YYYY. MM. DD.|pattern}",
            "#Founded on || {founded} || #Business reg. number || {business_registration_number|(     -    -       )|pattern}",
            "#Head office address || {address} || #Factory address || {-}",
            "[1r2]#Contact || #Phone || {phone} || #E-mail || {email}",
            "#Homepage || {website} || #Fax || {-}",
            "[1r2]#Business || #Main industry || {industry} || #Industry code || {industry_code}",
            "#Main products || {-} || #City or province || {region}",
        ),
        heading("B. Finance and employment"),
        grid(
            "22 26 26 26",
            "#Year || #Sales (KRW million) || #Exports (USD thousand) || #Employees",
            "#2023 || {sales_krw.2023||unit=1000000} || {exports_usd.2023||unit=1000} || {-}",
            "#2024 || {sales_krw.2024||unit=1000000} || {exports_usd.2024||unit=1000} || {-}",
            "#2025 || {sales_krw.2025||unit=1000000} || {exports_usd.2025||unit=1000} || {-}",
        ),
        line("Number of employees at present: {employees|________}"),
        heading("C. Certifications and awards"),
        grid(
            "26 74",
            "#Certifications held || {certifications|e.g. Venture business, ISO 9001|placeholder}",
            "#Government programs and awards received || {prior_awards}",
            "#Overseas partners || {overseas_partners}",
        ),
        heading("D. Main shareholders"),
        grid(
            "10 30 30 30",
            "#No. || #Shareholder || #Relation || #Share (%)",
            "^1 || {-} || {-} || {-}",
            "^2 || {-} || {-} || {-}",
        ),
        heading("E. Key research staff"),
        grid(
            "10 22 22 23 23",
            "#No. || #Name || #Position || #Degree || #Field",
            "^1 || {-} || {-} || {-} || {-}",
            "^2 || {-} || {-} || {-} || {-}",
        ),
        line("We confirm that the above is true."),
        line(
            "Date {signature|____________}    Prepared by {signature|______________} (signature)",
            "right",
        ),
    ]


def _plan_ko() -> tuple[str, list[Block]]:
    name = "사업계획서 (연구인력 파견지원사업)"
    return name, [
        title(name, EXAMPLE),
        grid(
            "20 30 20 30",
            "#과제명 || [3]{project.title}",
            "#기술분야 || {project.field} || #사업기간 || {project.months|      }개월",
            "#총사업비 || {project.budget_krw|              } 원 || #기업명 || {name}",
        ),
        line("※ 파란색 안내문은 작성 후에도 남겨 둡니다. 각 항목은 1쪽 이내로 작성합니다.", "hint"),
        heading("1. 개발의 필요성"),
        grid(
            "100",
            "{project.need|※ 개발하려는 기술의 배경과 현재의 문제를 적습니다.|guidance}",
            frame="box",
        ),
        heading("2. 개발목표"),
        grid("100", "{project.goal|※ 정량 목표를 포함하여 적습니다.|guidance}", frame="box"),
        heading("3. 추진계획"),
        grid("100", "{project.plan|※ 단계별 추진 내용과 방법을 적습니다.|guidance}", frame="box"),
        heading("4. 기대효과"),
        grid("100", "{project.effect|※ 기술적·경제적 파급효과를 적습니다.|guidance}", frame="box"),
        heading("5. 추진일정"),
        grid(
            "40 15 15 15 15",
            "[1r2]#추진내용 || [4]#일정(분기)",
            "#1 || #2 || #3 || #4",
            "{-} || {-} || {-} || {-} || {-}",
            "{-} || {-} || {-} || {-} || {-}",
        ),
        heading("6. 연간 매출 계획"),
        grid(
            "28 24 24 24",
            "#구분 || #2026년(계획) || #2027년(계획) || #2028년(계획)",
            "#매출액(백만원) || {-} || {-} || {-}",
        ),
        line("{signature|      년      월      일}", "centre"),
        line(
            "신청기업 {name|____________________|optional}   대표자 {signature|____________} (인)",
            "right",
        ),
    ]


def _plan_en() -> tuple[str, list[Block]]:
    name = "Business Plan (Research Dispatch Program)"
    return name, [
        title(name, EXAMPLE),
        grid(
            "20 30 20 30",
            "#Title of the project || [3]{project.title}",
            "#Field of technology || {project.field} || #Duration || {project.months|      } months",
            "#Total budget || KRW {project.budget_krw|              } || #Company || {name}",
        ),
        line("※ Leave the blue notes in place. Keep each item within one page.", "hint"),
        heading("1. Need for the development"),
        grid(
            "100",
            "{project.need|※ Background of the technology and the present problem.|guidance}",
            frame="box",
        ),
        heading("2. Goals"),
        grid("100", "{project.goal|※ Include goals that can be measured.|guidance}", frame="box"),
        heading("3. Plan of work"),
        grid("100", "{project.plan|※ Contents and methods, step by step.|guidance}", frame="box"),
        heading("4. Expected effects"),
        grid("100", "{project.effect|※ Technical and economic effects.|guidance}", frame="box"),
        heading("5. Schedule"),
        grid(
            "40 15 15 15 15",
            "[1r2]#Work || [4]#Quarter",
            "#1 || #2 || #3 || #4",
            "{-} || {-} || {-} || {-} || {-}",
            "{-} || {-} || {-} || {-} || {-}",
        ),
        heading("6. Planned sales"),
        grid(
            "28 24 24 24",
            "#Item || #2026 (planned) || #2027 (planned) || #2028 (planned)",
            "#Sales (KRW million) || {-} || {-} || {-}",
        ),
        line("{signature|____ / __ / __}", "centre"),
        line(
            "Company {name|____________________|optional}   Representative {signature|____________} (seal)",
            "right",
        ),
    ]


def _center_ko() -> tuple[str, list[Block]]:
    name = "산학협력 전략 및 사례 공유 워크숍 참가 신청서"
    return name, [
        title(name, f"중소기업 R&D 공유센터\n{EXAMPLE}"),
        line(
            "※ 이 신청서를 작성하여 센터 공식 메일(smebridge@kaist.ac.kr)로 17일까지 보내 주십시오.",
            "hint",
        ),
        heading("□ 신청자"),
        line("기업·기관명: {name|______________________________}"),
        line(
            "대표자: {representative|________________}    사업자등록번호: {business_registration_number|________________}"
        ),
        line("주소: {address|____________________________________________________}"),
        line("업종: {industry|____________________}    홈페이지: {website|____________________}"),
        heading("□ 참가자"),
        grid(
            "12 22 22 22 22",
            "#구분 || #성명 || #직위 || #휴대전화 || #전자우편",
            "^대표 참가자\n(담당자) || {contact.name} || {contact.title} || {contact.phone||optional} || {contact.email}",
            "^동반 참가자 || {-} || {-} || {-} || {-}",
        ),
        heading("□ 관심 분야 (해당란에 ☑)"),
        grid(
            "33 33 34",
            "{-|□} 첨단소재·부품 || {-|□} 공정장비 || {-|□} 바이오·헬스케어",
            "{-|□} ICT/SW || {-|□} 기계·항공 || {-|□} 제조 자동화·지능화",
        ),
        heading("□ 희망 지원"),
        line(
            "{-|□} 전략기술 발굴  {-|□} 공동 기술개발  {-|□} 기술이전  {-|□} 컨설팅  {-|□} 시험장비 지원  {-|□} 교육훈련"
        ),
        heading("□ 상담 희망 내용"),
        grid(
            "100",
            "{project.need|※ 해결하려는 기술 문제와 필요한 지원을 적습니다.|guidance,optional}",
            frame="box",
        ),
        line("개인정보 수집·이용에 동의합니다.  {consent|[  ]} 예   {consent|[  ]} 아니오"),
        line(
            "신청일: {signature|____년 __월 __일}      신청인: {signature|______________} (서명)",
            "right",
        ),
    ]


def _center_en() -> tuple[str, list[Block]]:
    name = "Industry-University Cooperation Workshop: Application"
    return name, [
        title(name, f"SME R&D Sharing Center\n{EXAMPLE}"),
        line(
            "※ Send this form to the center's official mail (smebridge@kaist.ac.kr) until the 17th.",
            "hint",
        ),
        heading("□ Applicant"),
        line("Company or institution: {name|______________________________}"),
        line(
            "Representative: {representative|________________}    Business registration No.: {business_registration_number|________________}"
        ),
        line("Address: {address|____________________________________________________}"),
        line(
            "Industry: {industry|____________________}    Website: {website|____________________}"
        ),
        heading("□ Participants"),
        grid(
            "20 19 19 19 23",
            "# || #Name || #Position || #Mobile || #E-mail",
            "^Main participant\n(contact person) || {contact.name} || {contact.title} || {contact.phone||optional} || {contact.email}",
            "^Accompanying || {-} || {-} || {-} || {-}",
        ),
        heading("□ Division of interest (tick)"),
        grid(
            "33 33 34",
            "{-|□} Advanced material parts || {-|□} Process equipment || {-|□} Bio and healthcare",
            "{-|□} ICT/SW || {-|□} Mechanical and aviation || {-|□} Manufacturing automation and intelligence",
        ),
        heading("□ Support wanted"),
        line(
            "{-|□} Strategic technology  {-|□} Joint development  {-|□} Technology transfer  {-|□} Consulting  {-|□} Test equipment  {-|□} Education"
        ),
        heading("□ What you want to discuss"),
        grid(
            "100",
            "{project.need|※ The technical problem to be solved and the support needed.|guidance,optional}",
            frame="box",
        ),
        line(
            "I consent to the use of my personal information.  {consent|[  ]} Yes   {consent|[  ]} No"
        ),
        line(
            "Date: {signature|____________}      Applicant: {signature|______________} (signature)",
            "right",
        ),
    ]


def _global_ko() -> tuple[str, list[Block]]:
    name = "2026년 글로벌 협력 R&D 사업 신청 요약서"
    return name, [
        title(name, EXAMPLE),
        line(
            "※ 통합 R&D 포털(www.iris.go.kr)에 입력하기 전에 내용을 정리하는 요약서입니다.", "hint"
        ),
        grid(
            "18 82",
            "#신청 트랙 || {-|□} MIT ILP   {-|□} 협력기관 제안기술   {-|□} 자율 협력   {-|□} 에코브릿지(Eco-Bridge)",
        ),
        heading("1. 과제 개요"),
        grid(
            "18 18 14 18 14 18",
            "#과제명 || [5]{project.title}",
            "#기술분야 || [2]{project.field} || #총 연구개발기간 || [2]{project.months|     } 개월",
            "#총 연구개발비 || [2]{project.budget_krw|          |unit=1000} 천원 || #정부지원 신청액 || [2]{-|          } 천원",
        ),
        heading("2. 주관연구개발기관"),
        grid(
            "18 32 18 32",
            "#기관명 || {name} || #영문 기관명 || {name_en}",
            "#사업자등록번호 || {business_registration_number} || #법인등록번호 || {corporate_registration_number}",
            "#대표자 || {representative} || #설립연월일 || {founded}",
            "#주소 || [3]{address}",
            "#기업 유형 || [3]{-|○} 유니콘 후보기업   {-|○} 대표 혁신 프로그램 참여기업   {-|○} 해당 없음",
        ),
        heading("3. 연구책임자"),
        grid(
            "18 32 18 32",
            "#성명 || {-} || #직위 || {-}",
            "#전화 || {-} || #이메일 || {-}",
            "#국가연구자번호 || {-} || #생년월일 || {identity}",
        ),
        heading("4. 실무담당자"),
        grid(
            "18 32 18 32",
            "#성명 || {contact.name} || #직위 || {contact.title}",
            "#전화 || {contact.phone} || #이메일 || {contact.email}",
        ),
        heading("5. 해외 협력기관"),
        grid(
            "18 32 18 32",
            "#협력기관명 || {overseas_partners} || #국가 || {-}",
            "#대표자 || {-} || #담당자 이메일 || {-}",
        ),
        heading("6. 기업 실적"),
        grid(
            "28 24 24 24",
            "#구분 || #2023 || #2024 || #2025",
            "#매출액(백만원) || {sales_krw.2023||unit=1000000} || {sales_krw.2024||unit=1000000} || {sales_krw.2025||unit=1000000}",
            "#수출액(USD) || {exports_usd.2023} || {exports_usd.2024} || {exports_usd.2025}",
        ),
        heading("7. 과제 요약"),
        grid(
            "18 82",
            "#필요성 || {project.need|※ 국내외 기술 현황과 공동연구가 필요한 이유|guidance}",
            "#최종 목표 || {project.goal|※ 개발 결과물의 성능과 수준|guidance}",
            "#추진 계획 || {project.plan|※ 역할 분담과 단계별 내용|guidance}",
            "#기대 효과 || {project.effect|※ 기술이전, 사업화 등 활용 방안|guidance}",
        ),
        line("{consent|□} 위 내용이 사실임을 서약하며, 연구윤리를 준수할 것에 동의합니다."),
        line(
            "{signature|2026년    월    일}     신청기관 대표 {signature|                } (직인)",
            "right",
        ),
    ]


def _global_en() -> tuple[str, list[Block]]:
    name = "2026 Global Collaborative R&D Program: Application Summary"
    return name, [
        title(name, EXAMPLE),
        line(
            "※ Put your contents in order here before you enter them in the integrated R&D portal (www.iris.go.kr).",
            "hint",
        ),
        grid(
            "18 82",
            "#Track || {-|□} MIT ILP   {-|□} Partner proposals   {-|□} Own partner   {-|□} Eco-Bridge",
        ),
        heading("1. Project"),
        grid(
            "18 18 14 18 14 18",
            "#Project title || [5]{project.title}",
            "#Technology field || [2]{project.field} || #Total R&D period || [2]{project.months|     } months",
            "#Total R&D budget || [2]KRW {project.budget_krw|          |unit=1000} thousand || #Government funding requested || [2]KRW {-|          } thousand",
        ),
        heading("2. Lead organization"),
        grid(
            "18 32 18 32",
            "#Organization || {name} || #Name in Korean || {name_ko}",
            "#Business registration number || {business_registration_number} || #Corporate registration number || {corporate_registration_number}",
            "#Representative || {representative} || #Date of incorporation || {founded}",
            "#Address || [3]{address}",
            "#Type || [3]{-|○} Unicorn candidate   {-|○} Flagship innovation program   {-|○} None of these",
        ),
        heading("3. Principal investigator"),
        grid(
            "18 32 18 32",
            "#Name || {-} || #Position || {-}",
            "#Telephone || {-} || #E-mail || {-}",
            "#Researcher number || {-} || #Date of birth || {identity}",
        ),
        heading("4. Contact person"),
        grid(
            "18 32 18 32",
            "#Name || {contact.name} || #Position || {contact.title}",
            "#Telephone || {contact.phone} || #E-mail || {contact.email}",
        ),
        heading("5. Overseas partner"),
        grid(
            "18 32 18 32",
            "#Partner institution || {overseas_partners} || #Country || {-}",
            "#Representative || {-} || #Contact's e-mail || {-}",
        ),
        heading("6. Performance"),
        grid(
            "28 24 24 24",
            "#Item || #2023 || #2024 || #2025",
            "#Sales (KRW million) || {sales_krw.2023||unit=1000000} || {sales_krw.2024||unit=1000000} || {sales_krw.2025||unit=1000000}",
            "#Exports (USD) || {exports_usd.2023} || {exports_usd.2024} || {exports_usd.2025}",
        ),
        heading("7. Summary"),
        grid(
            "18 82",
            "#Need || {project.need|※ State of the technology, why joint research is needed|guidance}",
            "#Final goal || {project.goal|※ Performance and level of the results|guidance}",
            "#Plan || {project.plan|※ Division of roles and steps|guidance}",
            "#Expected effects || {project.effect|※ Technology transfer, commercialization|guidance}",
        ),
        line("{consent|□} I vow that the above is true and agree to observe research ethics."),
        line(
            "{signature|2026.    .    .}     Representative {signature|                } (official seal)",
            "right",
        ),
    ]
