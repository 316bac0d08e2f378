"""Korea's provinces and large cities by their usual names in both languages. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PROVINCES = {
    "서울": "서울특별시 seoul",
    "부산": "부산광역시 busan",
    "대구": "대구광역시 daegu",
    "인천": "인천광역시 incheon",
    "광주": "광주광역시 gwangju",
    "대전": "대전광역시 daejeon",
    "울산": "울산광역시 ulsan",
    "세종": "세종특별자치시 sejong",
    "경기": "경기도 gyeonggi",
    "강원": "강원도 강원특별자치도 gangwon",
    "충북": "충청북도 chungbuk chungcheongbuk north_chungcheong",
    "충남": "충청남도 chungnam chungcheongnam south_chungcheong",
    "전북": "전라북도 전북특별자치도 jeonbuk jeollabuk north_jeolla",
    "전남": "전라남도 jeonnam jeollanam south_jeolla",
    "경북": "경상북도 gyeongbuk gyeongsangbuk north_gyeongsang",
    "경남": "경상남도 gyeongnam gyeongsangnam south_gyeongsang",
    "제주": "제주도 제주특별자치도 jeju",
}
_CAPITAL = frozenset({"서울", "인천", "경기"})
_GROUPS = {
    "수도권": _CAPITAL,
    "capital area": _CAPITAL,
    "capital region": _CAPITAL,
    "비수도권": frozenset(_PROVINCES) - _CAPITAL,
    "non-capital": frozenset(_PROVINCES) - _CAPITAL,
    "충청": frozenset({"충북", "충남", "대전", "세종"}),
    "호남": frozenset({"전북", "전남", "광주"}),
    "영남": frozenset({"경북", "경남", "부산", "대구", "울산"}),
    "전국": frozenset(_PROVINCES),
    "nationwide": frozenset(_PROVINCES),
}


def province(text: str | None) -> str | None:
    """The province that an address or a region begins with or names, by its short Korean name."""
    said = re.sub(r"[\s,]+", " ", text or "").strip().casefold()
    for short, others in _PROVINCES.items():
        names = [short, *(other.replace("_", " ") for other in others.split())]
        if any(said == name or said.startswith(f"{name} ") for name in names):
            return short
    for short, others in _PROVINCES.items():
        written = [other for other in others.split() if len(other) > 2]
        if any(
            re.search(rf"(?<!\w){re.escape(n.replace('_', ' '))}(?![a-z])", said) for n in written
        ):
            return short
    return None


def is_in_korea(region: str | None, address: str | None) -> bool:
    said = f"{region or ''} {address or ''}".casefold()
    return bool(province(region) or province(address)) or bool(
        re.search(r"대한민국|(?<!north )\bkorea\b", said)
    )


def in_region(wanted: Sequence[str], region: str | None, address: str | None) -> bool | None:
    """Whether a company lies in one of the regions; None where it does not say enough."""
    here = province(region) or province(address)
    said = f"{region or ''} {address or ''}".casefold()
    known = []
    for name in wanted:
        group = _GROUPS.get(name.casefold())
        within = group or ({found} if (found := province(name)) else None)
        if within is None:  # a city or district: only an address that names it tells
            known.append(True if name.casefold() in said else None)
        else:
            known.append(None if here is None else here in within)
    if any(known):
        return True
    return None if None in known or not known else False
