"""A submission held against the lists, against itself and against what stands."""

from portfolio.intake.crossing.context import CrossChecked, CrossContext
from portfolio.intake.crossing.cross import as_taken, cross_check
from portfolio.intake.crossing.since import since_last_return

__all__ = ["CrossChecked", "CrossContext", "as_taken", "cross_check", "since_last_return"]
