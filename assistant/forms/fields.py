"""The fields that a slot can be: keys of a company's profile and of a programme's record. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.schema import Language

FieldKind = Literal[
    "text", "date", "brn", "crn", "phone", "email", "url", "money_krw", "money_usd", "count",
    "months", "words", "choice", "narrative",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    key: str  # dotted
    kind: FieldKind
    ko: str  # as a person is asked for it
    en: str
    is_yearly: bool = False  # has a value a year

    def name(self, language: Language) -> str:
        return self.ko if language == "ko" else self.en


_ALL = (
    Field("name_ko", "text", "기업명(국문)", "company name in Korean"),
    Field("name_en", "text", "기업명(영문)", "company name in English"),
    Field("representative", "text", "대표자 성명", "name of the representative"),
    Field("representative_born", "date", "대표자 생년월일", "representative's date of birth"),
    Field("business_registration_number", "brn", "사업자등록번호", "business registration number"),
    Field("corporate_registration_number", "crn", "법인등록번호", "corporate registration number"),
    Field("founded", "date", "설립일", "date of establishment"),
    Field("address", "text", "본사 주소", "address"),
    Field("region", "choice", "소재 지역", "region"),
    Field("phone", "phone", "회사 전화번호", "company telephone"),
    Field("email", "email", "회사 이메일", "company e-mail"),
    Field("website", "url", "홈페이지", "website"),
    Field("industry", "text", "업종", "industry"),
    Field("industry_code", "text", "표준산업분류코드", "industry code"),
    Field("size", "choice", "기업 규모", "company size"),
    Field("employees", "count", "상시근로자 수", "number of employees"),
    Field("sales_krw", "money_krw", "매출액", "annual sales", is_yearly=True),
    Field("exports_usd", "money_usd", "수출액", "annual exports", is_yearly=True),
    Field("certifications", "words", "인증 현황", "certifications"),
    Field("overseas_partners", "words", "해외 협력기관", "overseas partners"),
    Field("prior_awards", "words", "수상 실적", "awards"),
    Field("contact.name", "text", "담당자 성명", "name of the contact person"),
    Field("contact.title", "text", "담당자 직위", "contact person's position"),
    Field("contact.phone", "phone", "담당자 연락처", "contact person's telephone"),
    Field("contact.email", "email", "담당자 이메일", "contact person's e-mail"),
    Field("project.title", "text", "과제명", "project title"),
    Field("project.field", "text", "기술 분야", "field of technology"),
    Field("project.need", "narrative", "과제의 필요성", "need for the project"),
    Field("project.goal", "narrative", "과제의 목표", "goal of the project"),
    Field("project.plan", "narrative", "추진 내용과 계획", "plan of the project"),
    Field("project.effect", "narrative", "기대 효과", "expected effect"),
    Field("project.budget_krw", "money_krw", "총사업비", "total project budget"),
    Field("project.months", "months", "수행 기간(개월)", "length of the project in months"),
    Field("programme.name", "text", "지원사업명", "name of the programme"),
    Field("programme.agency", "text", "시행기관", "agency of the programme"),
)
FIELDS = {field.key: field for field in _ALL}
NARRATIVE = frozenset(field.key for field in _ALL if field.kind == "narrative")


def field_at(key: str) -> Field | None:
    """The field of a dotted key, which may end with a year."""
    return FIELDS.get(re.sub(r"\.\d{4}$", "", key))


def called(key: str, language: Language) -> str:
    """ "2025년 매출액", "Annual sales of 2025". KeyError: no such field."""
    field = FIELDS[re.sub(r"\.\d{4}$", "", key)]
    year, name = key.removeprefix(field.key).strip("."), field.name(language)
    if language == "ko":
        return f"{year}년 {name}" if year else name
    return f"{name[0].upper()}{name[1:]}{f' of {year}' if year else ''}"


def company_names(language: Language) -> tuple[str, str]:
    """The fields of a company's name, the one that a form of this language asks for first."""
    return ("name_ko", "name_en") if language == "ko" else ("name_en", "name_ko")
