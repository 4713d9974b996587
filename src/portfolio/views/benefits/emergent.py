"""What nobody planned: who noticed it, and what it is; and what it costs, told the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portfolio.domain.codes import PRICED_TYPES
from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links
from portfolio.views.bar_list import Bar, bar_list
from portfolio.views.palette import CONCERN, SOFT
from portfolio.views.picture import (
    Column,
    DisplayTable,
    Picture,
    TableLine,
    table_of,
    table_of_records,
)
from portfolio.views.read_result import Record, amount, having, number, only, records, text, whole
from portfolio.views.words import benefit_words as words
from portfolio.views.words import empty_words, pounds_words
from portfolio.views.words.terms import BENEFIT_STATUS, BENEFIT_TYPE, word

MOST_SHOWN = 10


def noticed_by(emergent: Result) -> Picture:
    """Return who noticed what was emergent: pounds realised of one type, and how many benefits.
    Reads `by_type`, `noticed_by`, `noticed_by_type` and `summary` of emergent_share."""
    title = words.emergent_title(emergent)
    rows = only(records(emergent, "noticed_by"), lambda row: whole(row, "benefits") > 0)
    if not rows:
        return Picture(title=title, empty=empty_words.NO_EMERGENT)
    kind = words.emergent_kind(emergent)
    gbp = {
        (text(row, "noticed_by"), text(row, "benefit_type")): amount(row, "gbp")
        for row in records(emergent, "noticed_by_type")
    }
    ranked = sorted(rows, key=lambda row: -gbp.get((text(row, "noticed_by"), kind), 0.0))
    benefit = pounds_words.benefit(kind) if kind else "benefit"
    return Picture(
        title=title,
        subtitle=f"Realised {benefit} that was noticed later, by who noticed it.",
        alt=f"{title}. Each line is a row of the table.",
        html=bar_list([_noticed(row, gbp.get((text(row, "noticed_by"), kind))) for row in ranked]),
        note=words.emergent_note(emergent),
        table=_noticed_table(ranked, gbp),
    )


def _noticed(row: Record, gbp: float | None) -> Bar:
    name = words.noticed_by(text(row, "noticed_by"))
    how_many = formats.plural(whole(row, "benefits"), "benefit")
    said = "" if gbp else "none"
    return Bar(name, gbp or 0.0, colour=SOFT, note=how_many, unit="gbp", said=said)


def _noticed_table(rows: Sequence[Record], gbp: Mapping[tuple[str, str], float]) -> DisplayTable:
    columns = (
        Column("noticed_by", "Noticed by"),
        Column("benefits", "Benefits", "right"),
        Column("benefits_without_gbp", "Without a price", "right"),
        *(Column(f"{code}_gbp", BENEFIT_TYPE[code], "right") for code in PRICED_TYPES),
        Column("disbenefits", "Disbenefits", "right"),
    )

    def line(row: Record) -> TableLine:
        who = text(row, "noticed_by")
        of_types = [gbp.get((who, code)) for code in PRICED_TYPES]
        counts = [whole(row, name) for name in ("benefits", "benefits_without_gbp", "disbenefits")]
        shown = (
            words.noticed_by(who),
            *map(formats.count, counts[:2]),
            *(formats.money_full(one, "none") for one in of_types),
            formats.count(counts[2]),
        )
        return shown, (who, *counts[:2], *of_types, counts[2])

    return table_of(columns, rows, line)


def emergent_list(emergent: Result, labels: Labels) -> Picture:
    """Return what was noticed later, benefit by benefit where it lands. Reads `emergent`."""
    rows = having(records(emergent, "emergent"), "effect", "benefit")
    if not rows:
        return Picture(title="What was noticed later", empty=empty_words.NO_EMERGENT)
    ids = {text(row, "benefit_id") for row in rows}
    shown = [row for row in rows if amount(row, "gbp") > 0][:MOST_SHOWN] or rows[:MOST_SHOWN]
    return Picture(
        title=f"What was noticed later: {formats.plural(len(ids), 'benefit')}",
        subtitle="Realised to date, where it lands; largest first.",
        alt="Each line is a row of the table.",
        html=bar_list([_where_it_lands(row, labels, "gbp", SOFT) for row in shown]),
        note=""
        if len(shown) == len(rows)
        else f"{formats.n_of_m(len(shown), len(rows))}; all are in the table.",
        table=_emergent_table(rows, labels),
    )


def _where_it_lands(row: Record, labels: Labels, column: str, colour: str) -> Bar:
    code = text(row, "beneficiary_org_code")
    name, gbp = text(row, "benefit_name"), amount(row, column)
    kind = word(BENEFIT_TYPE, text(row, "benefit_type")).lower()
    return Bar(
        name,
        gbp,
        colour=colour,
        unit="gbp",
        href=links.to_benefit(text(row, "benefit_id"), code),
        note_html=f"{escape.html(kind)}, at {links.organisation(code, labels)}",
    )


def _emergent_table(rows: Sequence[Record], labels: Labels) -> DisplayTable:
    columns = (
        Column("benefit_id", "Benefit"),
        Column("beneficiary_org_code", "Lands at"),
        Column("noticed_by", "Noticed by"),
        Column("benefit_type", "Type"),
        Column("status", "Status"),
        Column("gbp", "Realised", "right"),
    )
    return table_of_records(
        columns,
        rows,
        lambda row: (
            text(row, "benefit_name"),
            labels.organisation(text(row, "beneficiary_org_code")),
            words.noticed_by(text(row, "noticed_by")),
            word(BENEFIT_TYPE, text(row, "benefit_type")),
            word(BENEFIT_STATUS, text(row, "status")),
            formats.money_full(number(row, "gbp"), "no pounds"),
        ),
    )


def emergent_by_theme(emergent: Result) -> Picture:
    """Return pence of each pound of one type that nobody planned, by the system's own themes.
    Reads `by_type` and `by_theme_type`."""
    kind = words.emergent_kind(emergent)
    every = records(emergent, "by_theme_type")
    rows = having(every, "benefit_type", kind)
    title = "By theme: what nobody planned"
    if not rows:
        return Picture(title=title, empty=empty_words.NO_EMERGENT)
    bars = [
        Bar(
            text(row, "theme_name"),
            amount(row, "emergent_gbp"),
            colour=SOFT,
            note=f"{formats.pence(number(row, 'share'))} of each £1",
            unit="gbp",
            href=links.to_own_theme(text(row, "theme_code")),
        )
        for row in rows
    ]
    return Picture(
        title=title,
        subtitle=f"Realised {pounds_words.benefit(kind)} that was noticed later, by primary theme.",
        alt=f"{title}. Each line is a row of the table.",
        html=bar_list(bars),
        table=_theme_table(every),
    )


def _theme_table(rows: Sequence[Record]) -> DisplayTable:
    columns = (
        Column("theme_code", "Theme"),
        Column("benefit_type", "Type"),
        Column("emergent_gbp", "Noticed later", "right"),
        Column("all_gbp", "Realised", "right"),
        Column("share", "In the £1", "right"),
    )
    return table_of_records(
        columns,
        rows,
        lambda row: (
            text(row, "theme_name"),
            word(BENEFIT_TYPE, text(row, "benefit_type")),
            formats.money_full(number(row, "emergent_gbp")),
            formats.money_full(number(row, "all_gbp")),
            formats.pence(number(row, "share")),
        ),
    )


def disbenefits(over: Result, labels: Labels) -> Picture:
    """Return each disbenefit where it lands, largest first. Reads `benefits` of
    benefit_over_time."""
    rows = having(records(over, "benefits"), "effect", "disbenefit")
    title = words.disbenefit_title(over)
    if not rows:
        return Picture(title=title, empty=empty_words.NO_DISBENEFIT)
    ranked = sorted(rows, key=lambda row: -amount(row, "counted_gbp"))
    return Picture(
        title=title,
        subtitle="Realised disbenefit to date, where it lands. Shown beside benefit, never taken "
        "off it.",
        alt=f"{title}. Each line is a row of the table.",
        html=bar_list(
            [_where_it_lands(row, labels, "counted_gbp", CONCERN) for row in ranked[:MOST_SHOWN]]
        ),
        note=""
        if len(ranked) <= MOST_SHOWN
        else f"The {MOST_SHOWN} largest of {formats.count(len(ranked))}; all are in the table.",
        table=_disbenefit_table(ranked, labels),
    )


def _disbenefit_table(rows: Sequence[Record], labels: Labels) -> DisplayTable:
    columns = (
        Column("benefit_id", "Disbenefit"),
        Column("beneficiary_org_code", "Lands at"),
        Column("programme_id", "Programme"),
        Column("benefit_type", "Type"),
        Column("foreseen", "Planned"),
        Column("status", "Status"),
        Column("counted_gbp", "Realised", "right"),
    )
    return table_of_records(
        columns,
        rows,
        lambda row: (
            text(row, "benefit_name"),
            labels.organisation(text(row, "beneficiary_org_code")),
            text(row, "programme_name"),
            word(BENEFIT_TYPE, text(row, "benefit_type")),
            _FORESEEN.get(text(row, "foreseen"), "Not said"),
            word(BENEFIT_STATUS, text(row, "status")),
            formats.money_full(number(row, "counted_gbp"), "no pounds"),
        ),
    )


_FORESEEN = {"planned": "Planned", "emergent": "Noticed later"}
