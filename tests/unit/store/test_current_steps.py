"""What is current as at a period and a day: one test for each rule."""

from __future__ import annotations

from datetime import date

from portfolio.store.queries import STEPS_FOLDER, compose


def step(system, name, period="2026-03", known_on=None):
    sql = compose(STEPS_FOLDER, name)
    return system.store.read(sql, {"period": period, "known_on": known_on}).to_dicts()


def programme_ids(system, period="2026-03", known_on=None):
    rows = step(system, "current_programme", period, known_on)
    return sorted(row["programme_id"] for row in rows)


def one_partner(building):
    system = building.MeasuredSystem()
    system.organisations("L")
    return system


def test_the_latest_period_up_to_the_one_asked_for_is_current(building):
    system = one_partner(building)
    system.sends("L", "2026-01", programmes=[building.programme("OLD", "L")])
    system.sends("L", "2026-02", programmes=[building.programme("NEW", "L")])

    assert programme_ids(system, "2026-01") == ["OLD"]
    assert programme_ids(system, "2026-03") == ["NEW"]


def test_a_correction_replaces_from_the_day_it_was_received(building):
    system = one_partner(building)
    system.sends("L", "2026-01", date(2026, 2, 1), programmes=[building.programme("A", "L")])
    system.sends("L", "2026-01", date(2026, 2, 9), programmes=[building.programme("B", "L")])

    assert programme_ids(system, "2026-01", date(2026, 2, 8)) == ["A"]
    assert programme_ids(system, "2026-01", date(2026, 2, 9)) == ["B"]
    assert programme_ids(system, "2026-01", date(2026, 1, 31)) == []


def test_of_two_received_on_one_day_the_later_submission_stands(building):
    system = one_partner(building)
    system.sends("L", "2026-01", programmes=[building.programme("A", "L")])
    system.sends("L", "2026-01", programmes=[building.programme("B", "L")])

    assert programme_ids(system) == ["B"]


def test_after_a_withdrawal_the_one_before_stands_again(building):
    system = one_partner(building)
    system.sends("L", "2026-01", programmes=[building.programme("A", "L")])
    second = system.sends("L", "2026-01", programmes=[building.programme("B", "L")])
    system.withdraw(second, date(2026, 2, 20))

    assert programme_ids(system) == ["A"]
    assert programme_ids(system, known_on=date(2026, 2, 19)) == ["B"]


def test_kinds_not_sent_stay_and_an_empty_file_clears_its_kind(building):
    system = one_partner(building)
    system.sends(
        "L",
        "2026-01",
        programmes=[building.programme("P1", "L")],
        adoptions=[building.adoption("P1", "L")],
    )
    system.sends("L", "2026-02", adoptions=[])

    assert programme_ids(system) == ["P1"]
    assert step(system, "current_adoption_row") == []


def closing(building):
    """X leads P1 and P2 and closes in February; N takes P1 over, nobody takes P2."""
    system = building.MeasuredSystem()
    system.organisation("X", valid_to=date(2026, 2, 28), successor_codes="S")
    system.organisations("N", "S", "T")
    system.sends(
        "X",
        "2026-01",
        programmes=[building.programme("P1", "X"), building.programme("P2", "X")],
        adoptions=[
            building.adoption("P1", "T", sent_as="claimed"),
            building.adoption("P1", "N", sent_as="claimed"),
        ],
        benefits=[
            building.benefit("B1", "X"),
            building.benefit("B2", "X", programme_id="P2"),
        ],
        benefit_values=[
            building.value(name, "X", month, 10)
            for name in ("B1", "B2")
            for month in ("2026-01", "2026-02", "2026-03")
        ],
    )
    return system


def months(system, benefit_id, period="2026-03"):
    rows = step(system, "current_benefit_value_row", period)
    return sorted(row["period"] for row in rows if row["benefit_id"] == benefit_id)


def test_a_closed_partners_figures_count_for_months_up_to_its_last_day(building):
    system = closing(building)

    assert months(system, "B2", "2026-02") == ["2026-01", "2026-02", "2026-03"]
    assert months(system, "B2", "2026-03") == ["2026-01", "2026-02"]


