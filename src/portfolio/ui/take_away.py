"""What can be taken away of one picture beside its CSV file: a workbook, and the chart itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from portfolio.exports.papers.taken_chart import ChartForm, chart_to_take
from portfolio.exports.table_workbook import table_workbook
from portfolio.service.papers.making import media_type
from portfolio.ui import controls
from portfolio.views import escape
from portfolio.views.picture import Picture

_AS_PICTURE: dict[ChartForm, str] = {"svg": "image/svg+xml", "png": "image/png"}
_LINES_IN_PICTURE = 3
"""Of what a download says of its source: the system, as at when and for what, which partners."""


def buttons(file: str, picture: Picture, source: Sequence[str], made_on: date) -> None:
    """Show a button for the table as a workbook and, where there is a drawing that can be taken,
    for the picture with its title, source and as-at in it."""
    names = [column.name for column in picture.table.columns]
    controls.download_button(
        escape.Spoken("Workbook", picture.title),
        data=partial(_workbook, names, picture, source, made_on),
        file_name=f"{file}.xlsx",
        mime=media_type("xlsx"),
        key=f"workbook_{file}",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )
    if picture.to_take is None:
        return
    for form, mime in _AS_PICTURE.items():
        controls.download_button(
            escape.Spoken(f"Picture ({form.upper()})", picture.title),
            data=partial(chart_to_take, picture.to_take, form, source[1 : 1 + _LINES_IN_PICTURE]),
            file_name=f"{file}.{form}",
            mime=mime,
            key=f"{form}_{file}",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
        )


def _workbook(
    names: Sequence[str], picture: Picture, source: Sequence[str], made_on: date
) -> bytes:
    return table_workbook(names, picture.table.values, source, made_on)
