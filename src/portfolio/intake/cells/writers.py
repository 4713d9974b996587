"""Which program writes a day or a month in which way, and what is said of it.

The table is for sentences, which can then name the program, and for the test that reads each line
of it. What is read, and how, stands in `days` and `dates`: people write in more ways than programs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Literal

# Parts of a written moment: how a program writes it, and the pattern of what it writes.
_PARTS: Mapping[str, tuple[Callable[[datetime], str], str]] = {
    "YYYY": (lambda at: f"{at:%Y}", "[0-9]{4}"),
    "YY": (lambda at: f"{at:%y}", "[0-9]{2}"),
    "MMMM": (lambda at: f"{at:%B}", "[A-Z][a-z]{2,8}"),
    "MMM": (lambda at: f"{at:%b}", "[A-Z][a-z]{2}"),
    "MM": (lambda at: f"{at:%m}", "(?:0[1-9]|1[0-2])"),
    "M": (lambda at: str(at.month), "(?:[1-9]|1[0-2])"),
    "MON": (lambda at: f"{at:%b}".upper(), "[A-Z]{3}"),
    "mon": (lambda at: f"{at:%b}".lower(), "[a-z]{3}"),
    "DD": (lambda at: f"{at:%d}", "[0-9]{2}"),
    "D": (lambda at: str(at.day), "[0-9]{1,2}"),
    "_D": (lambda at: f"{at.day:2}", "[ 0-9][0-9]"),
    "DDDD": (lambda at: f"{at:%A}", "[A-Z][a-z]+day"),
    "DDD": (lambda at: f"{at:%a}", "[A-Z][a-z]{2}"),
    "hh": (lambda at: f"{at:%H}", "[0-9]{2}"),
    "h12": (lambda at: f"{at:%I}".lstrip("0"), "[0-9]{1,2}"),
    "hh12": (lambda at: f"{at:%I}", "[0-9]{2}"),
    "mm": (lambda at: f"{at:%M}", "[0-9]{2}"),
    "ss": (lambda at: f"{at:%S}", "[0-9]{2}"),
    "AM": (lambda at: "AM" if at.hour < 12 else "PM", "[AP]M"),  # noqa: PLR2004
    "days": (lambda at: str((at - datetime(1899, 12, 30)).days), "[0-9]{5}"),
}
_PART = re.compile(r"\{(\w+)\}")
_NAMED = 3


@dataclass(frozen=True)
class Written:
    """One way in which some programs write a day, or a month, with the note on it in a
    column of dates. `how` has the parts of a moment in braces."""

    how: str
    by: tuple[str, ...]
    rule: str
    of: Literal["day", "month"] = "day"

    @property
    def has_time(self) -> bool:
        return "{mm}" in self.how

    def cell(self, at: datetime) -> str:
        """Return the cell that stands for a moment."""
        return _PART.sub(lambda part: _PARTS[part.group(1)][0](at), self.how)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        pieces = _PART.split(self.how)
        return re.compile(
            "".join(
                _PARTS[piece][1] if place % 2 else re.escape(piece)
                for place, piece in enumerate(pieces)
            )
        )


def _days(rule: str, *lines: tuple[str, str]) -> tuple[Written, ...]:
    return tuple(Written(how, tuple(by.split(", ")), rule) for how, by in lines)


def _months(rule: str, *lines: tuple[str, str]) -> tuple[Written, ...]:
    return tuple(Written(how, tuple(by.split(", ")), rule, of="month") for how, by in lines)


WRITERS = (
    *_days("", ("{YYYY}-{MM}-{DD}", "R, DuckDB, PostgreSQL, pandas")),
    *_days(
        "date_day_first",
        ("{DD}/{MM}/{YYYY}", "Excel, Google Sheets, LibreOffice, Power BI"),
        ("{DD}.{MM}.{YYYY}", "SAP"),
        ("{DD}-{MM}-{YYYY}", "ServiceNow"),
    ),
    *_days(
        "date_another_way",
        ("{YYYY}/{MM}/{DD}", "gnumeric"),
        ("{YYYY}{MM}{DD}", "SAP, data warehouses"),
        ("{D}-{MMM}-{YY}", "Excel"),
        ("{DD}-{MMM}-{YY}", "Excel, Primavera P6"),
        ("{DD}-{MMM}-{YY} A", "Primavera P6"),
        ("{DD}-{MMM}-{YY}*", "Primavera P6"),
        ("{DD}-{MON}-{YY}", "Oracle"),
        ("{DD}-{MMM}-{YYYY}", "SPSS"),
        ("{DD}{MON}{YYYY}", "SAS"),
        ("{DD}{mon}{YYYY}", "Stata"),
        ("{DD}/{MMM}/{YY}", "Jira"),
        ("{DD} {MMMM} {YYYY}", "Excel, Microsoft Project, Word"),
        ("{DDDD}, {DD} {MMMM} {YYYY}", "Power BI"),
        ("{DDD} {DD}/{MM}/{YYYY}", "Microsoft Project"),
        ("{MMM} {D}, {YYYY}", "Google Workspace"),
    ),
    *_days(
        "date_with_time",
        ("{YYYY}-{MM}-{DD} {hh}:{mm}:{ss}", "R, MySQL, pandas, openpyxl"),
        ("{YYYY}-{MM}-{DD} {hh}:{mm}:{ss}.000", "SQL Server"),
        ("{YYYY}-{MM}-{DD} {hh}:{mm}:{ss}.0000000", "SQL Server"),
        ("{YYYY}-{MM}-{DD} {hh}:{mm}:{ss}+00", "PostgreSQL, DuckDB"),
        ("{YYYY}-{MM}-{DD} {hh}:{mm}:{ss}+01", "PostgreSQL, DuckDB"),
        ("{YYYY}-{MM}-{DD} {hh}:{mm}:{ss}+00:00", "pandas, Django"),
        ("{YYYY}-{MM}-{DD} {hh}:{mm}:{ss} UTC", "BigQuery, Ruby"),
        ("{YYYY}-{MM}-{DD}T{hh}:{mm}:{ss}", "SQLAlchemy, SheetJS"),
        ("{YYYY}-{MM}-{DD}T{hh}:{mm}:{ss}Z", "Power Automate, SharePoint, R (readr)"),
        ("{YYYY}-{MM}-{DD}T{hh}:{mm}:{ss}.000Z", "JavaScript, SheetJS"),
        ("{YYYY}-{MM}-{DD}T{hh}:{mm}:{ss}.000000", "polars"),
        ("{YYYY}-{MM}-{DD}T{hh}:{mm}:{ss}.000+0000", "Jira"),
        ("{YYYY}-{MM}-{DD}T{hh}:{mm}:{ss}+00:00", "exceljs"),
        ("{YYYY}-{MM}-{DD}T{hh}:{mm}:{ss}+01:00", "exceljs"),
        ("{YYYY}/{MM}/{DD} {hh}:{mm}:{ss}", "gnumeric"),
        ("{DD}/{MM}/{YYYY} {hh}:{mm}", "Excel"),
        ("{DD}/{MM}/{YYYY} {hh}:{mm}:{ss}", "Excel, Google Sheets, .NET"),
        ("{DD}/{MM}/{YYYY} {h12}:{mm}:{ss} {AM}", "SQL Server reports, .NET"),
        ("{DD}/{MM}/{YYYY} {h12}:{mm} {AM}", "SharePoint"),
        ("{DD}/{MM}/{YYYY}, {hh}:{mm}:{ss}", "JavaScript"),
        ("{DD}-{MM}-{YYYY} {hh}:{mm}:{ss}", "ServiceNow"),
        ("{DD}/{MMM}/{YY} {h12}:{mm} {AM}", "Jira"),
        ("{DD}-{MMM}-{YY} {hh}:{mm}", "Primavera P6"),
        ("{DD}-{MMM}-{YY} {hh}:{mm} A", "Primavera P6"),
        ("{DD}-{MON}-{YY} {hh12}.{mm}.{ss}.000000000 {AM}", "Oracle"),
        ("{DD}-{MMM}-{YYYY} {hh}:{mm}:{ss}", "SPSS, MATLAB"),
        ("{DD}{MON}{YYYY}:{hh}:{mm}:{ss}", "SAS"),
        ("{DD}{MON}{YYYY}:{hh}:{mm}:{ss}.000", "SAS"),
        ("{DD}{mon}{YYYY} {hh}:{mm}:{ss}", "Stata"),
        ("{DD} {MMMM} {YYYY} {hh}:{mm}", "Microsoft Project"),
        ("{DD} {MMMM} {YYYY} {hh}:{mm}:{ss}", "Power BI"),
        ("{DDD} {DD}/{MM}/{YYYY} {hh}:{mm}", "Microsoft Project"),
        ("{MMM} {_D} {YYYY} {hh12}:{mm}{AM}", "SQL Server"),
        ("{DDD}, {DD} {MMM} {YYYY} {hh}:{mm}:{ss} GMT", "JavaScript, web services"),
        (
            "{DDD} {MMM} {DD} {YYYY} {hh}:{mm}:{ss} GMT+0000 (Greenwich Mean Time)",
            "JavaScript",
        ),
        ("{DDD} {MMM} {DD} {hh}:{mm}:{ss} GMT {YYYY}", "Java"),
        ("{DDD} {MMM} {_D} {hh}:{mm}:{ss} {YYYY}", "Python, C"),
    ),
    *_days(
        "date_two_digit_year",
        ("{DD}/{MM}/{YY}", "LibreOffice, Smartsheet, Excel"),
        ("{DDD} {DD}/{MM}/{YY}", "Microsoft Project"),
        ("{DDD} {DD}/{MM}/{YY} {hh}:{mm}", "Microsoft Project"),
        ("{DD}/{MM}/{YY} {hh}:{mm}", "Microsoft Project"),
    ),
    *_days(
        "date_impossible_day_first",
        ("{MM}/{DD}/{YYYY}", "LibreOffice's plain conversion to CSV, SPSS, programs set to the US"),
        ("{MM}/{DD}/{YY}", "programs set to the US"),
        ("{M}/{D}/{YYYY} {h12}:{mm}:{ss} {AM}", ".NET set to the US, Azure DevOps"),
        ("{DDD} {M}/{D}/{YY}", "Microsoft Project set to the US"),
    ),
    *_days("date_as_number", ("{days}", "Excel")),
    *_months(
        "month_excel",
        ("{MMM}-{YY}", "Excel"),
        ("{MMMM} {YYYY}", "Power BI"),
        ("{MMM} {YYYY}", "R (zoo)"),
        ("{YYYY} {MMM}", "R (tsibble)"),
        ("{YYYY} {MON}", "the Office for National Statistics"),
        ("{MON}{YYYY}", "SAS"),
        ("{YYYY}m{M}", "Stata"),
        ("{YYYY}M{MM}", "Eurostat"),
        ("{YYYY}{MM}", "data warehouses"),
    ),
    *_months("", ("{YYYY}-{MM}", "pandas, Power BI")),
    *_months("month_or_day", ("{YY}-{MMM}", "Excel")),
)


@lru_cache(maxsize=2_048)
def writers(cell: str) -> str:
    """Return a sentence on the programs that write a cell so, to stand behind another; empty
    where none is known."""
    known = [name for way in WRITERS if way.pattern.fullmatch(cell) for name in way.by]
    names = list(dict.fromkeys(known))[:_NAMED]
    if not names:
        return ""
    *first, last = names
    return f" Dates are written so by {', '.join(first)}{' and ' if first else ''}{last}."
