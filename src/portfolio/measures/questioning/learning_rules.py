"""What to ask about lessons nobody read, targets as things are, and benefit nobody measured."""

from __future__ import annotations

import polars as pl

from portfolio.domain.codes import BENEFITS_WITHOUT_RESULT, MEASURED_EVIDENCE
from portfolio.domain.thresholds import BENEFITS_NEEDED, REDPRINTS_NEEDED
from portfolio.measures.questioning.raised import Evidence, Raise, Raised, Rule
from portfolio.measures.selection import Selection
from portfolio.measures.theme_tables import programme_themes

_THEME = ("theme_code", "theme_name")


def redprints_unread(evidence: Evidence) -> Raise:
    """Three or more redprints, old enough to have travelled, that nobody used or considered."""
    rows = evidence.rows("learning", "lessons")
    old = [row for row in rows if row["kind"] == "redprint" and row["is_old_enough"]]
    unread = sum(row["uses"] == 0 for row in old)
    if unread >= REDPRINTS_NEEDED.value:
        yield Raised("redprints_unread", "learning", unread, part=unread, whole=len(old))


def target_out_of_reach(evidence: Evidence) -> Raise:
    """As things are, a benefit will not meet its target at organisations, by programme."""
    judged: dict[str, list[bool]] = {}
    for row in evidence.rows("benefit_over_time", "signals"):
        is_judged = row["status"] == "ok" and not row["has_moved"]
        if is_judged and row["assurance"] is not None:
            judged.setdefault(row["programme_id"], []).append(row["assurance"] == "fail")
    for code, fails in judged.items():
        if any(fails):
            yield Raised(
                "target_out_of_reach",
                "benefit_over_time",
                sum(fails),
                programme_id=code,
                part=sum(fails),
                whole=len(fails),
            )


def without_evidence(selection: Selection) -> Rule:
    """A whole theme, of the system's own, whose benefits are all estimated."""

    def rule(_: Evidence) -> Raise:
        for theme, name, measured, benefits in _by_theme(selection).iter_rows():
            if benefits >= BENEFITS_NEEDED.value and measured == 0:
                yield Raised(
                    "without_evidence",
                    "plan_forecast_realised",
                    benefits,
                    theme=f"local:{theme}",
                    theme_name=name,
                    part=0,
                    whole=benefits,
                )

    return rule


def _by_theme(selection: Selection) -> pl.DataFrame:
    """Per own theme its benefits that still count, and how many rest on a measurement."""
    counts = selection.cached_by_programme("evidence_of_programmes", _of_programmes)
    return (
        counts.group_by(_THEME)
        .agg(pl.col("measured", "benefits").sum())
        .select(*_THEME, "measured", "benefits")
        .sort("theme_code")
    )


def _of_programmes(selection: Selection) -> pl.DataFrame:
    """The same per programme, with its own theme: each benefit once, wherever it lands."""
    own = programme_themes(selection).filter(pl.col("theme_set") == "local")
    lost = pl.col("status").is_in(BENEFITS_WITHOUT_RESULT)
    standing = selection.register().filter((pl.col("effect") == "benefit") & ~lost)
    each = standing.group_by("benefit_id", "programme_id").agg(
        is_measured=pl.col("evidence").is_in(MEASURED_EVIDENCE).any()
    )
    return (
        each.group_by("programme_id")
        .agg(measured=pl.col("is_measured").sum().cast(pl.Int64), benefits=pl.len().cast(pl.Int64))
        .join(own.select("programme_id", *_THEME), on="programme_id")
    )
