"""What each number means: a card, SQL where rows are counted, arithmetic for a method."""

from portfolio.measures.card_catalogue import CARDS, Card
from portfolio.measures.labels_and_coverage import (
    benefit_names,
    coverage,
    labels,
    programmes,
    rests_on,
)
from portfolio.measures.registry import COMPARING, SCOPED, UnknownMeasure, answer
from portfolio.measures.revisions import revisions
from portfolio.measures.rows_behind import RowsBehind, rows_behind

__all__ = [
    "CARDS",
    "COMPARING",
    "Card",
    "SCOPED",
    "RowsBehind",
    "UnknownMeasure",
    "answer",
    "benefit_names",
    "coverage",
    "labels",
    "programmes",
    "rows_behind",
    "revisions",
    "rests_on",
]
