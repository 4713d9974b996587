"""Fixtures that every kind of test may use."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

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


@pytest.fixture(scope="session")
def building() -> ModuleType:
    """Builders of small systems put straight into a store (tests/builders/measured_system.py)."""
    name = "measured_system"
    spec = importlib.util.spec_from_file_location(name, CHECKOUT / "tests/builders" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]
