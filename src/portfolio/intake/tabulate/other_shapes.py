"""Files whose column names show that they hold something else, or the right thing turned."""

from __future__ import annotations

import re

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Kind
from portfolio.contract.folded_names import fold
from portfolio.intake.receive.file_fault import FileFault
from portfolio.intake.tabulate.header import Heading
from portfolio.intake.tabulate.match_columns import fits

_FEWEST_MONTHS = 2
_MONTH_NAME = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_MONTH = re.compile(
    rf"(?i){_MONTH_NAME}[\s-]*('?[0-9]{{2}}|20[0-9]{{2}})?"
    r"|20[0-9]{2}-[0-9]{2}(-01)?|0?1/[0-9]{1,2}/20[0-9]{2}"
)


def refuse_other_kind(kind: Kind, heading: Heading) -> None:
    """Raise FileFault where the column names are wholly those of one other kind."""
    if fits(kind, heading.cells):
        return
    others = [other for other in KINDS.values() if fits(other, heading.cells)]
    if len(others) == 1:
        other = others[0]
        raise FileFault(
            "columns_of_another_kind",
            row=heading.row,
            other=other.name,
            other_title=other.in_words,
        )


def refuse_months_across(kind: Kind, heading: Heading) -> None:
    """Raise FileFault where a kind of months has them as columns instead of rows."""
    names = {fold(cell) for cell in heading.cells}
    dated = [field.name for field in kind.fields if field.type == "month" and field.is_required]
    missing = [name for name in dated if fold(name) not in names]
    months = [cell.strip() for cell in heading.cells if _MONTH.fullmatch(cell.strip())]
    if missing and len(months) >= _FEWEST_MONTHS:
        raise FileFault("months_across", row=heading.row, month=months[0], column=missing[0])
