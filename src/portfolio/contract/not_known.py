"""The words that people and tools write where nothing is known: in no column are they a value."""

from __future__ import annotations

_SAID = "known|available|applicable|recorded|provided|given|stated|specified|supplied|confirmed"
_WORDS = (
    r"n ?[/\\]? ?[ak]", r"n\.[ak]", r"d/k", "nan", "nat", "<na>", "#n/a", "null", r"\\n", "nil",
    "none", rf"none ({_SAID}|identified|reported)", "nothing", "nothing to report",
    r"tb[acd]", "to be (confirmed|agreed|decided|determined|advised|announced|defined|completed)",
    "to follow", "pending", "unknown", "unspecified", "undefined", "missing", "empty", "blank",
    rf"not (yet )?({_SAID}|determined)", "not yet", r"(don'?t|do not) know", "error",
    # Marks that stand for a gap, and the shorthand of official statistics.
    "-+", "–", "—", r"\*+", r"\?+", r"\.+", "…", ":", "~",
    r"\[(b|c|d|er?|f|g|k|low|m|nc|nk|ns|p|q|r|s{1,3}|t|u|w|x|z)\]",
)  # fmt: skip
_ALL = "|".join(_WORDS)
# With a full stop or in brackets they say no more.
NOT_KNOWN = rf"(?i)^[(\[<]?({_ALL})[)\]>]?\.?$"
# `No` answers a question that no column of values asks; a formula on a blank cell gives 0.
NO_TEXT = rf"(?i)^([(\[<]?({_ALL}|no|no comments?)[)\]>]?\.?|0+([.,]0+)?)$"
NO_ID = rf"(?i)^[(\[<]?({_ALL}|no)[)\]>]?\.?$"
# Where a figure or a day belongs more of them can mean nothing else.
NO_FIGURE = (
    rf"(?i)^[(\[<]?({_ALL}|no (data|value|figure|date|information|info|response|return)"
    r"|not (yet )?(set|agreed|decided|measured|collected|held|due)|awaiting( data)?|awaited"
    r"|ongoing|suppressed|withheld|redacted|confidential)[)\]>]?\.?$"
)
# The longest of them, in bytes and with room to spare: a longer text is asked no more.
LONGEST = 32
