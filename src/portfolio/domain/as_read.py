"""A text as it is read: digits plain, blanks one like the other, nothing that cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# How web pages and addresses write a blank, a dash or a letter that nobody sees; and Excel a line.
_ESCAPED = re.compile(
    r"%20|%C2%A0|%E2%80%9[1-3]|%2D|&nbsp;|&#160;|&#xA0;|&ensp;|&emsp;|&thinsp;|&ndash;|&#8211;"
    r"|<br ?/?>|_x000[9AD]_",
    re.IGNORECASE,
)
_UNSEEN_ESCAPED = re.compile(r"&shy;|&#173;|&zwnj;|&zwj;|&#820[3-5];", re.IGNORECASE)
# Letters and marks without ink that Unicode counts among those with it.
_WITHOUT_INK = frozenset("\u115f\u1160\u3164\uffa0")
_BLANK_MARKS = frozenset("\u2800\ufffd")
_LINE_ENDS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_UNSEEN = "\u200b"
_PLAIN = re.compile(r"[ -~\n\t]*")


def as_read(text: str) -> tuple[str, Sequence[int]]:
    """Return the text as it is read, and for each of its letters the place in the text as it
    came.

    A letter that the reader could not make out counts as a blank: in an older encoding it is one.
    """
    text = _ESCAPED.sub(lambda found: " " + _UNSEEN * (len(found[0]) - 1), text)
    text = _UNSEEN_ESCAPED.sub(lambda found: _UNSEEN * len(found[0]), text)
    if _PLAIN.fullmatch(text):
        return text, range(len(text))
    letters = [(letter, place) for place, each in enumerate(text) if (letter := _letter(each))]
    return "".join(letter for letter, _ in letters), [place for _, place in letters]


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    """Return one letter as it is read; none for one that nobody sees, or that only dresses
    another."""
    category = unicodedata.category(letter)
    if letter in _LINE_ENDS:
        return "\n"
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category == "Zs" or letter in _BLANK_MARKS:
        return " "
    if category == "Pd" or letter == "\N{MINUS SIGN}":
        return "-"
    if letter == "\t":
        return letter
    is_unseen = category in ("Cf", "Cc", "Mn", "Me") or letter in _WITHOUT_INK
    return "" if is_unseen else letter
