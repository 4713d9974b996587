"""Who follows whom: through chains, out of splits, and never in a ring."""

from __future__ import annotations

from datetime import date

from portfolio.domain.organisation import Followed, Organisation, Organisations
from portfolio.domain.period import Period

JUNE = Period(2026, 6)


def listed(*given: tuple[str, date | None, tuple[str, ...]]) -> Organisations:
    return Organisations(
        tuple(
            Organisation(code, f"The {code}", "acute", valid_to=last, successor_codes=after)
            for code, last, after in given
        )
    )


def test_a_chain_is_followed_to_its_beginning_the_last_to_close_first():
    chain = listed(
        ("A", date(2025, 3, 31), ("B",)), ("B", date(2026, 3, 31), ("C",)), ("C", None, ())
    )

    assert chain.followed("C", JUNE) == (
        Followed("B", date(2026, 3, 31), is_split=False),
        Followed("A", date(2025, 3, 31), is_split=False),
    )
    assert chain.followers("A", JUNE) == ("B", "C")


def test_one_that_is_still_open_in_the_period_is_not_followed_yet():
    chain = listed(
        ("A", date(2025, 3, 31), ("B",)), ("B", date(2026, 3, 31), ("C",)), ("C", None, ())
    )

    assert chain.followed("C", Period(2026, 3)) == ()
    assert [one.code for one in chain.followed("B", Period(2026, 3))] == ["A"]


def test_what_was_split_is_so_all_the_way_down():
    split = listed(
        ("A", date(2025, 3, 31), ("B", "C")), ("B", date(2025, 9, 30), ("D",)), ("C", None, ()),
        ("D", None, ()),
    )  # fmt: skip

    assert [(one.code, one.is_split) for one in split.followed("D", JUNE)] == [
        ("B", False),
        ("A", True),
    ]


def test_a_ring_ends():
    ring = listed(("A", date(2025, 3, 31), ("B",)), ("B", date(2025, 9, 30), ("A",)))

    assert [one.code for one in ring.followed("B", JUNE)] == ["A"]
    assert ring.followed("A", JUNE) == ()
