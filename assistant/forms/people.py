"""Whose telephone or position is meant, where the person's name stands just before. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.forms.meanings import is_other

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
_OF_A_COMPANY = re.compile(r"등록\s?번호|사업자|\bregistration\b", re.IGNORECASE)
_PART = re.compile(
    r"연\s*락\s*처|전\s*화|휴\s*대|핸드폰|직\s*[위책급]|부\s*서|소\s*속|e-?\s?mail|이\s*메\s*일|전자\s*우편|팩\s*스|"
    r"\b(?:tel|phone|mobile|cell|fax|position|title|department|h\.?p\.?)\b",
    re.IGNORECASE,
)
_OF_A_HEAD = re.compile(
    r"휴\s*대|핸드폰|연\s*락\s*처|생\s*년|직\s*[위책급]|\b(?:mobile|cell|position|title|birth)",
    re.I,
)


_OTHERS_NAME = re.compile(r"(?:성\s?명|이름|기관명|기업명|업체명|회사명|상호)\W*$|\bname\b", re.I)
_PLACE_OF_WORK = re.compile(r"^\W*(?:소속|기관|organi[sz]ation|institution|affiliation)\W*$", re.I)
_NAMED_COMPANY = re.compile(
    r"^\W{0,3}(?:신청\s?|주관\s?|참여\s?)?(?:기업|회사|업체|기관|법인|상호|주관)[^\n]{0,8}(?:명|기관|기업|상호)?\W{0,3}$"
    r"|^(?:name of )?(?:the )?(?:lead |applicant |applying )?(?:company|firm|business|enterprise|organi[sz]ation|institution)(?: name)?\W{0,3}$",
    re.IGNORECASE,
)
_IN_A_LANGUAGE = re.compile(
    r"^\W{0,3}(?:(?:명칭)?\s?\(?(?:국문|영문|한글)\s?(?:명|명칭|이름)?\)?"
    r"|(?:korean |english )?name(?: \(?(?:in )?(?:korean|english)\)?)?)\W{0,3}$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Person:
    """The person or the company named last."""

    _label: str = ""
    _line: int | None = None
    _is_contact: bool = False
    _company: str = ""  # its label, until something else is asked for than its name

    def forget(self) -> None:
        self._label = self._company = ""

    def of(self, labels: tuple[str, ...], line: int | None, new_line: bool) -> str:
        """The label of the person that a slot belongs to, "" where its own labels say it or nobody
        is named. line: the row of a table; None in running text."""
        label = labels[0][:60] if labels else ""
        if self._company and _IN_A_LANGUAGE.search(label) and label.lower() != "name":
            return self._company
        if _NAMED_COMPANY.search(label):
            self._company = re.sub(r"\s?[:：]?\s?[(（][^()（）]{1,20}[)）]", "", label)
        elif not _OF_A_COMPANY.search(label):
            self._company = ""
        if _OTHERS_NAME.search(label) and is_other(label):
            self._label, self._line, self._is_contact = label, line, True
            return ""
        if is_other(self._label) and _PLACE_OF_WORK.search(label):
            return self._label
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
