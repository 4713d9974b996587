"""A problem or a note, said to the partner in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

_ROWS_NAMED = 3

Severity = Literal["stop", "note"]


@dataclass(frozen=True)
class Case:
    """One row of a finding: the cell as sent (cut, or masked) and what is said of it alone.

    `column` is given where it is not the finding's own.
    """

    row: int
    found: str | None
    says: str
    column: str | None = None

    def to_json(self) -> Mapping[str, object]:
        return {name: word for name, word in vars(self).items() if name != "column" or word}


@dataclass(frozen=True)
class Finding:
    """One thing found, with its place. The same fault in many rows is one finding.

    `rows` are row numbers as a spreadsheet shows them (the header is row 1), at most the first
    1,000; `row_count` counts them all. `column` is the first, where several have the fault.
    `found` is the cell as sent, cut at 40 characters, or masked. `says` tells what was found,
    `do` what to do next; together they are the sentence.
    `each` holds the rows of `rows` in words of their own, where one speaks for different cells.
    """

    severity: Severity
    rule: str
    file: str
    says: str
    do: str = ""
    kind: str | None = None
    rows: tuple[int, ...] = ()
    row_count: int = 0
    column: str | None = None
    found: str | None = None
    each: tuple[Case, ...] = ()

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Finding:
        """Return a finding again, from its fields as a document keeps them."""
        each = tuple(Case(**case) for case in written.get("each", ()))
        return cls(**{**written, "rows": tuple(written["rows"]), "each": each})

    @property
    def in_short(self) -> Finding:
        """The finding as a ledger keeps it, without each row's own words."""
        return replace(self, each=())

    def cases(self) -> Iterator[Case]:
        """Yield the rows listed, one by one."""
        if self.each:
            yield from self.each
        else:
            yield from (Case(row, self.found, self.says) for row in self.rows)

    @property
    def sentence(self) -> str:
        return f"{self.says} {self.do}".strip()

    @property
    def rows_words(self) -> str:
        """The rows as one says them: `row 4`, `rows 3, 9 and 41 more`; empty without rows."""
        if not self.rows:
            return ""
        if self.row_count <= 1:
            return f"row {self.rows[0]:,}"
        if self.row_count == len(self.rows) <= _ROWS_NAMED:
            *first, last = (f"{row:,}" for row in self.rows)
            return f"rows {', '.join(first)} and {last}"
        return f"rows {self.rows[0]:,}, {self.rows[1]:,} and {self.row_count - 2:,} more"

    def to_json(self) -> Mapping[str, object]:
        return {
            "severity": self.severity,
            "rule": self.rule,
            "file": self.file,
            "kind": self.kind,
            "rows": list(self.rows),
            "row_count": self.row_count,
            "column": self.column,
            "found": self.found,
            "sentence": self.sentence,
            **({"each": [case.to_json() for case in self.each]} if self.each else {}),
        }