def test_a_month_it_did_not_see_the_end_of_is_not_a_closed_partners(building):
    system = building.MeasuredSystem()
    system.organisation("X", valid_to=date(2026, 2, 27))
    system.sends(
        "X",
        "2026-01",
        programmes=[building.programme("P1", "X")],
        benefits=[building.benefit("B1", "X")],
        benefit_values=[building.value("B1", "X", month, 1) for month in ("2026-01", "2026-02")],
    )

    assert months(system, "B1", "2026-02") == ["2026-01"]


def test_a_closed_leads_programme_lives_on_only_where_it_was_taken_over(building):
    system = closing(building)
    system.sends("N", "2026-03", programmes=[building.programme("P1", "N")])

    known = {row["programme_id"]: row["lead_org_code"] for row in step(system, "known_programme")}

    assert programme_ids(system, "2026-02") == ["P1", "P2"]
    assert programme_ids(system, "2026-03") == ["P1"]
    assert known == {"P1": "N", "P2": "X"}


def test_the_new_leads_figure_takes_the_place_of_the_closed_leads(building):
    system = closing(building)
    system.sends(
        "N",
        "2026-03",
        programmes=[building.programme("P1", "N")],
        benefits=[building.benefit("B1", "X", sent_as="claimed")],
        benefit_values=[building.value("B1", "X", "2026-01", 7, sent_as="claimed")],
    )

    rows = step(system, "current_benefit_value_row")
    figures = {
        r["period"]: (r["partner_code"], float(r["realised_gbp"]))
        for r in rows
        if r["benefit_id"] == "B1"
    }

    assert figures == {"2026-01": ("N", 7), "2026-02": ("X", 10)}


def test_a_former_leads_claims_stand_until_the_new_lead_sends_a_row_of_the_programme(building):
    system = closing(building)
    system.sends("N", "2026-03", programmes=[building.programme("P1", "N")])
    before = {row["org_code"] for row in step(system, "current_adoption_row")}
    system.sends("N", "2026-03", adoptions=[building.adoption("P1", "N", sent_as="own")])
    after = {row["org_code"] for row in step(system, "current_adoption_row")}

    assert (before, after) == ({"T", "N"}, {"N"})


def test_of_two_confirmations_the_later_stands(building):
    system = building.MeasuredSystem()
    system.organisations("X", "S")
    system.organisation("T", valid_to=date(2026, 1, 31))
    system.organisation("T", is_partner=False, reports_through="S", valid_from=date(2026, 2, 1))
    system.sends(
        "X",
        "2026-01",
        programmes=[building.programme("P1", "X")],
        adoptions=[building.adoption("P1", "T", sent_as="claimed")],
    )
    system.sends("T", "2026-01", adoptions=[building.adoption("P1", "T", sent_as="confirmed")])
    stopped = building.adoption("P1", "T", "exploring", sent_as="confirmed")
    system.sends("S", "2026-02", adoptions=[stopped])

    rows = [r for r in step(system, "current_adoption_row") if r["org_code"] == "T"]

    assert sorted((r["sent_as"], r["state"]) for r in rows) == [
        ("claimed", "live"),
        ("confirmed", "exploring"),
    ]


def left_out(building, status):
    """A benefit is sent in January with its figures, and left out in February."""
    system = one_partner(building)
    system.sends(
        "L",
        "2026-01",
        programmes=[building.programme("P1", "L")],
        benefits=[building.benefit("B1", "L", status=status)],
        benefit_values=[building.value("B1", "L", "2026-01", 10)],
    )
    system.sends("L", "2026-02", benefits=[], benefit_values=[])
    return system


def test_a_benefit_left_out_after_it_was_achieved_keeps_its_figures(building):
    for status in ("achieved", "ceased"):
        assert months(left_out(building, status), "B1") == ["2026-01"]


def test_a_benefit_that_vanishes_without_an_ending_no_longer_counts(building):
    assert months(left_out(building, "realising"), "B1") == []


def test_an_organisations_row_is_the_one_of_the_period(building):
    system = building.MeasuredSystem()
    system.organisation("L", org_name="Before", valid_to=date(2026, 1, 31))
    system.organisation("L", org_name="After", valid_from=date(2026, 2, 1))
    system.organisation("Z", valid_to=date(2026, 2, 27))

    def named(period):
        rows = step(system, "current_organisation", period)
        return {row["org_code"]: (row["org_name"], row["is_open"]) for row in rows}

    assert named("2026-01") == {"L": ("Before", True), "Z": ("The Z", True)}
    assert named("2026-02") == {"L": ("After", True), "Z": ("The Z", False)}
