"""A chart as PowerPoint draws it: its values can be edited, its marks tell without a colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portfolio.domain.document import Chart, Mark, Reference
from portfolio.exports.papers.chart_scale import NOT_KNOWN, Scale, amount, labels_of, scale_of
from portfolio.exports.papers.inks import GRID, INK, MARKS, OUTLINE, SERIES, SOFT
from portfolio.exports.papers.plain_text import folded
from portfolio.exports.papers.pptx_slides import FONT, rgb
from portfolio.exports.papers.text_widths import shortened

_NOT_A_FORMULA = "\u200b"
"""Before each label: the workbook in a chart takes one that begins with `=` for a formula."""
_LABEL_PT, _LINE_PT = 12, 1.75
_ROOM_FOR_LABELS = 0.8
"""The part of the width that values have; labels at the end of the lines have the rest."""
_NEAR = 0.09
"""Values less than this part of the scale apart are written over each other."""
_MOST_NAME_PT, _MOST_END_PT = 260, 150
_WORD = {"improving": "improving", "concerning": "concerning", "neither": "changed"}
_FORMATS = {"£": "£#,##0", "%": '0.#"%"'}


def add_chart(slide: Any, chart: Chart, box: Sequence[int]) -> Any:
    """Return the frame of a native chart put on the slide; `box` is left, top, width, height."""
    from pptx.chart.data import CategoryChartData  # noqa: PLC0415 - for those who ask for this form
    from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415

    labels = labels_of(chart)
    data = CategoryChartData(number_format=_FORMATS.get(chart.unit, "#,##0.##"))
    data.categories = [_NOT_A_FORMULA + _axis_label(chart, label) for label in labels]
    for series in chart.series:
        known: dict[str, float | None] = {mark.label: mark.value for mark in series.marks}
        data.add_series(_NOT_A_FORMULA + folded(series.name), [known.get(n) for n in labels])
    lines = [line for line in chart.references if {line.first, line.last} <= set(labels)]
    if chart.kind == "line":
        for line in lines:
            data.add_series(_NOT_A_FORMULA + folded(line.name), _level(line, labels))
    kind = XL_CHART_TYPE.BAR_CLUSTERED if chart.kind == "bars" else XL_CHART_TYPE.LINE_MARKERS
    frame = slide.shapes.add_chart(kind, *box, data)
    drawn = frame.chart
    drawn.has_title = False
    drawn.font.size, drawn.font.name = _pt(_LABEL_PT), FONT
    drawn.font.color.rgb = rgb(SOFT)
    drawn.has_legend = chart.kind == "bars" and len(chart.series) > 1
    if chart.kind == "bars":
        _bars(drawn, chart)
    else:
        _lines(drawn, chart, lines, labels)
    return frame


def _axis_label(chart: Chart, label: str) -> str:
    """Return the name of a row or a month; beside a row, what of it is not known."""
    name = shortened(folded(label), _MOST_NAME_PT, _LABEL_PT)
    missing = [
        series.name
        for series in chart.series
        if any(mark.label == label and mark.value is None for mark in series.marks)
    ]
    if chart.kind != "bars" or not missing:
        return name
    which = f"{', '.join(map(folded, missing))}: " if len(missing) < len(chart.series) else ""
    return f"{name} ({which}{NOT_KNOWN})"


def _level(line: Reference, labels: Sequence[str]) -> list[float | None]:
    first, last = labels.index(line.first), labels.index(line.last)
    return [line.value if first <= place <= last else None for place in range(len(labels))]


def _bars(drawn: Any, chart: Chart) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION  # noqa: PLC0415

    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False
    drawn.category_axis.reverse_order = True  # PowerPoint begins at the bottom
    drawn.category_axis.has_major_gridlines = False
    drawn.category_axis.format.line.color.rgb = rgb(OUTLINE)
    drawn.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    drawn.value_axis.visible = False
    drawn.value_axis.has_major_gridlines = False
    drawn.plots[0].gap_width, drawn.plots[0].overlap = 60, 0
    for place, series in enumerate(chart.series):
        bar = drawn.plots[0].series[place]
        colour, filling = SERIES[place % len(SERIES)]
        bar.invert_if_negative = False
        if filling == "solid":
            bar.format.fill.solid()
            bar.format.fill.fore_color.rgb = rgb(colour)
        else:
            _pattern(bar, colour)
        bar.format.line.color.rgb = rgb(colour)
        values: dict[str, float | None] = {mark.label: mark.value for mark in series.marks}
        for at, label in enumerate(labels_of(chart)):
            if values.get(label) is not None:
                _say(bar.points[at], amount(values[label], chart.unit), "OUTSIDE_END")


def _pattern(bar: Any, colour: str) -> None:
    from pptx.enum.dml import MSO_PATTERN  # noqa: PLC0415

    bar.format.fill.patterned()
    bar.format.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    bar.format.fill.fore_color.rgb = rgb(colour)
    bar.format.fill.back_color.rgb = rgb("#ffffff")


def _lines(drawn: Any, chart: Chart, lines: Sequence[Reference], labels: Sequence[str]) -> None:
    drawn.value_axis.major_gridlines.format.line.color.rgb = rgb(GRID)
    drawn.value_axis.format.line.fill.background()
    drawn.category_axis.format.line.color.rgb = rgb(OUTLINE)
    drawn.value_axis.tick_labels.font.size = _pt(_LABEL_PT)
    _leave_room(drawn)
    drawn_values = [mark.value for series in chart.series for mark in series.marks]
    scale = scale_of([*drawn_values, *(line.value for line in lines)])
    drawn.value_axis.minimum_scale, drawn.value_axis.maximum_scale = scale.low, scale.high
    if len(scale.ticks) > 1:
        drawn.value_axis.major_unit = scale.ticks[1] - scale.ticks[0]
    plots = drawn.plots[0].series
    for place, series in enumerate(chart.series):
        colour = SERIES[place % len(SERIES)][0] if len(chart.series) > 1 else MARKS["common"][0]
        _style(plots[place], colour, "")
        values = {mark.label: mark for mark in series.marks}
        before = "common"
        for at, label in enumerate(labels):
            if label in values and values[label].value is not None:
                mark = values[label]
                _mark(plots[place].points[at], mark, colour, len(chart.series) > 1)
                if mark.emphasis != before and mark.emphasis in _WORD:  # once for a stretch
                    _say(plots[place].points[at], _WORD[mark.emphasis], "ABOVE")
                before = mark.emphasis
        known = [at for at, n in enumerate(labels) if n in values and values[n].value is not None]
        if known:
            name = series.name if len(chart.series) > 1 else labels[known[-1]]
            last_value = values[labels[known[-1]]].value or 0.0
            said = f"{name}: {amount(last_value, _unit(chart))}"
            _say(plots[place].points[known[-1]], said, _free_side(last_value, lines, scale))
    last = {line.name: line for line in lines}
    for place, line in enumerate(lines, len(chart.series)):
        _style(plots[place], SOFT, "DASH" if line.dash else "SOLID")
        if last[line.name] is line:
            at = labels.index(line.last)
            _say(
                plots[place].points[at], f"{line.name} {amount(line.value, _unit(chart))}", "RIGHT"
            )


def _free_side(value: float, lines: Sequence[Reference], scale: Scale) -> str:
    """Return where the last value is written: not on the words of the level next to it."""
    levels = [line.value for line in lines]
    nearest = min(levels, key=lambda level: abs(level - value), default=None)
    if nearest is None or abs(scale.share(nearest) - scale.share(value)) > _NEAR:
        return "RIGHT"
    return "BELOW" if value < nearest else "ABOVE"


def _unit(chart: Chart) -> str:
    return chart.unit if chart.unit in {"£", "%"} else ""


def _style(line: Any, colour: str, dash: str) -> None:
    """Draw a line of values, or with a dash a level that has no marks."""
    from pptx.enum.chart import XL_MARKER_STYLE  # noqa: PLC0415
    from pptx.enum.dml import MSO_LINE  # noqa: PLC0415

    line.smooth = False
    line.format.line.width = _pt(1.25 if dash else _LINE_PT)
    line.format.line.color.rgb = rgb(colour)
    line.marker.style = XL_MARKER_STYLE.NONE if dash else XL_MARKER_STYLE.CIRCLE
    if dash:
        line.format.line.dash_style = getattr(MSO_LINE, dash)


def _mark(point: Any, mark: Mark, colour: str, several: bool) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE  # noqa: PLC0415

    shapes = {
        "circle": XL_MARKER_STYLE.CIRCLE,
        "diamond": XL_MARKER_STYLE.DIAMOND,
        "square": XL_MARKER_STYLE.SQUARE,
        "triangle-up": XL_MARKER_STYLE.TRIANGLE,
    }
    fill, shape = MARKS[mark.emphasis]
    fill = colour if several and mark.emphasis == "common" else fill
    point.marker.style = shapes[shape]
    point.marker.size = 6 if mark.emphasis == "common" else 10
    point.marker.format.fill.solid()
    point.marker.format.fill.fore_color.rgb = rgb(fill)
    point.marker.format.line.color.rgb = rgb(fill)


def _say(point: Any, words: str, where: str) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION  # noqa: PLC0415

    label = point.data_label
    label.text_frame.text = shortened(folded(words), _MOST_END_PT, _LABEL_PT)
    run = label.text_frame.paragraphs[0].runs
    for one in run:
        one.font.size = _pt(_LABEL_PT)
        one.font.color.rgb = rgb(INK)
    label.position = getattr(XL_LABEL_POSITION, where)


def _leave_room(drawn: Any) -> None:
    """Keep the right of the picture free for what is written at the end of the lines."""
    from pptx.oxml import parse_xml  # noqa: PLC0415

    area = drawn._chartSpace.chart.plotArea
    for old in area.findall(f"{{{_CHART}}}layout"):
        area.remove(old)
    sides = {"x": 0.07, "y": 0.04, "w": _ROOM_FOR_LABELS - 0.07, "h": 0.84}
    modes = "".join(f'<c:{side}Mode val="edge"/>' for side in ("x", "y"))
    values = "".join(f'<c:{side} val="{value}"/>' for side, value in sides.items())
    area.insert(
        0,
        parse_xml(
            f'<c:layout xmlns:c="{_CHART}"><c:manualLayout><c:layoutTarget val="inner"/>'
            f"{modes}{values}</c:manualLayout></c:layout>"
        ),
    )


_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def _pt(points: float) -> Any:
    from pptx.util import Pt  # noqa: PLC0415

    return Pt(points)
