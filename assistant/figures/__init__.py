"""Finds and reads figures in Korean and English: money, dates, counts, ages, contacts. Pure.

A figure is what an owner can be harmed by when it is wrong, so each is read into one value: 3억 원,
300,000,000원 and KRW 300 million are the same figure.
"""

from assistant.figures.figure import Figure, FigureKind
from assistant.figures.numbers import korean_number
from assistant.figures.periods import Period, periods
from assistant.figures.reading import figure_kinds, figures

__all__ = [
    "Figure",
    "FigureKind",
    "Period",
    "figure_kinds",
    "figures",
    "korean_number",
    "periods",
]
