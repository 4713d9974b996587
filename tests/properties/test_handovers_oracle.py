"""Programmes that change hands, in whatever order the returns come: nothing counted depends on it,
and all is as a slow reading of the contract says."""

from __future__ import annotations

import random

import pytest

from portfolio.measures.system_frames import SQL_FOLDER
from portfolio.store.queries import STEPS_FOLDER, compose

SEED = 20260614
FEW_SYSTEMS, FEW_ORDERS = 30, 4
# Every order of up to four returns; of more, as many drawn.
MANY_SYSTEMS, TOGETHER, ORDERS = 2_000, 250, 24
_AMOUNTS = ("reported_gbp", "also_confirmed_gbp", "counted_gbp")


def shown(store, period):
    """What stands and what counts: rows that say whose system they are of."""
    asked = {"period": period, "known_on": None}
    figures = store.read(compose(SQL_FOLDER, "ledger"), asked)
    adoptions = store.read(compose(STEPS_FOLDER, "current_adoption_row"), asked)
    register = store.read(compose(STEPS_FOLDER, "current_benefit_row"), asked)
    keys = ("benefit_id", "beneficiary_org_code", "period")
    return {
        "figures": {
            tuple(row[key] for key in keys): tuple(row[name] for name in _AMOUNTS)
            for row in figures.filter(figures["reported_gbp"].is_not_null()).to_dicts()
        },
        "adoptions": {
            (row["programme_id"], row["org_code"], row["sent_as"], row["state"])
            for row in adoptions.to_dicts()
        },
        "register": {
            (row["benefit_id"], row["beneficiary_org_code"], row["sent_as"], row["status"])
            for row in register.to_dicts()
        },
    }


def wanted(oracle):
    figures = {}
    for entry in oracle.ledger():
        if entry["realised_gbp"] is not None:
            key = entry["benefit"], entry["org"], entry["month"]
            amounts = (entry["reported_gbp"], entry["also_confirmed_gbp"], entry["realised_gbp"])
            figures[key] = amounts
    return {
        "figures": figures,
        "adoptions": {
            (*key, one.row["sent_as"], one.row["state"])
            for key, slot in oracle.adoption_slots().items()
            for one in slot.values()
        },
        "register": {
            (*key, one.row["sent_as"], one.row["status"])
            for key, slot in oracle.register().items()
            for one in slot.values()
        },
    }


def compared(handed_over, slow_oracle, systems, rng, most) -> int:
    """Holds every order of the systems' returns against one slow reading; how many orders."""
    orders = [handed_over.orders(rng, len(one.submissions), most) for one in systems]
    periods = handed_over.PERIODS[1:]
    expected = {
        period: {"figures": {}, "adoptions": set(), "register": set()} for period in periods
    }
    for one in systems:
        for period in periods:
            of_one = wanted(slow_oracle.Oracle(one.submissions, one.lists, period, None))
            for name, rows in of_one.items():
                expected[period][name].update(rows)
    for nth in range(max(len(of_one) for of_one in orders)):
        system = handed_over.stood_up(systems, nth, orders)
        for period in periods:
            found = shown(system.store, period)
            for name, rows in expected[period].items():
                assert found[name] == rows, (name, period, nth)
        system.store.close()
    return sum(len(of_one) for of_one in orders)


def test_hand_overs_in_any_order_are_as_a_slow_reading_says(handed_over, slow_oracle):
    rng = random.Random(SEED)
    systems = [handed_over.random_handovers(rng, number) for number in range(FEW_SYSTEMS)]

    compared(handed_over, slow_oracle, systems, rng, FEW_ORDERS)


@pytest.mark.long
@pytest.mark.parametrize("part", range(MANY_SYSTEMS // TOGETHER))
def test_hand_overs_of_every_kind_in_every_order(part, handed_over, slow_oracle, goal):
    rng = random.Random(f"{SEED}/{part}")
    systems = [handed_over.random_handovers(rng, number) for number in range(TOGETHER)]

    orders = compared(handed_over, slow_oracle, systems, rng, ORDERS)

    goal(
        "hand-overs: 2,000 systems, the order of receipt changes nothing",
        systems=len(systems),
        orders=orders,
    )
