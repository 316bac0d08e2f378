"""Which letters are printed as guidance."""

from __future__ import annotations

import re


def is_guidance(colour: str | None) -> bool:
    """Whether RRGGBB is a grey or a blue that forms print hints in; None: the usual black."""
    match = re.fullmatch(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})", colour or "")
    if match is None:
        return False
    red, green, blue = (int(part, 16) for part in match.groups())
    is_grey = max(red, green, blue) - min(red, green, blue) <= 24 and 80 <= green <= 224
    is_blue = blue >= 128 and blue - red >= 60 and blue - green >= 40
    return is_grey or is_blue
