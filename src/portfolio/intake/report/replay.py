"""Files accepted once, read again as they were taken then: nothing is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.system import References
from portfolio.domain.verdict import CurrentState
from portfolio.intake.cells.table import typed_table
from portfolio.intake.one_file.readings import readings_of
from portfolio.intake.whole_return import ReturnContext, as_taken


class NotReadAgain(Exception):
    """An accepted file no longer reads as what it was accepted as; the message says which."""


def read_again(
    files: Sequence[ReceivedFile],
    row_counts: Mapping[str, int],
    *,
    partner_code: str,
    period: Period,
    references: References,
    standing: CurrentState[pl.DataFrame],
) -> Mapping[str, pl.DataFrame]:
    """Return the rows of an accepted return by kind, read and typed as when it was checked.

    No rule is asked, since one made later must not refuse what was accepted. `row_counts` are the
    kinds and rows accepted, `references` and `standing` those of its moment. Raises NotReadAgain.
    """
    tables = {}
    for reading in (reading for file in files for reading in readings_of(file)):
        if reading.kind is None or reading.extract is None:
            raise NotReadAgain(f"{reading.detected.file} cannot be read")
        tables[reading.kind.name] = typed_table(reading.extract, reading.kind).table
    if {kind: table.height for kind, table in tables.items()} != dict(row_counts):
        raise NotReadAgain(f"{files[0].name} reads as other rows than those accepted")
    context = ReturnContext(
        partner_code=partner_code, period=period, references=references, standing=standing
    )
    taken = as_taken(tables, context)
    for kind, table in taken.items():
        if "sent_as" in table.columns and table["sent_as"].null_count():
            raise NotReadAgain(f"whose rows are in {kind} cannot be told")
    return taken
