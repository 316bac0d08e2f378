"""Industries by the words that name them, to tell one from another. Pure."""

from __future__ import annotations

from collections.abc import Sequence

# Words of one line are near to one another: a company of one of them may be of another one too.
_SECTORS = tuple(
    tuple(word.replace("_", " ") for word in line.split())
    for line in """
제약 의약 신약 바이오 생명과학 생명공학 헬스케어 의료기기 진단 백신 임상 pharma drug bio biotech life_science healthcare medical
소프트웨어 정보통신 it 인터넷 플랫폼 인공지능 ai 데이터 클라우드 게임 앱 software information_technology platform cloud internet gaming
식품 음료 외식 음식점 카페 농산물 수산물 food beverage restaurant cafe
자동차 부품 조선 항공 기계 금속 주조 금형 용접 로봇 automotive vehicle shipbuilding aerospace machinery metal mould robot
반도체 디스플레이 전자 전기 배터리 이차전지 semiconductor display electronics electrical battery
화학 소재 플라스틱 고무 섬유 패션 의류 신발 chemical material plastic rubber textile fashion clothing
화장품 뷰티 미용 cosmetic beauty
건설 건축 토목 인테리어 부동산 construction building real_estate
도매 소매 유통 무역 전자상거래 쇼핑몰 물류 운송 택배 wholesale retail distribution trading e-commerce logistics transport
관광 여행 숙박 호텔 공연 콘텐츠 영상 방송 출판 디자인 광고 tourism travel hotel content media publishing design advertising
교육 학원 education training_school
에너지 태양광 환경 재활용 energy solar environment recycling
농업 어업 축산 임업 agriculture fishery farming forestry
금융 보험 finance insurance
""".strip().splitlines()
)


def works_in(wanted: Sequence[str], industry: str | None) -> bool | None:
    """Whether a company's industry is one of those wanted: True where it names one, False where it
    names only others, None where that cannot be told."""
    if not industry:
        return None
    said = industry.casefold()
    if any(_names(word.casefold(), said) for word in wanted):
        return True
    own = {line for line in _SECTORS if any(_names(word, said) for word in line)}
    near = {
        line
        for line in _SECTORS
        if any(
            _names(word, w.casefold()) or _names(w.casefold(), word)
            for w in wanted
            for word in line
        )
    }
    return False if own and near and not own & near else None


def sector_words(text: str) -> list[str]:
    """The words of a text that name an industry."""
    said = text.casefold()
    return [word for line in _SECTORS for word in line if _names(word, said)]


def _names(word: str, text: str) -> bool:
    """A Latin word has to begin one there: "bio" in "biotech", "ai" not in "retail"."""
    if word.isascii():
        padded = f" {''.join(c if c.isalnum() or c in '-' else ' ' for c in text)} "
        whole = len(word) <= 2
        return f" {word} " in padded if whole else f" {word}" in padded
    return word in text
