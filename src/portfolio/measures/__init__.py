"""What each number means: a card, SQL where rows are counted, arithmetic for a method."""

from portfolio.measures.asking import UnknownMeasure, answer
from portfolio.measures.bearings import coverage, labels, programmes
from portfolio.measures.catalogue import CARDS, Card

__all__ = ["CARDS", "Card", "UnknownMeasure", "answer", "coverage", "labels", "programmes"]
