"""What will change is counted first, then shown cell by cell, and all of it can be taken away."""

from __future__ import annotations

from portfolio.domain.labels import Labels, OrganisationLabel
from portfolio.domain.preview import FieldChange, KindChange, Preview, Revision, Tally
from portfolio.ui import send_changes

LABELS = Labels({"LOC-A": OrganisationLabel("Alder", "acute")}, {"P1": "Care record"})
LIVE = FieldChange("adoptions", ("P1", "LOC-A"), "state", "piloting", "live", "state_moved")


def months(count: int) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(
            "benefit_values", ("B1", "LOC-A", "2026-07"), "realised_gbp", "18000", "12000",
            "past_month_revised", name="Beds",
        )
        for _ in range(count)
    )  # fmt: skip


def preview(*fields: FieldChange, count: int | None = None) -> Preview:
    tallies = [
        Tally(what, kind, count or found, count or found)
        for what, kind in dict.fromkeys((one.what, one.kind) for one in fields)
        if (found := sum((one.what, one.kind) == (what, kind) for one in fields))
    ]
    revisions = (Revision("B1", "LOC-A", "Beds", 212, "2008-12", "2026-07", 1e6, 2e6),)
    return Preview((), fields, len(fields), tuple(tallies), revisions, 30)


def test_changes_are_counted_by_extract() -> None:
    html = send_changes.changes([KindChange("adoptions", 4, 11, 1, 1204)])

    assert "Adoptions" in html
    assert "1,204" in html


def test_an_extract_that_is_cleared_says_so() -> None:
    assert "clears what stood" in send_changes.changes([KindChange("risks", 0, 0, 14, 0)])


def test_what_a_reader_notices_is_in_names_and_words() -> None:
    html = send_changes.noticed(preview(LIVE), LABELS)

    assert "Care record, Alder" in html
    assert "<td>Piloting</td>" in html
    assert "<b>Live</b>" in html


def test_a_past_month_revised_says_so_in_pounds() -> None:
    html = send_changes.noticed(preview(*months(1)), LABELS)

    assert "Beds, July 2026 at Alder, realised, in pounds" in html
    assert "£18,000" in html
    assert "<b>£12,000</b>" in html
    assert "a past month revised" in html


def test_many_months_revised_are_told_by_benefit() -> None:
    html = send_changes.noticed(preview(*months(100), count=10_000), LABELS)

    assert html.count("<tr>") <= 8
    assert "212 months, December 2008 to July 2026" in html
    assert "25 more benefits with months revised" in html


def test_more_changes_than_shown_are_counted() -> None:
    assert "495 more like these" in send_changes.noticed(preview(*[LIVE] * 100, count=500), LABELS)


def test_an_extract_opened_shows_what_is_new_too() -> None:
    new = FieldChange("adoptions", ("P1", "LOC-A"), "state", None, "live", "new")

    html = send_changes.of_kind("adoptions", preview(LIVE, new), LABELS)

    assert html.count("Care record, Alder") == 2


def test_names_are_never_markup() -> None:
    new = FieldChange("programmes", ("P9",), "programme_id", None, "<b>", "new", name="<img src=x>")

    assert "<img" not in send_changes.of_kind("programmes", preview(new), LABELS)


def test_every_change_is_in_the_download_with_formulas_held_back() -> None:
    risky = FieldChange("programmes", ("P1",), "purpose", "=cmd()", "b", "changed")

    text = send_changes.changes_csv(lambda: [LIVE, risky], LABELS).decode("utf-8-sig")

    assert text.splitlines()[0] == "kind,thing,key,column,before,after,what"
    assert "P1 LOC-A,state,piloting,live,state moved" in text
    assert "'=cmd()" in text
