"""How right the records are that the assistant drafts from notices it has not seen."""
