"""Files judged in a process of their own, so that none can take the app down."""

from portfolio.intake.one_file.worker.pool import WorkerPool
from portfolio.intake.one_file.worker.process_limits import LIMITS, Limits

__all__ = ["LIMITS", "Limits", "WorkerPool"]
