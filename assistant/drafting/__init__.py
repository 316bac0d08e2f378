"""Drafting a programme record from a notice that nobody has read yet. Pure: no I/O, no model.

`draft_record` is its one function; labels and outline decide, and what is not known is left out.
"""

from assistant.drafting.draft import draft_record

__all__ = ["draft_record"]
