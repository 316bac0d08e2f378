"""Answers a query from passages without a language model: finds the words that say it, and quotes them."""

from assistant.answerer.extractive import ExtractiveAnswerer
from assistant.answerer.inquiry import expected_answer

__all__ = ["ExtractiveAnswerer", "expected_answer"]
