"""Answers a query from passages with their own words: rules find the lines that say it, or a chat model
that has passed the examination."""

from assistant.answerer.examination import Examination, Marked, exam_mark, examine
from assistant.answerer.extractive import ExtractiveAnswerer
from assistant.answerer.inquiry import expected_answer
from assistant.answerer.reader import Choose, Reader, Reading, chosen_by

__all__ = [
    "Choose",
    "Examination",
    "ExtractiveAnswerer",
    "Marked",
    "Reader",
    "Reading",
    "chosen_by",
    "exam_mark",
    "examine",
    "expected_answer",
]
