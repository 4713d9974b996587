"""Small pieces of safe HTML that pages place as they are; every word in them is escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from portfolio.domain.labels import Labels
from portfolio.domain.result import Cell
from portfolio.views import escape, formats, links, marks
from portfolio.views.glossary import explained
from portfolio.views.picture import Column, DisplayTable, KeyItem

ROWS_SHOWN = 20
_NO_LABELS = Labels()


@dataclass(frozen=True)
class Count:
    """One figure with its denominator (`of 184`), what it counts, and one softer line."""

    figure: str
    label: str
    of: str = ""
    note: str = ""


@dataclass(frozen=True)
class Question:
    """A question to ask, the number that raises it, the rule in words, and where to look."""

    question: str
    number: str
    rule: str
    link: str = ""
    page: str = ""


def headline(sentence: str) -> str:
    return f'<h1 class="pf-headline">{escape.html(sentence)}</h1>'


def as_at(
    parts: Iterable[tuple[str, bool]],
    coverage: str = "",
    label: str = "",
    labels: Labels = _NO_LABELS,
) -> str:
    """Return the two lines under the headline: pieces of (text, is bold), then coverage, in
    which each name leads on, and label."""
    first = "".join(
        f"<b>{escape.html(text)}</b>" if bold else escape.spaced(text) for text, bold in parts
    )
    said = (links.sentence(coverage, labels), escape.html(label))
    second = " ".join(part for part in said if part)
    return f'<p class="pf-asat">{first}{f"<br>{second}" if second else ""}</p>'


def count(one: Count) -> str:
    of = f' <span class="pf-of">{escape.html(one.of)}</span>' if one.of else ""
    note = f'<span class="pf-soft">{escape.html(one.note)}</span>' if one.note else ""
    return (
        f'<div class="pf-count"><b class="pf-figure">{escape.html(one.figure)}</b>{of}'
        f'<span class="pf-label">{explained(one.label)}</span>{note}</div>'
    )


def counts(every: Iterable[Count]) -> str:
    """The counts in one row: four at full width, two by two on a phone."""
    return f'<div class="pf-counts">{"".join(count(one) for one in every)}</div>'


def beside(pairs: Sequence[tuple[str, str]], because: str, labels: Labels) -> str:
    """Return the same figure at several points, in one line, and why it differs."""
    said = "".join(
        f"<span>{escape.html(label)} <b>{escape.html(figure or 'not known')}</b></span>"
        for label, figure in pairs
    )
    return f'<p class="pf-beside">{said}<small>{links.sentence(because, labels)}</small></p>'


def question(one: Question, labels: Labels) -> str:
    """Return a question to ask, in which each name leads to its own page."""
    look = f'<span class="pf-because">. </span>{_where(one)}' if one.link else ""
    return (
        f'<div class="pf-question"><b>{links.sentence(one.question, labels)}</b>'
        f"<span>{links.sentence(one.number, labels)}</span>"
        f'<span class="pf-soft"><span class="pf-because">{escape.html(one.rule)}</span>{look}'
        "</span></div>"
    )


def _where(one: Question) -> str:
    return (
        f'<a href="{escape.address(one.link)}" target="_self">See it on {escape.html(one.page)}</a>'
    )


def verdict(kind: str, words: str, detail: str = "") -> str:
    """Return the bar that says what happened: `taken` green circle, `note` amber triangle,
    `stop` red square; always with its words."""
    more = f'<span class="pf-label">{escape.html(detail)}</span>' if detail else ""
    mark = marks.image(marks.verdict(kind), css="pf-mark pf-mark-large")
    return (
        f'<div class="pf-verdict pf-verdict-{kind}" role="status">'
        f"<b>{mark} {escape.html(words)}</b>{more}</div>"
    )


def foot(words: str) -> str:
    return f'<p class="pf-foot">{escape.html(words)}</p>'


def folded(
    lines: Sequence[str], shown: int, whole: Callable[[str], str], words: Callable[[int], str]
) -> str:
    """Some lines, the first of them open and the rest folded until they are asked for; on paper
    all lie open. `whole` makes a table or list of lines, `words` names how many are folded."""
    first, rest = "".join(lines[:shown]), lines[shown:]
    if not rest:
        return whole(first)
    summary = f"<summary>{escape.html(words(len(rest)))}</summary>"
    return f'{whole(first)}<details class="pf-more">{summary}{whole("".join(rest))}</details>'


def openings(
    head: Sequence[str], lines: Sequence[str], shown: int, words: Callable[[int], str]
) -> str:
    """Return a table of three columns that stack on a phone, its first lines open."""
    names = "".join(f'<th scope="col">{escape.html(name)}</th>' for name in head)
    return folded(
        lines,
        shown,
        lambda body: (
            f'<table class="pf-table pf-openings"><thead><tr>{names}</tr></thead>'
            f"<tbody>{body}</tbody></table>"
        ),
        words,
    )


def key(items: Sequence[KeyItem]) -> str:
    """Return the key of a picture, one mark and word after the other; nothing for an empty key."""
    if not items:
        return ""
    entries = "".join(
        f"<span>{marks.image(item.mark)} {escape.html(item.label)}</span>" for item in items
    )
    return f'<div class="pf-key">{entries}</div>'


def picture_title(title: str, subtitle: str = "") -> str:
    """Return the head of a picture: the sentence it shows, unless it stands above, then unit and
    scope."""
    above = f'<h2 class="pf-title">{escape.html(title)}</h2>' if title else ""
    below = f'<p class="pf-subtitle">{explained(subtitle)}</p>' if subtitle else ""
    return above + below


def one_below_another(*parts: str) -> str:
    """Return parts with as much room between them as the page leaves; blank ones leave none."""
    filled = [part for part in parts if part]
    return f'<div class="pf-parted">{"".join(f"<div>{part}</div>" for part in filled)}</div>'


def empty(words: str) -> str:
    return f'<p class="pf-empty">{escape.html(words)}</p>'


def table(shown: DisplayTable, caption: str, limit: int = ROWS_SHOWN) -> str:
    """Return a table of at most `limit` rows, each name of which leads to its page, and how many
    more the download has."""
    head = "".join(f'<th scope="col"{_side(c)}>{escape.html(c.title)}</th>' for c in shown.columns)
    rows = zip(shown.text[:limit], shown.values[:limit], strict=True)
    body = "".join(_row(shown.columns, *row) for row in rows)
    more = (
        f'<p class="pf-foot">The first {limit}; all {formats.count(len(shown))} are in the '
        "download.</p>"
        if len(shown) > limit
        else ""
    )
    return (
        f'<div class="pf-scroll" tabindex="0"><table class="pf-table">'
        f'<caption class="pf-hidden">{escape.html(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{more}"
    )


def _row(columns: Sequence[Column], cells: Sequence[str], values: Sequence[Cell]) -> str:
    codes = {column.name: value for column, value in zip(columns, values, strict=True)}
    said = "".join(
        f"<td{_side(column)}>{links.link(links.of_cell(column.name, codes), text)}</td>"
        for column, text in zip(columns, cells, strict=True)
    )
    return f"<tr>{said}</tr>"


def _side(column: Column) -> str:
    return ' class="pf-right"' if column.align == "right" else ""
