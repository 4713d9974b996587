"""The icons and words over a chart: what changed, and what that means for the target."""

from __future__ import annotations

from portfolio.views import escape, marks, snippets
from portfolio.views.benefits import xmr_icons
from portfolio.views.picture import Picture
from portfolio.views.read_result import Record, is_true, text
from portfolio.views.words import over_time_words


def xmr_verdict(signal: Record, chart: Picture) -> str:
    """Safe markup: each icon beside its sentence; then baseline, unit and what the shapes mean."""
    return (
        '<div class="pf-verdicts">'
        f"{_line(_changed(signal), f'{over_time_words.changed(signal)}.', is_bold=True)}"
        f"{_line(_assured(signal), over_time_words.target(signal))}"
        f"{_line('', over_time_words.offered(signal)) if over_time_words.offered(signal) else ''}"
        f'<p class="pf-soft">{escape.html(over_time_words.baseline(signal))}</p></div>'
        f'<p class="pf-subtitle">{escape.html(chart.subtitle)}</p>{snippets.key(chart.key)}'
    )


def _changed(signal: Record) -> str:
    if text(signal, "status") == "trial":
        return marks.image(xmr_icons.not_judged(), css="pf-icon pf-icon-large")
    if is_true(signal, "has_moved"):
        return marks.image(xmr_icons.moved(), css="pf-icon pf-icon-large")
    icon = xmr_icons.variation(text(signal, "variation"), text(signal, "direction"))
    return marks.image(icon, css="pf-icon pf-icon-large")


def _assured(signal: Record) -> str:
    code = "" if is_true(signal, "has_moved") else text(signal, "assurance")
    return marks.image(xmr_icons.assurance(code), css="pf-icon pf-icon-large") if code else ""


def _line(icon: str, words: str, *, is_bold: bool = False) -> str:
    said = escape.html(words)
    return f"<p>{icon}<span>{f'<b>{said}</b>' if is_bold else said}</span></p>"
