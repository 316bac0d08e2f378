"""A company's profile: what its owner says of it. Every key may be missing."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.dates import day_span
from assistant.record import Size


def _is_a_day(written: str) -> str:
    if day_span(written) is None:
        raise ValueError(f"there is no day {written}")
    return written


# A day, or only its month or year where the owner gave no more.
Day = Annotated[
    str,
    Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$", coerce_numbers_to_str=True),
    AfterValidator(_is_a_day),
]
Words = Annotated[str, Field(coerce_numbers_to_str=True)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Person(_Part):
    name: Words | None = None
    title: Words | None = None
    phone: Words | None = None
    email: Words | None = None


class Project(_Part):
    title: Words | None = None
    field: Words | None = None
    need: Words | None = None
    goal: Words | None = None
    plan: Words | None = None
    effect: Words | None = None
    budget_krw: int | None = Field(default=None, ge=0)
    months: int | None = Field(default=None, ge=0)


class Profile(_Part):
    """Dates are ISO; money is whole KRW, exports whole USD."""

    name_ko: Words | None = None
    name_en: Words | None = None
    representative: Words | None = None
    representative_born: Day | None = None
    business_registration_number: Words | None = None
    corporate_registration_number: Words | None = None
    founded: Day | None = None
    address: Words | None = None
    region: Words | None = None
    phone: Words | None = None
    email: Words | None = None
    website: Words | None = None
    industry: Words | None = None
    industry_code: Words | None = None
    size: Size | None = None
    employees: int | None = Field(default=None, ge=0)
    sales_krw: dict[int, int] | None = None  # by year
    exports_usd: dict[int, int] | None = None
    certifications: tuple[Words, ...] | None = None
    overseas_partners: tuple[Words, ...] | None = None
    prior_awards: tuple[Words, ...] | None = None
    contact: Person | None = None
    project: Project | None = None
    # What an owner says in the chat instead of a date or a size:
    country: Words | None = None  # "KR" or "other"
    is_sme: bool | None = None  # of which size is not said
    years_in_business: int | None = Field(default=None, ge=0)  # full ones
    representative_age: int | None = Field(default=None, ge=0)
    answers: dict[str, bool] = {}  # criterion id -> the answer to its question
