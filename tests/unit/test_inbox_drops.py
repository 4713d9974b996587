"""Scheduled drops: complete sets are taken once, with a verdict beside them; nothing else is."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from portfolio.domain.finding import Finding
from portfolio.domain.limits import MEGABYTE
from portfolio.domain.receipt import Refusal
from portfolio.domain.verdict import Verdict
from portfolio.inbox import DropRules, InboxFolder, InboxWatcher, remove_drop
from portfolio.inbox.drop_intake import Taking
from portfolio.service import PortfolioService
from portfolio.service.returns import Returns

VALUES = "benefit_id,beneficiary_org_code,period,realised_gbp\n"
GOOD = f"{VALUES}B1,BBB,2026-09,300\n"
FAULTY = f"{VALUES}B1,BBB,2026-09,1.2m\n"
AT_ONCE = DropRules(settle_seconds=0.0)


class PowerCut(BaseException):
    """What no code of ours catches."""


@pytest.fixture(scope="module")
def loaded(
    tmp_path_factory: pytest.TempPathFactory, write_small_system: Callable[[Path], Path]
) -> Path:
    """A home with two submissions in it, loaded once."""
    building = tmp_path_factory.mktemp("building")
    system = write_small_system(building / "fenland")
    with closing(PortfolioService(building / "home")) as opened:
        opened.load(system)
        InboxFolder(opened.home).prepare()
    return building / "home"


@pytest.fixture
def service(tmp_path: Path, loaded: Path) -> Iterator[PortfolioService]:
    opened = PortfolioService(Path(shutil.copytree(loaded, tmp_path / "home")))
    yield opened
    opened.close()


def drop(
    service: PortfolioService, text: str, name: str = "benefit_values.csv", to: str = "BBB/2026-09"
):
    folder = service.home / "inbox" / to
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    return folder


def look(service: PortfolioService, rules: DropRules = AT_ONCE) -> None:
    Taking(service, service.home / "inbox", rules).look()


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def verdict(folder: Path) -> dict[str, object]:
    told: dict[str, object] = json.loads((folder / "verdict.json").read_text())
    return told


def test_a_complete_set_is_taken_and_its_verdict_lies_beside_it(service: PortfolioService) -> None:
    folder = drop(service, GOOD)

    look(service)

    assert len(service.submissions()) == 3
    assert names(folder) == [
        "done/0003/benefit_values.csv",
        "done/0003/verdict.json",
        "done/0003/verdict.txt",
        "verdict.json",
        "verdict.txt",
    ]
    told = verdict(folder / "done/0003")
    assert (told["accepted"], told["stored"]) == (True, True)
    assert told == verdict(folder)
    assert "Stored as submission 0003" in (folder / "verdict.txt").read_text()


def test_a_faulty_set_is_put_aside_with_everything_that_is_wrong(service: PortfolioService) -> None:
    folder = drop(service, FAULTY)

    look(service)

    assert len(service.submissions()) == 2
    (aside,) = (folder / "refused").iterdir()
    assert names(aside) == ["benefit_values.csv", "verdict.json", "verdict.txt"]
    told = verdict(aside)
    assert set(told) >= {"accepted", "findings", "counts", "detected", "stored"}
    assert (told["accepted"], told["stored"]) == (False, False)
    assert "1.2m" in (aside / "verdict.txt").read_text()


def adoption_of_the_neighbour(state: str, live_date: str = "") -> str:
    return f"programme_id,org_code,state,live_date\nP1,BBB,{state},{live_date}\n"


@pytest.mark.parametrize("sent", [GOOD, FAULTY], ids=["taken", "refused"])
def test_a_verdict_says_what_others_have_sent_since_the_last_return(
    sent: str, service: PortfolioService
) -> None:
    drop(service, adoption_of_the_neighbour("exploring"), "adoptions.csv")
    look(service)
    drop(service, adoption_of_the_neighbour("live", "2026-09-01"), "adoptions.csv", "AAA/2026-09")
    look(service)

    folder = drop(service, sent)
    look(service)

    told = verdict(folder)["since_last_return"]
    assert isinstance(told, list)
    assert [found["rule"] for found in told] == ["claim_differs"]
    assert "SINCE YOUR LAST RETURN" in (folder / "verdict.txt").read_text()
    assert verdict(service.home / "inbox/AAA/2026-09")["since_last_return"] == []


def test_the_same_files_again_are_already_received(service: PortfolioService) -> None:
    folder = drop(service, GOOD)
    look(service)
    drop(service, GOOD)

    look(service)

    assert len(service.submissions()) == 3
    assert verdict(folder)["already_received"] is True
    assert (folder / "done/0003-2/benefit_values.csv").is_file()


def test_a_file_still_growing_is_left_alone_until_it_settles(service: PortfolioService) -> None:
    taking = Taking(service, service.home / "inbox", DropRules(settle_seconds=0.15))
    folder = drop(service, VALUES)
    for line in range(3):
        taking.look()
        with (folder / "benefit_values.csv").open("a") as file:
            file.write(f"B1,BBB,2026-0{7 + line},300\n")
        time.sleep(0.1)
    taking.look()
    assert names(folder) == ["benefit_values.csv"]

    time.sleep(0.2)
    taking.look()

    assert service.submissions()[-1].files[0].rows == 3


@pytest.mark.parametrize("ending", [".part", ".tmp", ".filepart", ".PART"])
def test_a_set_with_a_half_written_file_waits(service: PortfolioService, ending: str) -> None:
    folder = drop(service, GOOD)
    half = folder / f"benefits.csv{ending}"
    half.write_text("benefit_id,")

    look(service)
    assert names(folder) == ["benefit_values.csv", half.name]

    long_ago = time.time() - 3600
    os.utime(half, (long_ago, long_ago))
    look(service)

    assert len(service.submissions()) == 3
    assert half.exists()


def test_a_ready_mark_is_not_waited_for(service: PortfolioService) -> None:
    folder = drop(service, GOOD)
    drop(service, "", ".ready")

    look(service, DropRules(settle_seconds=60.0))

    assert len(service.submissions()) == 3
    assert not (folder / ".ready").exists()


@pytest.mark.parametrize(
    ("to", "rule"),
    [
        ("ZZZ/2026-09", "known_partner"),
        ("BBB/2026-07", "known_reporting_period"),
        ("BBB/September", "inbox_period"),
        ("BBB", "inbox_place"),
    ],
)
def test_a_folder_that_names_nobody_or_no_month_is_told_so(
    service: PortfolioService, to: str, rule: str
) -> None:
    folder = drop(service, GOOD, to=to)

    look(service)

    assert rule in [found["rule"] for found in verdict(folder)["findings"]]
    assert len(service.submissions()) == 2


def test_links_are_never_followed(service: PortfolioService, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text(GOOD)
    folder = drop(service, GOOD)
    (folder / "benefits.csv").symlink_to(secret)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "benefit_values.csv").write_text(GOOD)
    (service.home / "inbox/BBB/2026-06").symlink_to(elsewhere, target_is_directory=True)

    look(service)

    assert [f["rule"] for f in verdict(folder)["findings"]] == ["inbox_link"]
    assert len(service.submissions()) == 2
    assert names(elsewhere) == ["benefit_values.csv"]
    assert secret.read_text() == GOOD


def test_a_shelf_that_is_a_link_is_not_moved_through(
    service: PortfolioService, tmp_path: Path
) -> None:
    folder = drop(service, GOOD)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "done").symlink_to(elsewhere, target_is_directory=True)

    look(service)

    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("name", ["benefit\u202evalues.csv", "a\nb.csv", "-rf.csv", "notes.docx"])
def test_odd_names_are_refused_without_harm(service: PortfolioService, name: str) -> None:
    folder = drop(service, "hello\n", name)

    look(service)

    (aside,) = (folder / "refused").iterdir()
    assert (aside / name).is_file()
    assert len(service.submissions()) == 2


def test_a_name_that_is_not_text_is_refused_without_harm(service: PortfolioService) -> None:
    folder = drop(service, GOOD)
    (folder / os.fsdecode(b"caf\xe9.csv")).write_text("hello\n")

    look(service)

    assert verdict(folder)["accepted"] is False
    assert len(service.submissions()) == 2


def test_too_many_or_too_large_files_are_not_read(service: PortfolioService) -> None:
    folder = drop(service, "x" * (MEGABYTE + 1), "large.csv")
    for number in range(8):
        drop(service, GOOD, f"{number}.csv")

    look(service, DropRules(settle_seconds=0.0, most_megabytes=1))

    rules = [found["rule"] for found in verdict(folder)["findings"]]
    assert rules == ["inbox_files", "inbox_size"]


def test_a_file_that_may_name_a_patient_is_deleted(
    service: PortfolioService, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drop(service, "secret 943 476 5919\n")
    named = Verdict((Finding("stop", "nhs_number", "benefit_values.csv", "Masked."),), ())
    monkeypatch.setattr(Verdict, "names_a_patient", property(lambda _: True), raising=False)
    monkeypatch.setattr(Returns, "receive", lambda *_, **__: Refusal(named))

    look(service)

    assert verdict(folder)["accepted"] is False
    assert b"943 476" not in b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize("text", [GOOD, FAULTY], ids=["good", "faulty"])
@pytest.mark.parametrize("point", ["leave", "_take_away", "_copy", "_shelf", "_free"])
def test_killed_at_any_point_a_set_is_taken_once_and_whole(
    service: PortfolioService, monkeypatch: pytest.MonkeyPatch, text: str, point: str
) -> None:
    folder = drop(service, text)
    whole = names(folder)

    def dies(*_: object, **__: object) -> None:
        raise PowerCut

    target = (
        "portfolio.inbox.drop_intake.leave"
        if point == "leave"
        else f"{remove_drop.__name__}.{point}"
    )
    with monkeypatch.context() as cut:
        cut.setattr(target, dies)
        with pytest.raises(PowerCut):
            look(service)
    look(service)
    look(service)

    assert len(service.submissions()) == (3 if text == GOOD else 2)
    shelf = folder / ("done" if text == GOOD else "refused")
    (taken,) = shelf.iterdir()
    assert [name for name in names(taken) if not name.startswith("verdict")] == whole
    assert verdict(taken)["accepted"] is (text == GOOD)


def test_half_of_a_refused_set_is_never_taken_for_a_whole_one(
    service: PortfolioService, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drop(service, GOOD, "benefit_values.csv")
    drop(service, "nothing we know\n", "a.csv")
    moved = []

    def move_one(*given: object) -> None:
        if moved:
            raise PowerCut
        moved.append(given)
        really(*given)

    really = remove_drop._take_away
    with monkeypatch.context() as cut:
        cut.setattr(remove_drop, "_take_away", move_one)
        with pytest.raises(PowerCut):
            look(service)
    assert names(folder)[-1] == "benefit_values.csv"

    look(service)

    assert len(service.submissions()) == 2
    (aside,) = (folder / "refused").iterdir()
    assert {"a.csv", "benefit_values.csv"} <= set(names(aside))


def test_a_file_dropped_anew_meanwhile_is_left_for_the_next_time(
    service: PortfolioService, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drop(service, GOOD)
    really = remove_drop.carry_on

    def replaced_first(at: Path) -> None:
        drop(service, GOOD.replace("300", "301.5"))
        really(at)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(remove_drop, "carry_on", replaced_first)
        look(service)
    assert names(folder)[0] == "benefit_values.csv"

    look(service)

    assert len(service.submissions()) == 4


def test_a_fault_of_ours_leaves_the_files_and_lets_the_others_through(
    service: PortfolioService, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlucky = drop(service, GOOD.replace("BBB", "AAA"), to="AAA/2026-09")
    lucky = drop(service, GOOD)
    really = Returns.receive

    def receive(returns: Returns, files: object, *, partner_code: str, **given: object) -> object:
        if partner_code == "AAA":
            raise OSError("no space")
        return really(returns, files, partner_code=partner_code, **given)

    monkeypatch.setattr(Returns, "receive", receive)

    look(service)

    assert names(unlucky) == ["benefit_values.csv"]
    assert verdict(lucky)["stored"] is True


def test_the_running_app_takes_drops_and_letters(service: PortfolioService) -> None:
    watcher = InboxWatcher(service, poll_seconds=0.01, drop_rules=DropRules(settle_seconds=0.05))
    watcher.start()

    folder = drop(service, GOOD)
    for _ in range(400):
        if (folder / "verdict.json").exists():
            break
        time.sleep(0.02)
    watcher.stop()

    assert verdict(folder)["stored"] is True


def test_a_copy_kept_of_the_files_is_the_bytes_that_came(service: PortfolioService) -> None:
    folder = drop(service, GOOD)
    before = (folder / "benefit_values.csv").read_bytes()

    look(service)

    assert (folder / "done/0003/benefit_values.csv").read_bytes() == before
    shutil.rmtree(folder / "done")
    assert service.submissions()[-1].files[0].size_bytes == len(before)
