"""Words beside a label that say nothing: a form's guidance, "none". Pure."""

from __future__ import annotations

import re

_NOTHING = re.compile(
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


def is_guidance(words: str) -> bool:
    """Whether they are a form's own: how to fill it in, or an example."""
    return bool(_GUIDANCE.search(words))


def is_nothing(words: str) -> bool:
    return bool(_NOTHING.fullmatch(words))
