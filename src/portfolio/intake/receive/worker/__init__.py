"""Files judged in a process of their own, so that none can take the app down."""

from portfolio.intake.receive.worker.pool import WorkerPool
from portfolio.intake.receive.worker.process_limits import LIMITS, Limits

__all__ = ["LIMITS", "Limits", "WorkerPool"]
