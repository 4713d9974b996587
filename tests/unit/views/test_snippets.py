"""Snippets of markup that several pictures are made of."""

from __future__ import annotations

import pytest

from portfolio.views import snippets


def listed(count: int) -> str:
    return snippets.folded(
        [f"<li>{n}</li>" for n in range(count)],
        3,
        lambda items: f"<ul>{items}</ul>",
        lambda rest: f"{rest} more & others",
    )


def test_the_first_lines_lie_open_and_the_rest_are_folded_under_how_many_they_are() -> None:
    opened, summary, rest = listed(5).partition("<details")

    assert opened == "<ul><li>0</li><li>1</li><li>2</li></ul>"
    assert "<summary>2 more &amp; others</summary><ul><li>3</li><li>4</li></ul>" in summary + rest


@pytest.mark.parametrize("count", [1, 3])
def test_nothing_is_folded_where_all_lines_lie_open(count: int) -> None:
    assert "<details" not in listed(count)
    assert listed(count).count("<li>") == count


def test_the_head_of_a_table_that_stacks_stands_over_the_folded_lines_too() -> None:
    made = snippets.openings(("Who", "Gain & loss"), ["<tr></tr>"] * 2, 1, lambda n: f"{n} more")

    assert made.count('<th scope="col">Gain &amp; loss</th>') == 2
    assert made.count("<tr></tr>") == 2
