"""What field a label asks for, and which labels ask for none of ours."""

from __future__ import annotations

import pytest

from assistant.forms.fields import FIELDS, NARRATIVE, company_names
from assistant.forms.form import Option, Slot
from assistant.forms.labels import field_of
from assistant.profile import Person, Profile, Project
from assistant.schema import Language


def slot(labels: str, section: str = "", unit: str = "", options: str = "", **more: object) -> Slot:
    """`labels` and `options` are joined by " | "."""
    return Slot(
        "s",
        "choice" if options else "text",
        tuple(labels.split(" | ")),
        section,
        "p",
        unit=unit,
        options=tuple(Option(o, "p", 0, 1, "□") for o in options.split(" | ") if o),
        **more,  # type: ignore[arg-type]
    )


def asked(
    labels: str, language: Language, section: str = "", unit: str = "", options: str = ""
) -> str:
    """The fields, " or " between several, and the year."""
    match = field_of(slot(labels, section, unit, options), language)
    year = "" if match.year is None else f" {match.year}"
    return " or ".join(match.fields) + year


KO = """
기업명 -> name_ko
업  체  명 -> name_ko
회 사 명 -> name_ko
상호(법인명) -> name_ko
신청기업명 -> name_ko
1. 기관명 -> name_ko
① 기업명 * -> name_ko
기업명(국문) -> name_ko
기업명(영문) -> name_en
국문 | 기업명 -> name_ko
영문 | 기업명 -> name_en
기업명 Company name -> name_ko
대표자 -> representative
대표자 성명 -> representative
대 표 자 명 -> representative
대표이사 -> representative
성명 | 대표자 -> representative
대표자 | 성명 -> representative
성  명 | 대표자 | 신청기업 -> representative
생년월일 | 대표자 -> representative_born
대표자 생년월일 -> representative_born
담당자 -> contact.name
담당자 성명 -> contact.name
성명 | 실무책임자 -> contact.name
담당자 | 성명 -> contact.name
직위 | 담당자 -> contact.title
직급/직책 | 실무 담당자 -> contact.title
연락처 | 담당자 -> contact.phone
담당자 연락처 -> contact.phone
휴대전화 | 담당자 -> contact.phone
휴대폰 -> contact.phone
E-mail | 담당자 -> contact.email
이메일 | 신청기업 담당자 -> contact.email
사업자등록번호 -> business_registration_number
사업자 번호 -> business_registration_number
사업자등록번호(10자리) *필수 -> business_registration_number
법인등록번호 -> corporate_registration_number
설립일 -> founded
설립연월일 -> founded
설립일자 (YYYY.MM.DD) -> founded
개업연월일 -> founded
창업일 -> founded
본사 주소 -> address
소재지 -> address
주소(본사) -> address
사업장 소재지 -> address
소재 시도 -> region
소재지역 -> region
대표전화 -> phone
전화번호 -> phone
회사 전화 -> phone
대표 이메일 -> email
전자우편 -> email
홈페이지 -> website
홈페이지 주소 -> website
업종 -> industry
주업종 -> industry
업종코드 -> industry_code
표준산업분류코드 -> industry_code
한국표준산업분류(코드) -> industry_code
상시근로자수 -> employees
종업원 수 -> employees
상시근로자수(명) -> employees
고용인원 -> employees
임직원수 | 신청기업 현황 -> employees
매출액 | 2024년 -> sales_krw 2024
2024년 매출액 -> sales_krw 2024
2024 | 매출액(백만원) -> sales_krw 2024
매출액 | '24년 -> sales_krw 2024
매출액(2025년) -> sales_krw 2025
전년도 매출액 -> sales_krw -1
당해연도 | 매출액 -> sales_krw 0
매출액 | 전전년도 -> sales_krw -2
직전연도 매출액(백만원) -> sales_krw -1
매출액 | 2023년 | 최근 3년간 재무현황 -> sales_krw 2023
연간 매출액 -> sales_krw
인증현황 -> certifications
보유 인증 -> certifications
수상실적 -> prior_awards
수상 경력 -> prior_awards
해외 협력기관 -> overseas_partners
해외파트너 -> overseas_partners
과제명 -> project.title
연구과제명 -> project.title
프로젝트명 -> project.title
기술분야 -> project.field
개발의 필요성 -> project.need
1) 개발배경 및 필요성 -> project.need
추진배경 -> project.need
개발목표 -> project.goal
과제의 최종 목표 -> project.goal
가. 추진계획 -> project.plan
주요 내용 및 추진계획 -> project.plan
개발 내용 -> project.plan
기대효과 -> project.effect
기대효과 및 활용방안 -> project.effect
총사업비 -> project.budget_krw
총 개발비(천원) -> project.budget_krw
사업비 | 합계 -> project.budget_krw
지원사업명 -> programme.name
신청 사업명 -> programme.name
시행기관 -> programme.agency
한글 | 업 체 명 | 업체현황 -> name_ko
영 문 | 기업명 -> name_en
창립일 -> founded
본점 소재지 -> address
사무실 | 사업 담당자 -> contact.phone
회사 | 연락처 -> phone
휴대폰 | 연락처 -> contact.phone
직장전화 | 실무담당자 -> contact.phone
누리집 -> website
연구개발과제의 필요성 -> project.need
추진목적 및 필요성 -> project.need
연구개발성과의 활용방안 및 기대효과 -> project.effect
신청과제 -> project.title
매출 | 2025 -> sales_krw 2025
수출 실적 (2025년, 천불) -> exports_usd 2025
총계 | 총사업비 -> project.budget_krw
"""

