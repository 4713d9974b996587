"""system.toml: the system's name, its year, its board's meetings and its reporting periods."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from portfolio.domain.period import Period
from portfolio.domain.system import ReportingPeriod, SystemSettings
from portfolio.store.reference_files.mistakes import Mistakes

FILE = "system.toml"
_KEYS = ("name", "about", "financial_year_start_month", "board_meetings", "reporting_period")
_MONTHS = range(1, 13)
_APRIL = 4


def read_settings(folder: Path, mistakes: Mistakes) -> SystemSettings:
    """Return the settings of a system folder; what is missing or wrong is noted and left at
    rest."""
    written = _written(folder, mistakes)
    for key in written.keys() - set(_KEYS):
        mistakes.add(f"is not known here. Known are: {', '.join(_KEYS)}.", column=key)
    return SystemSettings(
        name=_name(written, mistakes),
        about=_about(written, mistakes),
        financial_year_start_month=_start_month(written, mistakes),
        board_meetings=_board_meetings(written, mistakes),
        reporting_periods=_reporting_periods(written, mistakes),
    )


def _written(folder: Path, mistakes: Mistakes) -> dict[str, object]:
    try:
        return tomllib.loads((folder / FILE).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        mistakes.add(f"is not in the folder `{folder.name}`.")
    except UnicodeDecodeError:
        mistakes.add("cannot be read as text. Save it as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        mistakes.add(f"cannot be read: {error}.")
    return {"name": "?"}


def _name(written: dict[str, object], mistakes: Mistakes) -> str:
    name = written.get("name")
    if isinstance(name, str) and name.strip():
        return name.strip()
    mistakes.add(
        'is missing. Write the system\'s name, for example name = "Fenland".', column="name"
    )
    return ""


def _about(written: dict[str, object], mistakes: Mistakes) -> str:
    about = written.get("about", "")
    if isinstance(about, str):
        return about.strip()
    mistakes.add("must be a sentence in quotes.", column="about")
    return ""


def _start_month(written: dict[str, object], mistakes: Mistakes) -> int:
    month = written.get("financial_year_start_month", _APRIL)
    if type(month) is int and month in _MONTHS:  # true would be January
        return month
    mistakes.add("must be a month from 1 to 12; 4 is April.", column="financial_year_start_month")
    return _APRIL


def _board_meetings(written: dict[str, object], mistakes: Mistakes) -> tuple[date, ...]:
    days = written.get("board_meetings", [])
    if isinstance(days, list) and all(_day(day) for day in days):
        return tuple(sorted({day for entry in days if (day := _day(entry))}))
    mistakes.add("must be a list of dates, for example [2026-10-14].", column="board_meetings")
    return ()


def _reporting_periods(
    written: dict[str, object], mistakes: Mistakes
) -> tuple[ReportingPeriod, ...]:
    tables = written.get("reporting_period", [])
    if not isinstance(tables, list):
        mistakes.add("must be written as [[reporting_period]] tables.", column="reporting_period")
        return ()
    read = [_reporting_period(table, mistakes) for table in tables]
    by_period = {entry.period: entry for entry in read if entry}
    if len(by_period) < len([entry for entry in read if entry]):
        mistakes.add("names a period more than once.", column="reporting_period")
    return tuple(by_period[period] for period in sorted(by_period))


def _reporting_period(table: object, mistakes: Mistakes) -> ReportingPeriod | None:
    entry = table if isinstance(table, dict) else {}
    for key in entry.keys() - {"period", "due_date"}:
        mistakes.add(f"`{key}` is not known in a reporting period.", column="reporting_period")
    try:
        period = Period.parse(str(entry.get("period", "")))
    except ValueError:
        mistakes.add('needs a month, for example period = "2026-09".', column="reporting_period")
        return None
    due = entry.get("due_date")
    if due is not None and _day(due) is None:
        mistakes.add(f"the due_date of {period} must be a date.", column="reporting_period")
    return ReportingPeriod(period, _day(due))


def _day(written: object) -> date | None:
    """Return a date as TOML has it, or written in quotes; None for anything else."""
    if type(written) is date:  # a date with a time is a date too, and not meant here
        return written
    try:
        return date.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
