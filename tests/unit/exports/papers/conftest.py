"""The builder of a paper that all forms are written from."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import ModuleType

import pytest

from portfolio.exports.papers.paper_forms import Form, written


@pytest.fixture(scope="session")
def sample_as(paper_builder: ModuleType) -> Callable[[Form], bytes]:
    """The sample paper in a form, written once."""
    return cache(lambda form: written(paper_builder.sample_paper(), form))
