"""How far each initiative has spread: agreed, live, embedded, benefit shown, declined and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from portfolio.domain.document import Block, Heading, Paragraph, Table, TableCell, TableColumn
from portfolio.views import formats
from portfolio.views.paper.addressed import Figures, address, in_sentence, key, words
from portfolio.views.paper.head import source_line
from portfolio.views.paper.material import Material
from portfolio.views.read_result import having, only, records, text
from portfolio.views.words import empty_words, spread_words

_BEYOND = "is_lead=False"
_REASON_LETTERS = 34
MOST = 10


def spread_table(material: Material, options: Mapping[str, object]) -> Iterator[Block]:
    """A row for each initiative, those in use at most others first; `most` of them."""
    adoption = material.ask("adoption")
    yield Heading(2, "How far the work has spread")
    if not records(adoption, "matrix"):
        yield Paragraph((empty_words.NO_ADOPTION,))
        return
    most = int(str(options.get("most", MOST)))
    groups = _by_use(material, _initiatives(material))
    rows = [_row(material, name, ids) for name, ids in groups[:most]]
    left = len(groups) - len(rows)
    more = f" {formats.plural(left, 'more initiative')}." if left > 0 else ""
    said = f"{spread_words.headline(adoption, material.labels)}."
    sources = ("adoption/numerator", "adoption/denominator")
    yield Paragraph(in_sentence(said, map(material.figures.number, sources)))
    yield Table(
        "Organisations beyond the lead, by initiative",
        (
            TableColumn("Initiative"),
            TableColumn("Agreed", "right"),
            TableColumn("Live", "right"),
            TableColumn("Embedded", "right"),
            TableColumn("Shown", "right"),
            TableColumn("Declined, and why"),
        ),
        tuple(rows),
        "Agreed: or piloting. Shown: with a benefit measured or validated."
        f"{more} Source: "
        f"{source_line(material, 'adoption')}.",
    )


def _initiatives(material: Material) -> dict[str, list[str]]:
    """Return programmes by what they are: those that share an initiative code count together,
    under the name of the first."""
    by_code: dict[str, list[str]] = {}
    for one in sorted(material.programmes, key=lambda one: one.programme_id):
        by_code.setdefault(one.initiative_code or f" {one.programme_id}", []).append(
            one.programme_id
        )
    return {
        material.labels.programme(ids[0])
        + (f" and {formats.plural(len(ids) - 1, 'other')}" if len(ids) > 1 else ""): ids
        for ids in by_code.values()
    }


def _by_use(
    material: Material, initiatives: Mapping[str, list[str]]
) -> list[tuple[str, Sequence[str]]]:
    rows = records(material.ask("adoption"), "by_programme")
    used = {text(row, "programme_id"): row.get("adopters_beyond_lead") or 0 for row in rows}

    def place(one: tuple[str, Sequence[str]]) -> tuple[float, str]:
        return -sum(float(str(used.get(programme, 0))) for programme in one[1]), one[0]

    return sorted(initiatives.items(), key=place)


def _row(material: Material, name: str, ids: Sequence[str]) -> tuple[TableCell, ...]:
    figures, which = material.figures, "|".join(key(*ids))

    def at(state: str) -> TableCell:
        source = address("adoption", "matrix", which, "*", state, _BEYOND, column="rows")
        return figures.cell(source)

    return (
        *words(name),
        at("agreed|piloting"),
        at("live"),
        at("embedded"),
        _shown(figures, which),
        _declined(material, ids, at("declined")),
    )


def _shown(figures: Figures, which: str) -> TableCell:
    source = address("benefit_shown", "by_programme", which, column="shown")
    return figures.cell(source, lambda shown: formats.count(shown or 0.0))


def _declined(material: Material, ids: Sequence[str], counted: TableCell) -> TableCell:
    """Return how many decided against it, and the first reason in their own words."""
    said = only(
        having(records(material.ask("adoption"), "reasons"), "state", "declined"),
        lambda row: text(row, "programme_id") in ids and bool(text(row, "reason")),
    )
    if not said:
        return counted
    reason = formats.shortened(text(said[0], "reason"), _REASON_LETTERS)
    return replace(counted, text=f"{counted.text}: “{reason}”")
