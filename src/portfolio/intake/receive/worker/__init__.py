"""Files judged in a process of their own, so that none can take the app down."""

from portfolio.intake.receive.worker.limits import LIMITS, Limits
from portfolio.intake.receive.worker.pool import WorkerPool

__all__ = ["LIMITS", "Limits", "WorkerPool"]
