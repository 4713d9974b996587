"""On a programme's own page: who bears its cost, and who gains, each type of pound by itself."""

from __future__ import annotations

from portfolio.views.programmes.who_pays import who_pays


def row(payer, gainer, gbp, kind="non_cash_releasing"):
    return {
        "payer_org_code": payer,
        "beneficiary_org_code": gainer,
        "benefit_type": kind,
        "benefit_gbp": gbp,
        "disbenefit_gbp": 0.0,
    }


def test_the_title_says_who_bears_most_of_what_others_gain(make, labels):
    paid = make(
        "payer_gainer",
        matrix_by_type=[
            row("CWE", "CWE", 10_000.0),
            row("CWE", "RWH", 30_000.0),
            row("CWE", "RSG", 50_000.0),
            row("RWH", "RWH", 900_000.0),
        ],
    )

    drawn = who_pays(paid, labels)

    assert drawn.title == (
        "Wenmarsh Council bears the cost of £80k of non-cash-releasing benefit that 2 other "
        "organisations gain"
    )
    assert drawn.html.index("Saltmere General") < drawn.html.index("Wenmarsh Hospitals</a> £30k")
    assert [kept[-1] for kept in drawn.table.values] == [900_000.0, 50_000.0, 30_000.0, 10_000.0]


def test_kinds_of_pound_are_never_added(make, labels):
    paid = make(
        "payer_gainer",
        matrix_by_type=[
            row("CWE", "RWH", 30_000.0),
            row("CWE", "RWH", 5_000.0, "cash_releasing"),
            row("CWE", "RSG", 5_000.0, "unmonetisable"),
        ],
    )

    drawn = who_pays(paid, labels)

    assert "£5k of cash-releasing benefit that 1 other organisation gains" in drawn.title
    assert "£35k" not in drawn.html
    assert drawn.html.count("<tr><td>") == 2


def test_where_payers_gain_it_all_that_is_said(make, labels):
    drawn = who_pays(make("payer_gainer", matrix_by_type=[row("CWE", "CWE", 1.0)]), labels)

    assert drawn.title.startswith("Whoever bears its cost is the one that gains")
    assert "nothing" in drawn.html


def test_without_pounds_it_says_what_would_be_here(make, labels):
    assert who_pays(make("payer_gainer", matrix_by_type=[]), labels).is_empty
