"""What each number means: a card, SQL where rows are counted, arithmetic for a method."""

from portfolio.measures.asking import COMPARING, UnknownMeasure, answer
from portfolio.measures.bearings import coverage, labels, programmes, rests_on
from portfolio.measures.catalogue import CARDS, Card
from portfolio.measures.revisions import revisions
from portfolio.measures.rows_behind import RowsBehind, rows_behind

__all__ = [
    "CARDS",
    "COMPARING",
    "Card",
    "RowsBehind",
    "UnknownMeasure",
    "answer",
    "coverage",
    "labels",
    "programmes",
    "rows_behind",
    "revisions",
    "rests_on",
]
