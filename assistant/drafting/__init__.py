"""Drafting programme records from a notice that nobody has read yet. Pure: no I/O, no model.

`draft_records` gives a record for each programme that an article presents, `draft_record` that of a
notice; labels, outline and plain words decide, and what is not known is left out.
"""

from assistant.drafting.draft import draft_record, draft_records

__all__ = ["draft_record", "draft_records"]
