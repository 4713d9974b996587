"""What stands around the numbers: names for codes, who has reported, the list of programmes."""

from __future__ import annotations

import polars as pl

from portfolio.domain.coverage import Coverage
from portfolio.domain.filters import Filters
from portfolio.domain.labels import Labels, OrganisationLabel
from portfolio.domain.period import Period
from portfolio.measures.selection import choose, theme_tags
from portfolio.measures.system import System, system_as_at
from portfolio.store.engine import Store


def labels(store: Store, filters: Filters) -> Labels:
    """The names of every organisation and programme as at the filters' period."""
    system = system_as_at(store, filters.period, filters.known_on)
    organisations = system.organisations.select("org_code", "org_name", "org_type", "place")
    programmes = system.programmes.select("programme_id", "programme_name")
    return Labels(
        organisations={
            code: OrganisationLabel(name, org_type, place)
            for code, name, org_type, place in organisations.iter_rows()
        },
        programmes=dict(programmes.iter_rows()),
    )


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


def programmes(store: Store, filters: Filters) -> pl.DataFrame:
    """The current programmes that the filters keep, one row each, by name: id, name, lead, theme
    tags (`;`-separated `set:code`), stage, ratings as given, and the rating shown."""
    system = system_as_at(store, filters.period, filters.known_on, is_as_now=filters.is_as_now)
    chosen = choose(system, filters).programmes.select("programme_id")
    return (
        system.read("current_programme")
        .join(chosen, on="programme_id", how="semi")
        .join(
            system.names().rename({"org_code": "lead_org_code", "org_name": "lead_org_name"}),
            on="lead_org_code",
            how="left",
        )
        .select(
            "programme_id",
            "programme_name",
            "purpose",
            "lead_org_code",
            "lead_org_name",
            "primary_theme",
            "other_themes",
            "stage",
            "sro_confidence",
            "independent_confidence",
            "initiative_code",
            "transferred_from_org_code",
            theme_tags=theme_tags().str.strip_chars(";"),
            shown_confidence=shown_confidence(),
        )
        .sort("programme_name", "programme_id")
    )


def _latest(system: System) -> pl.DataFrame:
    """Per partner the period of its latest standing extract of any kind."""
    return system.extracts.group_by("partner_code").agg(pl.col("period").max())


def shown_confidence() -> pl.Expr:
    """The independent rating where there is one, else the SRO's; exempt is not a rating."""
    given = [
        pl.when(pl.col(name) != "exempt").then(pl.col(name))
        for name in ("independent_confidence", "sro_confidence")
    ]
    return pl.coalesce(given)
