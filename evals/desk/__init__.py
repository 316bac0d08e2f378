"""Whether the staff desk shows which documents are missing, and drafts FAQs that can be approved."""
