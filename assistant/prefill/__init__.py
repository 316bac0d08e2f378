"""Application drafts: an agency's blank, filled with what is known and nothing else.

form ── parsing ──> sheet ── layout ──> slots ── labels ──> fields
profile, documents, record, answers ── known ──> values by field
slots + values ── planned ──> edits ── parsing ──> the copy, read anew ── draft
"""

from assistant.prefill.draft import Draft, Filled
from assistant.prefill.filling import Worded, prefill
from assistant.prefill.known import Known, Origin, known, typed

__all__ = ["Draft", "Filled", "Known", "Origin", "Worded", "known", "prefill", "typed"]
