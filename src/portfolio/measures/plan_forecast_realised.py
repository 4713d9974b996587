"""Planned, forecast and realised benefit: over time, by whom, and how forecasts fared."""

from __future__ import annotations

import polars as pl

from portfolio.domain.period import Period
from portfolio.domain.result import Cell, LateTables, ResultTable
from portfolio.domain.thresholds import STALE_DAYS
from portfolio.measures.answers import Answer, share, table, total
from portfolio.measures.each_programme import Sums, sums_of_each, table_of_each
from portfolio.measures.forecasting import forecast_against_realised
from portfolio.measures.green_book import CURRENT_EDITION, discount_factor
from portfolio.measures.ledger_sums import months, realised
from portfolio.measures.selection import Selection
from portfolio.measures.system_frames import SystemAt
from portfolio.measures.theme_tables import programme_themes, themes

_SUMS = ("planned_gbp", "forecast_gbp", "realised_gbp")
_KIND = ("benefit_type", "effect")
_PROGRAMME = ("programme_id", "programme_name", "lead_org_code")
_UNDER_WAY = ("identified", "planned", "realising")


def plan_forecast_realised(selection: Selection, system_at: SystemAt) -> Answer:
    """Return gross realised benefit to date, beside what was planned and is forecast."""
    gross = realised(selection).where(effect="benefit")
    value = gross.total("counted_gbp")
    return Answer(
        status="not_defined" if value is None else "ok",
        value=value,
        n=gross.count("benefits"),
        tables=_tables(selection, system_at),
    )


def _tables(selection: Selection, system_at: SystemAt) -> LateTables:
    as_at = selection.system.period

    def rows() -> pl.DataFrame:
        return _rows(selection)

    def passed() -> pl.DataFrame:
        return _passed(selection)

    def fared() -> pl.DataFrame:
        return selection.cached_by_programme(
            "fared", lambda whole: forecast_against_realised(whole, system_at)
        )

    return LateTables(
        {
            "by_month": lambda: _by_month(selection),
            "by_programme": lambda: _apart(rows(), *_PROGRAMME),
            "by_programme_to_date": lambda: table_of_each(
                selection, "by_programme_to_date", lambda whole: _apart(_passed(whole), *_PROGRAMME)
            ),
            "cumulative": lambda: _cumulative(rows(), as_at),
            "to_date_by_programme": lambda: _to_date(selection).table(*_PROGRAMME, *_KIND),
            "to_date_by_theme": lambda: _to_date_by_theme(selection),
            "by_type": lambda: _by(rows(), "benefit_type", "effect"),
            "by_theme": lambda: _by_theme(rows(), selection),
            "by_organisation": lambda: _by_organisation(rows(), selection),
            "to_date": lambda: _by(passed(), "effect"),
            "optimism": lambda: _optimism(fared()),
            "optimism_by_programme": lambda: _optimism(fared(), "programme_id", "programme_name"),
            "optimism_by_type": lambda: _optimism(fared(), "benefit_type"),
            "optimism_by_month": lambda: _optimism(fared(), "period", "benefit_type"),
            "optimism_by_programme_type": lambda: _optimism(
                fared(), "programme_id", "benefit_type"
            ),
            "optimism_by_theme_type": lambda: _optimism_by_theme(fared(), selection),
            "present_value": lambda: _present_value(rows(), as_at),
            "flags": lambda: _flags(selection),
        }
    )


def _rows(selection: Selection) -> pl.DataFrame:
    return months(selection).with_columns(realised_gbp=pl.col("counted_gbp"))


def _passed(selection: Selection) -> pl.DataFrame:
    """Return the months that have passed."""
    return _rows(selection).filter(pl.col("period") <= str(selection.system.period))


def _to_date(selection: Selection) -> Sums:
    """Return the months that have passed together, by programme and £ type."""

    def made(whole: Selection) -> pl.DataFrame:
        return _passed(whole).group_by(*_PROGRAMME, *_KIND).agg(map(total, _SUMS))

    return sums_of_each(selection, "to_date", made, _SUMS)


def _by_month(selection: Selection) -> ResultTable:
    grain = ("period", *_KIND)
    rows = selection.cached_by_programme("by_month", lambda whole: _of_programmes(whole, *grain))
    sums = rows.group_by(grain, maintain_order=True).agg(map(total, _SUMS))
    return table(sums, *grain, *_SUMS)


def _of_programmes(selection: Selection, *grain: str) -> pl.DataFrame:
    """Summed over where it lands, in the order of what it is summed to."""
    rows = _rows(selection).group_by(*grain, "programme_id").agg(map(total, _SUMS))
    return rows.sort(*grain, "programme_id", nulls_last=True)


def _by(rows: pl.DataFrame, *grain: str) -> ResultTable:
    sums = rows.group_by(grain).agg(total(name) for name in _SUMS)
    return table(sums, *grain, *_SUMS, order=grain)


def _by_organisation(rows: pl.DataFrame, selection: Selection) -> ResultTable:
    named = rows.rename({"beneficiary_org_code": "org_code"}).join(
        selection.system.names(), on="org_code", how="left"
    )
    return _apart(named, "org_code", "org_name")


def _apart(rows: pl.DataFrame, *grain: str) -> ResultTable:
    """Return gross benefit in the three columns; disbenefit in three of its own."""
    benefit = rows.filter(pl.col("effect") == "benefit").group_by(grain).agg(map(total, _SUMS))
    disbenefit = (
        rows.filter(pl.col("effect") == "disbenefit")
        .group_by(grain)
        .agg(total(name).alias(name.replace("_gbp", "_disbenefit_gbp")) for name in _SUMS)
    )
    both = benefit.join(disbenefit, on=grain, how="full", coalesce=True, nulls_equal=True)
    apart = (name.replace("_gbp", "_disbenefit_gbp") for name in _SUMS)
    return table(both, grain[0], *_SUMS, *grain[1:], *apart, order=grain[:1])


