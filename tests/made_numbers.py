"""Synthetic numbers of persons and companies, in sentences. Made by chance: they are nobody's."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Kind = Literal["resident", "corporate", "business"]

REGISTRIES = (
    "1101 1201 1211 1301 1311 1341 1345 1501 1601 1701 1801 1942 2001 2101 2201 2301 2850".split()
)
COMPANIES = "11 12 13 14 21 22 31".split()

RESIDENT_SAID = """제 주민등록번호는 {}입니다
주민번호 {}인데 신청할 수 있나요?
주민번호는{}이고 대표는 저입니다
{}이 제 주민번호예요
대표자 주민등록번호:{}, 답은 이메일로 주세요
법인 대표자의 주민등록번호는 {} 입니다
법인등록번호 대신 주민번호 {}를 써도 되나요?
외국인등록번호 {}로도 되는지요
My resident registration number is {}.
RRN: {} - am I eligible?
The CEO's resident registration no. is {}, please check
{} is my resident number""".splitlines()
RESIDENT_BARE = """{}으로 조회해 주세요
홍길동({})도 지원 대상인가요?
본인확인{}부탁드립니다
신청자 {} 확인
직원은 둘입니다. {} 그리고 한 명 더 있어요
Kim ({}) wants to apply
Is {} on the list?
applicant{}checked
{}""".splitlines()
CORPORATE_SAID = """우리 회사 법인등록번호는 {}입니다
법인번호{}로 조회해 주세요
법인등록번호: {}
{}(법인등록번호)인 회사도 되나요?
주민등록번호 말고 법인등록번호 {}로 신청합니다
법인 등록 번호가 {}인 곳입니다
Our corporate registration number is {}.
The corporate registration number of our company is {}
Corporate number {}: can we apply?
{} is our corporate registration number""".splitlines()
CORPORATE_BARE = """{} 회사도 되나요?
주식회사 길잡이({})
법인 {}의 신청 자격
{} 조회
We are Giljabi Co., Ltd. ({}).
Is {} eligible?""".splitlines()
BUSINESS = """사업자등록번호 {}입니다
사업자번호는{}이에요
{} 회사인데 지원 되나요?
주민등록번호 말고 사업자번호 {}만 있어요
Our business registration number is {}.
Is {} eligible?""".splitlines()

_DASHES = "-–—−‐‑－﹣ㅡ~"
_FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")


@dataclass(frozen=True, slots=True)
class Planted:
    kind: Kind
    digits: str
    written: str  # the number in the sentence
    text: str  # the sentence


def resident_digits(chance: random.Random) -> str:
    """Of somebody born from 1940 on, or of a few in the 1800s; half end in their check digit, as
    all did before October 2020."""
    born = date(1940, 1, 1) + timedelta(days=chance.randrange(75 * 365))
    seventh = chance.choice("1256" if born.year < 2000 else "3478")
    if chance.random() < 0.05:
        seventh = chance.choice("90")
    first = f"{born:%y%m%d}" if seventh not in "90" or born.strftime("%m%d") != "0229" else "880301"
    twelve = f"{first}{seventh}{chance.randrange(10**5):05d}"
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    total = sum(w * int(d) for w, d in zip(weights, twelve, strict=True))
    fits = ((13 if seventh in "5678" else 11) - total % 11) % 10
    return f"{twelve}{fits if chance.random() < 0.5 else chance.randrange(10)}"


def corporate_digits(chance: random.Random) -> str:
    twelve = f"{chance.choice(REGISTRIES)}{chance.choice(COMPANIES)}{chance.randrange(900_000):06d}"
    total = sum((1 + i % 2) * int(d) for i, d in enumerate(twelve))
    return f"{twelve}{(10 - total % 10) % 10}"


def business_digits(chance: random.Random) -> str:
    nine = f"{chance.randint(101, 899)}{chance.randint(1, 99):02d}{chance.randrange(10**4):04d}"
    weights = (1, 3, 7, 1, 3, 7, 1, 3, 5)
    total = sum(w * int(d) for w, d in zip(weights, nine, strict=True)) + int(nine[8]) * 5 // 10
    return f"{nine}{(10 - total % 10) % 10}"


def _thirteen(digits: str, chance: random.Random) -> str:
    front, back = digits[:6], digits[6:]
    dash = chance.choice(_DASHES)
    return chance.choice(
        [
            f"{front}-{back}",
            f"{front}-{back}",
            digits,
            f"{front}{dash}{back}",
            f"{front} {dash} {back}",
            f"{front} {back}",
            f"{front}-{back}".translate(_FULL_WIDTH),
            digits.translate(_FULL_WIDTH),
            f"{front[:3]}\u200b{front[3:]}-{back}",
            f"{front}-{back[:1]} {back[1:]}",
            " ".join(front) + " - " + " ".join(back),
        ]
    )


def _ten(digits: str, chance: random.Random) -> str:
    parts = digits[:3], digits[3:5], digits[5:]
    dashed = "-".join(parts)
    return chance.choice(
        [dashed, dashed, digits, dashed.translate(_FULL_WIDTH), " ".join(parts), "–".join(parts)]
    )


def planted(kind: Kind, chance: random.Random) -> Planted:
    """A number in a sentence, Korean or English, that says what it is or does not."""
    if kind == "business":
        digits = business_digits(chance)
        written = _ten(digits, chance)
        return Planted(kind, digits, written, chance.choice(BUSINESS).format(written))
    said, bare, made = (
        (RESIDENT_SAID, RESIDENT_BARE, resident_digits)
        if kind == "resident"
        else (CORPORATE_SAID, CORPORATE_BARE, corporate_digits)
    )
    digits = made(chance)
    written = _thirteen(digits, chance)
    sentence = chance.choice(said if chance.random() < 0.5 else bare)
    return Planted(kind, digits, written, sentence.format(written))
