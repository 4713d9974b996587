"""The six dimensions of data quality in words; each in its own unit, never added up."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.read_result import Record, having, number, records, whole

DIMENSIONS: Mapping[str, tuple[str, str]] = {
    "validity": ("Validity", "Returns taken at the first attempt"),
    "timeliness": ("Timeliness", "Days from the due day to the first receipt, on average"),
    "completeness": ("Completeness", "Cells filled that a view needs"),
    "uniqueness": ("Uniqueness", "Rows whose id no other partner uses"),
    "consistency": ("Consistency", "Answers that agree with the lead\u2019s claim"),
    "age": ("Age", "Months behind the period, on average"),
}
"""Name and meaning of each, in the order in which they are shown."""


def said(dimension: str, row: Record | None) -> str:
    """Return a dimension's state in its own unit; `not known` where there is nothing to divide
    by."""
    value = number(row, "value") if row else None
    if row is None or value is None:
        return formats.UNKNOWN
    if dimension == "timeliness":
        return _days(value)
    if dimension == "age":
        return "up to date" if value == 0 else f"{formats.decimal(value)} months"
    if dimension == "validity":
        return formats.n_of_m(number(row, "numerator"), number(row, "denominator"))
    return formats.percent(value)


def _days(value: float) -> str:
    days = round(value)
    if days == 0:
        return "on the day"
    way = "after" if days > 0 else "before"
    return f"{formats.plural(abs(days), 'day')} {way}"


def title(quality: Result) -> str:
    """Return how many partners' returns stand behind the six, and that no score is made of them."""
    partners = quality.n or 0
    if partners == 0:
        return "No return has been sent yet, so there is nothing to judge"
    who = "one partner" if partners == 1 else f"{formats.count(partners)} partners"
    return f"The returns of {who} in six dimensions"


def needs(quality: Result) -> str:
    """Return which columns completeness counts, and which view each is for."""
    by_view: dict[str, list[str]] = {}
    for row in records(quality, "needed"):
        by_view.setdefault(str(row["view"]), []).append(str(row["column"]))
    said_of = [f"{view}: {', '.join(columns)}" for view, columns in by_view.items()]
    return f"Completeness counts the columns that views need. {'. '.join(said_of)}."


def findings(quality: Result, org_code: str) -> str:
    """`3 findings in 1,200 rows` of what was refused first; blank where nothing was."""
    row = next(iter(having(records(quality, "findings"), "org_code", org_code)), {})
    found = whole(row, "findings")
    rows = formats.count(number(row, "row_count"))
    return f"{formats.plural(found, 'finding')} in {rows} rows" if found else ""