EN = """
Name of company -> name_en
Company name -> name_en
Company Name* -> name_en
1. Legal name of the company -> name_en
Applicant company -> name_en
Company name (in Korean) -> name_ko
Company name (English) -> name_en
Name | Company -> name_en
Name of enterprise -> name_en
CEO -> representative
Representative -> representative
Name of representative -> representative
CEO's name -> representative
Representative (name) -> representative
Full name | Legal representative -> representative
Date of birth | Representative -> representative_born
Contact person -> contact.name
Person in charge -> contact.name
Name | Contact person -> contact.name
Name of contact person -> contact.name
Position | Contact person -> contact.title
Job title | Point of contact -> contact.title
Telephone | Contact person -> contact.phone
Mobile phone -> contact.phone
E-mail of contact person -> contact.email
Email | Main contact -> contact.email
Business registration number -> business_registration_number
Business registration no. -> business_registration_number
Business Reg. No. -> business_registration_number
Corporate registration number -> corporate_registration_number
Date of establishment -> founded
Established -> founded
Year founded -> founded
Date of incorporation -> founded
Head office address -> address
Address -> address
Registered address -> address
Region -> region
City/Province -> region
Telephone -> phone
Tel. No. -> phone
E-mail -> email
Company e-mail address -> email
Website -> website
Homepage -> website
Industry -> industry
Line of business -> industry
Industry code (KSIC) -> industry_code
No. of employees -> employees
Number of employees (full-time) -> employees
Employees -> employees
Total staff -> employees
Annual turnover (KRW million) | 2024 -> sales_krw 2024
Sales | FY2025 -> sales_krw 2025
Turnover 2023 -> sales_krw 2023
2024 | Annual sales -> sales_krw 2024
Sales last year -> sales_krw -1
Exports (USD) | 2024 -> exports_usd 2024
Export sales 2025 -> exports_usd 2025
Certifications -> certifications
Awards -> prior_awards
Overseas partners -> overseas_partners
Project title -> project.title
Title of the project -> project.title
Field of technology -> project.field
Need for the project -> project.need
Background and rationale -> project.need
Project objectives -> project.goal
Goals -> project.goal
Work plan -> project.plan
Implementation plan -> project.plan
Expected impact -> project.effect
Expected outcomes and benefits -> project.effect
Total project budget -> project.budget_krw
Project duration (months) -> project.months
Name of programme -> programme.name
CEO / Representative -> representative
Chief executive -> representative
Name in Korean | Company -> name_ko
How many employees do you have? -> employees
Tax / business registration number -> business_registration_number
Direct line | Contact -> contact.phone
Annual revenue, most recent year -> sales_krw -1
Methodology and work plan -> project.plan
Prizes and awards -> prior_awards
Estimated total cost -> project.budget_krw
"""

