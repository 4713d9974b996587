"""A text as every form can hold it, and as two are compared."""

from __future__ import annotations

import re
import unicodedata

_HELD_BY_NO_FORM = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters, halves of a pair and what is no character: XML refuses them."""
_SEEN_BY_NOBODY = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
"""Default ignorables (Unicode 15, DerivedCoreProperties): they shape what stands beside them."""
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"


def clean(text: str) -> str:
    """Return the text with a question mark in a box where no form can hold a character."""
    return _HELD_BY_NO_FORM.sub("\ufffd", text)


def folded(text: str) -> str:
    """Return the text as it is compared: white space as one space, nothing that is not seen."""
    return " ".join(_SEEN_BY_NOBODY.sub("", clean(text)).split())


def is_right_to_left(text: str) -> bool:
    """Tell whether any of it is written from right to left."""
    return re.search(_RIGHT_TO_LEFT, text) is not None


def is_mark(letter: str) -> bool:
    """Tell whether a character is drawn on or around the one before it."""
    return unicodedata.category(letter).startswith("M")
