"""The staff desk: what was asked, what could not be answered, and the FAQs made of it."""