NONE = """
ko 팩스
ko 자본금
ko 부서
ko 기업명 | 공동기관
ko 공동연구개발기관명
ko 성명 | 참여연구원
ko 대표자 | 참여기업
ko 참여기업 대표자
ko 위탁기관 | 기업명
ko 자회사명
ko 모기업 | 기업명
ko 공장 주소
ko 주소 | 공장
ko 연구소 소재지
ko 보호자 성명
ko 추천인
ko 추천인 성명
ko 컨설팅사명
ko 성명 | 연구책임자
ko 과제책임자 성명
ko 전화 | 총괄책임자
ko 매출액 | 비중
ko 매출액 증가율 | 2024년
ko 예상 매출액 | 2027년
ko 매출액 | 2027년(예상)
ko 수출 목표액
ko 정부지원금
ko 자부담금
ko 총사업비 | 정부출연금
ko 신청금액
ko 매출원가
ko 신규 고용인원
ko 상시근로자수 | 2023년
ko 주소 | 대표자
ko 대표자 주민등록번호 뒷자리
ko 대표자(영문)
ko 과제명(영문)
ko 비고
ko 내용
ko 지원내용
ko 수출 계획
ko 업태
ko 주거래은행
ko 최근 3년간 매출액 합계
ko 생년월일
ko 직위
ko 연구원 성명
ko 접수번호
ko 기업유형
ko 기관명 | 협력 파트너
ko 성명 | 파견 희망 인력
ko 성명/직위 | 담당자
ko 기타 | 종업원 수
ko 매출액 | 2026(목표)
ko 임원 성명
en Fax
en Capital
en Department
en Name | Partner company
en Name of partner organisation
en Parent company
en Subsidiary name
en Factory address
en Name | Principal investigator
en Project manager
en Referee name
en Consultant
en Sales growth | 2024
en Expected sales | 2027
en Export ratio
en Number of new employees
en Requested grant
en Government contribution
en Remarks
en Description
en Paid-in capital
en Host institution
en Home address
en Title
en Position
en Contact person / phone
en Trading name
en Website / social media
en Loans
en Sales 2026 (forecast)
"""

ASKED = """
ko 성명 -> representative or contact.name
ko 성명 | 신청인 -> representative or contact.name
ko 연락처 -> phone or contact.phone
ko 연락처 | 대표자 -> phone or contact.phone
ko 전화 | 대표자 -> phone or contact.phone
ko 이메일 | 대표자 -> email or contact.email
ko 사업명 -> programme.name or project.title
ko 주관기관 -> name_ko or programme.agency
ko 업종(코드) -> industry or industry_code
ko 개발 목표 및 내용 -> project.goal or project.plan
ko 회사 전화 | 담당자 -> phone or contact.phone
en E-mail | Founder -> email or contact.email
en Name -> representative or contact.name
en Full name -> representative or contact.name
en Applicant -> name_en or representative
en Contact -> contact.name or contact.phone
en Contact e-mail -> email or contact.email
ko 등록번호 -> business_registration_number or corporate_registration_number
en Company registration number -> business_registration_number or corporate_registration_number
en Contact number -> phone or contact.phone
en Objectives and work plan -> project.goal or project.plan
"""

