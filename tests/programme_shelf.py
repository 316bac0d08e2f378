"""Made programmes with made notices: one of each status, with tracks, exclusions and gaps."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from assistant.programmes import Source, look_up
from assistant.record import Record
from assistant.schema import KOREA, Document, Language

NOW = datetime(2026, 4, 21, 10, 0, tzinfo=KOREA)  # a Tuesday: three days before the 24th
HOSTILE = "<script>window.pwned=1</script> **b** ~~x~~"

TEXTS: dict[str, tuple[Language, str, str]] = {
    "export/notice.ko.md": (
        "ko",
        "수출 첫걸음 공고",
        """# 수출 첫걸음 공고

공고일: 2026. 3. 2.

지원 금액은 최대 3천만 원입니다.
지원 대상은 중소기업입니다.
국세를 체납한 기업은 제외합니다.
신청 기간은 2026. 4. 6.부터 2026. 4. 24.까지입니다.
신청서와 사업계획서를 냅니다.
- 신청서를 씁니다.
- 온라인으로 냅니다.
신청은 수출지원센터 누리집에서 합니다.
문의는 042-000-0000으로 합니다.
바우처 트랙은 수출 실적이 있는 기업을 위한 것입니다.
전시회 트랙은 전시회에 나갈 기업을 위한 것입니다.
""",
    ),
    "export/notice.en.md": (
        "en",
        "First Export notice",
        """# First Export notice

