"""Which characters the fonts of a printed paper can show, read from the fonts themselves."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

_FILES = ("SourceSansPro-Regular.otf", "DejaVuSans.ttf")
NO_GLYPH = "□"
"""What stands for a character that no font here can show."""
_FULL, _SEGMENTED = 12, 4
_LAST = 0xFFFF


@cache
def packaged(name: str) -> Path:
    """Return where a file or folder beside this module lies."""
    with as_file(files("portfolio.exports.papers").joinpath(name)) as path:
        return path


def printable(text: str) -> str:
    """Return the text with a box for each character that no font here can show."""
    return _unprintable().sub(NO_GLYPH, text)


@cache
def _unprintable() -> re.Pattern[str]:
    shown = sorted(
        {code for name in _FILES for code in _codes((packaged("fonts") / name).read_bytes())}
    )
    ranges: list[tuple[int, int]] = []
    for code in shown:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    listed = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
    return re.compile(f"[^\\n\\u200b{listed}]")


def _codes(font: bytes) -> Iterator[int]:
    """Yield the code points of a font's `cmap` table (OpenType 1.9, formats 4 and 12)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    for place in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        if tag == b"cmap":
            for number in range(struct.unpack_from(">H", font, offset + 2)[0]):
                at = offset + struct.unpack_from(">I", font, offset + 4 + 8 * number + 4)[0]
                yield from _mapped(font, at)


def _mapped(font: bytes, at: int) -> Iterator[int]:
    form = struct.unpack_from(">H", font, at)[0]
    if form == _FULL:
        groups = struct.unpack_from(">I", font, at + 12)[0]
        for group in range(groups):
            first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * group)
            yield from range(first, last + 1)
    elif form == _SEGMENTED:
        count = struct.unpack_from(">H", font, at + 6)[0] // 2
        ends = struct.unpack_from(f">{count}H", font, at + 14)
        starts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
        for first, last in zip(starts, ends, strict=True):
            yield from (code for code in range(first, last + 1) if code != _LAST)
