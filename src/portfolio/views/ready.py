"""A figure as Plotly's own object, ready to be shown as often as it is asked for."""

from __future__ import annotations

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from portfolio.views.picture import Figure


class Ready(BaseFigure):  # type: ignore[misc]
    """A figure that goes to the page as it was drawn.

    Plotly's own holds a figure against Plotly's schema when it is made, and copies it whole at
    each showing, which takes longer than the page around it. Ours are held against it by tests.
    """

    def __init__(self, figure: Figure) -> None:
        self._figure = figure

    def to_dict(self) -> Figure:
        return self._figure


def validated(figure: Figure) -> go.Figure:
    """Raise ValueError where the figure says something that Plotly does not know."""
    return go.Figure(dict(figure))
