"""Long tables taken by runs of rows about the same things, as sorted extracts have them.

A million months of values concern some thousand benefits: what is asked of each of them is asked
once and spread over its rows. Unsorted tables give the same answers, more slowly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

# A shorter table is looked at as a whole sooner than its runs are found.
LONG = 10_000


@dataclass(frozen=True)
class Runs:
    """A table by its runs: the first row of each, in some columns, and which rows those are."""

    firsts: pl.DataFrame
    starts: pl.Series | None
    """True where a run begins; None where each row is one, as in a short table."""
    _distinct: dict[tuple[str, ...], pl.DataFrame] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, table: pl.DataFrame, columns: Sequence[str]) -> Runs:
        """Run of rows that say the same in all of these columns."""
        if table.height < LONG:
            return cls(table[[*columns]], None)
        narrow = table.select(columns)
        begins = narrow.select(starts(columns)).to_series()
        return cls(narrow.filter(begins), begins)

    def with_lengths(self, columns: Sequence[str]) -> pl.DataFrame:
        """Return each run's first row in some of the columns, with `rows`, how many rows the run
        has."""
        if self.starts is None:
            return self.firsts[[*columns]].with_columns(rows=pl.lit(1, dtype=pl.UInt32))
        begins = self.starts.arg_true()
        ends = begins.shift(-1, fill_value=self.starts.len())
        return self.firsts.select(*columns, rows=ends - begins)

    def distinct(self, columns: Sequence[str]) -> pl.DataFrame:
        """Return the different combinations of some of the columns, in order of first
        appearance."""
        asked = tuple(columns)
        if asked not in self._distinct:
            self._distinct[asked] = self.firsts[[*columns]].unique(maintain_order=True)
        return self._distinct[asked]

    def different(self, column: str) -> list[str]:
        """Return what stands in one column of text, each once, in order of first appearance; not
        blanks. A list: most checks only look whether all of it is known, and short tables are
        most."""
        return [cell for cell in self.distinct([column])[column].to_list() if cell is not None]

    def spread(self, answers: pl.DataFrame, answer: str) -> pl.Series:
        """Return the answer for each row of the table. `answers` has one row per combination of
        the columns that it shares with the runs, beside the answer."""
        columns = [column for column in answers.columns if column != answer]
        of_runs = self.firsts[columns].join(
            answers, on=columns, how="left", maintain_order="left", nulls_equal=True
        )
        if self.starts is None:
            return of_runs[answer]
        run_of_row = self.starts.cum_sum().cast(pl.UInt32) - 1
        return of_runs[answer].gather(run_of_row)


def each_once(table: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Return the cells of each column that differ from the one above, to be asked whether some
    cell is so or all are: in long extracts the same text stands below itself. Shorter columns
    end in missing cells; a short table is given as it is."""
    if table.height < LONG:
        return table.select(columns)
    firsts = [table.select(pl.col(column).filter(starts([column]))) for column in columns]
    return pl.concat(firsts, how="horizontal_extend") if firsts else table.select(columns)


def starts(columns: Sequence[str]) -> pl.Expr:
    """True where a row differs from the one above; the first row does."""
    first = pl.int_range(pl.len()) == 0
    return pl.any_horizontal(first, *(pl.col(c).ne_missing(pl.col(c).shift()) for c in columns))
