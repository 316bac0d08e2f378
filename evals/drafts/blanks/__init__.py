"""Makes the blank forms, their truth and the companies: `python -m evals.drafts.blanks.make`.

Needs python-docx, python-hwpx and reportlab; what it makes is kept, so an evaluation runs without.
"""
