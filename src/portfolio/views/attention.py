"""Which benefits to look at first, by rules that anyone can read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from portfolio.domain.labels import Labels
from portfolio.views.read_result import Record, amount, is_true, number, text


def _is_silent(row: Record) -> bool:
    has_figure = number(row, "counted_gbp") is not None or bool(text(row, "chart_status"))
    return text(row, "status") == "realising" and not has_figure


def has_moved(row: Record) -> bool:
    """Return whether the limits of a chart with enough months describe neither side of its
    level."""
    return is_true(row, "has_moved") and text(row, "chart_status") != "trial"


REASONS: tuple[tuple[str, Callable[[Record], bool]], ...] = (
    ("changed for the worse", lambda row: text(row, "variation") == "concerning"),
    ("evaporated", lambda row: text(row, "status") == "evaporated"),
    ("a disbenefit", lambda row: text(row, "effect") == "disbenefit"),
    ("being realised, without a figure", _is_silent),
    ("will not meet its target", lambda row: text(row, "assurance") == "fail"),
    ("meets its target in some months", lambda row: text(row, "assurance") == "hit_and_miss"),
    ("its level has moved", has_moved),
    ("changed, which way is better not said", lambda row: text(row, "variation") == "neither"),
    ("only estimated", lambda row: text(row, "evidence") == "estimated"),
    ("too few months to judge", lambda row: text(row, "chart_status") == "trial"),
)
"""From what to look at first; the first that holds counts."""
SORTS: Mapping[str, str] = MappingProxyType(
    {
        "attention": "What needs attention",
        "realised": "Realised pounds",
        "benefit": "Benefit",
        "programme": "Programme",
        "lands": "Where it lands",
    }
)


def rank(row: Record) -> int:
    """Return the place of the first reason that holds; after all of them where none does."""
    holding = (at for at, (_, holds) in enumerate(REASONS) if holds(row))
    return next(holding, len(REASONS))


def reason(row: Record) -> str:
    """Return why to look at it; nothing where no reason holds."""
    at = rank(row)
    return REASONS[at][0] if at < len(REASONS) else ""


def ordered(rows: Iterable[Record], sort: str, labels: Labels) -> list[Record]:
    """Return the benefits in the order a reader asked for; within it those to look at first."""

    def lands(row: Record) -> str:
        return labels.organisation(text(row, "beneficiary_org_code"))

    first: Callable[[Record], object] | None = {
        "realised": lambda row: -amount(row, "counted_gbp"),
        "benefit": lambda row: text(row, "benefit_name"),
        "programme": lambda row: text(row, "programme_name"),
        "lands": lands,
    }.get(sort)

    def place(row: Record) -> tuple[object, ...]:
        rest = (rank(row), -amount(row, "counted_gbp"), text(row, "benefit_name"), lands(row))
        return (first(row), *rest) if first else rest

    return sorted(rows, key=place)
