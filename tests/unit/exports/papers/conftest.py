"""The builder of a paper that all forms are written from."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from portfolio.exports.papers.paper_forms import Form, written

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


@pytest.fixture(scope="session")
def sample_as(paper_builder: ModuleType) -> Callable[[Form], bytes]:
    """The sample paper in a form, written once."""
    return cache(lambda form: written(paper_builder.sample_paper(), form))
