"""A submission held against the lists, against itself and against what stands."""

from portfolio.intake.whole_return.context import CrossChecked, ReturnContext
from portfolio.intake.whole_return.run import as_taken, check_whole_return
from portfolio.intake.whole_return.since_last_return import since_last_return

__all__ = ["CrossChecked", "ReturnContext", "as_taken", "check_whole_return", "since_last_return"]
