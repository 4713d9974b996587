"""Names that lead on: each as a link to the page about it.

Pictures are drawn once for all readers, so a link says here only what it leads to; which period,
day and part of the portfolio its reader sees is filled in by `carried` when it is placed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from portfolio.domain.labels import Labels
from portfolio.domain.result import Cell
from portfolio.views import escape
from portfolio.views.picture import Figure

CARRIES = "\x1f"
"""Where the reader's own choices go in an address. No text of a partner holds it: `escape.plain`
takes control characters out."""
_CARRYING = re.compile(rf"\?(\w+)=([^{CARRIES}\"]*){CARRIES}")
_OVER_TIME = "#over-time"
_OWN_SET = "local"


def to_programme(programme_id: str) -> str:
    """Return the address of a programme's own page."""
    return f"./programmes?{urlencode({'programme': programme_id})}{CARRIES}"


def to_organisation(org_code: str) -> str:
    """Return the address of an organisation's own page."""
    return f"./organisations?{urlencode({'organisation': org_code})}{CARRIES}"


def to_theme(key: str) -> str:
    """Return the address of a theme, whose key is written `set:code`."""
    return f"./themes?{urlencode({'theme': key})}{CARRIES}"


def to_own_theme(theme_code: str) -> str:
    """Return the address of a theme of the system's own set, by its code alone."""
    return to_theme(f"{_OWN_SET}:{theme_code}")


def to_lesson(lesson_id: str) -> str:
    """Return the address of a lesson, opened."""
    return f"./learning?{urlencode({'lesson': lesson_id})}{CARRIES}"


def to_benefit(benefit_id: str, org_code: str = "") -> str:
    """Return the address of a benefit's own chart, where it lands."""
    at = {"at": org_code} if org_code else {}
    return f"./benefits?{urlencode({'benefit': benefit_id, **at})}{CARRIES}{_OVER_TIME}"


def to_submission(number: str) -> str:
    """Return the address of a submission, which stands whatever a reader looks at."""
    return f"./submissions?submission={number}"


def link(href: str, name: str) -> str:
    """Return a name as a link in markup; the name alone where there is nothing to lead to."""
    if not href:
        return escape.html(name)
    return f'<a href="{escape.address(href)}" target="_self">{escape.html(name)}</a>'


def drawn(href: str, name: str) -> str:
    """Return a name as a link among the words of a Plotly figure."""
    return f'<a href="{escape.address(href)}" target="_self">{escape.plotly(name)}</a>'


def programme(programme_id: str, labels: Labels) -> str:
    """Return a programme's name, told apart from others of the same name, as a link."""
    return link(to_programme(programme_id), labels.programme(programme_id))


def organisation(org_code: str, labels: Labels) -> str:
    """Return an organisation's name as a link."""
    return link(to_organisation(org_code) if org_code else "", labels.organisation(org_code))


_TO: Mapping[str, Callable[[str], str]] = {
    "programme": to_programme,
    "organisation": to_organisation,
}
_OF_COLUMN: Mapping[str, Callable[[Mapping[str, Cell], str], str]] = {
    "programme_id": lambda _, code: to_programme(code),
    "programme_name": lambda row, _: _by(row, "programme_id", to_programme),
    "partner_code": lambda _, code: to_organisation(code),
    "sent_by": lambda _, code: to_organisation(code),
    "lesson_id": lambda _, code: to_lesson(code),
    "title": lambda row, _: _by(row, "lesson_id", to_lesson),
    "benefit_id": lambda row, code: to_benefit(code, str(row.get("beneficiary_org_code") or "")),
    "benefit_name": lambda row, _: _by(
        row, "benefit_id", lambda code: to_benefit(code, str(row.get("beneficiary_org_code") or ""))
    ),
}


def of_cell(column: str, row: Mapping[str, Cell]) -> str:
    """Return where a cell of a table leads, by its column's name and the row's codes; blank where
    it names nothing that has a page."""
    code = row.get(column)
    if not isinstance(code, str) or not code:
        return ""
    if column.endswith("org_code"):
        return to_organisation(code)
    return _OF_COLUMN[column](row, code) if column in _OF_COLUMN else ""


def _by(row: Mapping[str, Cell], column: str, address: Callable[[str], str]) -> str:
    code = row.get(column)
    return address(code) if isinstance(code, str) and code else ""


def sentence(words: str, labels: Labels) -> str:
    """Return a sentence as markup in which each organisation and programme it names is a link."""
    return "".join(
        link(_TO[found.kind](found.code), said) if found else escape.spaced(said)
        for said, found in labels.named_in(words)
    )


def carried_in_figure(figure: Figure, choices: Mapping[str, str]) -> Figure:
    """Return a figure whose names on the axes take a reader's choices along."""
    layout = figure["layout"]
    if not isinstance(layout, Mapping):
        return figure
    axes = {
        name: {**axis, "ticktext": [carried(said, choices) for said in axis["ticktext"]]}
        for name, axis in layout.items()
        if isinstance(axis, Mapping) and "ticktext" in axis
    }
    return {**figure, "layout": {**layout, **axes}} if axes else figure


def carried(markup: str, choices: Mapping[str, str]) -> str:
    """Return markup whose links take a reader's choices along, but for what each names itself."""
    if CARRIES not in markup:
        return markup
    without: dict[str, str] = {}

    def filled(found: re.Match[str]) -> str:
        own, value = found.groups()
        if own not in without:
            kept = {name: code for name, code in choices.items() if name != own}
            without[own] = f"&amp;{escape.address(urlencode(kept))}" if kept else ""
        return f"?{own}={value}{without[own]}"

    return _CARRYING.sub(filled, markup)
