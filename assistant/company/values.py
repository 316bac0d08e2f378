"""The value that stands beside a label, as the profile has it; None where it is none of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.company.labels import is_planned, label_of
from assistant.company.stated import Value
from assistant.figures import Figure, figures
from assistant.forms.checks import holds_identity
from assistant.regions import province

_NONE = re.compile(
    r"(?:values?|details?|contents?|description|내용|세부\s?내용|기재\s?(?:사항|내용)|비고|없음|해당\s?(?:사항\s?)?없음|미정|n/?a|none|nil|tbd|-|–|—|x|○+|\.+|_+)?",
    re.IGNORECASE,
)
_GUIDANCE = re.compile(
    r"^\W*(?:※|\(?예\s?[):시]|\(?e\.\s?g\.|\(?ex\)|for example\b|example:|\(?작성\s?(?:요령|방법|예시)|\(?기재\s?(?:요령|예시))|^※"
    r"|(?:기재|작성|기술|서술|기입)\s?(?:하여\s?주\s?)?(?:하?십시오|하?세요|바랍니다|할\s것|요망)[.)>\]]*$"
    r"|(?<=[을를여])\s적(?:습니다|으십시오|으세요|어\s?주(?:세요|십시오))[.)>\]]*$"
    r"|^[<(\[]?(?:please )?(?:describe|explain|write|state|enter|fill in|summari[sz]e)\b|[○◯]{2,}|\bOOO\b|_{3,}",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:약|대략|거의|최소|최대|여|이상|이하|미만|초과|내외|안팎|규모\s?예상|about|around|some|approximately|approx\.?|nearly|almost|over|more than|at least|up to|under|less than|fewer than|circa|~)\s*$",
    re.IGNORECASE,
)
_ABOUT_AFTER = re.compile(
    r"^\s*(?:여\s?(?:명|원|개|억|만)|이상|이하|미만|초과|내외|안팎|가량|정도|\+|or more|or so)",
    re.IGNORECASE,
)
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
COMPANY_KO = r"(?:(?:㈜|\(주\)|（주）|주식회사|유한회사|농업회사법인|\(유\))\s?[가-힣A-Za-z0-9&.·-]{1,30}(?:\s?(?:㈜|주식회사))?|[가-힣A-Za-z0-9&.·-]{1,30}\s?(?:㈜|\(주\)|（주）|주식회사|유한회사))"
COMPANY_EN = r"(?:[A-Z0-9][\w&.'’+-]{0,30}\s){0,5}[A-Z0-9][\w&.'’+-]{0,30},?\s(?i:Co\.?,?\s?Ltd\.?|Company,?\s(?:Ltd\.?|Limited)|Inc\.?|Corp\.?|Corporation|Ltd\.?|Limited|LLC|L\.L\.C\.|GmbH|PLC)(?!\w)"
_CODE = re.compile(r"(?<![\w-])(?:KSIC[\s:-]*)?(?P<code>[A-U]\d{2,5}|\d{5})(?![\w-])")
_POSTCODE = re.compile(r"^(?:\(?(?:우(?:편번호)?)?\s?:?\s?\)?\s?\(?\d{5}\)?|\(우\)\s?\d{5})[\s,]+")
_ADDRESS_KO = re.compile(r"(?:시|군|구|도)\s.*(?:로|길|동|읍|면|리|가)(?:\s|\d|$|,)")
_ADDRESS_EN = re.compile(
    r"\b[\w-]+-(?:ro|gil|daero|gu|si|dong|do)\b|\b(?:Street|St|Road|Rd|Avenue|Ave|Korea)\b",
    re.IGNORECASE,
)
_MORE_PLACES = re.compile(
    r"\s*[/;]\s*(?:공장|연구소|지사|지점|사무소|Factory|Branch|R&D|Lab)|\s+(?:공장|연구소|지사)\s?[:：]|\s*[(（]?\s?(?:우편번호|우)\s?[:：]?\s?\d{5}\s?[)）]?$"
)
_TICK = re.compile(r"[■☑✔√●◉✓☒]|\[\s?[vV√xX]\s?\]|\(\s?[vV√○]\s?\)")
_UNTICK = re.compile(r"[□☐○◯]|\[\s*\]|\(\s*\)")
_SIZES = (
    ("micro", re.compile(r"소상공인|\bmicro", re.IGNORECASE)),
    (
        "medium",
        re.compile(
            r"(?<!대)중기업|(?<!and )(?<!or )(?<!small-)(?<!& )(?<!/)\bmedium", re.IGNORECASE
        ),
    ),
    (
        "small",
        re.compile(r"(?<!중)(?<!중·)소기업|\bsmall(?![ -]?(?:and|or|to|&|/))(?!\w)", re.IGNORECASE),
    ),
    ("large", re.compile(r"대기업|\blarge\b", re.IGNORECASE)),
    (
        "startup",
        re.compile(
            r"(?<!예비)(?<!예비 )창업\s?(?:초기\s?)?기업|스타트업|\bstart-?up\b", re.IGNORECASE
        ),
    ),
)
_ENDING = re.compile(
    r"\.(?:com|net|org|kr|io|ai|biz|info|dev|app|shop|co|jp|cn|de|eu)$", re.IGNORECASE
)
_DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[A-Za-z]{2,}(?:/[^\s|,)]*)?")
_COUNTRY = re.compile(
    "USA|US|United States|UK|United Kingdom|Germany|France|Japan|China|Taiwan|Hong Kong|Singapore|"
    "Vietnam|Thailand|Indonesia|Malaysia|India|Australia|New Zealand|Canada|Mexico|Brazil|Spain|"
    "Italy|Switzerland|Austria|Netherlands|The Netherlands|Belgium|Sweden|Norway|Denmark|Finland|"
    "Estonia|Poland|Czech Republic|Israel|UAE|Saudi Arabia|Turkey|Türkiye|Kazakhstan|Uzbekistan|"
    "미국|영국|독일|프랑스|일본|중국|대만|홍콩|싱가포르|베트남|태국|인도네시아|말레이시아|인도|호주|"
    "캐나다|멕시코|브라질|스페인|이탈리아|스위스|오스트리아|네덜란드|벨기에|스웨덴|노르웨이|덴마크|"
    "핀란드|폴란드|체코|이스라엘|튀르키예"
)
_MOST_ITEM_CHARS = 120
_MOST_ITEMS = 30


def read(field: str, text: str) -> Value | None:
    """The value of a field in the words beside its label; sums by year are read elsewhere."""
    words = " ".join(text.split())
    if (
        is_guidance(words)
        or _NONE.fullmatch(words)
        or holds_identity(words)
        or (label_of(words) is not None and field not in _LISTS)
    ):
        return None
    reader = _READERS.get(field.split(".")[-1])
    return reader(words) if reader else None


def is_guidance(words: str) -> bool:
    """Whether they are a form's own: how to fill it in, or an example."""
    return bool(_GUIDANCE.search(words))


