"""How right the drafts are that the assistant writes into agencies' forms."""
