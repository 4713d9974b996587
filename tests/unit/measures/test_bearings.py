"""Names for codes, as the pages say them."""

from portfolio.domain.filters import Filters
from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.measures import labels_and_coverage


def labels(building, *sent: tuple[str, str, str]) -> Labels:
    """Of programmes given as (partner, id, name)."""
    system = building.MeasuredSystem()
    system.organisations("RXA", "RXB")
    for partner in ("RXA", "RXB"):
        rows = [
            building.programme(key, partner, programme_name=name)
            for lead, key, name in sent
            if lead == partner
        ]
        system.sends(partner, programmes=rows)
    return labels_and_coverage.labels(system.store, Filters(Period.parse("2026-03")))


def test_a_name_that_nobody_else_uses_is_said_as_it_was_written(building) -> None:
    named = labels(building, ("RXA", "P1", "Shared record"), ("RXB", "P2", "Virtual ward"))

    assert named.programme("P1") == "Shared record"
    assert not named.apart


def test_programmes_of_one_name_are_told_apart_by_who_leads_them(building) -> None:
    named = labels(building, ("RXA", "P1", "Shared record"), ("RXB", "P2", "Shared Record"))

    assert named.programme("P1") == "Shared record (The RXA)"
    assert named.programme("P2") == "Shared Record (The RXB)"
    assert named.programme_name("P2") == "Shared Record"


def test_two_of_one_name_and_one_lead_are_told_apart_by_their_ids(building) -> None:
    named = labels(
        building,
        ("RXA", "P1", "Ward"),
        ("RXA", "P2", "Ward"),
        ("RXB", "P3", "Ward"),
        ("RXB", "P4", "Bed"),
    )

    said = [named.programme(key) for key in ("P1", "P2", "P3", "P4")]
    assert said == ["Ward (The RXA, P1)", "Ward (The RXA, P2)", "Ward (The RXB)", "Bed"]
