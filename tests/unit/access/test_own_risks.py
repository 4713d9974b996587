"""A risk kept to its organisation: seen by it and by the portfolio office, counted for others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from textwrap import dedent

import pytest
from tests.builders.small_system import write_system

from portfolio.access import LOCAL, Person, Role
from portfolio.domain.filters import Filters
from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.measures import CARDS
from portfolio.measures.rows_behind import _KINDS as ROW_KINDS
from portfolio.service import PortfolioService
from portfolio.store.kept_papers import KeptPaper
from portfolio.ui import rows_behind_block
from portfolio.views.confidence.risk_against_reward import risk_against_reward

SEPTEMBER = Filters(Period(2026, 9))
EVERY_FILTER = (
    SEPTEMBER,
    Filters(Period(2026, 9), lead="AAA"),
    Filters(Period(2026, 9), beneficiary="AAA"),
    Filters(Period(2026, 9), programme="P1"),
    Filters(Period(2026, 9), is_as_now=True),
)
# What must not be seen of AAA's risk: its id, title, what it gains, and its very score.
CANARIES = ("KEPT-A", "Canary of Abbey", "Gain of Abbey")
RISKS = """
    risk_id,org_code,programme_id,title,category,likelihood,consequence,status,raised_date,raised_by,visibility,reward,reward_score
    {kept},{org},P1,Canary of {name},people,5,5,{status},2026-05-01,patient,own,Gain of {name},4
    {open},{org},P1,Risk for all of {name},people,2,2,open,2026-05-01,clinical,system,,
    """
OF_CEDAR = "KEPT-C,CCC,P1,Canary of Cedar,people,5,5,open,2026-05-01,patient,own,,\n"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortfolioService]:
    folder = tmp_path_factory.mktemp("own")
    system = write_system(folder / "fenland")
    with (system / "organisations.csv").open("a", encoding="utf-8") as lists:
        lists.write("CCC,Cedar Practice,primary_care,South,,no,BBB\n")
    for org, name, day in (("AAA", "Abbey", "2026-10-02"), ("BBB", "Brook", "2026-10-03")):
        sent = system / f"extracts/{org}/2026-09@{day}"
        sent.mkdir(parents=True, exist_ok=True)
        risks = RISKS.format(
            kept=f"KEPT-{org[0]}", open=f"OPEN-{org[0]}", org=org, name=name, status="open"
        )
        sent_for = OF_CEDAR if org == "BBB" else ""
        (sent / "risks.csv").write_text(dedent(risks).lstrip() + sent_for, encoding="utf-8")
    earlier = system / "extracts/AAA/2026-06@2026-07-01"
    earlier.mkdir(parents=True)
    (earlier / "programmes.csv").write_bytes(
        (system / "extracts/AAA/2026-09@2026-10-02/programmes.csv").read_bytes()
    )
    opened = PortfolioService(folder / "home")
    assert opened.load(system).is_clean
    yield opened
    opened.close()


def reader_of(org_code: str, role: Role = Role.READER) -> Person:
    return Person(f"{org_code}@x.example", organisation=org_code, roles=frozenset({role}))


def everything_said(service: PortfolioService) -> str:
    """All that can be asked, under every filter, as text."""
    said: list[object] = []
    for filters in EVERY_FILTER:
        for measure_id in CARDS:
            result = service.result(measure_id, filters)
            said += [result.to_json(), [list(t.rows) for t in result.tables.values()]]
        rows = service.rows_behind(filters, tuple(ROW_KINDS))
        said += [rows.table.rows, rows.programmes, rows.organisations]
    said += [one.to_json() for one in service.submissions()]
    said += [note.sentence for one in service.submissions() for note in one.notes]
    return json.dumps(said, default=str, ensure_ascii=False)


@pytest.mark.parametrize(
    "order", [("BBB", "AAA", "office"), ("AAA", "BBB", "office"), ("office", "BBB", "AAA")]
)
def test_in_whatever_order_they_come_nobody_sees_what_is_another_s(
    service: PortfolioService, order: tuple[str, ...]
) -> None:
    people = {"AAA": reader_of("AAA"), "BBB": reader_of("BBB"), "office": LOCAL}
    # As if nothing had been asked yet: what one is told must not be what the other asked for.
    for kept in (service._answers, service._rows):
        kept._kept.clear()

    said = {who: everything_said(service.acting_for(lambda who=who: people[who])) for who in order}

    assert [one for one in CANARIES if one in said["BBB"]] == []
    assert [one for one in CANARIES if one not in said["AAA"] or one not in said["office"]] == []


@pytest.mark.parametrize("role", [Role.READER, Role.NON_EXECUTIVE])
def test_a_count_says_that_there_are_more(service: PortfolioService, role: Role) -> None:
    theirs = service.acting_for(lambda: reader_of("BBB", role))
    risk = theirs.result("risk_reward", SEPTEMBER)

    (summary,) = risk.tables["summary"].records()
    assert (summary["held"], summary["own"], summary["kept_back"]) == (3, 1, 2)
    assert any("(2)" in caveat for caveat in risk.provenance.caveats)
    note = risk_against_reward(risk, Labels({}, {})).note
    assert "2 more risks held are kept to the organisation that holds it" in note


def test_its_score_is_in_no_table_however_narrow_the_view(service: PortfolioService) -> None:
    theirs = service.acting_for(lambda: reader_of("BBB"))
    of_abbey = theirs.result("risk_reward", Filters(Period(2026, 9), beneficiary="AAA"))

    assert of_abbey.tables["grid"].rows == ((2, 2, 1),)
    (programme,) = of_abbey.tables["by_programme"].records()
    assert (programme["risks"], programme["highest_score"]) == (1, 4)
    assert of_abbey.tables["openness"].column("clinical_or_patient") == [1]


def test_the_office_s_figures_are_what_they_were(service: PortfolioService) -> None:
    (summary,) = service.result("risk_reward", SEPTEMBER).tables["summary"].records()

    assert (summary["held"], summary["own"], summary["kept_back"]) == (5, 3, 0)


def test_rows_behind_say_how_many_are_not_shown(service: PortfolioService) -> None:
    theirs = service.acting_for(lambda: reader_of("BBB"))
    rows = theirs.rows_behind(SEPTEMBER, ("risks",))
    of_abbey = theirs.rows_behind(SEPTEMBER, ("risks",), org_code="AAA")

    assert (rows.count, rows.kept_back) == (3, 2)
    assert (of_abbey.count, of_abbey.kept_back) == (1, 1)
    assert "2 rows of risks kept to the organisation" in rows_behind_block._foot(rows)


def test_a_change_of_it_is_counted_and_not_named(service: PortfolioService) -> None:
    theirs = service.acting_for(lambda: reader_of("BBB"))
    told = theirs.result("changes", SEPTEMBER)

    assert [row["id"] for row in told.tables["changes"].records() if row["kind"] == "risks"] == [
        "KEPT-B",
        "OPEN-A",
        "OPEN-B",
    ]
    assert any("keep to themselves" in one for one in told.provenance.caveats)


def test_a_sender_sees_those_it_sends_for(service: PortfolioService) -> None:
    sender = service.acting_for(lambda: reader_of("BBB", Role.SENDER))
    reader = service.acting_for(lambda: reader_of("BBB"))
    said = everything_said(sender)

    assert "Canary of Cedar" in said
    assert "Canary of Abbey" not in said
    assert "Canary of Cedar" not in everything_said(reader)


def test_whom_a_sender_covers_say_the_lists_and_not_who_asks(service: PortfolioService) -> None:
    sender = reader_of("BBB", Role.SENDER)
    forged = service.acting_for(lambda: replace(sender, covers=frozenset({"AAA"})))

    assert forged.person.covers == {"BBB", "CCC"}
    assert "Canary of Abbey" not in everything_said(forged)


def test_a_paper_with_own_risks_is_there_for_those_who_see_them(service: PortfolioService) -> None:
    office, reader = service, service.acting_for(lambda: reader_of("BBB"))
    paper = KeptPaper(
        "1" * 16, "board", "P", "", "", "2026-09", "2026-10-20", "board", datetime(2026, 10, 20)
    )
    office.papers.keep(paper, "{}", has_own_rows=True)
    open_to_all = replace(paper, id="2" * 16)
    reader.papers.keep(open_to_all, "{}", has_own_rows=False)

    assert {one.id for one in office.papers.every()} == {paper.id, open_to_all.id}
    assert [one.id for one in reader.papers.every()] == [open_to_all.id]
    assert reader.papers.document(paper.id) is None
    assert office.papers.document(paper.id) == "{}"