def _cumulative(rows: pl.DataFrame, as_at: Period) -> ResultTable:
    """Return running totals by month and effect; realised only to the month that is reported."""
    sums = (
        rows.group_by("effect", "period")
        .agg(pl.col(_SUMS).sum())
        .sort("effect", "period")
        .with_columns(pl.col(_SUMS).cum_sum().over("effect"))
        .with_columns(
            realised_gbp=pl.when(pl.col("period") <= str(as_at)).then(pl.col("realised_gbp"))
        )
    )
    return table(sums, "period", "effect", *_SUMS)


def _by_theme(rows: pl.DataFrame, selection: Selection) -> ResultTable:
    grain = ("theme_set", "theme_code", "theme_name", "theme_order", "adds_up")
    benefits = rows.filter(pl.col("effect") == "benefit")
    programmes = benefits.group_by("programme_id").agg(total(name) for name in _SUMS)
    sums = (
        programme_themes(selection)
        .join(programmes, on="programme_id", how="left")
        .group_by(grain)
        .agg(
            *(total(name) for name in _SUMS),
            programmes=pl.col("programme_id").count().cast(pl.Int64),
        )
        .sort("theme_order")
    )
    return table(sums, *grain[:3], *_SUMS, "programmes", "adds_up")


def _to_date_by_theme(selection: Selection) -> ResultTable:
    """Return months that have passed by the system's own themes and £ type, in the themes'
    order."""
    of_programme = _to_date(selection)
    rows: list[tuple[Cell, ...]] = []
    for theme in themes(selection):
        if theme.adds_up:
            sums = of_programme.among(theme.programmes).table(*_KIND)
            rows += ((theme.code, theme.name, *row) for row in sums.rows)
    return ResultTable(("theme_code", "theme_name", *_KIND, *_SUMS), tuple(rows))


def _optimism(fared: pl.DataFrame, *grain: str) -> ResultTable:
    """Return realised over forecast; below 1 the forecasts promised more than came."""
    sums = (
        fared.with_columns(all_together=pl.lit("all"))
        .group_by(grain or ("all_together",))
        .agg(
            pl.col("realised_gbp", "forecast_gbp").sum(),
            benefit_months=pl.len().cast(pl.Int64),
        )
        .with_columns(optimism=share("realised_gbp", "forecast_gbp"))
    )
    columns = ("realised_gbp", "forecast_gbp", "optimism", "benefit_months")
    return table(sums, *grain, *columns, order=grain)


def _optimism_by_theme(fared: pl.DataFrame, selection: Selection) -> ResultTable:
    """Return the same by the system's own themes, which add up, and £ type."""
    own = programme_themes(selection).filter("adds_up").select("programme_id", "theme_code")
    return _optimism(fared.join(own, on="programme_id"), "theme_code", "benefit_type")


def _present_value(rows: pl.DataFrame, as_at: Period) -> ResultTable:
    """Return forecasts of later months, discounted by whole years from the period's end."""
    edition = CURRENT_EDITION
    ahead = (
        rows.filter((pl.col("period") > str(as_at)) & pl.col("forecast_gbp").is_not_null())
        .group_by("benefit_type", "effect", "period")
        .agg(pl.col("forecast_gbp").sum().cast(pl.Float64))
        .with_columns(years=_whole_years(as_at))
        .filter(pl.col("years") <= edition.first_years)
        .with_columns(
            factor=pl.col("years").map_elements(
                lambda years: discount_factor(years, rate=edition.standard_rate),
                return_dtype=pl.Float64,
            )
        )
        .sort("benefit_type", "effect", "period")
        .group_by("benefit_type", "effect", maintain_order=True)
        .agg(
            pl.col("forecast_gbp").sum(),
            present_value_gbp=(pl.col("forecast_gbp") * pl.col("factor")).sum(),
        )
        .with_columns(rate=pl.lit(edition.standard_rate), edition=pl.lit(edition.name))
    )
    return table(ahead, *ahead.columns)


def _whole_years(as_at: Period) -> pl.Expr:
    """Complete years between the period and a later month: its first twelve months are year 0."""
    month = pl.col("period").str.slice(0, 4).cast(pl.Int64) * 12 + pl.col("period").str.slice(
        5, 2
    ).cast(pl.Int64)
    return (month - (as_at.year * 12 + as_at.month) - 1) // 12


def _flags(selection: Selection) -> ResultTable:
    """Return benefits under way that raise a question: always in the future, no baseline, not
    updated."""
    grain = ("benefit_id", "beneficiary_org_code")
    rows = (
        selection.register()
        .filter(pl.col("status").is_in(_UNDER_WAY))
        .join(selection.system.benefit_flags, on=grain)
        .with_columns(
            days_since_update=(selection.system.period.end - pl.col("updated_on")).dt.total_days()
        )
    )
    raised = {
        "always_future": pl.col("is_always_ahead"),
        "no_baseline": pl.col("baseline_value").is_null(),
        "not_updated": pl.col("days_since_update") > STALE_DAYS.value,
    }
    parts = [rows.filter(test).with_columns(flag=pl.lit(flag)) for flag, test in raised.items()]
    columns = ("programme_id", "benefit_name", "flag", "first_expected", "updated_on")
    return table(pl.concat(parts), *grain, *columns, "days_since_update", order=(*grain, "flag"))