MORE_KO = """
상시근로자(명) -> employees
현재 종업원 수 -> employees
기업·기관명 -> name_ko
법인(단체)명 -> name_ko
사업자 소재지(본점) -> address
창업아이템명 -> project.title
추진 배경과 필요성 -> project.need
추진 전략과 방법 -> project.plan
활용 방안과 기대효과 -> project.effect
성과 활용방안 -> project.effect
수상·선정 실적 -> prior_awards
정부지원 수혜 이력 -> prior_awards
대표 참가자 (담당자) | 성명 -> contact.name
합계 | 연구개발비(단위: 천원) -> project.budget_krw
2024 | 금액(USD) | 수출 -> exports_usd 2024
2024 | 천원 | 매출 -> sales_krw 2024
협력기관명 | 해외 협력기관 -> overseas_partners
"""
MORE_EN = """
Company or institution -> name_en
Lead organization -> name_en
Name in Korean | Lead organization -> name_ko
Main phone | Basics -> phone
Number of employees at present -> employees
Previous government awards -> prior_awards
Government programs and awards received -> prior_awards
Main participant (contact person) | Name -> contact.name
Title | Contact person -> contact.title
2024 | KRW thousand | Sales -> sales_krw 2024
Partner institution | Overseas partner -> overseas_partners
Q2. What are the goals of the project? -> project.goal
"""
MORE_NONE = """
en Position
en Position | Research staff
en Date of registration
en Organization | Career
en Organization | Name of referee
en Activities | Cash
en Activities | Total
en Partner institution
en Accompanying participant | Name
ko 동반 참가자 | 성명
ko 인증명 | 인증 현황
ko 협력기관명
ko 직위 | 경력
ko 기간
"""


def rows(table: str) -> list[tuple[str, str]]:
    return [tuple(line.split(" -> ")) for line in table.strip().splitlines()]  # type: ignore[misc]


@pytest.mark.parametrize(("labels", "wanted"), rows(KO + MORE_KO.lstrip()))
def test_a_korean_label_is_the_field_that_it_names(labels: str, wanted: str) -> None:
    assert asked(labels, "ko") == wanted


@pytest.mark.parametrize(("labels", "wanted"), rows(EN + MORE_EN.lstrip()))
def test_an_english_label_is_the_field_that_it_names(labels: str, wanted: str) -> None:
    assert asked(labels, "en") == wanted


@pytest.mark.parametrize("line", (NONE + MORE_NONE.lstrip()).strip().splitlines())
def test_a_label_that_is_close_but_anothers_is_no_field(line: str) -> None:
    language, labels = line.split(" ", 1)
    assert asked(labels, "ko" if language == "ko" else "en") == ""


@pytest.mark.parametrize(("line", "wanted"), rows(ASKED))
def test_a_label_that_can_be_two_fields_is_a_question(line: str, wanted: str) -> None:
    language, labels = line.split(" ", 1)
    assert asked(labels, "ko" if language == "ko" else "en") == wanted


@pytest.mark.parametrize(
    ("labels", "section", "language", "wanted"),
    [
        ("성명", "신청서 > 2. 담당자", "ko", "contact.name"),
        ("연락처", "1. 기업 일반현황", "ko", "phone"),
        ("기업명", "1. 신청기업 현황", "ko", "name_ko"),
        ("기업명", "2. 공동연구개발기관 현황 > 가. 일반현황", "ko", ""),
        ("기업명", "글로벌 협력기관 연계 지원사업 신청서 > 1. 일반현황", "ko", "name_ko"),
        ("성명", "3. 참여인력 현황", "ko", ""),
        ("매출액 | 2026년", "5. 향후 사업화 전망", "ko", ""),
        ("기관명", "해외 협력기관 현황", "ko", ""),
        ("Name of company", "2. Partner", "en", ""),
        ("Name of company", "Application form: partnering programme > 1. Applicant", "en", "name_en"),
        ("Telephone", "B. Contact person", "en", "contact.phone"),
        ("성명", "다. 응답자와 협력기업 > 응답 담당자", "ko", "contact.name"),
        ("성명", "다. 응답자와 협력기업", "ko", ""),
        ("성명", "5. 공동연구기관과 위탁기관 > 담당자", "ko", ""),
        ("Name", "C. Respondent and partner company > Contact person", "en", "contact.name"),
        ("Name", "C. Respondent and partner company > Main partner company", "en", ""),
        ("인증", "6. 수행 예산", "ko", ""),
        ("개발 목표", "5. 공동연구개발기관 > 5-1. 공동연구개발기관 1", "ko", ""),
        ("개발 목표", "2. 협력기관과의 공동개발 계획", "ko", "project.goal"),
        ("Objectives", "6. Joint organizations > 6.1 Partner company 1", "en", ""),
        ("해외 협력사", "2. 해외 거래처", "ko", "overseas_partners"),
        ("지원기관", "3. 정부지원사업 수혜 실적", "ko", ""),
        ("Project title", "4. Researchers applied for", "en", "project.title"),
        ("Sales | 2024", "Financial plan: projected figures", "en", ""),
    ],
)  # fmt: skip
def test_the_heading_above_says_who_is_meant(
    labels: str, section: str, language: Language, wanted: str
) -> None:
    assert asked(labels, language, section) == wanted


