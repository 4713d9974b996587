"""Discounting as HM Treasury's Green Book has it: rates by edition, factors, present values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Edition:
    """The rates of one edition. `first_years` is how far the standard rate is stated to hold;
    nothing is discounted beyond it, because no later rate is recorded here."""

    name: str
    standard_rate: float
    health_rate: float
    first_years: int


CURRENT_EDITION = Edition(
    name="reissued 5 February 2026", standard_rate=0.035, health_rate=0.015, first_years=30
)


def discount_factor(years: int, *, rate: float, edition: Edition = CURRENT_EDITION) -> float:
    """Return what a pound is worth that comes after whole years. Raises ValueError beyond the
    edition."""
    if not 0 <= years <= edition.first_years:
        raise ValueError(f"no rate is recorded for year {years}")
    return float((1 + rate) ** -years)


def net_present_value(flows: Sequence[float], *, rate: float) -> float:
    """Return the present value of yearly flows, the first of them today (year 0)."""
    return sum(flow * discount_factor(year, rate=rate) for year, flow in enumerate(flows))
