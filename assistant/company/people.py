"""Persons, as a paper names them: without their titles, and with how to reach them. Pure."""

from __future__ import annotations

import re

from assistant.figures import figures

TITLES = (
    r"(?:공동\s?)?대표(?:이사)?|부?사장|회장|전무(?:이사)?|상무(?:이사)?|이사|감사|본부장|센터장|연구소장|소장|부장|차장|과장|대리|주임|사원|팀장|실장|파트장"
    r"|(?:수석|책임|선임|주임|전임)(?:\s?연구원|\s?매니저)?|연구원|매니저|간사|CEO|CTO|CFO|COO"
)
_SURNAMES = (
    "가간갈감강개견경계고곡공곽교구국궁권근금기길김나남낭내노뇌누단담당대도독돈동두라란랑려로뢰류리림마만망매맹명모목묘묵문미민박반방배백범변"
    "보복봉부비빈빙사삼상서석선설섭성소손송수순승시신심십아안애야양어엄여연염엽영예오옥온옹왕요용우운원위유육윤은음이인임자장저전점정제조종좌주준"
    "지진차창채천초최추춘탁탄태판패편평포표풍피필하학한함해허현형호홍화환황후흥"
)
_LONG_SURNAMES = r"남궁|황보|제갈|사공|선우|서문|독고|동방|망절|어금"
_HANGUL_NAME = rf"(?:(?:{_LONG_SURNAMES})[가-힣]{{1,2}}|[{_SURNAMES}][가-힣]{{1,2}})"
_LATIN_NAME = r"[A-Z][A-Za-z'’-]*\.?(?:\s[A-Z][A-Za-z'’-]*\.?){1,3}"
_NO_NAME = re.compile(
    r"성명|이름|직위|직책|직급|전화|연락처|대표|대표자|담당|담당자|비고|구분|부서|소속|이메일|주소|해당|미정|없음|생년|회사|기업|업체|내국인|외국인|남|여|남성|여성|개인|법인|단독|각자|공동|영업팀|.*(?:팀|부서|본부|센터|기업|회사|사업부|연구소|협회|대학교?)"
)
_NO_LATIN_NAME = re.compile(
    r"\b(?:Co|Ltd|Inc|Corp|Company|Team|Department|Division|Office|Sales|Research|Center|Centre|Name|Title|Position|Street|Road|Institute|University)\b"
)


def person(text: str) -> str | None:
    """A name, without the title behind or before it; two names as they are written."""
    words = " ".join(text.split()).strip(" ,;")
    words = re.sub(r"\(\s?인\s?\)|\(서명.*?\)", "", words).strip()
    words = re.sub(r"^(?:Mr|Ms|Mrs|Dr|Prof)\.?\s", "", words)
    hangul = re.sub(r"\s*[(（][A-Za-z .,'-]+[)）]", "", words)
    if re.search("[가-힣]", hangul):
        hangul = re.sub(r"\s+[A-Z][A-Za-z]+[ ,]+[A-Z][A-Za-z -]+$", "", hangul)
    parts = re.split(r"\s*[,·/]\s*", hangul)
    names = [_one_person(part) for part in parts]
    if len(parts) > 1 and all(names):
        return ", ".join(name for name in names if name)
    return _one_person(hangul) if len(parts) == 1 else names[0] if _only_titles(parts[1:]) else None


def _only_titles(parts: list[str]) -> bool:
    return all(
        re.fullmatch(
            rf"{TITLES}|[A-Za-z &]*(?:CEO|Director|President|Founder|Manager|Head)[A-Za-z &]*", part
        )
        for part in parts
    )


def _one_person(words: str) -> str | None:
    bare = re.sub(rf"^(?:{TITLES})\s+|\s*(?:{TITLES})$", "", words, flags=re.IGNORECASE).strip()
    bare = re.sub(r"\s*[(（].*[)）]$", "", bare).strip()
    if re.fullmatch(r"[가-힣](?:\s[가-힣]){1,3}", bare):  # set apart: 홍 길 동
        return bare.replace(" ", "")
    if re.fullmatch(_HANGUL_NAME, bare):
        return None if _NO_NAME.fullmatch(bare) else bare
    if re.fullmatch(_LATIN_NAME, bare) and not _NO_LATIN_NAME.search(bare):
        return bare
    return None


def contact(text: str) -> dict[str, str]:
    """ "영업팀 윤견본 과장 (02-000-0000, yoon@example.com)": who, as what, and how to reach them."""
    words = " ".join(text.split())
    found: dict[str, str] = {}
    for figure in figures(words):
        if figure.kind in ("phone", "email"):
            found.setdefault(f"contact.{figure.kind}", words[figure.start : figure.end])
    head = re.split(r"[(（]|\d{2,4}[-)]|[\w.+-]+@", words)[0].strip(" ,/:;|")
    if match := re.search(rf"(?:^|\s)({_HANGUL_NAME})\s?/?\s?({TITLES})(?=$|[\s,/])", head):
        if not _NO_NAME.fullmatch(match[1]):
            return {"contact.name": match[1], "contact.title": match[2]} | found
    if match := re.fullmatch(
        rf"(?:(?:\S+(?:팀|부|실|센터|본부|과)\s)?)({TITLES})\s({_HANGUL_NAME})", head
    ):
        return {"contact.name": match[2], "contact.title": match[1]} | found
    pieces = [piece for piece in re.split(r"\s*[,/]\s*", head) if piece]
    for n, piece in enumerate(pieces):
        if name := _one_person(piece):
            found = {"contact.name": name} | found
            others = pieces[:n] + pieces[n + 1 :]
            bracketed = re.search(r"[(（]([A-Za-z가-힣 ]+)[)）]", words)
            if bracketed and not others:
                others = [bracketed[1]]
            titles = [
                o for o in others if re.fullmatch(TITLES, o) or re.fullmatch(r"[A-Z][A-Za-z& ]+", o)
            ]
            if len(titles) == 1:
                found["contact.title"] = titles[0]
            return found
    return {}
