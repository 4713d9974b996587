"""Each story the demo is there to tell is in its rows."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

PERIODS = ("2025-03", "2025-09", "2025-12", "2026-03", "2026-06", "2026-09")
ADOPTED = {"live", "embedded"}


def adopters_beyond_lead(demo, programme_id: str, period: str = "2026-09") -> int:
    lead = demo.leads(period)[programme_id]
    return sum(
        row["state"] in ADOPTED
        for (programme, org), row in demo.adoptions(period).items()
        if programme == programme_id and org != lead and demo.is_open(org, period)
    )


def months(demo, benefit: str, org: str, column: str = "realised_value") -> dict[str, float]:
    return {
        row["period"]: float(row[column])
        for _, row in demo.current("benefit_values")
        if (row["benefit_id"], row["beneficiary_org_code"]) == (benefit, org) and row[column]
    }


def mean(values) -> float:
    values = list(values)
    return sum(values) / len(values)


def test_all_seven_kinds_and_every_type_of_organisation_take_part(demo) -> None:
    kinds = set().union(*(each.kinds() for each in demo.submissions()))
    types = {row["org_type"] for row in demo.listed()}

    assert len(kinds) == 7
    assert len(types) == 9


def test_beyond_lead_share_rises_and_ends_between_40_and_48_pence(demo) -> None:
    shares = [demo.beyond_lead_share(period) for period in PERIODS]

    assert all(earlier < later for earlier, later in pairwise(shares))
    assert 0.40 < shares[-1] < 0.48


def test_the_ledger_has_something_to_remove_for_each_reason(demo) -> None:
    book = demo.ledger()

    assert all(book.removed[reason] > 50_000 for reason in book.removed)
    assert len(book.removed) == 3
    assert book.reported == sum(book.counted.values()) + sum(book.removed.values())


def test_counted_benefit_is_of_a_believable_size(demo) -> None:
    assert 10e6 < demo.ledger().total("benefit") < 40e6
    assert 0 < demo.ledger().total("disbenefit") < 1e6


def test_about_two_in_five_of_those_who_could_have_adopted(demo) -> None:
    lead = demo.leads()
    eligible = [
        row["state"] in ADOPTED
        for (programme, org), row in demo.adoptions().items()
        if org != lead[programme]
        and row["state"] != "not_applicable"
        and demo.is_open(org, "2026-09")
    ]

    assert 0.35 < sum(eligible) / len(eligible) < 0.45


def test_one_shared_care_record_spreads_and_the_other_stalls(demo) -> None:
    assert adopters_beyond_lead(demo, "LCH-SCR", "2025-03") < adopters_beyond_lead(demo, "LCH-SCR")
    assert adopters_beyond_lead(demo, "LCH-SCR") >= 11
    assert adopters_beyond_lead(demo, "ALD-PORT", "2025-03") >= adopters_beyond_lead(
        demo, "ALD-PORT"
    )
    barriers = Counter(
        row["barrier"]
        for (programme, _), row in demo.adoptions().items()
        if programme == "ALD-PORT"
    )
    assert barriers["value"] >= 4
    assert barriers["adopters"] >= 3


def test_the_smallest_trust_leads_what_travels_furthest(demo) -> None:
    acute = [row for row in demo.listed() if row["org_type"] == "acute"]
    smallest = min(acute, key=lambda row: int(row["population"]))["org_code"]

    furthest = max(demo.leads(), key=lambda programme: adopters_beyond_lead(demo, programme))

    assert demo.leads()[furthest] == smallest == "LOC-SAL"


def test_a_council_pays_for_what_hospitals_gain(demo) -> None:
    kinds = {row["org_code"]: row["org_type"] for row in demo.listed()}
    gained = sum(
        amount
        for (benefit, org), amount in demo.ledger().by_benefit().items()
        if kinds.get(demo.register()[benefit, org]["payer_org_code"]) == "local_authority"
        and kinds[org] == "acute"
    )

    assert gained > 500_000


def test_the_largest_benefit_of_a_programme_was_planned_by_nobody(demo) -> None:
    sizes: Counter[str] = Counter()
    for (benefit, org), amount in demo.ledger().by_benefit().items():
        if demo.register()[benefit, org]["programme_id"] == "HOS-EOL":
            sizes[benefit] += amount
    largest = sizes.most_common(1)[0][0]

    rows = [row for (benefit, _), row in demo.register().items() if benefit == largest]
    assert {(row["foreseen"], row["noticed_by"]) for row in rows} == {("emergent", "partner")}


def test_a_neighbour_bears_a_disbenefit(demo) -> None:
    worse_off = demo.ledger().by_benefit("disbenefit")

    assert worse_off["WEN-VW-VIS", "LOC-LCH"] > 100_000
    assert demo.leads()["WEN-VW"] == "LOC-WEN"


def test_a_beneficiary_corrects_a_claim_downwards(demo) -> None:
    said = {
        sender: sum(
            int(row["realised_gbp"] or 0)
            for who, row in demo.current("benefit_values")
            if who == sender and row["benefit_id"] == "WEN-EDCH-CHASE"
        )
        for sender in ("LOC-WEN", "LOC-WCC")
    }

    assert 0 < said["LOC-WCC"] < 0.6 * said["LOC-WEN"]


def test_two_programmes_claim_one_outcome_with_shares_over_100(demo) -> None:
    shares = {
        row["programme_id"]: int(row["attribution_pct"])
        for (_, org), row in demo.register().items()
        if row["outcome_code"] == "HF-BED-DAYS" and org == "LOC-WEN"
    }

    assert shares == {"WEN-VW": 70, "HCS-HF": 60}


def test_always_green_until_it_was_stopped(demo) -> None:
    rows = [demo.programme("WEN-BED", period) for period in PERIODS]

    assert [row["sro_confidence"] for row in rows] == ["green"] * 5 + ["red"]
    assert {row["independent_confidence"] for row in rows} == {"amber", "red"}
    assert rows[-1]["stage"] == "stopped"


def test_the_old_service_runs_on_past_its_end(demo) -> None:
    row = demo.programme("ALD-EPMA")

    assert row["old_service"]
    assert int(row["old_service_cost_gbp_per_year"]) > 0
    assert row["old_service_end_date"] < "2026-09-30"


def test_a_redprint_saved_somebody_else_and_leads_to_a_benefit(demo) -> None:
    lessons = {row["lesson_id"]: row for _, row in demo.current("lessons")}
    used = [
        row
        for _, row in demo.current("lesson_uses")
        if lessons[row["lesson_id"]]["kind"] == "redprint"
        and row["outcome"] in ("adopted", "adapted")
        and row["used_by_org_code"] != lessons[row["lesson_id"]]["org_code"]
    ]

    assert len(used) >= 10
    assert any(row["benefit_id"] and row["lesson_id"] == "WEN-L01" for row in used)


def test_a_partner_is_late_and_then_missing(demo) -> None:
    due = {each["period"]: each["due_date"] for each in demo.settings()["reporting_period"]}
    late = {(s.partner, s.period) for s in demo.submissions() if s.received > due[s.period]}
    sent = {(s.partner, s.period) for s in demo.submissions()}

    assert ("LOC-CAR", "2026-06") in late
    assert ("LOC-CAR", "2026-09") not in sent
    assert ("LOC-ALC", "2026-09") in late


def test_a_commissioner_leads_and_cannot_itself_gain(demo) -> None:
    assert demo.leads()["ICB-PHM"] == "LOC-ICB"
    assert demo.adoptions()["ICB-PHM", "LOC-ICB"]["state"] == "not_applicable"
    assert ("ICB-PHM-BP", "LOC-ICB") not in demo.register()


def test_a_merged_trusts_programme_lives_on_with_its_successor(demo) -> None:
    assert demo.leads("2025-09")["HCS-HF"] == "LOC-HCS"
    assert demo.programme("HCS-HF", "2025-12")["transferred_from_org_code"] == "LOC-HCS"
    assert demo.leads()["HCS-HF"] == "LOC-LCH"
    assert max(months(demo, "HCS-HF-NUR", "LOC-HCS")) == "2025-09"


def test_a_programme_moves_between_two_open_partners(demo) -> None:
    row = demo.programme("WCC-INC", "2026-03")

    assert (row["lead_org_code"], row["transferred_from_org_code"]) == ("LOC-ALC", "LOC-WCC")
    assert demo.is_open("LOC-WCC", "2026-09")


def test_programmes_vanish_without_an_ending(demo) -> None:
    assert demo.programme("ALD-CHAT", "2025-12")["stage"] == "live"
    assert "ALD-CHAT" not in demo.leads("2026-03")
    assert demo.programme("HCS-WOUND", "2025-09")["stage"] == "live"
    assert "HCS-WOUND" not in demo.leads("2025-12")


def test_a_return_is_corrected_within_its_period(demo) -> None:
    first, second = [
        each for each in demo.submissions() if (each.partner, each.period) == ("LOC-AMB", "2026-03")
    ]
    before, after = [
        {r["period"]: r for r in each.rows("benefit_values") if r["benefit_id"] == "AMB-HAND-HRS"}
        for each in (first, second)
    ]

    changed = [month for month in before if before[month] != after[month]]
    assert set(changed) <= {"2025-12", "2026-01", "2026-02", "2026-03"}
    assert len(changed) >= 3
    assert all(after[month]["value_note"] for month in changed)


def test_four_fifths_technology_and_much_else(demo) -> None:
    technology = {
        row["programme_id"]: int(row["technology_pct"] or 0)
        for _, row in demo.current("programmes")
    }

    assert {name for name, pct in technology.items() if pct >= 80} == {"SDS-CYB", "WEN-BED"}


def test_promises_that_did_not_come_true_are_said(demo) -> None:
    status = Counter(row["status"] for row in demo.register().values())

    assert status["evaporated"] >= 1
    assert status["cancelled"] >= 1
    assert status["achieved"] >= 3


def test_adoption_took_two_to_twenty_months(demo) -> None:
    lead = demo.leads()
    for programme in ("SAL-PASS", "LCH-SCR", "HOS-EOL", "SDS-CYB"):
        live = {
            org: row["live_date"]
            for (each, org), row in demo.adoptions().items()
            if each == programme and row["live_date"]
        }
        start = month_count(live.pop(lead[programme]))
        waits = sorted(month_count(day) - start for day in live.values())
        assert waits[0] <= 5, programme
        assert waits[-1] >= 15, programme


def month_count(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])


def test_a_rate_steps_down_and_stays_down(demo) -> None:
    minutes = months(demo, "AMB-HAND-MIN", "LOC-WEN")

    before = [value for month, value in minutes.items() if month < "2025-04"]
    after = [value for month, value in minutes.items() if month >= "2025-04"]
    assert min(before) > max(after)
    assert len(minutes) >= 24


def test_limits_begin_anew_where_a_rate_stepped_down(demo) -> None:
    rows = [row for each in demo.submissions() for row in each.rows("benefits")]
    given = {
        (row["benefit_id"], row["beneficiary_org_code"], row["recalculate_from"])
        for row in rows
        if row.get("recalculate_reason")
    }

    assert given == {("AMB-HAND-MIN", "LOC-WEN", "2025-04")}


def test_a_flow_goes_on_growing(demo) -> None:
    released = list(months(demo, "WEN-PFU-APP", "LOC-WEN").values())

    assert mean(released[-6:]) > 1.1 * mean(released[8:14])


def test_a_stock_is_carried_as_last(demo) -> None:
    assert demo.register()["HOS-EOL-PLANS", "LOC-HOS"]["combines"] == "last"
    assert len(months(demo, "HOS-EOL-PLANS", "LOC-HOS")) >= 24


def test_plans_promise_more_than_forecasts_and_forecasts_more_than_came(demo) -> None:
    seen = [row for _, row in demo.current("benefit_values") if row["planned_gbp"]]
    both = [row for row in seen if row["forecast_gbp"] and row["realised_gbp"]]

    planned, forecast, realised = (
        sum(int(row[f"{kind}_gbp"]) for row in both) for kind in ("planned", "forecast", "realised")
    )
    assert planned > forecast > realised


def test_lead_and_organisation_see_adoption_differently(demo) -> None:
    said = {
        sender: row["state"]
        for sender, row in demo.current("adoptions")
        if (row["programme_id"], row["org_code"]) == ("WEN-EDCH", "LOC-ALC")
    }

    assert said == {"LOC-WEN": "live", "LOC-ALC": "piloting"}


def test_there_is_enough_to_look_at(demo) -> None:
    assert len(demo.leads()) >= 26
    assert 250 <= len(demo.current("benefits")) <= 500
    assert len(demo.current("risks")) >= 60
    assert len(demo.current("lessons")) >= 40
    assert len(demo.current("lesson_uses")) >= 40