def company_names(text: str) -> dict[str, str]:
    """ "㈜가상정밀 (Gasang Precision Co., Ltd.)" has a Korean name and an English one."""
    words = " ".join(text.split()).strip(" ,;")
    if (
        is_guidance(words)
        or not words
        or len(words) > 100
        or _NONE.fullmatch(words)
        or label_of(words) is not None
    ):
        return {}
    found: dict[str, str] = {}
    parts = re.split(
        r"\s*[(（](?!주\)|유\)|주）)(.*?)[)）]\s*|\s*/\s*|\s*,\s*(?=[A-Z][a-z]+ )(?!\s*(?:Co|Ltd|Inc))",
        words,
    )
    for part in (p.strip() for p in parts if p and p.strip()):
        part = re.sub(r"^(?:영문|국문|한글|영문명|English|Korean)\s?[:：]\s?", "", part)
        if re.search("[가-힣]", part):
            if not is_note(part):
                found.setdefault("name_ko", part)
        elif re.search(r"[A-Za-z]{2}", part) and (not found or len(part) > 3):
            found.setdefault("name_en", part)
    return found


def is_note(words: str) -> bool:
    """이하 "당사", 구 ㈜옛이름: no name of its own."""
    return bool(re.match(r"(?:이하|구\s|舊|이전|직인|인\b|대표|영문|국문)", words))


def stem(name: str) -> str:
    """A company's name without its legal form, to compare."""
    bare = re.sub(
        r"㈜|\(주\)|（주）|주식회사|유한회사|\(유\)|,?\s*\b(?:Co|Company|Inc|Corp|Corporation|Ltd|Limited|LLC|GmbH)\b\.?,?",
        "",
        name,
        flags=re.IGNORECASE,
    )
    return re.sub(r"[\s.,]", "", bare).casefold()


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


