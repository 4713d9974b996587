"""A megabyte means one thing, wherever it is said or set."""

from __future__ import annotations

import re
from pathlib import Path

from portfolio.domain.limits import MEGABYTE


def test_a_megabyte_is_what_streamlit_counts_uploads_by() -> None:
    assert MEGABYTE == 1024 * 1024


def test_nobody_has_a_megabyte_of_their_own(checkout: Path) -> None:
    own = re.compile(r"1 ?<< ?20|1024 ?\* ?1024|/ 1_000_000|\* 1_000_000")
    places = [
        path.name
        for path in (checkout / "src" / "portfolio").rglob("*.py")
        if own.search(path.read_text(encoding="utf-8"))
    ]

    assert places == ["limits.py"]
