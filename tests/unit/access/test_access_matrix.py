"""docs/access-matrix.csv, cell by cell, held against the decision and against the service."""

from __future__ import annotations

import csv
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.builders.small_system import write_system

from portfolio.access import NOBODY, POLICY, Person, Role, Verb, machine_of, may
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.domain.submission import Submission
from portfolio.domain.verdict import Checked, Verdict
from portfolio.service import NotAllowed, PortfolioService
from portfolio.service.papers.for_person import Papers
from portfolio.service.people_verbs import People
from portfolio.service.returns import Returns
from portfolio.store.kept_papers import KeptPaper

MATRIX = Path(__file__).parents[3] / "docs" / "access-matrix.csv"
ROWS = list(csv.DictReader(MATRIX.read_text(encoding="utf-8").splitlines()))
ROLES = (*(role.value for role in Role), "nobody")
WHOSE = {"own": "AAA", "other": "BBB", "nothing": None}
SEPTEMBER = Period(2026, 9)
FILTERS = Filters(SEPTEMBER)
PAPER = KeptPaper(
    "0" * 16, "board", "Paper", "", "", "2026-09", "2026-10-20", "board", datetime(2026, 10, 20)
)
NO_FILES = Checked(Verdict((), ()), {})


def person_of(role: str) -> Person:
    """Somebody of AAA, in one role."""
    if role == "nobody":
        return NOBODY
    return Person("someone@abbey.example", organisation="AAA", roles=frozenset({Role(role)}))


def cells() -> Iterator[tuple[str, str, str, bool]]:
    """Every verb, role and whose it is, with whether it is to be allowed."""
    for row in ROWS:
        for role in ROLES:
            for whose in WHOSE:
                allowed = row[role] == "all" or (row[role] == "own" and whose == "own")
                yield row["verb"], role, whose, allowed


def test_every_cell_is_one_of_three_words() -> None:
    assert {row[role] for row in ROWS for role in ROLES} == {"all", "own", "no"}


def test_a_row_for_every_verb_and_no_other() -> None:
    assert [row["verb"] for row in ROWS] == sorted({str(v) for v in Verb}, key=list(Verb).index)
    assert set(POLICY) == set(Verb)


def test_the_decision_is_what_the_matrix_says() -> None:
    extra, missing = [], []
    for verb, role, whose, allowed in cells():
        decision = may(person_of(role), verb, WHOSE[whose])
        assert bool(decision.why) is not decision.is_allowed
        if decision.is_allowed is not allowed:
            (extra if decision.is_allowed else missing).append((verb, role, whose))

    assert (extra, missing) == ([], [])


def test_a_verb_that_nobody_wrote_down_is_denied_to_everybody() -> None:
    everything = Person("a@b.example", organisation="AAA", roles=frozenset(Role))

    assert not may(everything, "delete_everything", "AAA").is_allowed


def test_several_roles_reach_as_far_as_the_furthest() -> None:
    both = Person("a@b.example", organisation="AAA", roles=frozenset({Role.READER, Role.SENDER}))

    assert may(both, Verb.RECEIVE, "AAA").is_allowed
    assert not may(both, Verb.RECEIVE, "BBB").is_allowed


def test_a_sender_covers_those_that_report_through_it_and_a_reader_does_not() -> None:
    covering = frozenset({"CCC"})
    sender = Person("s@b.example", organisation="AAA", roles=frozenset({Role.SENDER}))
    reader = Person("r@b.example", organisation="AAA", roles=frozenset({Role.READER}))

    assert may(replace(sender, covers=covering), Verb.WITHDRAW, "CCC").is_allowed
    assert not may(replace(reader, covers=covering), Verb.OWN_RISKS, "CCC").is_allowed


def test_nobody_of_no_organisation_owns_what_is_of_no_organisation() -> None:
    sender = Person("s@b.example", roles=frozenset({Role.SENDER}))

    assert not may(sender, Verb.RECEIVE, "").is_allowed
    assert not may(sender, Verb.RECEIVE, None).is_allowed


def test_outside_their_time_here_nobody_may_do_anything() -> None:
    left = Person("o@b.example", roles=frozenset({Role.OFFICE}), valid_to=date(2026, 9, 30))

    assert may(left, Verb.RESULT, on=date(2026, 9, 30)).is_allowed
    assert not may(left, Verb.RESULT, on=date(2026, 10, 1)).is_allowed


def test_a_drop_folder_sends_for_its_partner_and_nobody_else() -> None:
    assert may(machine_of("AAA"), Verb.RECEIVE, "AAA").is_allowed
    assert not may(machine_of("AAA"), Verb.RECEIVE, "BBB").is_allowed
    assert not may(machine_of("AAA"), Verb.LOAD).is_allowed


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortfolioService]:
    folder = tmp_path_factory.mktemp("system")
    opened = PortfolioService(folder / "home")
    opened.load(write_system(folder / "fenland"))
    yield opened
    opened.close()