def phone(words: str) -> str | None:
    for figure in figures(words):
        if figure.kind == "phone" and not re.search(
            r"팩스|fax|\bF\b", words[: figure.start], re.IGNORECASE
        ):
            written = words[figure.start : figure.end]
            plain = re.fullmatch(r"[\d-]+|\+82[\d -]+", written)
            return written if plain else figure.value.split(" ext ")[0]
    return None


def email(words: str) -> str | None:
    words = _unbroken(words) if words.count("@") == 1 else words
    return next((words[f.start : f.end] for f in figures(words) if f.kind == "email"), None)


def _unbroken(words: str) -> str:
    """An address that a narrow cell broke in two, and nothing else: "www.exam ple.com"."""
    joined = words.replace(" ", "")
    whole = re.fullmatch(r"(?:https?://|www\.)?[\w.+@/-]+\.[A-Za-z]{2,}/?", joined)
    parts = words.split()
    if (
        whole
        and len(parts) == 2
        and (not _ENDING.search(parts[0]) or (len(parts[1]) <= 3 and _ENDING.search(joined)))
    ):
        return joined if joined.count("www.") < 2 else words
    return words


def website(words: str) -> str | None:
    if "@" in words:
        return None
    words = _unbroken(words)
    found = next((words[f.start : f.end] for f in figures(words) if f.kind == "url"), None)
    if found is None and (match := _DOMAIN.search(words)):
        found = match[0]
    return found.rstrip("/.") if found else None


def address(words: str) -> str | None:
    words = _POSTCODE.sub("", words)
    if more := _MORE_PLACES.search(words):
        words = words[: more.start()]
    words = re.sub(r"(?<=[가-힣]) (?=(?:구|시|군|동|로|길|읍|면|리|도)(?:[\s,]|$))", "", words)
    words = re.sub(
        r"^(?:본사|본점|Head office|HQ)\s?[:：)]\s?", "", words, flags=re.IGNORECASE
    ).strip(" ,.;|")
    is_korean = bool(re.search("[가-힣]", words))
    fits = _ADDRESS_KO.search(words) if is_korean else _ADDRESS_EN.search(words) and "," in words
    return words if fits and 6 <= len(words) <= 200 else None


def size(words: str) -> str | None:
    if _TICK.search(words):
        ticked = re.findall(
            rf"(?:{_TICK.pattern})\s?(.*?)(?=\s*(?:{_TICK.pattern}|{_UNTICK.pattern})|$)", words
        )
        words = " / ".join(ticked)
    elif _UNTICK.search(words):
        return None
    found = [name for name, pattern in _SIZES if pattern.search(words)]
    return found[0] if len(found) == 1 else None


def people(words: str) -> int | None:
    """Only an exact number that stands first: "12명(연구원 5명)", not "정규직 10명, 계약직 2명"."""
    match = re.match(
        r"(?:총|현재|상시|전체|total(?: of)?|we are)?\s?:?\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})\s?(?:명|인|people|persons?|employees|staff|members|full-time.*)?(?P<rest>.*)$",
        words,
        re.IGNORECASE,
    )
    if match is None or re.match(
        r"\s?(?:[.\d~+%-]|여\s?명|이상|내외|or more|to \d|년|억|만)", match["rest"]
    ):
        return None
    if re.search(r"예정|목표|계획|예상|target|plan", words[: match.start("rest")], re.IGNORECASE):
        return None
    if re.match(
        r"\s?[(（,]?\s?(?:예정|목표|예상|계획|planned|target|expected)",
        match["rest"],
        re.IGNORECASE,
    ):
        return None
    return int(match["n"].replace(",", ""))


def months(words: str) -> int | None:
    found = {m for f in figures(words) if f.kind == "duration" and (m := _in_months(f))}
    if not found and (match := re.fullmatch(r"(\d{1,3})", words)):
        return int(match[1])
    return found.pop() if len(found) == 1 else None


def _in_months(figure: Figure) -> int | None:
    match = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?", figure.value)
    return int(match[1] or 0) * 12 + int(match[2] or 0) if match and match.group() != "P" else None


def day(words: str) -> str | None:
    """The first day that is given with its year."""
    for figure in figures(words):
        if figure.kind == "date" and figure.value[0] != "-":
            before = words[: figure.start]
            return figure.value if len(before) <= 12 and not re.search(r"\d", before) else None
    return None


def won(words: str) -> int | None:
    """A sum that stands first."""
    for figure in figures(words):
        if figure.kind == "money":
            before = words[: figure.start]
            fits = figure.value.startswith("KRW ") and not re.search(r"\d", before)
            exact = not is_about(words, figure)
            return int(figure.value.split()[1]) if fits and exact and len(before) <= 8 else None
    return None


