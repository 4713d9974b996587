"""Mistakes in reference files, collected so that all of them are said at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mistake:
    """One thing to put right; `row` as a spreadsheet shows it, the header being row 1."""

    file: str
    says: str
    row: int | None = None
    column: str | None = None

    @property
    def sentence(self) -> str:
        row = f"row {self.row:,}" if self.row else None
        column = f"`{self.column}`" if self.column else None
        return f"{', '.join(part for part in (self.file, row, column) if part)}: {self.says}"

    def to_json(self) -> Mapping[str, object]:
        """In the shape of a finding."""
        return {
            "severity": "stop",
            "rule": "reference_list",
            "file": self.file,
            "kind": None,
            "rows": [self.row] if self.row else [],
            "row_count": 1 if self.row else 0,
            "column": self.column,
            "found": None,
            "sentence": self.sentence,
        }


class BadReference(Exception):
    """The reference files of a system folder cannot be taken; nothing was changed."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(mistake.sentence for mistake in mistakes))

    @property
    def file(self) -> str:
        return self.mistakes[0].file

    @property
    def row(self) -> int | None:
        return self.mistakes[0].row

    @property
    def column(self) -> str | None:
        return self.mistakes[0].column

    def to_json(self) -> Mapping[str, object]:
        """Return the mistakes as the verdict on files that were never looked at."""
        return {
            "accepted": False,
            "findings": [mistake.to_json() for mistake in self.mistakes],
            "counts": {"stop": len(self.mistakes), "note": 0},
            "detected": [],
            "stored": False,
        }


@dataclass
class Mistakes:
    """Those of one file, as they are found."""

    file: str
    found: list[Mistake] = field(default_factory=list)

    def add(self, says: str, *, row: int | None = None, column: str | None = None) -> None:
        self.found.append(Mistake(self.file, says, row, column))
