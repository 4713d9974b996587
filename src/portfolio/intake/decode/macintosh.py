"""Text of an older Excel for Mac, which as Windows-1252 is read without a fault and wrongly."""

from __future__ import annotations

import re

from portfolio.intake.decode.row_numbers import row_at
from portfolio.intake.receive.file_fault import FileFault

# What stands in these places in no language that Windows-1252 writes: a capital with an accent,
# or a sign, after a small letter of the same word (`cafŽ`, `itÕs`, `c™te`); a Ð or Ñ by itself.
# A Macintosh has letters, quotation marks and dashes there.
_TRACES = re.compile(
    rb"[a-z][\x8a\x8e\x9f\xc9\xca\xd0-\xd5]"
    rb"|[a-z][\x87-\x89\x99][a-z]"
    rb"|[a-z][.,!?]\xd3|(?<=[\s,])[\xd0\xd1](?=\s)|[0-9][\xd0\xd1][0-9]"
)
_ENDS_WORD = re.compile(rb"[\s,;\"]")
_LOOKED_AT = 40


def refuse_macintosh(content: bytes) -> None:
    """Raise FileFault for a text with letters where only a Macintosh writes them."""
    trace = _TRACES.search(content)
    if trace is None:
        return
    before = _ENDS_WORD.split(content[max(trace.end() - _LOOKED_AT, 0) : trace.end() - 1])[-1]
    word = before + _ENDS_WORD.split(content[trace.end() - 1 : trace.end() + _LOOKED_AT])[0]
    raise FileFault(
        "saved_on_older_mac",
        row=row_at(content, trace.end() - 1),
        found=word.decode("cp1252", "replace"),
        meant=word.decode("mac_roman"),
    )