Call = Callable[[PortfolioService, str], object]
# A verb of the service, asked about what is of an organisation. What it then answers, or that it
# finds nothing to answer, is another test's.
SERVICE_CALLS: Mapping[str, Call] = {
    "references": lambda service, _: service.references,
    "name_of": lambda service, code: service.name_of(code),
    "latest_period": lambda service, _: service.latest_period(),
    "result": lambda service, _: service.result("adoption", FILTERS),
    "rows_behind": lambda service, _: service.rows_behind(FILTERS, ("benefits",)),
    "labels": lambda service, _: service.labels(FILTERS),
    "benefit_names": lambda service, _: service.benefit_names(FILTERS),
    "coverage": lambda service, _: service.coverage(FILTERS),
    "revisions": lambda service, code: service.revisions(FILTERS, "B1", code),
    "programmes": lambda service, _: service.programmes(FILTERS),
    "rests_on": lambda service, _: service.rests_on(Filters(SEPTEMBER, programme="P1")),
    "standing_tables": lambda service, _: service.standing_tables(FILTERS),
    "submissions": lambda service, _: service.submissions(),
    "refusals": lambda service, _: service.refusals(),
    "since_last_return": lambda service, code: service.since_last_return(code, SEPTEMBER),
    "load": lambda service, _: service.load(Path("nowhere")),
}
RETURNS_CALLS: Mapping[str, Call] = {
    "unwrapped": lambda service, _: service.returns.unwrapped(()),
    "check": lambda service, code: service.returns.check(
        (ReceivedFile("risks.csv", b""),), partner_code=code, period=SEPTEMBER
    ),
    "preview": lambda service, code: service.returns.preview(
        NO_FILES, partner_code=code, period=SEPTEMBER
    ),
    "every_change": lambda service, code: service.returns.every_change(
        NO_FILES, partner_code=code, period=SEPTEMBER
    ),
    "mend": lambda service, _: service.returns.mend(()),
    "receive": lambda service, code: service.returns.receive(
        (ReceivedFile("risks.csv", b""),), partner_code=code, period=SEPTEMBER
    ),
    "withdraw": lambda service, code: service.returns.withdraw(number_of(service, code), ""),
    "as_sent": lambda service, code: service.returns.as_sent(sent_by(service, code).files[0]),
    "as_read": lambda service, code: service.returns.as_read(sent_by(service, code), "benefits"),
    "changed_by": lambda service, code: service.returns.changed_by(sent_by(service, code)),
}
PAPERS_CALLS: Mapping[str, Call] = {
    "keep": lambda service, _: service.papers.keep(PAPER, "{}", has_own_rows=False),
    "every": lambda service, _: service.papers.every(),
    "document": lambda service, _: service.papers.document("0" * 16),
}
PEOPLE_CALLS: Mapping[str, Call] = {
    "everyone": lambda service, _: service.people.everyone(),
    "invite": lambda service, _: service.people.invite(Person("nobody"), date(2026, 10, 1)),
    "end": lambda service, _: service.people.end("nobody", date(2026, 10, 1)),
    "audit": lambda service, _: service.people.audit(),
}
CALLS = {**SERVICE_CALLS, **RETURNS_CALLS, **PAPERS_CALLS, **PEOPLE_CALLS}
NO_VERBS = {
    "opened",  # which home folder it is, for keys of caches
    "on_trial",  # opens a folder's lists in memory, for who can read the folder
    "acting_for",
    "person",
    "may",
    "ask",
    *("revision", "touched_at"),  # numbers that grow
    "today",
    "close",
}
SAME_AS = {"name_of": "references", "benefit_names": "labels", "everyone": "people"}


def sent_by(service: PortfolioService, code: str) -> Submission:
    ledger = service._returns.submissions()  # as the office knows it, whoever asks
    return next(one for one in ledger if one.partner_code == code)


def number_of(service: PortfolioService, code: str) -> int:
    return sent_by(service, code).submission_id


def test_every_verb_of_the_service_is_called_here_and_stands_in_the_matrix() -> None:
    verbs = {name for name, _ in inspect.getmembers(PortfolioService) if name[0] != "_"}
    of_returns = {name for name, _ in inspect.getmembers(Returns) if name[0] != "_"}

    of_people = {name for name, _ in inspect.getmembers(People) if name[0] != "_"}

    assert verbs - NO_VERBS == set(SERVICE_CALLS)
    of_papers = {name for name, _ in inspect.getmembers(Papers) if name[0] != "_"}
    assert of_returns == set(RETURNS_CALLS)
    assert of_papers == set(PAPERS_CALLS)
    assert of_people == set(PEOPLE_CALLS)
    named = {SAME_AS.get(name, name) for name in CALLS}
    assert named <= {row["verb"] for row in ROWS}


def reach(verb: str, role: str) -> str:
    return next(row[role] for row in ROWS if row["verb"] == SAME_AS.get(verb, verb))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("verb", CALLS)
def test_the_service_asks_before_it_does_a_thing(
    service: PortfolioService, verb: str, role: str
) -> None:
    call = CALLS[verb]
    theirs = service.acting_for(lambda: person_of(role))
    refused = set()
    for code in ("AAA", "BBB"):
        try:
            call(theirs, code)
        except NotAllowed:
            refused.add(code)
        except Exception:  # noqa: BLE001 - it was let in, and had nothing to do there
            pass

    expected = {"all": set(), "own": {"BBB"}, "no": {"AAA", "BBB"}}
    assert refused == expected[reach(verb, role)]


def test_a_role_taken_away_is_gone_at_the_next_step(service: PortfolioService) -> None:
    now = {"is": person_of("sender")}
    theirs = service.acting_for(lambda: now["is"])
    sent = sent_by(service, "AAA")
    theirs.returns.as_sent(sent.files[0])

    now["is"] = person_of("reader")

    with pytest.raises(NotAllowed):
        theirs.returns.as_sent(sent.files[0])


def test_whose_a_submission_is_says_the_ledger_and_not_who_asks(service: PortfolioService) -> None:
    theirs = service.acting_for(lambda: person_of("sender"))
    forged = replace(sent_by(service, "BBB"), partner_code="AAA")

    with pytest.raises(NotAllowed):
        theirs.returns.as_read(forged, "benefits")
