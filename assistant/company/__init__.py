"""What a company's own document says of the company: facts for its profile, each with its words. Pure.

    document ── reading ──> tables, lines, headings ── labels, values, years, prose ──> facts

Only what is said of the company itself, and as done: no partner's phone, no target, no estimate.
"""

from assistant.company.facts import facts
from assistant.company.stated import Stated

__all__ = ["Stated", "facts"]
