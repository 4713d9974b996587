"""Fixtures that every kind of test may use."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

# Small tables by the thousand, on as many workers as processors: more threads each are in the way.
os.environ.setdefault("POLARS_MAX_THREADS", "1")

import pytest
from hypothesis import settings

# The same examples each time, so that a red run means a change; the long form draws new ones.
settings.register_profile("same", derandomize=True)
settings.register_profile("new")
settings.load_profile(os.environ.get("PORTFOLIO_EXAMPLES", "same"))

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture
def goal(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Notes what was counted towards a goal; parts of a goal add up at the end of the run."""

    def counted(name: str, **counts: float) -> None:
        record_property("goal", [name, counts])

    return counted


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line for each goal: met where every test that counted towards it has passed."""
    totals: dict[str, Counter[str]] = {}
    missed = set()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, counts in [said for key, said in report.user_properties if key == "goal"]:
                totals.setdefault(name, Counter()).update(counts)
                missed |= {name} if outcome == "failed" else set()
    if totals:
        terminalreporter.section("goals")
    for name, counts in sorted(totals.items()):
        told = ", ".join(f"{n:,.6g} {what.replace('_', ' ')}" for what, n in counts.items())
        terminalreporter.write_line(f"{'MISSED' if name in missed else 'met   '}  {name}: {told}")


@pytest.fixture(scope="session")
def real_folder() -> Path:
    """The published data beside the checkout, or a skip that says it was left out."""
    folder = Path(os.environ.get("PORTFOLIO_REAL", CHECKOUT.parent / "shared" / "real"))
    if not folder.exists():
        pytest.skip("Published data not found: tests on it were left out (set PORTFOLIO_REAL).")
    return folder


@pytest.fixture(scope="session")
def naughty_strings(real_folder: Path) -> list[str]:
    """The published list of texts that break software, but for those no file can hold."""
    listed = real_folder / "hostile" / "naughty-strings" / "blns.json"
    strings = json.loads(listed.read_text(encoding="utf-8"))
    return [one for one in strings if not re.search("[\ud800-\udfff]", one)]


@pytest.fixture(scope="session")
def paper_builder() -> ModuleType:
    """A board paper of a system that does not exist, and papers of a few blocks."""
    return _builder("sample_paper")


@pytest.fixture(scope="session")
def building() -> ModuleType:
    """Builders of small systems put straight into a store."""
    return _builder("measured_system")


@pytest.fixture(scope="session")
def random_system(building: ModuleType, slow_oracle: ModuleType) -> ModuleType:
    """Random small systems; they are put together with `building`."""
    return _builder("random_system")


@pytest.fixture(scope="session")
def handed_over(building: ModuleType, slow_oracle: ModuleType) -> ModuleType:
    """Random systems whose programmes change hands."""
    return _builder("handed_over")


@pytest.fixture(scope="session")
def merging_systems(building: ModuleType) -> ModuleType:
    """Random histories of mergers, told in every way; put together with `building`."""
    return _builder("merging_systems")


@pytest.fixture(scope="session")
def slow_oracle() -> ModuleType:
    """The measures once more, in plain Python."""
    return _builder("slow_oracle")


@pytest.fixture(scope="session")
def slow_portfolio() -> ModuleType:
    """The measures of programmes and risks once more, in plain Python."""
    return _builder("slow_portfolio")


@pytest.fixture(scope="session")
def known_rows() -> ModuleType:
    """Rows of every kind whose values are known, and a store in memory to send them to."""
    return _builder("known_rows")


@pytest.fixture(scope="session")
def stored(
    known_rows: ModuleType, tmp_path_factory: pytest.TempPathFactory, checkout: Path
) -> Iterator[Any]:
    """A store in memory to which the known rows have been sent."""
    system = checkout / "tests" / "examples" / "system"
    store = known_rows.StoreInMemory(tmp_path_factory.mktemp("stored"), system)
    yield store
    store.close()


@pytest.fixture(scope="session")
def dialects(known_rows: ModuleType) -> ModuleType:
    """Any table of valid values, in any form that the contract reads."""
    return _builder("dialects")


@pytest.fixture(scope="session")
def mutants(known_rows: ModuleType) -> ModuleType:
    """Files with their bytes spoilt at random, and what a plain reader makes of a file."""
    return _builder("mutants")


@pytest.fixture(scope="session")
def naughty(known_rows: ModuleType) -> ModuleType:
    """Texts that mean trouble, each in a row of its own."""
    return _builder("naughty")


@pytest.fixture(scope="session")
def ordinary_returns() -> ModuleType:
    """Quarter after quarter of partners in whose returns nothing is wrong."""
    return _builder("ordinary_returns")


@pytest.fixture(scope="session")
def ordinary_texts() -> ModuleType:
    """Texts with figures in them that are no patient's."""
    return _builder("ordinary_texts")


@pytest.fixture(scope="session")
def patient_numbers() -> ModuleType:
    """One made-up NHS number in every spelling of it."""
    return _builder("patient_numbers")


@pytest.fixture(scope="session")
def polluter(known_rows: ModuleType, patient_numbers: ModuleType) -> ModuleType:
    """Every way in which the published list has a file polluted."""
    return _builder("polluter")


@pytest.fixture(scope="session")
def names_shown() -> ModuleType:
    """The names that a page shows, and which of them are links."""
    return _builder("names_shown")


@pytest.fixture(scope="session")
def write_small_system() -> Callable[[Path], Path]:
    """Writes a system folder of two partners: a lead that gains £100, a neighbour £80.

    The neighbour's return came in first, naming the programme that the lead's brings.
    """
    write: Callable[[Path], Path] = _builder("small_system").write_system
    return write


@pytest.fixture(scope="session")
def workbooks() -> ModuleType:
    """Builders of workbooks, by a library or by hand."""
    return _builder("workbooks")


@pytest.fixture(scope="session")
def tabs() -> ModuleType:
    """The app in a process of its own, and tabs that open it and send files up."""
    return _builder("tab")


@pytest.fixture
def small_system(tmp_path: Path, write_small_system: Callable[[Path], Path]) -> Path:
    return write_small_system(tmp_path / "fenland")


def _builder(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, CHECKOUT / "tests/builders" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]
