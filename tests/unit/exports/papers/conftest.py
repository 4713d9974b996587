"""The builder of a paper that all forms are written from."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BUILDER = Path(__file__).parents[3] / "builders" / "sample_paper.py"


@pytest.fixture(scope="session")
def paper_builder() -> ModuleType:
    """A board paper of a system that does not exist, and papers of a few blocks."""
    spec = importlib.util.spec_from_file_location("sample_paper", BUILDER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["sample_paper"] = module
    spec.loader.exec_module(module)
    return module
