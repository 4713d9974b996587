"""Files judged in a process of their own, so that none can take the app down."""

from portfolio.intake.apart.limits import LIMITS, Limits
from portfolio.intake.apart.room import ReadingRoom

__all__ = ["LIMITS", "Limits", "ReadingRoom"]
