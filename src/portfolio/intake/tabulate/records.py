"""The records of a text one after another, read by the rules of RFC 4180 and nothing looser."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator

from portfolio.intake.receive.file_fault import FileFault

# A cell may be as long as its file; over-long text is a finding with a row, not a crash.
csv.field_size_limit(min(sys.maxsize, 2**31 - 1))

_ENDED = "unexpected end of data"


class Records(Iterator[list[str]]):
    """Records from UTF-8 bytes with LF line ends, a blank line being a record without cells.

    `row` is the number of the record last read as a spreadsheet shows it: a line break within
    quotation marks does not count. `offset` is the byte after it.
    """

    def __init__(self, content: bytes, delimiter: str, *, offset: int = 0, row: int = 0) -> None:
        self.row = row
        self.offset = offset
        self._content = content
        self._reader = csv.reader(self._lines(), delimiter=delimiter, strict=True)

    def __next__(self) -> list[str]:
        self.row += 1
        try:
            return next(self._reader)
        except csv.Error as error:
            rule = "quote_not_closed" if _ENDED in str(error) else "quote_inside_text"
            raise FileFault(rule, row=self.row) from error

    def _lines(self) -> Iterator[str]:
        while self.offset < len(self._content):
            end = self._content.find(b"\n", self.offset) + 1 or len(self._content)
            line = self._content[self.offset : end]
            self.offset = end
            yield line.decode("utf-8")
