"""A measure's card as people read it."""

import pytest

from portfolio.measures.card_catalogue import CARDS, Card
from portfolio.ui import card
from portfolio.views import escape


@pytest.mark.parametrize("one", CARDS.values(), ids=str)
def test_what_a_measure_asks_is_open_and_how_it_is_counted_is_a_click_away(one: Card) -> None:
    opened, _, folded = card.full(one).partition("<details")

    assert escape.html(one.title) in opened
    assert escape.html(one.why) in opened
    assert all(escape.html(words) in folded for words in (one.numerator, one.source, *one.caveats))
