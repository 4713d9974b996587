"""The data-quality block of the page Submissions."""

from __future__ import annotations

from portfolio.domain.filters import Filters
from portfolio.service import PortfolioService
from portfolio.ui import cache, picture_block
from portfolio.ui.view import View
from portfolio.views.quality_picture import quality_by_partner, quality_over_time


def block(service: PortfolioService) -> None:
    """Show six dimensions of every partner's returns, and how they have moved, for the latest
    period."""
    period = service.latest_period()
    if period is None:
        return
    view = View(service=service, references=service.references, filters=Filters(period))
    quality = view.result("data_quality")
    whole = cache.picture(quality_by_partner, quality, view.labels)
    picture_block.fold("quality", whole, view, quality)
    moved = cache.picture(quality_over_time, quality)
    picture_block.fold("quality_over_time", moved, view, quality)
