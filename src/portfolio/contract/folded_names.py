"""Names of columns and kinds as they are compared, however people and tools write them."""

from __future__ import annotations

import re
from functools import lru_cache

_NOT_IN_NAMES = re.compile(
    r"[\s_\-\u00ad\u180e\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060-\u2069\ufeff]+"
)
# A column as reporting tools and databases name it, with the table it is of or without: `[title]`,
# `Risks[title]`, `[Risks].[title]`.
_OF_A_TABLE = re.compile(r"\s*(?:[^\[\]]+|\[[^\[\]]+\]\.)?\[([^\[\]]+)\]\s*")


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Return a name as it is compared: without regard to case, spaces, hyphens or underscores."""
    of_a_table = _OF_A_TABLE.fullmatch(name)
    return _NOT_IN_NAMES.sub("", of_a_table[1] if of_a_table else name).casefold()
