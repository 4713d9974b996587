"""A submission held against the lists, against itself and against what stands."""

from portfolio.intake.whole_return.context import CrossChecked, CrossContext
from portfolio.intake.whole_return.run import as_taken, cross_check
from portfolio.intake.whole_return.since_last_return import since_last_return

__all__ = ["CrossChecked", "CrossContext", "as_taken", "cross_check", "since_last_return"]
