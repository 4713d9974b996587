"""What is stuck: who, what is in the way in whose words, who pays, and what another changed."""

from __future__ import annotations

import pytest

from portfolio.views.spread.stuck import StuckOrder, stuck


def row(org="RWH", **override):
    return {
        "programme_id": "P03",
        "org_code": org,
        "state": "agreed",
        "same_since": "2026-03",
        "barrier": "technology",
        "other_org_code": "RSG",
        "other_adaptation": "Fewer <b>screens</b>",
        "people_eligible": 100,
        "reason": None,
        "payer_org_codes": "CWE",
        "other_met_it": True,
        **override,
    }


@pytest.fixture
def drawn(make, labels):
    def draw(*rows, how=StuckOrder()):  # noqa: B008 - frozen
        return stuck(make("adoption", stuck=list(rows)), labels, how)

    return draw


def test_a_line_says_barrier_words_payer_and_what_another_changed(drawn):
    shown = drawn(row(reason="Two logins a shift"))

    assert "The technology" in shown.html
    assert "\u201cTwo logins a shift\u201d" in shown.html
    assert "Wenmarsh Council</a> bears the cost" in shown.html
    assert "Fewer &lt;b&gt;screens" in shown.html
    assert "Saltmere General</a>, which met the same" in shown.html


def test_several_payers_are_named_and_the_organisation_itself_is_said_as_it(drawn):
    shown = drawn(row(payer_org_codes="RWH;CWE;CSA;RFA"))

    assert "It, <a" in shown.html
    assert "Wenmarsh Council</a> and 2 more bear the cost" in shown.html


@pytest.mark.parametrize(
    ("sort", "first"), [("people", "RSG"), ("organisation", "RLC"), ("programme", "RLC")]
)
def test_a_reader_chooses_the_order(drawn, sort, first):
    rows = [row("RWH", people_eligible=5), row("RSG", people_eligible=50), row("RLC")]
    rows[2]["people_eligible"] = None

    shown = drawn(*rows, how=StuckOrder(sort))

    assert shown.table.values[0][1] == first


@pytest.mark.parametrize(("barrier", "kept"), [("technology", ["RWH"]), ("unsaid", ["RSG"])])
def test_a_reader_chooses_what_is_in_the_way(drawn, barrier, kept):
    shown = drawn(row("RWH"), row("RSG", barrier=None), how=StuckOrder(barrier=barrier))

    assert [values[1] for values in shown.table.values] == kept
    assert shown.title.startswith("Stuck: 2 adoptions")


def test_a_barrier_that_nobody_names_says_so(drawn):
    assert drawn(row(), how=StuckOrder(barrier="value")).is_empty
