"""What stands around the numbers: names for codes, who has reported, the list of programmes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from portfolio.domain.coverage import Coverage
from portfolio.domain.filters import Filters
from portfolio.domain.labels import Labels, OrganisationLabel
from portfolio.domain.period import Period
from portfolio.domain.programme import Programme, RestsOn
from portfolio.domain.result import ResultTable
from portfolio.measures.answers import table
from portfolio.measures.portfolio_rows import portfolio_rows
from portfolio.measures.selection import choose
from portfolio.measures.system_frames import System, system_as_at
from portfolio.store.engine import Store


def labels(store: Store, filters: Filters) -> Labels:
    """Return the names of every organisation and programme as at the filters' period."""
    system = system_as_at(store, filters.period, filters.known_on)
    organisations = system.organisations.select("org_code", "org_name", "org_type", "place")
    programmes = system.programmes.select("programme_id", "programme_name", "lead_org_code")
    names = Labels(
        organisations={
            code: OrganisationLabel(name, org_type, place)
            for code, name, org_type, place in organisations.iter_rows()
        },
        programmes={key: name for key, name, _ in programmes.iter_rows()},
    )
    return replace(names, apart=dict(_apart(programmes, names)))


def benefit_names(store: Store, filters: Filters) -> ResultTable:
    """Return one row for each benefit of the register at each beneficiary, by names alone: no
    figure of it is read."""
    system = system_as_at(store, filters.period, filters.known_on)
    columns = ("benefit_id", "beneficiary_org_code", "benefit_name", "programme_name")
    return table(system.named_register.unique(columns[:2]), *columns, order=columns[:2])


def _apart(programmes: pl.DataFrame, names: Labels) -> Iterator[tuple[str, str]]:
    """Of the programmes that share a name, who leads each; its id too where that one leads several
    of the name."""
    rows = [(key, name.casefold(), lead) for key, name, lead in programmes.iter_rows()]
    of_name = Counter(name for _, name, _ in rows)
    of_lead = Counter((name, lead) for _, name, lead in rows)
    for key, name, lead in rows:
        if of_name[name] > 1:
            whose = names.organisation(lead)
            yield key, whose if of_lead[name, lead] == 1 else f"{whose}, {key}"


def coverage(store: Store, filters: Filters) -> Coverage:
    """Of the partners open at the period: who reported for it, whose figures are older, and who
    has never reported, as known by the known-on day. Of a programme or theme or lead too, all
    partners are expected: any of them may gain."""
    system = system_as_at(store, filters.period, filters.known_on)
    latest = dict(_latest(system).iter_rows())
    expected = system.organisations.filter(pl.col("is_partner") & pl.col("is_open"))
    codes = expected.sort("org_name")["org_code"].to_list()
    now = str(filters.period)
    return Coverage(
        reported=tuple(code for code in codes if latest.get(code) == now),
        stale=tuple(
            (code, Period.parse(latest[code])) for code in codes if latest.get(code, now) != now
        ),
        missing=tuple(code for code in codes if code not in latest),
    )


def programmes(store: Store, filters: Filters) -> tuple[Programme, ...]:
    """Return the current programmes that the filters keep, as their leads describe them, by
    name."""
    system = system_as_at(store, filters.period, filters.known_on, is_as_now=filters.is_as_now)
    chosen = portfolio_rows(choose(system, filters))["programme_id"]
    rows = system.kept("programme_described", "name", "programme_id").filter(
        pl.col("programme_id").is_in(chosen.implode())
    )
    return tuple(Programme(**row) for row in rows.iter_rows(named=True))


def rests_on(store: Store, filters: Filters) -> tuple[RestsOn, ...]:
    """Return the current extracts that speak of the programme the filters name, newest first."""
    system = system_as_at(store, filters.period, filters.known_on)
    rows = system.kept("programme_row", "submission_id", "kind").filter(
        pl.col("programme_id") == filters.programme
    )
    return tuple(
        RestsOn(
            submission_id=row["submission_id"],
            kind=row["kind"],
            partner_code=row["partner_code"],
            sent_for=Period.parse(row["sent_for_period"]),
            received_on=row["received_on"],
            rows=row["row_count"],
        )
        for row in reversed(rows.to_dicts())
    )


def _latest(system: System) -> pl.DataFrame:
    """Return per partner the period of its latest standing extract of any kind."""
    return system.extracts.group_by("partner_code").agg(pl.col("period").max())
