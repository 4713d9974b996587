"""What the Organisations page says and draws, for every state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

import pytest

from portfolio.domain.filters import Filters
from portfolio.domain.labels import Labels
from portfolio.domain.organisation import Organisation
from portfolio.domain.period import Period
from portfolio.domain.result import Cell, Result
from portfolio.domain.submission import Submission
from portfolio.views.benefits import payer_dumbbell
from portfolio.views.organisations import four_sides
from portfolio.views.words import organisation_words, paying_words, return_words

Make = Callable[..., Result]
SEPTEMBER = Period(2026, 9)
HOSTILE = '<img src=x onerror="alert(1)">'


def paid_for(make: Make, *edges: tuple[str, str, float], **tables: object) -> Result:
    names = ("payer_org_code", "beneficiary_org_code", "benefit_gbp")
    kind = {"benefit_type": "cash_releasing"}
    rows = [dict(zip(names, edge, strict=True)) | kind for edge in edges]
    codes = dict.fromkeys(code for edge in edges for code in edge[:2])
    by_organisation = [{"org_code": code, "spend_to_date_gbp": 500e3} for code in codes]
    by_type = [
        {
            **{"org_code": code, "benefit_type": "cash_releasing"},
            "paid_for_gbp": sum(gbp for payer, _, gbp in edges if payer == code),
            "gained_gbp": sum(gbp for _, gainer, gbp in edges if gainer == code),
            "disbenefit_gbp": 0.0,
        }
        for code in codes
    ]
    return make(
        "payer_gainer",
        matrix_by_type=rows,
        by_organisation=by_organisation,
        by_organisation_type=by_type,
        **tables,
    )


class TestPaying:
    @pytest.mark.parametrize(
        ("edges", "said"),
        [
            ([], "Who pays for whose gain is not known yet: no realised benefit in pounds is "
             "reported"),
            ([("CWE", "CWE", 10.0)], "Whoever bears the cost is the one that gains, for all "
             "cash-releasing benefit that is realised so far"),
            ([("CWE", "RWH", 10.0)], "All cash-releasing benefit that is realised so far is "
             "gained by organisations that did not bear its cost"),
            ([("CWE", "RWH", 30.0), ("RWH", "RWH", 70.0)], "Of every £1 of cash-releasing "
             "benefit realised, 30p is gained by an organisation that did not bear its cost"),
        ],
    )  # fmt: skip
    def test_how_much_is_gained_by_another(
        self, make: Make, edges: list[tuple[str, str, float]], said: str
    ) -> None:
        assert paying_words.headline(paid_for(make, *edges)) == said

    def test_the_first_type_of_pound_leads_and_another_is_told_on_request(self, make: Make) -> None:
        row = {"payer_org_code": "CWE", "beneficiary_org_code": "RWH", "benefit_gbp": 30.0}
        own = {**row, "beneficiary_org_code": "CWE"}
        rows = [
            {**row, "benefit_type": "societal"},
            {**row, "benefit_type": "cash_releasing"},
            {**own, "benefit_type": "cash_releasing"},
        ]
        paid = make("payer_gainer", matrix_by_type=rows)

        assert paying_words.kinds(paid) == ("cash_releasing", "societal")
        assert "£1 of cash-releasing benefit realised, 50p" in paying_words.headline(paid)
        assert paying_words.headline(paid, "societal").startswith("All societal benefit")

    def test_nothing_is_set_off(self, make: Make, labels: Labels) -> None:
        paid = paid_for(make, ("CWE", "RWH", 30.0), ("RWH", "RWH", 70.0))

        picture = payer_dumbbell.payer_dumbbell(paid, labels)

        said = " ".join((picture.title, picture.subtitle, picture.html)).lower()
        assert "net" not in said.split()
        assert "£30, <b>£0</b>" in picture.html

    def test_ten_largest_of_all(self, make: Make, many_labels: Labels) -> None:
        codes = list(many_labels.organisations)[:40]
        paid = paid_for(make, *((code, code, 10.0 + at) for at, code in enumerate(codes)))

        picture = payer_dumbbell.payer_dumbbell(paid, many_labels)

        assert picture.note == "The 10 largest of 40; all are in the table."
        assert len(picture.table) == 40

    def test_a_payer_for_others_is_a_question_with_its_numbers(
        self, make: Make, labels: Labels
    ) -> None:
        flag: dict[str, Cell] = {
            **{"payer_org_code": "CWE", "programme_id": "P01", "programme_name": "Virtual ward"},
            **{"others_gain_gbp": 829_000.0, "payer_gains_gbp": 0.0, "gainers": 1},
            "benefit_type": "cash_releasing",
        }
        other = {**flag, "benefit_type": "societal", "others_gain_gbp": 9e6}

        paid = make("payer_gainer", flags_by_type=[other, flag])
        (question,) = paying_words.questions(paid, labels)

        assert question.question == (
            "How does Wenmarsh Council go on bearing the cost of Virtual ward?"
        )
        assert question.number == (
            "One other gains £829k of cash-releasing benefit; it gains nothing itself."
        )
        assert question.link == "./programmes?period=2026-09&programme=P01"


class TestSides:
    def test_all_stand_by_kind_and_name_in_no_order_of_merit(
        self, make: Make, labels: Labels
    ) -> None:
        flow = [
            {"lead_org_code": "CWE", "beneficiary_org_code": "RWH", "gbp": 900.0},
            {"lead_org_code": "RSG", "beneficiary_org_code": "CWE", "gbp": 1.0},
        ]
        kind = {"benefit_type": "cash_releasing"}
        beyond = make("beyond_lead_share", flow_by_type=[row | kind for row in flow])

        picture = four_sides.four_sides(beyond, paid_for(make, ("CWE", "RWH", 900.0)), labels)

        assert [row[0] for row in picture.table.text] == [
            *("Saltmere General", "Wenmarsh Hospitals", "Wenmarsh Council"),
        ]
        assert picture.html.index("Acute trusts") < picture.html.index("Councils")

    def test_benefit_whose_cost_it_bears_has_what_it_spent_beside_it(
        self, make: Make, labels: Labels
    ) -> None:
        paid = paid_for(make, ("CWE", "RWH", 900.0))

        picture = four_sides.four_sides(make("beyond_lead_share"), paid, labels)

        assert "Bears the cost of" in picture.html
        assert "Pays for" not in picture.html
        assert "£500k" in picture.html
        assert "not money that it paid" in picture.note

    def test_types_of_pound_are_told_one_at_a_time(self, make: Make, labels: Labels) -> None:
        row = {"org_code": "RWH", "paid_for_gbp": 5.0, "gained_gbp": 5.0}
        paid = make(
            "payer_gainer",
            by_organisation_type=[
                {**row, "benefit_type": "societal", "gained_gbp": 70.0},
                {**row, "benefit_type": "cash_releasing"},
            ],
        )
        beyond = make("beyond_lead_share")

        first = four_sides.four_sides(beyond, paid, labels)
        other = four_sides.four_sides(beyond, paid, labels, "societal")

        assert four_sides.kinds(beyond, paid) == ("cash_releasing", "societal")
        assert first.title.startswith("Cash-releasing benefit: what each organisation")
        assert (first.table.values[0][5], other.table.values[0][5]) == (5.0, 70.0)

    def test_nothing_in_pounds_is_a_sentence(self, make: Make, labels: Labels) -> None:
        nothing = make("x", status="not_defined")

        assert four_sides.four_sides(nothing, nothing, labels).is_empty
        assert payer_dumbbell.payer_dumbbell(nothing, labels).is_empty
        assert four_sides.one_organisation(
            four_sides.Sides("RWH"), "Wenmarsh", "cash_releasing"
        ).is_empty

    def test_six_hundred_organisations_draw_two_dozen(
        self, make: Make, many_labels: Labels
    ) -> None:
        codes = list(many_labels.organisations)
        paid = paid_for(make, *((code, code, 10.0 + at) for at, code in enumerate(codes)))

        picture = four_sides.four_sides(make("beyond_lead_share"), paid, many_labels)

        assert picture.html.count('scope="row"') == four_sides.MOST_SHOWN
        assert len(picture.table) == len(codes)

    def test_disbenefit_stands_beside_what_is_gained(self) -> None:
        one = four_sides.Sides("RWH", gains=100.0, disbenefit=30.0)

        picture = four_sides.one_organisation(one, "Wenmarsh", "cash_releasing")

        assert ("Disbenefit", 30.0) in picture.table.values
        assert ("Gains", 100.0) in picture.table.values

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({}, "It leads no programme."),
            ({"programmes": 2}, "It leads 2 programmes; what was spent on them is not known."),
            ({"programmes": 1, "spend": 5e5}, "It has spent £500k to date on the 1 programme it "
             "leads."),
            ({"programmes": 3, "spend": 5e5, "without_spend": 1}, "It has spent £500k to date on "
             "the 3 programmes it leads (1 not known)."),
        ],
    )  # fmt: skip
    def test_what_was_spent(self, more: Mapping[str, float], said: str) -> None:
        assert four_sides.spent(four_sides.Sides("RWH", **more)) == said  # type: ignore[arg-type]

    def test_names_are_escaped(self, make: Make) -> None:
        labels = Labels({}, {})
        paid = paid_for(make, (HOSTILE, HOSTILE, 10.0))

        for picture in (
            four_sides.four_sides(make("beyond_lead_share"), paid, labels),
            payer_dumbbell.payer_dumbbell(paid, labels),
        ):
            assert "<img src=x" not in picture.html

    @pytest.mark.parametrize(
        ("gives", "takes", "said"),
        [
            (10.0, 20.0, "W gives others £10 of societal benefit and receives £20"),
            (10.0, 0.0, "W gives others £10 of societal benefit and receives none yet"),
            (0.0, 20.0, "W receives £20 of societal benefit from others and gives none yet"),
            (0.0, 0.0, "W neither gives others societal benefit nor receives it from them yet"),
        ],
    )
    def test_one_in_a_sentence(self, gives: float, takes: float, said: str) -> None:
        assert organisation_words.gives_and_takes("W", gives, takes, "societal") == said


class TestOne:
    def test_what_it_has_and_how_far_its_own_have_gone(self) -> None:
        could = [{"state": "live"}, {"state": "declined"}]
        led = [{"eligible_beyond_lead": 11, "adopters_beyond_lead": 6}]

        assert organisation_words.taken(could) == "In routine use: 1 of 2 that others lead."
        assert organisation_words.gone(led) == (
            "Programmes it leads: in routine use at 6 of 11 others that could."
        )

    def test_where_nothing_is_said(self) -> None:
        assert "Nobody has said" in organisation_words.taken([])
        assert organisation_words.gone([]) == ""

    def test_learning_both_ways(self) -> None:
        lessons = [{"organisations": 2}, {"organisations": 0}]

        assert organisation_words.learned(lessons, [{"taken_lessons": 3}]) == (
            "It has shared 2 lessons, one of them used by others; it has used 3 lessons of others."
        )
        assert organisation_words.learned([], []) == (
            "It has shared no lesson yet; it has used no lesson of others."
        )


def submission(number: int, received: date, withdrawn: datetime | None = None) -> Submission:
    at = datetime.combine(received, datetime.min.time())
    return Submission(number, "RWH", SEPTEMBER, received, at, "1", (), (), withdrawn)


class TestReturns:
    due = {SEPTEMBER: date(2026, 10, 14), Period(2026, 6): None, Period(2026, 12): None}

    def said(self, *sent: Submission, known_on: date | None = None) -> str:
        lines = return_words.returns(sent, self.due, Filters(SEPTEMBER, known_on))
        assert [period for period, _ in lines] == ["September 2026", "June 2026"]
        return lines[0][1]

    def test_in_time_late_corrected_and_missing(self) -> None:
        in_time, late = submission(1, date(2026, 10, 14)), submission(2, date(2026, 10, 16))

        assert self.said(in_time) == "came on 14 October 2026, in time"
        assert self.said(late) == "came on 16 October 2026, 2 days after it was due"
        assert self.said(in_time, late).endswith("in time, corrected once")
        assert self.said() == "nothing has come (due 14 October 2026)"

    def test_withdrawn_is_not_there(self) -> None:
        withdrawn = submission(1, date(2026, 10, 14), datetime(2026, 10, 20))

        assert self.said(withdrawn).startswith("nothing has come")
        assert self.said(withdrawn, known_on=date(2026, 10, 15)).startswith("came on")

    def test_as_known_before_it_came_it_is_missing(self) -> None:
        late = submission(2, date(2026, 10, 16))

        assert self.said(late, known_on=date(2026, 10, 15)).startswith("nothing has come")

    def test_what_it_owes_is_what_is_missing_and_what_is_next(self) -> None:
        due = {SEPTEMBER: date(2026, 10, 14), Period(2026, 12): date(2027, 1, 14)}
        filters, today = Filters(SEPTEMBER), date(2026, 10, 20)
        came = submission(1, date(2026, 10, 14))

        assert return_words.owed([], due, filters, today) == (
            "September 2026, 6 days over its due day. Next: December 2026, due 14 January 2027."
        )
        assert return_words.owed([came], due, filters, today).startswith("Nothing: every return")
        assert return_words.owed([], due, filters, date(2026, 10, 14)).startswith(
            "September 2026, not come yet (due 14 October 2026)."
        )

    def test_who_sends(self) -> None:
        row = Organisation("RWH", "Wenmarsh", "acute", is_partner=True)
        practice = Organisation("Y1", "Practice", "primary_care", reports_through="RWH")

        assert return_words.who_sends(row, "") == "It sends its own returns."
        assert return_words.who_sends(practice, "Wenmarsh") == "Wenmarsh sends its returns for it."
        assert "nothing itself" in return_words.who_sends(Organisation("V", "V", "vcse"), "")
