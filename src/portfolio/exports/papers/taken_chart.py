"""A chart to take away by itself: title, what is measured, source and as-at within the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Literal

from portfolio.domain.document import Chart
from portfolio.exports.papers.chart_svg import FONTS, WIDTH, chart_svg
from portfolio.exports.papers.inks import INK, PAPER, SOFT
from portfolio.exports.papers.plain_text import clean
from portfolio.exports.papers.text_widths import width_of

ChartForm = Literal["svg", "png"]
_MARGIN = 20
_TITLE, _SMALL = 17, 12
_LEADING = 1.3
_GAP = 8


def chart_to_take(chart: Chart, form: ChartForm, source: Sequence[str]) -> bytes:
    """Return a chart as a picture that says by itself what it shows, of when, and from where."""
    drawing = _with_words(chart, source)
    if form == "svg":
        return drawing.encode()
    from portfolio.exports.papers.typesetting import png_of  # noqa: PLC0415 - typst is heavy

    return png_of(drawing)


def _with_words(chart: Chart, source: Sequence[str]) -> str:
    above = [
        *_written(chart.title, _TITLE, f'fill="{INK}" font-weight="600"'),
        *_written(chart.subtitle, _SMALL, f'fill="{SOFT}"'),
    ]
    below = [
        line for one in (*source, chart.source) for line in _written(one, _SMALL, f'fill="{SOFT}"')
    ]
    parts, at = [], float(_MARGIN)
    for size, text in above:
        at += size * _LEADING
        parts.append(f'<text x="{_MARGIN}" y="{at:g}" {text}')
    at += _GAP
    picture = chart_svg(chart, hidden=True)
    height = float(picture.partition(' height="')[2].partition('"')[0])
    parts.append(picture.replace("<svg ", f'<svg x="{_MARGIN}" y="{at:g}" ', 1))
    at += height + _GAP
    for size, text in below:
        at += size * _LEADING
        parts.append(f'<text x="{_MARGIN}" y="{at:g}" {text}')
    whole, tall = WIDTH + 2 * _MARGIN, at + _MARGIN
    words = f"{chart.title}. {chart.subtitle}. {chart.alt}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {tall:g}" width="{whole}" '
        f'height="{tall:g}" role="img" aria-label="{escape(clean(words))}" font-family="{FONTS}">'
        f'<rect width="{whole}" height="{tall:g}" fill="{PAPER}"/>{"".join(parts)}</svg>'
    )


def _written(text: str, size: int, style: str) -> Iterator[tuple[int, str]]:
    """Yield a text in lines that fit, each as the rest of a text element."""
    line = ""
    for word in clean(text).split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size) > WIDTH:
            yield size, f'font-size="{size}" {style}>{escape(line)}</text>'
            longer = word
        line = longer
    if line:
        yield size, f'font-size="{size}" {style}>{escape(line)}</text>'