A company receives up to KRW 30 million.
It is for small and medium-sized companies.
Companies that owe national tax are excluded.
Applications are taken from April 6, 2026 to April 24, 2026.
The voucher track is for companies that have exported.
The exhibition track is for companies going to an exhibition.
""",
    ),
    "savings/notice.ko.md": (
        "ko",
        "저축 안내",
        "기업은 납입금의 20%를 지원합니다.\n직원이 한 명 이상인 기업이 가입합니다.\n",
    ),
    "winter/notice.ko.md": (
        "ko",
        "겨울 연구 공고",
        "연구 장비를 빌려줍니다.\n접수는 2026. 1. 5.부터 2026. 1. 30.까지입니다.\n중소기업이 신청합니다.\n",
    ),
    "autumn/notice.ko.md": (
        "ko",
        "가을 교육 공고",
        "교육비를 지원합니다.\n접수는 2026. 9. 1.부터 2026. 9. 15. 18시까지입니다.\n",
    ),
    "policy/proposals.ko.md": ("ko", "정책 제안", "라운드테이블이 제안을 냈습니다.\n"),
    "hostile/notice.md": ("ko", HOSTILE, f"{HOSTILE} 를 지원합니다.\n"),
}
DOCUMENTS = {
    key: Document(key, title, language, "markdown", text, "0" * 64, key.partition("/")[0])
    for key, (language, title, text) in TEXTS.items()
}


def _both(ko: str, en: str) -> dict[str, str]:
    return {"ko": ko, "en": en}


def _quotes(document: str, *texts: str) -> list[dict[str, str]]:
    return [{"document": document, "text": text} for text in texts]


KO, EN = "export/notice.ko.md", "export/notice.en.md"
_AGENCY = {"ko": "수출지원센터", "en": "Export Center"}
_BANK = {"ko": "저축공단", "en": "Savings Agency"}
_EXPORT: dict[str, Any] = {
    "id": "export",
    "names": _both("수출 첫걸음 사업", "First Export Program"),
    "folder": "export",
    "agency": _AGENCY,
    "facts": [
        {
            "id": "ceiling",
            "topic": "amount",
            "label": _both("지원 금액", "Amount"),
            "text": _both("최대 3천만 원", "Up to KRW 30 million"),
            "quotes": _quotes(KO, "지원 금액은 최대 3천만 원입니다.")
            + _quotes(EN, "A company receives up to KRW 30 million."),
        }
    ],
    "criteria": [
        {
            "id": "sme",
            "label": _both("중소기업", "A small or medium-sized company"),
            "rule": {"size": ["small", "medium"]},
            "question": _both("중소기업입니까?", "Is it a small or medium-sized company?"),
            "quotes": _quotes(KO, "지원 대상은 중소기업입니다.")
            + _quotes(EN, "It is for small and medium-sized companies."),
        },
        {
            "id": "tax",
            "label": _both("국세 체납", "Owing national tax"),
            "rule": {"not": {"stated": True}},
            "question": _both("국세를 체납하고 있습니까?", "Does it owe national tax?"),
            "quotes": _quotes(KO, "국세를 체납한 기업은 제외합니다.")
            + _quotes(EN, "Companies that owe national tax are excluded."),
        },
    ],
    "windows": [
        {
            "round": "first",
            "name": _both("1차", "First round"),
            "text": _both("2026. 4. 6.부터 4. 24.까지", "April 6 to April 24, 2026"),
            "opens": "2026-04-06",
            "closes": "2026-04-24",
            "quotes": _quotes(KO, "신청 기간은 2026. 4. 6.부터 2026. 4. 24.까지입니다.")
            + _quotes(EN, "Applications are taken from April 6, 2026 to April 24, 2026."),
        }
    ],
    "steps": [
        {
            "what": _both("신청서 쓰기", "Fill in the form"),
            "who": _both("신청기업", "the company"),
            "quotes": _quotes(KO, "신청서를 씁니다."),
        },
        {
            "what": _both("온라인으로 내기", "Send it online"),
            "quotes": _quotes(KO, "온라인으로 냅니다."),
        },
    ],
    "papers": [
        {
            "name": _both("신청서", "Application form"),
            "quotes": _quotes(KO, "신청서와 사업계획서를 냅니다."),
        },
        {
            "name": _both("사업계획서", "Business plan"),
            "issuer": _both("신청기업", "the company"),
            "copies": 2,
            "quotes": _quotes(KO, "신청서와 사업계획서를 냅니다."),
        },
    ],
    "channels": [
        {
            "text": _both("수출지원센터 누리집", "The center's website"),
            "url": "www.example.org",
            "quotes": _quotes(KO, "신청은 수출지원센터 누리집에서 합니다."),
        }
    ],
    "contacts": [
        {
            "text": _both("수출지원센터", "Export Center"),
            "phone": "042-000-0000",
            "quotes": _quotes(KO, "문의는 042-000-0000으로 합니다."),
        }
    ],
    "tracks": [
        {
            "id": "voucher",
            "names": _both("바우처 트랙", "Voucher track"),
            "criteria": [
                {
                    "id": "exports",
                    "label": _both("수출 실적", "Has exported"),
                    "rule": {"stated": True},
                    "question": _both("수출한 적이 있습니까?", "Have you exported before?"),
                    "quotes": _quotes(KO, "바우처 트랙은 수출 실적이 있는 기업을 위한 것입니다.")
                    + _quotes(EN, "The voucher track is for companies that have exported."),
                }
            ],
        },
        {
            "id": "exhibition",
            "names": _both("전시회 트랙", "Exhibition track"),
            "criteria": [
                {
                    "id": "goes",
                    "label": _both("전시회 참가", "Going to an exhibition"),
                    "rule": {"stated": True},
                    "question": _both("전시회에 나갑니까?", "Will you go to an exhibition?"),
                    "quotes": _quotes(KO, "전시회 트랙은 전시회에 나갈 기업을 위한 것입니다.")
                    + _quotes(EN, "The exhibition track is for companies going to an exhibition."),
                }
            ],
        },
    ],
}


def _simple(
    key: str, ko: str, en: str, fact: str, topic: str = "benefit", **more: Any
) -> dict[str, Any]:
    document = f"{key}/notice.ko.md"
    return {
        "id": key,
        "names": _both(ko, en),
        "folder": key,
        "agency": _BANK,
        "facts": [
            {
                "id": "gain",
                "topic": topic,
                "label": _both("내용", "Support"),
                "text": _both(fact, f"{en}: what it gives"),
                "quotes": _quotes(document, fact),
            }
        ],
    } | more


def _window(document: str, opens: str, closes: str, text: str, clock: str = "") -> dict[str, Any]:
    return {
        "round": "only",
        "name": _both("접수", "Applications"),
        "text": _both(f"{opens}부터 {closes}까지", f"{opens} to {closes}"),
        "opens": opens,
        "closes": closes,
        "closes_time": clock or None,
        "quotes": _quotes(document, text),
    }


_WINTER = "winter/notice.ko.md"
_AUTUMN = "autumn/notice.ko.md"
WRITTEN: tuple[dict[str, Any], ...] = (
    _simple(
        "winter",
        "겨울 연구 사업",
        "Winter Research Program",
        "연구 장비를 빌려줍니다.",
        windows=[
            _window(
                _WINTER,
                "2026-01-05",
                "2026-01-30",
                "접수는 2026. 1. 5.부터 2026. 1. 30.까지입니다.",
            )
        ],
        criteria=[
            {
                "id": "winter-sme",
                "label": _both("중소기업", "A small company"),
                "rule": {"stated": True},
                "question": _both("중소기업입니까?", "Is it a small company?"),
                "quotes": _quotes(_WINTER, "중소기업이 신청합니다."),
            }
        ],
    ),
    _simple(
        "savings",
        "저축 사업",
        "Savings Program",
        "기업은 납입금의 20%를 지원합니다.",
        "rate",
        criteria=[
            {
                "id": "staff",
                "label": _both("직원이 있는 기업", "A company with staff"),
                "rule": {"employees": {"at_least": 1}},
                "question": _both("직원이 한 명 이상입니까?", "Do you employ anyone?"),
                "quotes": _quotes("savings/notice.ko.md", "직원이 한 명 이상인 기업이 가입합니다."),
            }
        ],
    ),
    _simple(
        "autumn",
        "가을 교육 사업",
        "Autumn Training Program",
        "교육비를 지원합니다.",
        windows=[
            _window(
                _AUTUMN,
                "2026-09-01",
                "2026-09-15",
                "접수는 2026. 9. 1.부터 2026. 9. 15. 18시까지입니다.",
                "18:00",
            )
        ],
    ),
    _EXPORT,
    {
        "id": "policy",
        "names": _both("정책 라운드테이블", "Policy Roundtable"),
        "folder": "policy",
        "agency": _AGENCY,
        "applies": False,
        "facts": [],
    },
)


def record(written: dict[str, Any]) -> Record:
    """With its quotes looked up in the made notices."""
    sources = {key: Source(document, 1) for key, document in DOCUMENTS.items()}
    return look_up(Record.model_validate(written | {"complete": True}), sources)


RECORDS = tuple(map(record, WRITTEN))
BY_ID = {one.id: one for one in RECORDS}
HOSTILE_RECORD = record(
    _simple("hostile", HOSTILE, HOSTILE, HOSTILE)
    | {
        "agency": {"ko": HOSTILE, "en": HOSTILE},
        "facts": [
            {
                "id": "gain",
                "topic": "benefit",
                "label": _both(HOSTILE, HOSTILE),
                "text": _both(HOSTILE, HOSTILE),
                "quotes": _quotes("hostile/notice.md", f"{HOSTILE} 를 지원합니다."),
            }
        ],
    }
)
