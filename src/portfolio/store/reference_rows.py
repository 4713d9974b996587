"""The reference lists as rows of the store's tables, and back."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.domain.organisation import Organisation, Organisations
from portfolio.domain.period import Period
from portfolio.domain.system import References, ReportingPeriod, SystemSettings, Theme
from portfolio.store.engine import Snapshot, Store
from portfolio.store.reference_files import organisation_file as organisations_file
from portfolio.store.reference_files import theme_file as themes_file

_TABLES = (
    "reference_organisation",
    "reference_theme",
    "reference_reporting_period",
    "reference_board_meeting",
    "reference_setting",
)
ALWAYS_FILLED = "reference_setting"
"""The table that every change of the lists adds rows to."""
_FILE = "file:"
_ORGANISATION_COLUMNS = {
    "org_code": pl.String,
    "org_name": pl.String,
    "org_type": pl.String,
    "place": pl.String,
    "population": pl.Int64,
    "is_partner": pl.Boolean,
    "reports_through": pl.String,
    "valid_from": pl.Date,
    "valid_to": pl.Date,
    "successor_codes": pl.String,
}


def replace(store: Store, references: References, files: Mapping[str, str]) -> None:
    """Put these lists in the place of those before, in one transaction.

    `files` are the fingerprints of the files they were read from, which stay with them.
    """
    frames = {
        "reference_organisation": _organisation_rows(references.organisations),
        "reference_theme": _theme_rows(references.themes),
        "reference_reporting_period": _period_rows(references.settings),
        "reference_board_meeting": _meeting_rows(references.settings),
        "reference_setting": _setting_rows(references.settings, files),
    }
    with store.transaction() as transaction:
        for table in _TABLES:
            transaction.run(f"DELETE FROM {table}")
            transaction.append(table, frames[table])
    store.checkpoint()


def read(store: Store) -> References | None:
    """Return the lists a store holds; None before any were loaded."""
    with store.snapshot() as snapshot:
        written = dict(snapshot.read("SELECT setting, value FROM reference_setting").iter_rows())
        if not written:
            return None
        return References(
            settings=_settings(written, snapshot),
            organisations=_organisations(snapshot),
            themes=_themes(snapshot),
        )


def read_files(store: Store) -> Mapping[str, str]:
    """Return the fingerprints of the files that the lists were read from; none in an old store."""
    rows = store.read("SELECT setting, value FROM reference_setting ORDER BY setting").iter_rows()
    return {name.removeprefix(_FILE): value for name, value in rows if name.startswith(_FILE)}


def _organisation_rows(organisations: Organisations) -> pl.DataFrame:
    rows = [
        {**vars(row), "successor_codes": ";".join(row.successor_codes) or None}
        for row in organisations.rows
    ]
    return pl.DataFrame(rows, schema=_ORGANISATION_COLUMNS)


def _organisations(snapshot: Snapshot) -> Organisations:
    rows = snapshot.read("SELECT * FROM reference_organisation").iter_rows(named=True)
    listed = [{**row, "successor_codes": _codes(row["successor_codes"])} for row in rows]
    return Organisations(organisations_file.in_order([Organisation(**row) for row in listed]))


def _codes(written: str | None) -> tuple[str, ...]:
    return tuple(written.split(";")) if written else ()


def _theme_rows(themes: tuple[Theme, ...]) -> pl.DataFrame:
    return pl.DataFrame([vars(theme) for theme in themes])


def _themes(snapshot: Snapshot) -> tuple[Theme, ...]:
    rows = snapshot.read("SELECT * FROM reference_theme").iter_rows(named=True)
    return themes_file.in_order(Theme(**row) for row in rows)


def _period_rows(settings: SystemSettings) -> pl.DataFrame:
    rows = [{"period": str(p.period), "due_date": p.due_date} for p in settings.reporting_periods]
    return pl.DataFrame(rows, schema={"period": pl.String, "due_date": pl.Date})


def _meeting_rows(settings: SystemSettings) -> pl.DataFrame:
    rows = [{"meeting_date": day} for day in settings.board_meetings]
    return pl.DataFrame(rows, schema={"meeting_date": pl.Date})


def _setting_rows(settings: SystemSettings, files: Mapping[str, str]) -> pl.DataFrame:
    written = {
        **{f"{_FILE}{file}": sha256 for file, sha256 in sorted(files.items())},
        "name": settings.name,
        "about": settings.about,
        "financial_year_start_month": str(settings.financial_year_start_month),
    }
    return pl.DataFrame([{"setting": key, "value": value} for key, value in written.items()])


def _settings(written: dict[str, str], snapshot: Snapshot) -> SystemSettings:
    meetings = snapshot.read("SELECT meeting_date FROM reference_board_meeting ORDER BY 1")
    periods = snapshot.read("SELECT period, due_date FROM reference_reporting_period ORDER BY 1")
    return SystemSettings(
        name=written["name"],
        about=written["about"],
        financial_year_start_month=int(written["financial_year_start_month"]),
        board_meetings=tuple(meetings["meeting_date"]),
        reporting_periods=tuple(
            ReportingPeriod(Period.parse(period), due) for period, due in periods.iter_rows()
        ),
    )
