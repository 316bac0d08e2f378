"""Answers from the programmes' records: is it open, are we eligible, which one fits, how they differ."""

from assistant.adviser.adviser import Adviser

__all__ = ["Adviser"]
