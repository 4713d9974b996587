"""Fixtures that every kind of test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture(scope="session")
def real_folder() -> Path:
    """The published data beside the checkout, or a skip that says it was left out."""
    folder = Path(os.environ.get("PORTFOLIO_REAL", CHECKOUT.parent / "shared" / "real"))
    if not folder.exists():
        pytest.skip("Published data not found: tests on it were left out (set PORTFOLIO_REAL).")
    return folder
