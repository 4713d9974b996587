"""The desk: a return is stored whole, refused whole, or found to have been received before."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.receipt import AlreadyReceived, Outcome, Receipt, Refusal
from portfolio.domain.refusal import RefusedFile, RefusedReturn
from portfolio.domain.submission import Submission
from portfolio.store.archive import Archive, fingerprint
from portfolio.store.engine import Store, StoreFault
from portfolio.store.journal import Journal, entries_in
from portfolio.store.journal_entries import Withdrawn
from portfolio.store.journal_events import history, name_of
from portfolio.store.reference_lists import ReferenceLists
from portfolio.submissions import Submissions

PARTNERS = [f"RX{letter}" for letter in "ABCDEFGH"]
PERIOD = Period(2026, 9)
HEADER = "programme_id,programme_name,purpose,lead_org_code,primary_theme,stage"


@dataclass
class Clock:
    """Time that passes only when a test says so."""

    now: datetime = datetime(2026, 10, 3, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)


@dataclass
class House:
    """A home folder with a desk in it."""

    home: Path
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.store = Store(self.home / "portfolio.duckdb")
        self.journal = Journal(self.home / "journal")
        self.archive = Archive(self.home / "archive")
        self.returns = Submissions(self.store, self.archive, self.journal, self.clock)

    def close(self) -> None:
        self.store.close()

    def bytes_kept(self) -> dict[str, bytes]:
        self.store.checkpoint()
        files = (path for path in self.home.rglob("*") if path.is_file())
        return {str(path.relative_to(self.home)): path.read_bytes() for path in files}

    def receive(
        self,
        *files: ReceivedFile,
        partner: str = "RXA",
        period: Period = PERIOD,
        on: date | None = None,
    ) -> Outcome:
        return self.returns.receive(files, partner_code=partner, period=period, received_on=on)

    def programmes(self) -> list[str]:
        rows = self.store.read("SELECT programme_id FROM accepted_programmes ORDER BY 1")
        return rows["programme_id"].to_list()


def programmes(*ids: str, lead: str = "RXA", stage: str = "live") -> ReceivedFile:
    rows = [f"{i},Programme {i},Less waiting,{lead},access,{stage}" for i in ids]
    return ReceivedFile("programmes.csv", "\n".join([HEADER, *rows, ""]).encode())


def system_folder(folder: Path) -> Path:
    folder.mkdir()
    rows = [f"{code},Trust {code},acute,yes" for code in PARTNERS]
    (folder / "organisations.csv").write_text(
        "\n".join(["org_code,org_name,org_type,partner", *rows, ""]), encoding="utf-8"
    )
    (folder / "themes.csv").write_text(
        "theme_set,theme_code,theme_name\nlocal,access,Easier access\n", encoding="utf-8"
    )
    (folder / "system.toml").write_text(
        'name = "Fenland"\n[[reporting_period]]\nperiod = "2026-06"\n'
        '[[reporting_period]]\nperiod = "2026-09"\n',
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    (tmp_path / "home").mkdir()
    made = House(tmp_path / "home")
    ReferenceLists(made.store).load(system_folder(tmp_path / "system"))
    yield made
    made.close()


def test_a_receipt_names_submission_contract_hashes_rows_and_day(house: House) -> None:
    sent = programmes("P1", "P2")

    outcome = house.receive(sent)

    assert isinstance(outcome, Receipt)
    submission = outcome.submission
    (file,) = submission.files
    assert (submission.number, submission.contract_version) == ("0001", "1")
    assert submission.received_on == date(2026, 10, 3)
    assert (file.kind, file.rows, file.sha256) == ("programmes", 2, fingerprint(sent.content))
    assert house.archive.read(file.sha256) == sent.content
    assert house.returns.submissions() == (submission,)
    assert [e["submission"] for e in house.journal.entries()] == ["0001"]


def test_the_same_bytes_twice_change_nothing(house: House) -> None:
    first = house.receive(programmes("P1"))
    before = house.bytes_kept()
    house.clock.pass_days(1)

    again = house.receive(programmes("P1"))

    assert isinstance(first, Receipt)
    assert isinstance(again, AlreadyReceived)
    assert again.submission == first.submission
    assert house.bytes_kept() == before


def test_a_then_b_then_a_is_a_return_to_a_and_counts(house: House) -> None:
    for ids in (("P1",), ("P2",)):
        house.receive(programmes(*ids))

    back = house.receive(programmes("P1"))

    assert isinstance(back, Receipt)
    assert back.submission.submission_id == 3


def test_the_same_bytes_after_a_withdrawal_count_anew(house: House) -> None:
    first = house.receive(programmes("P1"))
    assert isinstance(first, Receipt)

    house.returns.withdraw(first.submission.submission_id, "sent too early")

    assert isinstance(house.receive(programmes("P1")), Receipt)
    assert [e["event"] for e in house.journal.entries()] == [
        "submission",
        "withdrawal",
        "submission",
    ]


def test_the_same_bytes_for_another_period_count(house: House) -> None:
    house.receive(programmes("P1"), period=Period(2026, 6))

    assert isinstance(house.receive(programmes("P1")), Receipt)


def test_a_refused_return_is_kept_in_counts_and_rules_alone(house: House) -> None:
    house.receive(programmes("P1"))
    archived = sorted(path.name for path in (house.home / "archive").iterdir())
    again = programmes("P8", "P9", stage="almost-ready")
    again = ReceivedFile("for-dr-abernathy.csv", again.content)

    outcome = house.receive(again, ReceivedFile("risks.csv", b""))

    assert isinstance(outcome, Refusal)
    assert house.returns.refusals() == (
        RefusedReturn(
            refusal_id=1,
            partner_code="RXA",
            period=PERIOD,
            received_on=date(2026, 10, 3),
            recorded_at=house.clock.now,
            contract_version="1",
            files=(
                RefusedFile("programmes", 2, stops=1, notes=1),
                RefusedFile(None, 0, stops=1, notes=0),
            ),
            rules=("code_not_listed", "empty_file"),
        ),
    )
    assert house.programmes() == ["P1"]
    assert sorted(path.name for path in (house.home / "archive").iterdir()) == archived
    kept = b"".join(house.bytes_kept().values())
    assert not [word for word in (b"abernathy", b"almost-ready", b"P9") if word in kept]


def test_a_refusal_is_a_line_of_the_journal_too(house: House) -> None:
    house.receive(programmes("P1", stage="nearly"))

    (entry,) = house.journal.entries()

    (refused,) = house.returns.refusals()
    assert entry == {"event": "refusal", **refused.to_json()}


def test_the_same_refusal_on_the_same_day_is_kept_once(house: House) -> None:
    for stage in ("nearly", "nearly", "soon"):
        house.receive(programmes("P1", stage=stage))
    house.receive(programmes("P1", "P2", stage="nearly"))
    house.clock.pass_days(1)
    house.receive(programmes("P1", stage="nearly"))

    kept = [(one.received_on.day, one.files[0].rows) for one in house.returns.refusals()]
    assert kept == [(3, 1), (3, 2), (4, 1)]


def test_a_refused_return_of_the_past_loaded_again_is_kept_once(house: House) -> None:
    for ids in (("P1",), ("P1", "P2")):
        house.receive(programmes(*ids, stage="nearly"), on=date(2026, 10, 2))

    assert [one.received_on for one in house.returns.refusals()] == [date(2026, 10, 2)]


@pytest.mark.parametrize(("partner", "period"), [("RXQ", PERIOD), ("RXA", Period(2026, 8))])
def test_a_refusal_of_a_partner_or_period_the_system_lacks_is_not_kept(
    house: House, partner: str, period: Period
) -> None:
    outcome = house.receive(programmes("P1"), partner=partner, period=period)

    assert isinstance(outcome, Refusal)
    assert house.returns.refusals() == ()


def test_nothing_handed_over_is_no_refused_return(house: House) -> None:
    assert isinstance(house.receive(), Refusal)
    assert house.returns.refusals() == ()


def test_a_refusal_that_cannot_be_kept_still_tells_its_findings(house: House) -> None:
    with house.store.transaction() as transaction:
        transaction.run("ALTER TABLE ledger_refusal DROP COLUMN contract_version")

    outcome = house.receive(programmes("P1", stage="nearly"))

    assert isinstance(outcome, Refusal)
    assert [stop.rule for stop in outcome.verdict.stops] == ["code_not_listed"]


def test_checking_and_previewing_leave_no_trace(house: House) -> None:
    house.receive(programmes("P1"))
    before = house.bytes_kept()

    checked = house.returns.check([programmes("P1", "P2")], partner_code="RXA", period=PERIOD)
    preview = house.returns.preview(checked, partner_code="RXA", period=PERIOD)

    assert checked.verdict.accepted
    assert [(k.kind, k.added, k.same) for k in preview.by_kind] == [("programmes", 1, 1)]
    assert house.bytes_kept() == before


def test_a_verdict_still_held_is_not_worked_out_again_until_something_changes(
    house: House,
) -> None:
    def check() -> object:
        return house.returns.check([programmes("P1")], partner_code="RXA", period=PERIOD)

    held = check()
    assert check() is held

    house.receive(programmes("P9", lead="RXB"), partner="RXB")

    assert check() is not held


def test_another_content_under_the_same_name_is_not_taken_for_the_verdict_held(
    house: House,
) -> None:
    def check(programme: str) -> object:
        return house.returns.check([programmes(programme)], partner_code="RXA", period=PERIOD)

    held = check("P1")

    assert check("P2") is not held


def test_a_folder_loaded_twice_changes_nothing_though_it_has_corrections(house: House) -> None:
    seeded = [
        (programmes("P1"), date(2026, 10, 1)),
        (programmes("P1", "P2"), date(2026, 10, 5)),
        (programmes("P1"), date(2026, 10, 9)),
    ]
    firsts = [house.receive(file, on=day) for file, day in seeded]
    house.returns.withdraw(2, "not ours")
    before = house.bytes_kept()

    again = [house.receive(file, on=day) for file, day in seeded]

    assert all(isinstance(outcome, Receipt) for outcome in firsts)
    assert all(isinstance(outcome, AlreadyReceived) for outcome in again)
    assert house.bytes_kept() == before


def test_a_correction_sent_today_replaces_a_return_dated_later(house: House) -> None:
    house.receive(programmes("P1"), on=date(2026, 12, 1))

    outcome = house.receive(programmes("P2"))

    assert isinstance(outcome, Receipt)
    assert outcome.submission.received_on == date(2026, 12, 1)


def test_a_late_seeded_return_is_checked_against_what_was_known_that_day(house: House) -> None:
    """Partner B took P1 over in October; A's return of July, loaded afterwards, is A's still."""
    july, october = date(2026, 7, 2), date(2026, 10, 2)
    house.receive(programmes("P1"), period=Period(2026, 6), on=july)

    preview = house.returns.preview(
        house.returns.check(
            [programmes("P1")], partner_code="RXA", period=PERIOD, received_on=date(2026, 7, 1)
        ),
        partner_code="RXA",
        period=PERIOD,
        received_on=date(2026, 7, 1),
    )

    assert preview.by_kind[0].added == 1
    checked = house.returns.check(
        [programmes("P1")], partner_code="RXA", period=PERIOD, received_on=october
    )
    then = house.returns.preview(checked, partner_code="RXA", period=PERIOD, received_on=october)
    assert then.by_kind[0].same == 1


def test_eight_partners_at_once_are_each_received_exactly_once(house: House) -> None:
    outcomes: list[Outcome] = []
    partial: list[int] = []
    done = threading.Event()

    def send(partner: str) -> None:
        file = programmes(*(f"{partner}-{n}" for n in range(20)), lead=partner)
        for _ in range(2):
            outcomes.append(house.receive(file, partner=partner))

    def watch() -> None:
        while not done.is_set():
            rows = house.store.read("SELECT count(*) AS n FROM accepted_programmes")
            if rows["n"][0] % 20:
                partial.append(rows["n"][0])

    watcher = threading.Thread(target=watch)
    senders = [threading.Thread(target=send, args=(partner,)) for partner in PARTNERS]
    watcher.start()
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    done.set()
    watcher.join()

    assert partial == []
    assert sum(isinstance(o, Receipt) for o in outcomes) == len(PARTNERS)
    assert sum(isinstance(o, AlreadyReceived) for o in outcomes) == len(PARTNERS)
    assert len(house.programmes()) == 20 * len(PARTNERS)
    assert sorted(s.submission_id for s in house.returns.submissions()) == list(range(1, 9))


def test_eight_partners_claiming_one_programme_at_once_leave_one_owner(house: House) -> None:
    """Each was fine when looked at before the queue: what decides is the moment of storing."""
    outcomes: list[Outcome] = []

    def send(partner: str) -> None:
        outcomes.append(house.receive(programmes("SHARED", lead=partner), partner=partner))

    senders = [threading.Thread(target=send, args=(partner,)) for partner in PARTNERS]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert sum(isinstance(o, Receipt) for o in outcomes) == 1
    assert sum(isinstance(o, Refusal) for o in outcomes) == len(PARTNERS) - 1
    assert house.programmes() == ["SHARED"]


def test_a_fault_in_the_middle_of_storing_leaves_nothing(house: House) -> None:
    house.receive(programmes("P1"))
    with house.store.transaction() as transaction:
        transaction.run("ALTER TABLE accepted_programmes DROP COLUMN owner_role")
    before = house.bytes_kept()

    with pytest.raises(StoreFault, match="Nothing was changed"):
        house.receive(programmes("P2"))

    assert house.bytes_kept() == before
    assert house.programmes() == ["P1"]


def test_a_fault_in_storing_leaves_the_files_that_earlier_returns_rely_on(house: House) -> None:
    sent = programmes("P1")
    house.receive(sent)
    kept = house.home / "archive" / fingerprint(sent.content)
    before = house.bytes_kept()
    with house.store.transaction() as transaction:
        transaction.run("ALTER TABLE accepted_programmes DROP COLUMN owner_role")

    for harm in (lambda: None, lambda: kept.write_bytes(b"damaged"), kept.unlink):
        harm()
        with pytest.raises(StoreFault, match="Nothing was changed"):
            house.receive(sent, period=Period(2026, 6))
        assert house.archive.read(fingerprint(sent.content)) == sent.content

    assert house.bytes_kept().keys() == before.keys()


def test_a_clock_put_back_is_noted_and_the_later_return_stands(house: House) -> None:
    house.receive(programmes("P1"))
    house.clock.now -= timedelta(days=2)

    late = house.receive(programmes("P2"))
    house.returns.withdraw(1, "wrong month")
    house.clock.pass_days(3)
    after = house.receive(programmes("P3", lead="RXB"), partner="RXB", period=Period(2026, 6))

    assert isinstance(late, Receipt)
    (note,) = (one for one in late.submission.notes if one.rule == "clock_put_back")
    assert "recorded on 3 October 2026" in note.says
    assert late.submission.received_on == date(2026, 10, 3)
    assert note in house.returns.submissions()[1].notes
    assert isinstance(after, Receipt)
    assert after.submission.notes == ()


def test_what_happened_is_told_in_its_order_though_the_clock_was_put_back(house: House) -> None:
    """Also by a journal written anew, whose lines come in no order of their own."""
    house.receive(programmes("P1"))
    house.clock.now -= timedelta(hours=3)
    house.receive(programmes("P2"))
    house.returns.withdraw(2, "wrong month")
    house.returns.withdraw(1, "wrong month as well")
    house.close()
    path = house.home / "journal" / "ledger.jsonl"
    orders = [path.read_bytes()]
    path.unlink()
    house.open()
    orders.append(path.read_bytes())

    for lines in orders:
        told = [name_of(event) for event in history(entries_in(lines.splitlines()))]
        assert told.index((Submission, 1)) < told.index((Submission, 2))
        for number in (1, 2):
            assert told.index((Submission, number)) < told.index((Withdrawn, number))


def test_an_archive_that_cannot_be_written_leaves_nothing(house: House) -> None:
    (house.home / "archive").write_text("in the way", encoding="utf-8")
    before = house.bytes_kept()

    with pytest.raises(StoreFault, match="Nothing was changed"):
        house.receive(programmes("P1"))

    assert house.bytes_kept() == before


def test_a_journal_that_lacks_what_the_ledger_has_is_made_up_on_opening(house: House) -> None:
    house.receive(programmes("P1"))
    house.receive(programmes("P2"))
    house.returns.withdraw(1, "wrong month")
    house.receive(programmes("P3", stage="nearly"))
    house.close()
    path = house.home / "journal" / "ledger.jsonl"
    whole = path.read_text(encoding="utf-8").splitlines()
    path.write_text(whole[0] + "\n" + whole[1][:30], encoding="utf-8")

    house.open()

    numbers = [(e["event"], e.get("submission", e.get("refusal"))) for e in house.journal.entries()]
    assert sorted(numbers) == [
        ("refusal", "0001"),
        ("submission", "0001"),
        ("submission", "0002"),
        ("withdrawal", "0001"),
    ]


@pytest.mark.parametrize("given", [None, date(2026, 10, 2)])
def test_the_day_is_today_unless_it_is_given(house: House, given: date | None) -> None:
    outcome = house.receive(programmes("P1"), on=given)

    assert isinstance(outcome, Receipt)
    assert outcome.submission.received_on == (given or date(2026, 10, 3))
    assert outcome.submission.recorded_at == house.clock.now


def adoption(org_code: str, state: str) -> ReceivedFile:
    rows = f"programme_id,org_code,state\nFEN-1,{org_code},{state}\n"
    return ReceivedFile("adoptions.csv", rows.encode())


def test_a_former_lead_s_claim_is_not_held_against_what_an_organisation_says(house: House) -> None:
    taken_over = (
        "programme_id,programme_name,purpose,lead_org_code,transferred_from_org_code,"
        "primary_theme,stage\nFEN-1,Name,Purpose,RXB,RXA,access,live\n"
    )
    house.receive(programmes("FEN-1"), adoption("RXC", "agreed"))
    said = [adoption("RXC", "exploring")]
    before = house.returns.check(said, partner_code="RXC", period=PERIOD).verdict

    house.receive(
        ReceivedFile("programmes.csv", taken_over.encode()),
        adoption("RXB", "exploring"),
        partner="RXB",
    )
    after = house.returns.check(said, partner_code="RXC", period=PERIOD).verdict

    assert [note.rule for note in before.notes] == ["claim_differs"]
    assert after.findings == ()


def test_the_sheets_of_a_workbook_are_extracts_with_one_fingerprint(
    house: House, workbooks: ModuleType
) -> None:
    lessons = workbooks.template_rows("lessons")
    lessons[1] = [
        {"org_code": "RXA", "programme_id": "P1"}.get(str(column), cell)
        for column, cell in zip(*lessons, strict=True)
    ]
    sheet = [line.split(",") for line in programmes("P1").content.decode().splitlines()]
    book = ReceivedFile(
        "return.xlsx", workbooks.workbook({"Programmes": sheet, "Lessons": lessons})
    )

    first, again = house.receive(book), house.receive(book)
    other = house.receive(programmes("P1", "P2"))
    back = house.receive(book)

    assert isinstance(first, Receipt)
    assert [(f.kind, f.file, f.rows) for f in first.submission.files] == [
        ("programmes", "return.xlsx", 1),
        ("lessons", "return.xlsx", 1),
    ]
    assert {f.sha256 for f in first.submission.files} == {fingerprint(book.content)}
    assert isinstance(again, AlreadyReceived)
    assert isinstance(other, Receipt)
    assert isinstance(back, Receipt)  # its lessons stood all the while, its programmes did not
