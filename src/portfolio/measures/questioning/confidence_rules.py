"""What to ask about how honest and how wide the picture of delivery is."""

from __future__ import annotations

from portfolio.measures.questioning.raised import Evidence, Raise, Raised


def ratings_differ(evidence: Evidence) -> Raise:
    """The independent rating is worse than the owner's."""
    for row in evidence.rows("delivery_confidence", "programmes"):
        if (row["gap"] or 0) > 0:
            yield Raised(
                "ratings_differ",
                "delivery_confidence",
                row["gap"] * 1e12 + (row["approved_cost_gbp"] or 0.0),
                programme_id=row["programme_id"],
                state=row["sro"],
                other_state=row["independent"],
                at_stake_gbp=row["approved_cost_gbp"],
                quote=row["independent_comment"],
                quoted="reviewer" if row["independent_comment"] else None,
            )


def always_green(evidence: Evidence) -> Raise:
    """The owner has said green in each of three returns or more, and nobody independent has rated
    it: where somebody has, it is known who has looked."""
    for row in evidence.rows("delivery_confidence", "programmes"):
        if row["is_always_green"] and row["independent"] is None:
            yield Raised(
                "always_green",
                "delivery_confidence",
                row["returns_rated"],
                programme_id=row["programme_id"],
                part=row["returns_rated"],
                at_stake_gbp=row["approved_cost_gbp"],
                quote=row["sro_comment"],
                quoted="owner" if row["sro_comment"] else None,
            )


def mostly_technology(evidence: Evidence) -> Raise:
    """Most of the effort goes into technology (MOSTLY_TECHNOLOGY_PCT)."""
    for row in evidence.rows("beyond_it", "mostly_technology"):
        yield Raised(
            "mostly_technology",
            "beyond_it",
            row["technology_pct"],
            programme_id=row["programme_id"],
            part=row["technology_pct"],
        )


def double_running(evidence: Evidence) -> Raise:
    """The old service was to have ended, and still runs beside the new."""
    for row in evidence.rows("two_horses", "by_programme"):
        overdue = row["overdue_days"] or 0
        if overdue > 0:
            cost = row["cost_gbp_per_year"]
            yield Raised(
                "double_running",
                "two_horses",
                overdue * ((cost or 0.0) + 1),
                programme_id=row["programme_id"],
                part=overdue,
                gbp=cost,
                said=row["old_service"],
                at_stake_gbp=cost,
            )


def vanished(evidence: Evidence) -> Raise:
    """Programmes that are no longer reported since the earlier point, with no ending given."""
    rows = evidence.rows("changes", "changes")
    gone = [row for row in rows if (row["what"], row["kind"]) == ("vanished", "programmes")]
    if gone:
        yield Raised(
            "vanished",
            "changes",
            len(gone),
            programme_id=gone[0]["programme_id"] if len(gone) == 1 else None,
            part=len(gone),
        )
