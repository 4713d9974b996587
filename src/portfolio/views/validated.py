"""A figure as Plotly's own object, so that it is held against Plotly's schema once and not on
every showing."""

from __future__ import annotations

import plotly.graph_objects as go

from portfolio.views.picture import Figure


def validated(figure: Figure) -> go.Figure:
    """Raises ValueError where the figure says something that Plotly does not know."""
    return go.Figure(dict(figure))
