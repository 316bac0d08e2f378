"""Whose telephone or position is meant, where the person's name stands just before. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CONTACT = re.compile(
    r"담당|실무\s?(?:자|책임)|(?:과제|연구|총괄|사업|기술)\s?책임자|\bcontact\b|person in charge|\bmanager|\bcoordinator|\binvestigator",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^\W{0,3}대\s*표\s*(?:자|이사)?|^\W{0,3}(?:representative|ceo|president|director)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"^\W{0,3}(?:회사|기업|업체|대표)|^\W{0,3}(?:company|corporate|business|firm)\b", re.IGNORECASE
)
_PART = re.compile(
    r"연\s*락\s*처|전\s*화|휴\s*대|핸드폰|직\s*[위책급]|부\s*서|소\s*속|e-?\s?mail|이\s*메\s*일|전자\s*우편|팩\s*스|"
    r"\b(?:tel|phone|mobile|cell|fax|position|title|department|h\.?p\.?)\b",
    re.IGNORECASE,
)
_OF_A_HEAD = re.compile(
    r"휴\s*대|핸드폰|연\s*락\s*처|생\s*년|직\s*[위책급]|\b(?:mobile|cell|position|title|birth)",
    re.I,
)


@dataclass(slots=True)
class Person:
    """The person named last."""

    _label: str = ""
    _line: int | None = None
    _is_contact: bool = False

    def forget(self) -> None:
        self._label = ""

    def of(self, labels: tuple[str, ...], line: int | None, new_line: bool) -> str:
        """The label of the person that a slot belongs to, "" where its own labels say it or nobody
        is named. line: the row of a table; None in running text."""
        label = labels[0][:60] if labels else ""
        if _CONTACT.search(label) or _HEAD.search(label):
            self._label, self._line = label, line
            self._is_contact = bool(_CONTACT.search(label))
            return ""
        if not self._label:
            return ""
        if _COMPANY.search(label):
            self._label = ""
            return ""
        if not _PART.search(label) and not (not self._is_contact and _OF_A_HEAD.search(label)):
            self._label = ""
            return ""
        if any(_CONTACT.search(other) or _HEAD.search(other) for other in labels[1:]):
            return ""
        if self._is_contact:
            return self._label
        same = self._line == line and not (line is None and new_line)
        return self._label if same and _OF_A_HEAD.search(label) else ""
