"""One byte of a home folder changed, anywhere: nothing acknowledged is lost of which the bytes come
again, and whatever is lost is named by submission and file."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from portfolio.cli import main
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.receipt import Receipt
from portfolio.service import PortfolioService
from portfolio.store.archive import fingerprint
from portfolio.store.home_paths import HomePaths

HERE = Path(__file__).parents[1] / "cases"
SEPTEMBER = Period(2026, 9)
FINDINGS = 1
RISKS = (HERE / "archive-does-not-heal/risks.csv").read_bytes()
LESSONS = (HERE / "archive-does-not-heal/lessons.csv").read_bytes()
# What each partner sent, in the order it came: what is sent again is one of these.
RETURNS = (
    ("RXA", {"risks.csv": RISKS, "lessons.csv": LESSONS}),
    ("RXB", {"risks.csv": RISKS.replace(b"NB-R1,RXA", b"SB-R1,RXB")}),
    ("RXC", {"lessons.csv": LESSONS.replace(b"NB-L1,RXA", b"TC-L1,RXC")}),
)
ACKNOWLEDGED = ("0001", "0002", "0003")


@dataclass
class Trial:
    """A home folder in which one byte was changed, and what was done with it since."""

    home: Path
    capsys: pytest.CaptureFixture[str]
    said: str = ""
    sent_again: set[str] = field(default_factory=set)

    def run(self, *words: object, home: Path | None = None) -> int:
        self.capsys.readouterr()
        code = main([*map(str, words), "--home", str(home or self.home)])
        told = self.capsys.readouterr()
        self.said += told.out + told.err
        assert "Traceback" not in told.err
        return code

    def send_again(self, folder: Path, number: int) -> None:
        partner, files = RETURNS[number]
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        sent = [folder / name for name in files]
        words = ("--partner", partner, "--period", "2026-09", "--accept")
        assert self.run("submit", *sent, *words) == 0, self.said
        self.sent_again.add(partner)

    def standing(self, home: Path) -> dict[str, list[set[str]]]:
        """The fingerprints of each partner's returns that are not withdrawn, of those files that
        can be read from the archive."""
        self.capsys.readouterr()
        assert main(["submissions", "--json", "--home", str(home)]) in (0, FINDINGS)
        told = self.capsys.readouterr()
        self.said += told.err
        held: dict[str, list[set[str]]] = {}
        for one in json.loads(told.out):
            if one["state"] == "accepted":
                prints = {file["sha256"] for file in one["files"]}
                held.setdefault(one["partner"], []).append({p for p in prints if _is_good(home, p)})
        return held


def _is_good(home: Path, sha256: str) -> bool:
    kept = HomePaths(home).archive / sha256
    return kept.is_file() and fingerprint(kept.read_bytes()) == sha256


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("whole") / "home"
    service = PortfolioService(home)
    service.load(HERE / "system")
    for number, (partner, files) in enumerate(RETURNS, start=1):
        sent = [ReceivedFile(name, content) for name, content in files.items()]
        outcome = service.returns.receive(sent, partner_code=partner, period=SEPTEMBER)
        assert isinstance(outcome, Receipt)
        assert outcome.submission.submission_id == number
    service.close()
    return home


def _change_one_byte(home: Path, chance: random.Random, place: str) -> Path:
    """In a file of one of the places in turn: the database is a thousand times the rest."""
    kept = HomePaths(home)
    files = {
        "archive": sorted(kept.archive.iterdir()),
        "journal": sorted(kept.journal.iterdir()),
        "lists": sorted(kept.references.iterdir()),
        "database": sorted(path for path in home.glob("portfolio.duckdb*") if path.stat().st_size),
    }[place]
    path = chance.choice(files)
    with path.open("r+b") as file:
        file.seek(chance.randrange(path.stat().st_size))
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ chance.randrange(1, 256)]))
    return path


def _try(trial: Trial, tmp_path: Path, chance: random.Random) -> int:
    """What an office may do next, in any order and never all of it; then the home folder itself and
    each copy of it that was made are looked at. Gives how many returns were left out and named."""
    steps = [
        *(lambda n=number: trial.send_again(tmp_path / f"sent{n}", n) for number in range(3)),
        lambda: trial.run("rebuild", "--into", tmp_path / "rebuilt"),
        lambda: trial.run("backup", tmp_path / "backup.zip"),
        lambda: HomePaths(trial.home).database.unlink(missing_ok=True),
    ]
    for step in chance.sample(steps, chance.randrange(1, len(steps) + 1)):
        step()
    homes = [trial.home]
    if (tmp_path / "rebuilt").exists():
        homes.append(tmp_path / "rebuilt")
    if (tmp_path / "backup.zip").exists():
        trial.run("restore", tmp_path / "backup.zip", home=tmp_path / "restored")
        homes.append(tmp_path / "restored")
    return sum(_check(trial, home) for home in homes)


def _check(trial: Trial, home: Path) -> int:
    held, named = trial.standing(home), 0
    for number, (partner, files) in zip(ACKNOWLEDGED, RETURNS, strict=True):
        prints = {fingerprint(content): name for name, content in files.items()}
        if any(prints.keys() <= kept for kept in held.get(partner, [])):
            continue
        came_again = home == trial.home and partner in trial.sent_again
        assert not came_again, (partner, trial.said)
        lost = [name for print_, name in prints.items() if not _is_good(home, print_)]
        assert _names(trial.said, number, lost or list(files)), (number, lost, trial.said)
        named += 1
    return named


def _names(said: str, number: str, files: Sequence[str]) -> bool:
    lines = [line for line in said.splitlines() if f"ubmission {number}" in line]
    return any(name in line for line in lines for name in files)


@pytest.mark.parametrize("place", ["archive", "journal", "lists", "database"])
def test_one_byte_changed_loses_nothing_that_comes_again(
    whole: Path, tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    trial = Trial(Path(shutil.copytree(whole, tmp_path / "home")), capsys)
    chance = random.Random(place)
    _change_one_byte(trial.home, chance, place)

    _try(trial, tmp_path, chance)


@pytest.mark.long
@pytest.mark.parametrize("place", ["archive", "journal", "lists", "database"])
def test_one_byte_changed_anywhere_125_times_each(
    whole: Path,
    tmp_path: Path,
    place: str,
    *,
    capsys: pytest.CaptureFixture[str],
    goal: Callable[..., None],
) -> None:
    for seed in range(125):
        folder = tmp_path / str(seed)
        folder.mkdir()
        trial = Trial(Path(shutil.copytree(whole, folder / "home")), capsys)
        chance = random.Random(seed)
        _change_one_byte(trial.home, chance, place)
        named = _try(trial, folder, chance)
        shutil.rmtree(folder)
        goal(
            "One byte of a home folder changed: no acknowledged return lost that came again",
            trials=1,
            lost=0,
            left_out_and_named=named,
        )
