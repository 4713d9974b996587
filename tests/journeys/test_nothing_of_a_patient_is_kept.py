"""An NHS number that is sent, in whatever way, is found on no disk afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portfolio.inbox import InboxWatcher
from portfolio.service import PortfolioService

Portfolio = Callable[..., object]
NUMBER = "9990000018"
FORMS = tuple(
    form.encode(code)
    for form in (NUMBER, "999 000 0018", "999-000-0018", "999000001", "0000018")
    for code in ("utf-8", "utf-16-le")
)
SENT = ("--partner", "BBB", "--period", "2026-09")
HEAD = "lesson_id,org_code,kind,category,title,summary,date\n"
TEXTS = {
    "in a text": HEAD + f"L1,BBB,redprint,process,Letters of {NUMBER},b,2026-09-04\n",
    "in an id, told for other faults": HEAD + f"{NUMBER},ZZZ,x,process,a,b,1.2m\n",
    "in a column nobody knows": HEAD.strip()
    + f",x\nL1,BBB,redprint,process,a,b,2026-09-04,{NUMBER}",
    "in a row that cannot be read": HEAD + f'L1,BBB,{NUMBER},"open\n',
    "in UTF-16": (HEAD + f"L1,BBB,redprint,process,{NUMBER},b,2026-09-04\n").encode("utf-16"),
}


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A private folder for temporary files."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def lessons(tmp_path: Path) -> list[Path]:
    """One file for each way in which a number can be sent."""
    paths = [tmp_path / str(number) / "lessons.csv" for number in range(len(TEXTS))]
    for path, text in zip(paths, TEXTS.values(), strict=True):
        path.parent.mkdir()
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return paths


def kept(*folders: Path) -> list[Path]:
    """Files in which the number stands, whole or in part, and names that hold it."""
    every = [path for folder in folders for path in folder.rglob("*")]
    return [
        path
        for path in every
        if NUMBER in path.name
        or (path.is_file() and any(form in path.read_bytes() for form in FORMS))
    ]


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "log").write_bytes(b"\x00" + NUMBER.encode() + b"\x00")

    assert kept(tmp_path / "home") == [tmp_path / "home" / "log"]


def test_nothing_is_kept_of_a_file_sent_from_the_command_line(
    portfolio: Portfolio, home: Path, temporary: Path, small_system: Path, lessons: list[Path]
) -> None:
    portfolio("load", small_system)

    ended = [
        portfolio(verb, lesson, *SENT, *options)
        for lesson in lessons
        for verb, *options in (("check",), ("submit",), ("submit", "--accept", "--json"))
    ]

    assert {one.code for one in ended} == {1}
    assert all("999 *** **18" in one.out for one in ended)
    assert not any(NUMBER in one.out + one.err for one in ended)
    assert kept(home, temporary) == []


@pytest.fixture
def running_app(home: Path, temporary: Path) -> Iterator[PortfolioService]:
    service = PortfolioService(home)
    watcher = InboxWatcher(service, poll_seconds=0.01)
    watcher.start()
    yield service
    watcher.stop()
    service.close()


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was put into the inbox, by verb, from now on."""
    from portfolio.inbox.folder import InboxFolder  # noqa: PLC0415 - beside what it watches

    put, seen = InboxFolder.put, []

    def noting(self: InboxFolder, request: object) -> str:
        seen.append(request.verb)
        return put(self, request)

    monkeypatch.setattr(InboxFolder, "put", noting)
    return seen


def test_a_file_is_looked_at_before_it_lies_in_the_running_apps_inbox(
    portfolio: Portfolio,
    running_app: PortfolioService,
    temporary: Path,
    small_system: Path,
    lessons: list[Path],
    letters: list[str],
) -> None:
    portfolio("load", small_system)

    ended = [portfolio(verb, lesson, *SENT) for lesson in lessons for verb in ("check", "submit")]

    assert {one.code for one in ended} == {1}
    assert all("nothing was passed on" in one.out for one in ended)
    assert letters == ["load"]
    assert kept(running_app.home, temporary) == []


def test_a_folder_to_load_is_looked_at_as_well(
    portfolio: Portfolio, running_app: PortfolioService, small_system: Path, letters: list[str]
) -> None:
    brought = small_system / "extracts/BBB/2026-09@2026-10-01/lessons.csv"
    brought.write_text(HEAD + f"L1,BBB,redprint,process,a {NUMBER},b,2026-09-04\n")

    ended = portfolio("load", small_system)

    assert ended.code == 1
    assert "999 *** **18" in ended.out
    assert letters == []
    assert running_app.submissions() == ()


def test_loading_without_the_app_keeps_the_good_returns_and_nothing_of_the_other(
    portfolio: Portfolio, home: Path, temporary: Path, small_system: Path
) -> None:
    brought = small_system / "extracts/BBB/2026-09@2026-10-01/lessons.csv"
    brought.write_text(HEAD + f"L1,BBB,redprint,process,a {NUMBER},b,2026-09-04\n")

    ended = portfolio("load", small_system)

    assert ended.code == 1
    assert "1 submission stored" in ended.out
    assert kept(home, temporary) == []


def test_a_number_in_a_file_name_is_kept_nowhere(
    portfolio: Portfolio, home: Path, temporary: Path, small_system: Path, tmp_path: Path
) -> None:
    portfolio("load", small_system)
    named = tmp_path / f"lessons {NUMBER}.csv"
    named.write_text(HEAD + "L1,BBB,redprint,process,a,b,2026-09-04\n")

    ended = portfolio("submit", named, *SENT, "--accept")

    assert ended.code == 1
    assert NUMBER not in ended.out
    assert kept(home, temporary) == []


def test_a_file_that_is_not_there_is_named_with_the_number_masked(
    portfolio: Portfolio, home: Path, small_system: Path
) -> None:
    portfolio("load", small_system)

    ended = portfolio("check", f"{NUMBER}.csv", *SENT)

    assert ended.code == 2
    assert "999 *** **18.csv" in ended.err


@pytest.mark.parametrize("is_running", [False, True])
def test_a_reason_that_names_a_patient_is_refused_and_kept_nowhere(
    portfolio: Portfolio,
    home: Path,
    temporary: Path,
    small_system: Path,
    letters: list[str],
    request: pytest.FixtureRequest,
    is_running: bool,
) -> None:
    portfolio("load", small_system)
    if is_running:
        request.getfixturevalue("running_app")

    ended = portfolio("withdraw", "1", "--reason", f"sent {NUMBER} by mistake")

    assert ended.code == 3
    assert "leave the number out" in ended.err
    assert NUMBER not in ended.err
    assert letters == []
    assert kept(home, temporary) == []


def test_a_fault_of_ours_while_checking_leaves_the_number_out_of_the_log(
    portfolio: Portfolio,
    home: Path,
    small_system: Path,
    lessons: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    portfolio("load", small_system)

    def broken(*_: object, **__: object) -> None:
        raise ValueError(f"cannot read {lessons[0].read_bytes()!r}")

    monkeypatch.setattr("portfolio.intake.validate.check_whole_return", broken)
    ended = portfolio("check", lessons[0], *SENT)

    assert ended.code == 4
    assert (home / "log/portfolio.log").is_file()
    assert kept(home) == []
