"""Cases of an archived file that changed on the disk: what was acknowledged is not lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from portfolio.cli import main
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.receipt import AlreadyReceived, Receipt, Refusal
from portfolio.inbox.drop_intake import DropRules, Taking
from portfolio.service import PortfolioService
from portfolio.service.repair import repair
from portfolio.store.archive import fingerprint
from portfolio.store.errors import DiskFull
from portfolio.store.home_paths import HomePaths

HERE = Path(__file__).parent
SEPTEMBER = Period(2026, 9)
FILES = ("risks.csv", "lessons.csv")
SAID = "in the archive was damaged or missing. It was written again"


@dataclass
class House:
    """A home folder that holds one acknowledged return, met through the command line."""

    home: Path
    sent: Path
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: object, code: int = 0) -> str:
        """What a command says, wherever it says it."""
        self.capsys.readouterr()
        assert main([*map(str, words), "--home", str(self.home)]) == code
        told = self.capsys.readouterr()
        return told.out + told.err

    def submit(self, *names: str, code: int = 0) -> str:
        files = [self.sent / name for name in names or FILES]
        return self.run(
            "submit", *files, "--partner", "RXA", "--period", "2026-09", "--accept", code=code
        )

    def kept(self, name: str = FILES[0]) -> Path:
        return HomePaths(self.home).archive / fingerprint((self.sent / name).read_bytes())

    def is_good(self, name: str = FILES[0]) -> bool:
        kept = self.kept(name)
        return kept.is_file() and kept.read_bytes() == (self.sent / name).read_bytes()

    def lose_the_database(self) -> None:
        HomePaths(self.home).database.unlink()

    def standing(self) -> list[str]:
        """The submissions that are not withdrawn, in a home folder that may need repair first."""
        told = self.run("submissions", "--json")
        ledger = json.loads(told[told.index("[") : told.rindex("]") + 1])
        return [one["submission"] for one in ledger if one["state"] == "accepted"]


@pytest.fixture
def house(
    tmp_path: Path, _acknowledged: Path, capsys: pytest.CaptureFixture[str]
) -> Iterator[House]:
    return House(Path(shutil.copytree(_acknowledged, tmp_path / "home")), HERE / CASE, capsys)


CASE = "archive-does-not-heal"


@pytest.fixture(scope="module")
def _acknowledged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("acknowledged") / "home"
    service = PortfolioService(home)
    service.load(HERE / "system")
    outcome = service.returns.receive(received(*FILES), partner_code="RXA", period=SEPTEMBER)
    service.close()
    assert isinstance(outcome, Receipt)
    return home


def received(*names: str) -> list[ReceivedFile]:
    return [ReceivedFile(name, (HERE / CASE / name).read_bytes()) for name in names]


def _changed(kept: Path) -> None:
    content = kept.read_bytes()
    kept.write_bytes(content[:-2] + bytes([content[-2] ^ 1]) + content[-1:])


def _shorter(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:-1])


def _longer(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes() + b"\n")


def _missing(kept: Path) -> None:
    kept.unlink()


def _a_folder(kept: Path) -> None:
    kept.unlink()
    kept.mkdir()


def _unreadable(kept: Path) -> None:
    """As good as a file that this process may not open, whoever runs it."""
    kept.unlink()
    kept.symlink_to(kept)


HARMS = (_changed, _shorter, _longer, _missing, _a_folder, _unreadable)
every_harm = pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__.strip("_"))
Harm = Callable[[Path], None]


@every_harm
def test_archive_does_not_heal_step_3_the_same_files_again_write_the_good_bytes(
    house: House, harm: Harm
) -> None:
    harm(house.kept())

    told = house.submit()

    assert "Already received" in told
    assert f"The copy of risks.csv {SAID}" in told
    assert house.is_good()
    assert SAID not in house.submit()


def test_archive_does_not_heal_steps_5_and_6_sent_again_after_a_rebuild_it_stands(
    house: House,
) -> None:
    _changed(house.kept())
    house.lose_the_database()
    told = house.run("submissions")
    assert "Submission 0001 (RXA for September 2026)" in told
    assert "risks.csv is damaged in the archive" in told
    assert house.standing() == []

    told = house.submit()
    assert "Stored as submission 0002" in told
    assert f"The copy of risks.csv {SAID}" in told
    assert house.is_good()

    house.lose_the_database()
    assert "0002" in house.standing()
    assert "could not be read again" not in house.run("submissions")


def test_archive_does_not_heal_in_a_script_s_document(house: House) -> None:
    _changed(house.kept("lessons.csv"))
    files = [house.sent / name for name in FILES]
    asked = ("submit", *files, "--partner", "RXA", "--period", "2026-09", "--accept", "--json")

    assert json.loads(house.run(*asked))["mended"] == ["lessons.csv"]
    assert json.loads(house.run(*asked))["mended"] == []


def test_archive_heals_by_a_return_of_which_one_file_is_new(house: House, tmp_path: Path) -> None:
    _changed(house.kept())
    changed = (house.sent / "lessons.csv").read_text("utf-8").replace("two weeks", "a month")
    (tmp_path / "lessons.csv").write_text(changed, "utf-8")

    told = house.run(
        "submit", house.sent / "risks.csv", tmp_path / "lessons.csv",
        "--partner", "RXA", "--period", "2026-09", "--accept",
    )  # fmt: skip

    assert "Stored as submission 0002" in told
    assert SAID in told
    assert house.is_good()


def test_archive_heals_by_a_return_that_is_refused(house: House) -> None:
    _changed(house.kept())
    bad = ReceivedFile("lessons.csv", b"lesson_id,org_code\nL1,RXA\n")
    service = PortfolioService(house.home)

    outcome = service.returns.receive(
        [*received("risks.csv"), bad], partner_code="RXA", period=SEPTEMBER
    )

    service.close()
    assert isinstance(outcome, Refusal)
    assert outcome.mended == ("risks.csv",)
    assert house.is_good()
    assert not (HomePaths(house.home).archive / fingerprint(bad.content)).exists()


def test_archive_is_not_written_to_by_a_refused_return_that_names_a_patient(house: House) -> None:
    _missing(house.kept())
    names_one = ReceivedFile("lessons.csv", b"lesson_id,nhs_number\nL1,943 476 5919\n")
    service = PortfolioService(house.home)

    outcome = service.returns.receive(
        [*received("risks.csv"), names_one], partner_code="RXA", period=SEPTEMBER
    )

    service.close()
    assert isinstance(outcome, Refusal)
    assert outcome.mended == ()
    assert not house.is_good()


def test_archive_heals_a_workbook_whose_sheets_share_one_fingerprint(
    house: House, workbooks: ModuleType
) -> None:
    rows = {name: (house.sent / name).read_text("utf-8").splitlines() for name in FILES}
    sheets = {name[:-4]: [line.split(",") for line in lines] for name, lines in rows.items()}
    book = ReceivedFile("return.xlsx", workbooks.workbook(sheets))
    service = PortfolioService(house.home)
    first = service.returns.receive([book], partner_code="RXA", period=SEPTEMBER)
    kept = HomePaths(house.home).archive / fingerprint(book.content)
    _changed(kept)

    again = service.returns.receive([book], partner_code="RXA", period=SEPTEMBER)

    service.close()
    assert isinstance(first, Receipt), first
    assert isinstance(again, AlreadyReceived)
    assert again.mended == ("return.xlsx",)
    assert kept.read_bytes() == book.content


def test_archive_heals_by_the_drop_folder(house: House) -> None:
    _changed(house.kept())
    folder = house.home / "inbox/RXA/2026-09"
    folder.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(house.sent / name, folder / name)
    (folder / ".ready").touch()
    service = PortfolioService(house.home)

    Taking(service, house.home / "inbox", DropRules()).look()

    service.close()
    assert SAID in (folder / "verdict.txt").read_text("utf-8")
    assert house.is_good()


@every_harm
def test_archive_heals_by_a_folder_loaded_again(house: House, tmp_path: Path, harm: Harm) -> None:
    system = system_with_the_return(tmp_path)
    house.run("load", system)
    harm(house.kept())
    lists = HomePaths(house.home).archive / fingerprint((HERE / "system/themes.csv").read_bytes())
    harm(lists)

    told = house.run("load", system, "--quiet")

    assert f"The copy of risks.csv {SAID}" in told
    assert house.is_good()
    assert lists.read_bytes() == (HERE / "system/themes.csv").read_bytes()


def test_archive_heals_by_a_folder_loaded_again_after_the_return_was_left_out(
    house: House, tmp_path: Path
) -> None:
    system = system_with_the_return(tmp_path)
    house.run("load", system)
    _missing(house.kept())
    house.lose_the_database()
    assert house.standing() == []

    assert "1 submission stored" in house.run("load", system)

    house.lose_the_database()
    assert house.standing() == ["0001", "0002", "0003"]
    assert "1 already received" in house.run("load", system)


def system_with_the_return(folder: Path) -> Path:
    system = Path(shutil.copytree(HERE / "system", folder / "system"))
    extracts = system / "extracts/RXA/2026-09@2026-10-05"
    extracts.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(HERE / CASE / name, extracts / name)
    return system


def test_no_receipt_for_bytes_that_cannot_be_written_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno  # noqa: PLC0415 - only here

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    _changed(house.kept())
    service = PortfolioService(house.home)
    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(DiskFull):
        service.returns.receive(received(*FILES), partner_code="RXA", period=SEPTEMBER)

    service.close()


@every_harm
def test_backup_of_a_damaged_archive_says_whose_file_it_is(
    house: House, tmp_path: Path, harm: Harm
) -> None:
    harm(house.kept())

    told = house.run("backup", tmp_path / "backup.zip", code=1)

    assert "submission 0001 (RXA for September 2026): risks.csv" in told


def test_restore_of_a_backup_that_lacks_a_file_names_it_or_takes_it_from_the_home(
    house: House, tmp_path: Path
) -> None:
    _changed(house.kept())
    house.run("backup", tmp_path / "backup.zip", code=1)
    house.submit()

    told = house.run("restore", tmp_path / "backup.zip", "--replace")
    assert "could not be read again" not in told
    assert house.standing() == ["0001"]

    house.home = tmp_path / "elsewhere"
    told = house.run("restore", tmp_path / "backup.zip", code=1)
    assert "Submission 0001 (RXA for September 2026)" in told
    assert "risks.csv is missing in the archive" in told


def test_rebuild_takes_lists_that_the_archive_lost_from_their_copies(house: House) -> None:
    for name in ("organisations.csv", "themes.csv", "system.toml"):
        _missing(HomePaths(house.home).archive / fingerprint((HERE / "system" / name).read_bytes()))
    house.lose_the_database()

    rebuilt = repair(house.home)

    assert rebuilt.is_whole
    assert house.standing() == ["0001"]


def test_rebuild_names_the_list_that_is_nowhere_any_more(house: House, tmp_path: Path) -> None:
    themes = fingerprint((HERE / "system" / "themes.csv").read_bytes())
    _changed(HomePaths(house.home).archive / themes)
    _missing(HomePaths(house.home).references / "themes.csv")

    told = house.run("rebuild", "--into", tmp_path / "again", code=1)

    assert f"themes.csv is damaged in the archive ({themes})" in told
