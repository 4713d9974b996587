"""One home folder opened: everything the product does, as verbs in Python."""

from portfolio.office.errand import (
    IN_REPAIR,
    OUR_FAULT,
    TOO_NEW,
    Answer,
    Code,
    NotUnderstood,
    Request,
)
from portfolio.office.holding_back import held_back
from portfolio.office.house import EmptyHome, Office
from portfolio.office.loading import Loaded, LoadedSubmission
from portfolio.office.verbs import perform

__all__ = [
    "IN_REPAIR",
    "OUR_FAULT",
    "TOO_NEW",
    "Answer",
    "Code",
    "EmptyHome",
    "Loaded",
    "LoadedSubmission",
    "NotUnderstood",
    "Office",
    "Request",
    "held_back",
    "perform",
]
