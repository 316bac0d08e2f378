"""Printed blanks with their marks between: "    년   월   일", "(   -   -   )", "20  .  .  .". Pure."""

from __future__ import annotations

import re

_GAP = r"[ \t\u00a0\u3000_＿…○◯OX0]*"
_BOX = re.compile(r"[□▢☐]")
_YEAR = rf"(?P<y>(?<!\d)(?:20|19|['’‘])?{_GAP}|[YyＹ]{{2,4}})"
_MARKED_DAY = re.compile(
    rf"{_YEAR}(?P<ys>년)(?:(?P<m>{_GAP}|[Mm]{{1,2}})(?P<ms>월))?(?:(?P<d>{_GAP}|[Dd]{{1,2}})(?P<ds>일))?"
)
_DOTTED_DAY = re.compile(rf"(?P<y>(?<!\d)(?:20|19)?{_GAP})\.(?P<m>{_GAP})\.(?:(?P<d>{_GAP})\.?)?")
_LETTERED_DAY = re.compile(
    r"(?P<a>[YyＹ]{4}|[Mm]{2}|[Dd]{2})(?P<s>[-./]\s?)(?P<b>[Mm]{2}|[Dd]{2})(?:(?P=s)(?P<c>[YyＹ]{4}|[Dd]{2}))?\.?"
)
_SLASHED_DAY = re.compile(rf"(?:20|19)?{_GAP}(?P<s>[-/]){_GAP}(?P=s){_GAP}")
_BLANK = re.compile(rf"(?:20|19)?{_GAP}")


def day_in(printed: str, written: str, plain: str) -> str | None:
    """A printed blank for a day with an ISO day in it; `plain` is the same day in words, for a blank
    that does not say where the month stands. None: it is no blank for a day."""
    parts = written.split("-")
    if match := _MARKED_DAY.search(printed):
        told = zip(("y", "m", "d"), ("ys", "ms", "ds"), (*parts, "", "")[:3], strict=True)
        words = [_marked(match[gap], part, match[mark]) for gap, mark, part in told if match[mark]]
        return _put(printed, match.span(), " ".join(words) if all(words) else "".join(words))
    if match := _LETTERED_DAY.search(printed):
        of = {"y": 0, "m": 1, "d": 2}
        order = [of[match[g][0].lower().replace("ｙ", "y")] for g in "abc" if match[g]]
        whole = len(parts) > max(order)
        text = match["s"].join(parts[at] for at in order) if whole else plain
        return _put(printed, match.span(), text)
    if match := _DOTTED_DAY.search(printed):
        kept = parts[: 2 if match["d"] is None else 3]
        return _put(printed, match.span(), " ".join(f"{int(part)}." for part in kept))
    if match := _SLASHED_DAY.search(printed):
        return _put(printed, match.span(), written if match["s"] == "-" else plain)
    return None


def groups_in(printed: str, written: str, separators: str = "-") -> str | None:
    """A printed blank with a number's groups in it, or its digits one a box. None: it has another
    number of groups."""
    groups = re.split(rf"[{re.escape(separators)}]", written)
    boxes = list(_BOX.finditer(printed))
    digits = "".join(groups)
    if boxes and len(boxes) == len(digits):
        filled = iter(digits)
        return _BOX.sub(lambda _: next(filled), printed)
    if boxes:
        return None
    inner = re.fullmatch(r"(?P<open>\s*[(（\[]?)(?P<blank>.*?)(?P<close>[)）\]]?\s*)", printed)
    if inner is None:
        return None
    if dialled := re.fullmatch(rf"({_GAP})\)({_GAP})-({_GAP})", inner["blank"]):
        return f"({groups[0]}) {groups[1]}-{groups[2]}" if dialled and len(groups) == 3 else None
    blanks = re.split(r"[-–—‐]", inner["blank"])
    if not all(_BLANK.fullmatch(blank) for blank in blanks):
        return None
    if len(blanks) == len(groups):
        return inner["open"].strip() + "-".join(groups) + inner["close"].strip()
    return inner["open"].strip() + written + inner["close"].strip()


def text_in(printed: str, written: str) -> str:
    """A printed blank with words in it: "(      )" keeps its brackets, "________" goes."""
    bracketed = re.fullmatch(rf"(\s*[(（\[「『]){_GAP}([)）\]」』]\s*)", printed)
    return bracketed[1].strip() + written + bracketed[2].strip() if bracketed else written


def phone_groups(written: str) -> str | None:
    """A Korean number's groups as dialled at home: "+82 2 000 0000" is "02-000-0000"."""
    bare = re.sub(r"^\(?\+82\)?[-.\s]*(?:\(?0\)?)?", "0", written.strip())
    digits = re.sub(r"[\s().-]", "", bare)
    if re.fullmatch(r"01[5-9]\d{6}", digits):  # +82-1588-0000
        digits = digits[1:]
    if match := re.fullmatch(
        r"(02|0(?:3[1-3]|4[1-4]|5[1-5]|6[1-4])|01\d|070|080|050\d)(\d{3,4})(\d{4})", digits
    ):
        return "-".join(match.groups())
    if match := re.fullmatch(r"(1[5-9]\d\d)(\d{4})", digits):
        return "-".join(match.groups())
    return None


def _marked(gap: str, part: str, mark: str) -> str:
    """A part before its mark; the blank as it is printed where the day does not say the part."""
    if not part:
        return f"{gap}{mark}"
    return f"{int(part)}{mark}"


def _put(printed: str, span: tuple[int, int], text: str) -> str:
    before, after = printed[: span[0]], printed[span[1] :]
    return (before + text + after).strip()
