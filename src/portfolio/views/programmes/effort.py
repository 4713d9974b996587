"""Where the effort goes: culture, processes, operating model, technology."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.result import Result
from portfolio.domain.thresholds import MOSTLY_TECHNOLOGY_PCT
from portfolio.views import escape, formats, links
from portfolio.views.marks import swatch
from portfolio.views.palette import EFFORT_COLOUR, text_on
from portfolio.views.picture import Column, DisplayTable, KeyItem, Picture, table_of
from portfolio.views.read_result import Record, amount, number, only, records, text, whole
from portfolio.views.words import programme_words as words
from portfolio.views.words.terms import EFFORT

NO_EFFORT = (
    "No lead has said how the effort is split. It goes into the extract programmes, columns "
    "culture_pct, process_pct, operating_model_pct and technology_pct."
)
_LETTER_PCT, _FIGURE_FITS_PCT = 1.5, 8


def effort_of_one(beyond_it: Result) -> Picture:
    """Return one programme's split as one bar with its words. Reads `by_programme`."""
    given = only(
        records(beyond_it, "by_programme"), lambda row: number(row, "technology_pct") is not None
    )
    title = words.effort_title(given[0] if given else {})
    if not given:
        return Picture(title=title, empty=NO_EFFORT)
    return Picture(
        title=title,
        subtitle="Share of the programme\u2019s effort, as its lead gives it.",
        alt=_said(given[0]),
        html=effort_bar(given[0], has_words=True) + f"<p>{_listed(given[0])}</p>",
        table=_table(given, "programme_name", "Programme"),
    )


def effort_by_theme(beyond_it: Result) -> Picture:
    """Return the plain mean and the mean of each theme of the system's own set. Reads `mean`,
    `by_theme`, `mostly_technology` and `clinically_led`."""
    mean = next(iter(records(beyond_it, "mean")), {})
    title = words.effort_title(mean)
    if not whole(mean, "programmes"):
        return Picture(title=title, empty=NO_EFFORT)
    themes = only(
        records(beyond_it, "by_theme"),
        lambda row: row.get("theme_set") == "local" and whole(row, "programmes") > 0,
    )
    rows = [{**mean, "theme_name": "All that give it"}, *themes]
    count = formats.plural(whole(mean, "programmes"), "programme")
    return Picture(
        title=title,
        subtitle=f"Plain mean share of effort, over the {count} that give it, large and small "
        "alike.",
        alt=_said(mean),
        html=_rows(rows),
        key=tuple(KeyItem(swatch(EFFORT_COLOUR[name]), EFFORT[name]) for name in EFFORT),
        note=_note(beyond_it),
        table=_table(rows, "theme_name", "Theme"),
    )


def _note(beyond_it: Result) -> str:
    led = next(iter(records(beyond_it, "clinically_led")), {})
    most = records(beyond_it, "mostly_technology")
    parts = []
    if whole(led, "programmes_saying"):
        said = formats.n_of_m(whole(led, "clinically_led"), whole(led, "programmes_saying"))
        parts.append(f"{said} are clinically led.")
    if most:
        names = formats.listed(text(row, "programme_name") for row in most)
        parts.append(
            f"{MOSTLY_TECHNOLOGY_PCT}% technology or more: {names}. What would have to change "
            "around it?"
        )
    return " ".join(parts)


def _rows(rows: Sequence[Record]) -> str:
    body = "".join(
        f'<tr><th scope="row" class="pf-name">'
        f"{links.link(_href(row), text(row, 'theme_name'))}<small>"
        f"{formats.plural(whole(row, 'programmes'), 'programme')}</small></th>"
        f"<td>{effort_bar(row)}</td></tr>"
        for row in rows
    )
    return f'<table class="pf-bars pf-above pf-effort-rows"><tbody>{body}</tbody></table>'


def _href(row: Record) -> str:
    """Where a theme leads; the mean of all leads nowhere."""
    code = text(row, "theme_code")
    return links.to_theme(f"{text(row, 'theme_set')}:{code}") if code else ""


def effort_bar(row: Record, *, has_words: bool = False) -> str:
    """Return the four parts side by side, each with its figure where it fits."""
    parts = "".join(_part(name, amount(row, name), has_words) for name in EFFORT)
    return f'<div class="pf-effort" role="img" aria-label="{escape.html(_said(row))}">{parts}</div>'


def _part(name: str, pct: float, has_words: bool) -> str:
    if pct <= 0:
        return ""
    figure = formats.percent(pct / 100)
    fits = has_words and pct >= _LETTER_PCT * len(f"{EFFORT[name]} {figure}")
    inside = f"<span>{EFFORT[name]}&nbsp;</span>{figure}" if fits else figure
    shown = inside if pct >= _FIGURE_FITS_PCT else ""
    style = (
        f"width:{pct:.2f}%;background:{EFFORT_COLOUR[name]};color:{text_on(EFFORT_COLOUR[name])}"
    )
    return f'<i style="{style}">{shown}</i>'


def _said(row: Record) -> str:
    return ", ".join(
        f"{EFFORT[name].lower()} {formats.percent(amount(row, name) / 100)}" for name in EFFORT
    )


def _listed(row: Record) -> str:
    return f'<span class="pf-soft">{escape.html(formats.sentence_case(_said(row)))}.</span>'


def _table(rows: Sequence[Record], name: str, title: str) -> DisplayTable:
    columns = (
        Column(name, title),
        *(Column(part, EFFORT[part], "right") for part in EFFORT),
    )
    return table_of(
        columns,
        rows,
        lambda row: (
            (text(row, name), *(formats.percent(amount(row, part) / 100) for part in EFFORT)),
            (row.get(name), *(row.get(part) for part in EFFORT)),
        ),
    )
