"""What a submission would change against what stands, before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass

WHATS = (
    "rating_moved",
    "target_cut",
    "gone",
    "state_moved",
    "past_month_revised",
    "handed_over",
    "cost_moved",
    "date_moved",
    "month_filled",
    "changed",
    "left_out",
    "new",
)
"""Why a change matters, the most important first. `gone` is a row no longer sent without an
ending, `left_out` one that had ended, `handed_over` a programme that another partner leads by
now, `month_filled` a past month given for the first time, `new` a row that was not there."""


@dataclass(frozen=True)
class KindChange:
    """Rows of one extract against the partner's standing extract of that kind."""

    kind: str
    added: int
    changed: int
    gone: int
    same: int

    @property
    def is_cleared(self) -> bool:
        """Whether a header without rows takes away what stood."""
        return self.gone > 0 and not self.added + self.changed + self.same


@dataclass(frozen=True)
class FieldChange:
    """One cell that changes, or one row that comes or goes: its `column` is then that of its state,
    where it has one, and the other side is blank.

    `name` is what this return, or the last one, calls the thing; `unit` that of its figures.
    """

    kind: str
    key: tuple[str, ...]
    column: str
    before: str | None
    after: str | None
    what: str
    name: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Tally:
    """How many changes of one sort: months for `past_month_revised` and `month_filled`, rows for
    those that come or go, else cells; `cells` counts what is listed one by one. `most_pct` is
    the deepest cut of a target, in per cent."""

    what: str
    kind: str
    count: int
    cells: int
    most_pct: float | None = None


@dataclass(frozen=True)
class Revision:
    """The past months revised of one benefit at one beneficiary, together.

    The pounds are those realised in these months, before and after; None where none are given.
    """

    benefit_id: str
    beneficiary_org_code: str
    name: str
    months: int
    first: str
    last: str
    before_gbp: float | None = None
    after_gbp: float | None = None


@dataclass(frozen=True)
class Preview:
    """The change by kind, by sort and field by field.

    `fields` are the most important first, at most the first hundred of each sort and kind;
    `field_count` counts every cell that changes and every row that goes. `revisions` are the
    longest first, at most a hundred of `revised_benefits`.
    """

    by_kind: tuple[KindChange, ...]
    fields: tuple[FieldChange, ...]
    field_count: int
    tallies: tuple[Tally, ...] = ()
    revisions: tuple[Revision, ...] = ()
    revised_benefits: int = 0

    @property
    def is_empty(self) -> bool:
        return not any(k.added or k.changed or k.gone for k in self.by_kind)

    def tally(self, what: str) -> int:
        """Return how many changes of one sort there are in all kinds together."""
        return sum(one.count for one in self.tallies if one.what == what)

    def cells(self, what: str, kind: str | None = None) -> int:
        """Return how many lines those changes are, told one by one."""
        return sum(
            one.cells for one in self.tallies if one.what == what and kind in (None, one.kind)
        )
