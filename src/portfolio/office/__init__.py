"""One home folder opened: everything the product does, as verbs in Python."""

from portfolio.office.errand import (
    IN_REPAIR,
    TOO_NEW,
    Answer,
    Code,
    NotAllowed,
    NotUnderstood,
    Request,
)
from portfolio.office.faults import fault_answer, fault_words
from portfolio.office.holding_back import held_back
from portfolio.office.house import EmptyHome, Office
from portfolio.office.loading import Loaded, LoadedSubmission
from portfolio.office.verbs import perform

__all__ = [
    "IN_REPAIR",
    "TOO_NEW",
    "Answer",
    "Code",
    "EmptyHome",
    "Loaded",
    "LoadedSubmission",
    "NotAllowed",
    "NotUnderstood",
    "Office",
    "Request",
    "fault_answer",
    "fault_words",
    "held_back",
    "perform",
]
