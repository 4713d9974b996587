"""A list of bars from zero: a name, its bar, its count; the plainest picture we have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from portfolio.views import escape, formats, links, marks
from portfolio.views.palette import BEYOND


@dataclass(frozen=True)
class Bar:
    """One bar. `of` (if given) makes the label `6 of 11`; `said` takes the label's place; `mark`
    is the URI of a sign before it; `href` is where its name leads, `note_html` the note as markup
    where names in it lead on."""

    name: str
    number: float
    of: float | None = None
    colour: str = BEYOND
    mark: str = ""
    note: str = ""
    said: str = ""
    unit: Literal["count", "gbp"] = "count"
    href: str = ""
    note_html: str = ""

    @property
    def below(self) -> str:
        said = self.note_html or escape.html(self.note)
        return f"<small>{said}</small>" if said else ""

    @property
    def words(self) -> str:
        if self.said:
            return self.said
        if self.unit == "gbp":
            return formats.money(self.number)
        return (
            formats.count(self.number) if self.of is None else formats.n_of_m(self.number, self.of)
        )


def bar_list(bars: Sequence[Bar], letters: int = 44) -> str:
    """Return the bars as a table that a screen reader reads as names and counts. With `of`, each
    bar is its share of its own whole; without, its share of the largest."""
    top = max((bar.number for bar in bars), default=0.0)
    has_marks = any(bar.mark for bar in bars)
    rows = "".join(_row(bar, top, letters, has_marks) for bar in bars)
    return f'<table class="pf-bars pf-above"><tbody>{rows}</tbody></table>'


def _row(bar: Bar, top: float, letters: int, has_marks: bool) -> str:
    name = links.link(bar.href, formats.shortened(bar.name, letters))
    mark = marks.image(bar.mark) if bar.mark else ""
    sign = f'<td class="pf-sign">{mark}</td>' if has_marks else ""
    title = escape.html(bar.name)
    return (
        f'<tr><th scope="row" class="pf-name" title="{title}">{name}{bar.below}</th>'
        f"{sign}<td>{_drawn(bar, top)}</td></tr>"
    )


def _drawn(bar: Bar, top: float) -> str:
    whole = bar.of if bar.of is not None else top
    share = bar.number / whole if whole else 0.0
    none = ' class="pf-none"' if bar.number <= 0 else ""
    if bar.of is None:
        width = f"width:calc((100% - var(--pf-room)) * {share:.4f})"
        line = f'<i{none} style="{width};background:{bar.colour}"></i>'
        return f'<div class="pf-bar">{line}<em>{bar.words}</em></div>'
    line = f'<i{none} style="width:{share * 100:.2f}%;background:{bar.colour}"></i>'
    return f'<div class="pf-bar"><div class="pf-whole">{line}</div><em>{bar.words}</em></div>'


def bar_lines(bars: Sequence[Bar]) -> str:
    """Return the same with each name above its bar: for long names, and where there is much to
    add."""
    top = max((bar.number for bar in bars), default=0.0)
    return f'<ul class="pf-lines">{"".join(_line(bar, top) for bar in bars)}</ul>' if bars else ""


def _line(bar: Bar, top: float) -> str:
    return f"<li><b>{links.link(bar.href, bar.name)}</b>{bar.below}{_drawn(bar, top)}</li>"