def is_about(text: str, figure: Figure) -> bool:
    """Whether a figure is no exact one: 약 10억 원, over 30 people."""
    return bool(
        _ABOUT.search(text[: figure.start])
        or _ABOUT_AFTER.match(text[figure.end :])
        or re.search(r"\d여|여\s?\S$|수\s?[십백천억]|몇", text[figure.start : figure.end])
    )


def items(text: str) -> tuple[str, ...] | None:
    """What is listed, without what is only planned."""
    found: list[str] = []
    for piece in _pieces(" ".join(text.split())):
        piece = re.sub(r"^(?:[-*•·○◦▪✓]|\d{1,2}[.)])\s*", "", piece).strip(" .;")
        if (found and _COUNTRY.fullmatch(piece)) or (
            found and re.fullmatch(r"(?:19|20)\d\d(?:년|\.\s?\d{1,2}\.?)?", piece)
        ):
            found[-1] += f", {piece}"
        elif piece and not _NONE.fullmatch(piece) and is_held(piece):
            found.append(piece)
    fits = (
        found and len(found) <= _MOST_ITEMS and all(len(one) <= _MOST_ITEM_CHARS for one in found)
    )
    return tuple(dict.fromkeys(found)) if fits else None


def is_held(item: str) -> bool:
    return not is_planned(item) and not re.search(
        r"준비|추진\s?중|진행\s?중|신청\s?중|심사\s?중|출원|in progress|pending|applied for|under way|not yet",
        item,
        re.IGNORECASE,
    )


def _pieces(words: str) -> Iterator[str]:
    """Parted by commas and the like outside brackets."""
    depth, at = 0, 0
    for n, letter in enumerate(words):
        if letter in "([（":
            depth += 1
        elif letter in ")]）":
            depth = max(depth - 1, 0)
        elif not depth and (
            letter in ";·ㆍ、"
            or (letter == "," and not re.match(r",\d{3}\b", words[n:]))
            or (letter in "/|" and words[n - 1 : n] == " ")
        ):
            yield words[at:n]
            at = n + 1
    yield words[at:]


def _numbered(pattern: str) -> Callable[[str], str | None]:
    compiled = re.compile(rf"(?<![\d-]){pattern}(?![\d-])")

    def number(words: str) -> str | None:
        found = {"-".join(match.groups()) for match in compiled.finditer(words)}
        return found.pop() if len(found) == 1 else None

    return number


def _region(words: str) -> str | None:
    return province(words) if len(words) <= 40 else None


def _industry(words: str) -> str | None:
    bare = re.sub(r"\s*[(（\[]?\s*" + _CODE.pattern + r"\s*[)）\]]?\s*", "", words).strip(" ,/:-")
    bare = re.sub(r"(?<=[가-힣]) (?=(?:업|조업|스업|비스업|매업|설업)(?:[\s,]|$))", "", bare)
    return bare if 2 <= len(bare) <= 100 and re.search("[가-힣A-Za-z]{2}", bare) else None


def industry_code(words: str) -> str | None:
    codes = {match["code"] for match in _CODE.finditer(words)}
    return codes.pop() if len(codes) == 1 else None


def _title(words: str) -> str | None:
    return words if len(words) <= 40 and not re.search(r"\d|@", words) else None


def _short(words: str) -> str | None:
    return words if 2 <= len(words) <= 200 else None


def _long(words: str) -> str | None:
    return words if 8 <= len(words) <= 1500 else None


business_number = _numbered(r"(\d{3})[-\s]?(\d{2})[-\s]?(\d{5})")
corporate_number = _numbered(r"(\d{6})[-\s]?(\d{7})")
_LISTS = ("certifications", "prior_awards", "overseas_partners")
_READERS: dict[str, Callable[[str], Value | None]] = {
    "representative": person,
    "representative_born": day,
    "business_registration_number": business_number,
    "corporate_registration_number": corporate_number,
    "founded": day,
    "address": address,
    "region": _region,
    "phone": phone,
    "email": email,
    "website": website,
    "industry": _industry,
    "industry_code": industry_code,
    "size": size,
    "employees": people,
    "certifications": items,
    "overseas_partners": items,
    "prior_awards": items,
    "name": person,  # of the contact
    "title": _short,
    "field": _short,
    "need": _long,
    "goal": _long,
    "plan": _long,
    "effect": _long,
    "budget_krw": won,
    "months": months,
}
