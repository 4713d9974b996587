"""One file that holds everything: proved whole before anything is touched."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from portfolio.cli import main
from portfolio.service import PortfolioService
from portfolio.store.home_paths import HomePaths

Change = Callable[[dict[str, bytes]], None]


@pytest.fixture(scope="module")
def home(
    tmp_path_factory: pytest.TempPathFactory, write_small_system: Callable[[Path], Path]
) -> Path:
    made = tmp_path_factory.mktemp("backed_up") / "home"
    service = PortfolioService(made)
    service.load(write_small_system(made.with_name("fenland")))
    service.returns.withdraw(2, "Sent too early")
    service.close()
    return made


@pytest.fixture(scope="module")
def backup(home: Path) -> Path:
    service = PortfolioService(home)  # somebody has it open, as the app would
    file = home.with_name("backup.zip")
    assert main(["backup", str(file), "--home", str(home)]) == 0
    service.close()
    return file


def ledger(home: Path) -> tuple[object, ...]:
    service = PortfolioService(home)
    told = (service.submissions(), service.refusals(), service.references, service.revision)
    service.close()
    return told


def test_a_restored_home_equals_the_one_backed_up(home: Path, backup: Path, tmp_path: Path) -> None:
    assert main(["restore", str(backup), "--home", str(tmp_path / "again")]) == 0

    assert ledger(tmp_path / "again") == ledger(home)
    assert [path.name for path in (tmp_path / "again").glob(".restore-*")] == []


def test_a_home_that_holds_something_is_put_aside_only_when_asked(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "again"
    main(["restore", str(backup), "--home", str(again)])
    before = HomePaths(again).database.read_bytes()

    assert main(["restore", str(backup), "--home", str(again)]) == 3
    assert "put aside, not deleted" in capsys.readouterr().err
    assert HomePaths(again).database.read_bytes() == before

    assert main(["restore", str(backup), "--home", str(again), "--replace"]) == 0
    (aside,) = again.glob("before-restore-*")
    assert (aside / "portfolio.duckdb").read_bytes() == before


def test_a_home_in_use_is_not_replaced(backup: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    main(["restore", str(backup), "--home", str(again)])
    service = PortfolioService(again)

    assert main(["restore", str(backup), "--home", str(again), "--replace"]) == 75

    service.close()
    assert not list(again.glob("before-restore-*"))


def test_a_backup_is_not_written_over_another_file(home: Path, backup: Path) -> None:
    before = backup.read_bytes()

    assert main(["backup", str(backup), "--home", str(home)]) == 3
    assert backup.read_bytes() == before


def test_a_backup_is_for_its_owner_alone(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


def _traversal(files: dict[str, bytes]) -> None:
    files["../escaped.txt"] = b"out"


def _absolute(files: dict[str, bytes]) -> None:
    files["/tmp/escaped.txt"] = b"out"


def _changed(files: dict[str, bytes]) -> None:
    name = next(name for name in files if name.startswith("archive/"))
    files[name] = b"x" * len(files[name])


def _changed_with_its_list(files: dict[str, bytes]) -> None:
    _changed(files)
    _list_again(files)


def _lacking(files: dict[str, bytes]) -> None:
    del files[next(name for name in files if name.startswith("archive/"))]


def _lacking_with_its_list(files: dict[str, bytes]) -> None:
    _lacking(files)
    _list_again(files)


def _no_journal(files: dict[str, bytes]) -> None:
    files["journal/ledger.jsonl"] = b""
    _list_again(files)


def _no_manifest(files: dict[str, bytes]) -> None:
    del files["manifest.json"]


def _later(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    files["manifest.json"] = json.dumps({**manifest, "format": 99}).encode()


def _list_again(files: dict[str, bytes]) -> None:
    """The list of files as a forger would write it."""
    import hashlib  # noqa: PLC0415 - only a forger needs it

    manifest = json.loads(files["manifest.json"])
    manifest["files"] = {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in files.items()
        if name != "manifest.json"
    }
    files["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    ("forge", "said"),
    [
        (_traversal, "has no place here"),
        (_absolute, "has no place here"),
        (_changed, "is not what was backed up"),
        (_changed_with_its_list, "is not what was backed up"),
        (_lacking, "its files are not those of its list"),
        (_lacking_with_its_list, "is not in it"),
        (_no_journal, "no journal"),
        (_no_manifest, "no list of its files"),
        (_later, "later version"),
    ],
)
def test_a_forged_backup_is_refused_and_nothing_is_touched(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], forge: Change, said: str
) -> None:
    with zipfile.ZipFile(backup) as whole:
        files = {name: whole.read(name) for name in whole.namelist()}
    forge(files)
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(forged, "w") as written:
        for name, content in files.items():
            written.writestr(name, content)

    assert main(["restore", str(forged), "--home", str(tmp_path / "home" / "deep")]) == 1

    told = capsys.readouterr().out
    assert said in told
    assert "Nothing was changed." in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["forged.zip"]


def test_a_refused_restore_leaves_a_folder_made_beforehand_as_it_was(
    backup: Path, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(backup.read_bytes()[:-500])
    (tmp_path / "home" / "inbox").mkdir(parents=True)

    assert main(["restore", str(cut), "--home", str(tmp_path / "home")]) == 1

    assert [path.name for path in (tmp_path / "home").rglob("*")] == ["inbox"]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.99])
def test_a_backup_cut_off_is_refused(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], share: float
) -> None:
    content = backup.read_bytes()
    cut = tmp_path / "cut.zip"
    cut.write_bytes(content[: int(len(content) * share)])

    assert main(["restore", str(cut), "--home", str(tmp_path / "home")]) == 1
    assert "not a whole backup" in capsys.readouterr().out
    assert not (tmp_path / "home").exists()


def test_a_damaged_database_is_made_again_before_a_command_answers(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "again"
    main(["restore", str(backup), "--home", str(again)])
    HomePaths(again).database.write_bytes(b"hello, this is no database\n" * 9_000)
    capsys.readouterr()

    assert main(["submissions", "--json", "--home", str(again)]) == 0

    told = capsys.readouterr()
    assert [one["submission"] for one in json.loads(told.out)] == ["0001", "0002"]
    assert "made again from the archive and the journal" in told.err


def test_a_home_of_a_later_version_is_refused_and_not_touched(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "again"
    main(["restore", str(backup), "--home", str(again)])
    service = PortfolioService(again)
    with service._store.transaction() as transaction:
        transaction.run("INSERT INTO store_migration VALUES ('0099_of_a_later_version')")
    service.close()
    before = HomePaths(again).database.read_bytes()
    capsys.readouterr()

    assert main(["submissions", "--home", str(again)]) == 3

    assert "later version" in capsys.readouterr().err
    assert HomePaths(again).database.read_bytes() == before