def test_boxes_are_the_size_only_where_they_name_sizes() -> None:
    assert asked("기업규모", "ko", options="소기업 | 중기업 | 중견기업") == "size"
    assert asked("기업유형", "ko", options="소상공인 | 소기업 | 중기업") == "size"
    assert asked("기업유형", "ko", options="법인 | 개인") == ""
    assert asked("Company size", "en", options="Micro | Small | Medium") == "size"
    assert asked("벤처기업 여부", "ko", options="예 | 아니오") == ""


def test_a_figure_in_another_currency_is_not_ours() -> None:
    assert asked("수출액 | 2024년", "ko", unit="천불") == "exports_usd 2024"
    assert asked("수출액 | 2024년", "ko", unit="백만원") == ""
    assert asked("매출액 | 2024년", "ko", unit="천달러") == ""


def test_a_row_of_a_list_and_a_place_never_written_are_no_field() -> None:
    assert field_of(slot("성명 | 대표자", row=1), "ko").fields == ()
    signed = Slot("s", "signature", ("대표자",), "", "p")
    assert field_of(signed, "ko").fields == ()


def test_a_period_printed_as_days_is_not_a_number_of_months() -> None:
    assert asked("개발기간", "ko", unit="개월") == "project.months"
    dated = slot("개발기간", printed="20  .  .  . ~ 20  .  .  .", printed_as="pattern")
    assert field_of(dated, "ko").fields == ()


def test_a_number_of_months_says_that_a_period_is_the_projects() -> None:
    assert asked("사업기간", "ko", unit="개월") == "project.months"
    unit = slot("사업기간", unit="개월", printed="개월", printed_as="unit")
    assert field_of(unit, "ko").field == "project.months"  # the 월 of 개월 is no month
    assert asked("Period", "en", "4. Project", unit="months") == "project.months"
    assert asked("Period", "en", "4. Project") == ""
    assert asked("Period", "en", "5. Internship", unit="months") == ""


def test_a_registration_number_is_known_by_its_printed_groups() -> None:
    label = "Registration number"
    assert (
        field_of(slot(label, printed="000-00-00000"), "en").field == "business_registration_number"
    )
    assert (
        field_of(slot(label, printed="      -       "), "en").field
        == "corporate_registration_number"
    )
    assert len(field_of(slot(label), "en").fields) == 2


def test_a_name_asked_for_in_one_language_is_not_given_in_the_other() -> None:
    assert field_of(slot("Company name (English)"), "en").is_in_language
    assert not field_of(slot("Company name"), "en").is_in_language


def test_every_field_is_a_key_of_the_profile_or_of_a_record() -> None:
    of_record = {"programme.name", "programme.agency"}
    told = {"country", "is_sme", "years_in_business", "representative_age", "answers"}
    keys = set(Profile.model_fields) - {"contact", "project"} - told
    keys |= {f"contact.{key}" for key in Person.model_fields}
    keys |= {f"project.{key}" for key in Project.model_fields}
    assert set(FIELDS) == keys | of_record
    assert {"project.need", "project.goal", "project.plan", "project.effect"} == NARRATIVE
    assert company_names("en") == ("name_en", "name_ko")
