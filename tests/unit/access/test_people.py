"""The list of people: who is in, who is out, who did what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from tests.builders.small_system import write_system

from portfolio.access import Person, Role
from portfolio.access.people_file import PeopleNotUnderstood, read_people, write_people
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.service import Code, NotAllowed, NotUnderstood, PortfolioService, Request, perform
from portfolio.service.backups import back_up, restore
from portfolio.service.repair import rebuild_into
from portfolio.store.audit import Audit

NOW = datetime(2026, 10, 10, 9, 0)
TODAY = NOW.date()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people")
    service = PortfolioService(folder / "home", clock=lambda: NOW)
    service.load(write_system(folder / "fenland"))
    back_up(folder / "home", folder / "backup.zip")
    service.close()
    return folder / "backup.zip"


@pytest.fixture
def service(loaded: Path, tmp_path: Path) -> Iterator[PortfolioService]:
    restore(loaded, tmp_path / "home")
    opened = PortfolioService(tmp_path / "home", clock=lambda: NOW)
    yield opened
    opened.close()


def invite(service: PortfolioService, email: str, role: str = "reader", **options: str) -> Person:
    perform(service, Request("people invite", {"email": email, "role": role, **options}))
    return next(p for p in service.people.everyone() if p.email == email.lower())


def noted(service: PortfolioService) -> list[tuple[object, object]]:
    return [(line["what"], line["who"]) for line in Audit(service.home).entries()]


def test_who_is_invited_is_in_the_list_and_may_come_from_today(service: PortfolioService) -> None:
    invite(service, "Office@ICB.example", "office", org="AAA", name="An Office")

    answer = perform(service, Request("people"))

    assert answer.text == "office@icb.example: office at AAA (invited)"
    (document,) = answer.document  # type: ignore[misc]
    assert document["from"] == "2026-10-10"
    assert document["roles"] == ["office"]


@pytest.mark.parametrize(
    ("options", "needs"),
    [
        ({"email": "nobody", "role": "reader"}, "is not an e-mail address"),
        ({"email": "a@b.example", "role": "admin"}, "is not a role"),
        ({"email": "a@b.example", "role": "sender"}, "say for which"),
        ({"email": "a@b.example", "role": "reader", "org": "ZZZ"}, "is not an organisation"),
        ({"email": "a@b.example"}, "`role` is needed"),
    ],
)
def test_an_invitation_that_is_not_clear_changes_nothing(
    service: PortfolioService, options: dict[str, str], needs: str
) -> None:
    with pytest.raises(NotUnderstood, match=needs):
        perform(service, Request("people invite", options))

    assert service.people.everyone() == ()


def test_who_is_ended_is_out_today_and_stays_in_the_list(service: PortfolioService) -> None:
    invite(service, "office@icb.example", "office")
    invite(service, "left@abbey.example")

    answer = perform(service, Request("people end", {"email": "LEFT@abbey.example"}))

    assert answer.code == Code.DONE
    left = service.people.everyone()[1]
    assert not left.is_valid_on(TODAY)
    assert service._people.invited("left@abbey.example", TODAY) is None


def test_the_last_of_the_office_can_neither_be_ended_nor_lose_the_role(
    service: PortfolioService,
) -> None:
    invite(service, "office@icb.example", "office")

    with pytest.raises(NotAllowed, match="only person of the portfolio office"):
        perform(service, Request("people end", {"email": "office@icb.example"}))
    with pytest.raises(NotAllowed, match="only person of the portfolio office"):
        invite(service, "office@icb.example", "reader")

    assert service.people.everyone()[0].is_valid_on(TODAY)


def test_an_address_used_again_is_not_taken_for_who_had_it_before(
    service: PortfolioService,
) -> None:
    invite(service, "office@icb.example", "office")
    first = invite(service, "post@abbey.example", "sender", org="AAA")
    service._people.bind(first, "https://id.example", "first-person")
    perform(service, Request("people end", {"email": first.email}))

    again = invite(service, "post@abbey.example", "reader", org="BBB")

    assert not again.is_bound
    assert service._people.bound_to("https://id.example", "first-person", TODAY) is None


def test_a_change_of_roles_keeps_who_it_is_and_a_change_of_provider_does_not(
    service: PortfolioService,
) -> None:
    person = invite(service, "a@abbey.example", "reader", org="AAA", provider="trust")
    service._people.bind(person, "https://id.example", "them")

    assert invite(service, "a@abbey.example", "sender", org="AAA").subject == "them"
    moved = invite(service, "a@abbey.example", "sender", org="AAA", provider="council")
    assert not moved.is_bound


def test_nobody_is_bound_twice_and_no_identity_is_two_people(service: PortfolioService) -> None:
    one, two = invite(service, "one@a.example"), invite(service, "two@a.example")
    service._people.bind(one, "https://id.example", "same")

    with pytest.raises(PeopleNotUnderstood):
        service._people.bind(one, "https://id.example", "other")
    with pytest.raises(PeopleNotUnderstood):
        service._people.bind(two, "https://id.example", "same")

    assert [p.subject for p in service.people.everyone()] == ["same", ""]


def test_the_same_subject_of_another_issuer_is_somebody_else(service: PortfolioService) -> None:
    service._people.bind(invite(service, "one@a.example"), "https://id.example", "1")

    assert service._people.bound_to("https://other.example", "1", TODAY) is None
    assert service._people.bound_to("", "", TODAY) is None


def test_the_list_changed_by_hand_holds_at_the_next_look(service: PortfolioService) -> None:
    person = service._people.bind(invite(service, "a@a.example"), "https://id.example", "1")
    path = service.home / "reference" / "people.csv"

    path.write_text(write_people([replace(person, valid_to=TODAY - timedelta(days=1))]))

    assert service._people.bound_to("https://id.example", "1", TODAY) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("email,name\n", "lacks the column"),
        ("email,name,provider,organisation,roles\na@b.example,,,,king\n", "row 2"),
        ("email,name,provider,organisation,roles\na@b.example,,,,reader,x\n", "more cells"),
        ("email,name,provider,organisation,roles,until\na@b.example,,,,reader,soon\n", "a day"),
        ("email,name,provider,organisation,roles\n" + "a@b.example,,,,reader\n" * 2, "twice"),
        (
            "email,name,provider,organisation,roles,issuer,subject\na@b.example,,,,reader,i,\n",
            "one without the other",
        ),
    ],
)
def test_a_list_that_is_half_understood_lets_nobody_in(text: str, says: str) -> None:
    with pytest.raises(PeopleNotUnderstood, match=says):
        read_people(text)


def test_what_is_written_is_read_back_the_same() -> None:
    person = Person(
        "a@b.example",
        name='Anne, "the" Analyst',
        provider="trust",
        organisation="AAA",
        roles=frozenset({Role.SENDER, Role.READER}),
        valid_from=date(2026, 4, 1),
        valid_to=date(2027, 3, 31),
        issuer="https://id.example",
        subject="s",
    )

    assert read_people(write_people([person])) == (person,)


def test_the_audit_says_who_did_what_and_none_of_the_data(service: PortfolioService) -> None:
    invite(service, "s@brook.example", "sender", org="BBB")
    sender = replace(service.people.everyone()[0], session="a1b2c3d4")
    theirs = service.acting_for(lambda: sender)
    secret = b"programme_id,programme_name\nP9,Canary of a cell\n"

    theirs.returns.receive(
        (ReceivedFile("programmes.csv", secret),), partner_code="BBB", period=Period(2026, 9)
    )
    mine = next(s for s in theirs.submissions() if s.partner_code == "BBB")
    theirs.returns.as_sent(mine.files[0])
    theirs.returns.withdraw(mine.submission_id, "Canary of a reason")

    assert noted(service) == [
        ("invited", "this machine"),
        ("refused", "s@brook.example"),
        ("exported", "s@brook.example"),
        ("withdrawn", "s@brook.example"),
    ]
    assert {line["session"] for line in Audit(service.home).entries()} == {"", "a1b2c3d4"}
    assert "Canary" not in (service.home / "journal" / "audit.jsonl").read_text()


def test_while_nobody_signs_in_there_is_no_audit(service: PortfolioService) -> None:
    service.returns.withdraw(1, "sent twice")

    assert not (service.home / "journal" / "audit.jsonl").exists()


def test_only_the_office_sees_people_and_audit(service: PortfolioService) -> None:
    reader = Person("r@a.example", organisation="AAA", roles=frozenset({Role.READER}))
    theirs = service.acting_for(lambda: reader)

    for forbidden in (
        theirs.people.everyone,
        theirs.people.audit,
        lambda: theirs.people.invite(replace(reader, roles=frozenset({Role.OFFICE})), TODAY),
        lambda: theirs.people.end("r@a.example", TODAY),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_people_and_audit_survive_rebuild_backup_and_restore(
    service: PortfolioService, tmp_path: Path
) -> None:
    invite(service, "office@icb.example", "office")
    invite(service, "left@abbey.example")
    back_up(service.home, tmp_path / "with_people.zip")
    perform(service, Request("people end", {"email": "left@abbey.example"}))
    before = noted(service)

    rebuild_into(service.home, tmp_path / "rebuilt")
    restore(tmp_path / "with_people.zip", tmp_path / "fresh")
    service.close()
    restore(tmp_path / "with_people.zip", service.home, replacing=True)

    assert [what for what, _ in before] == ["invited", "invited", "ended"]
    assert [len(Audit(tmp_path / home).entries()) for home in ("rebuilt", "fresh", "home")] == [
        3,
        2,
        3,
    ]
    # A backup of last week does not let back in who has left since.
    after = read_people((service.home / "reference" / "people.csv").read_text())
    assert [p.is_valid_on(TODAY) for p in after] == [True, False]
    assert "left@abbey.example" in (tmp_path / "fresh" / "reference" / "people.csv").read_text()


def test_a_request_cannot_say_who_it_is_for(service: PortfolioService) -> None:
    reader = Person("r@a.example", organisation="AAA", roles=frozenset({Role.READER}))
    theirs = service.acting_for(lambda: reader)
    forged = {"email": "r@a.example", "role": "office", "person": "office@icb.example"}

    with pytest.raises(NotAllowed):
        perform(theirs, Request("people invite", forged))


def test_json_of_people_is_plain(service: PortfolioService) -> None:
    invite(service, "office@icb.example", "office")

    assert json.dumps(perform(service, Request("people")).document)
