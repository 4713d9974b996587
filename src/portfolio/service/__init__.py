"""One home folder opened: everything the product does, as verbs in Python."""

from portfolio.service.commands import perform
from portfolio.service.fault_words import fault_answer, fault_words
from portfolio.service.load_system import Loaded, LoadedSubmission
from portfolio.service.patient_id_guard import held_back
from portfolio.service.requests import (
    IN_REPAIR,
    TOO_NEW,
    Answer,
    Code,
    NotAllowed,
    NotUnderstood,
    Request,
)
from portfolio.service.service import EmptyHome, PortfolioService

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
    "PortfolioService",
    "Request",
    "fault_answer",
    "fault_words",
    "held_back",
    "perform",
]
