"""A return that comes in pieces, or carried in something: one return, under its true names."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.receipt import AlreadyReceived, Receipt, Refusal
from portfolio.inbox import DropRules, remove_drop
from portfolio.inbox.drop_intake import Taking
from portfolio.intake.one_file.worker import WorkerPool
from portfolio.intake.receive.unwrap import unwrapped
from portfolio.intake.receive.zip_files import MOST_FILES
from portfolio.intake.validate import check_form
from portfolio.service import PortfolioService
from portfolio.service.patient_id_guard import held_back
from portfolio.service.requests import Request

CASE = Path(__file__).parent / "drop-folder-tears-a-mesh-return"
AT_ONCE = DropRules(settle_seconds=0.0)
READY = replace(AT_ONCE, waits_for="ready")
BY_MANIFEST = replace(AT_ONCE, waits_for="manifest")

VALUES = "benefit_id,beneficiary_org_code,period,realised_gbp\n"
GOOD = f"{VALUES}B1,BBB,2026-09,300\n"
FAULTY = f"{VALUES}B1,BBB,2026-09,1.2m\n"
ADOPTIONS = "programme_id,org_code,state,live_date\nP1,BBB,exploring,\n"
BAD_ADOPTIONS = "programme_id,org_code,state,live_date\nP1,BBB,wondering,\n"
# A number made up for tests, in the range that is kept for them.
PATIENT = "9990000018"
CONTROL = (
    '<?xml version="1.0"?>\n<DTSControl><Version>1.0</Version><MessageType>Data</MessageType>'
    "<WorkflowId>PORTFOLIO</WorkflowId>{more}<StatusRecord><Event>TRANSFER</Event>"
    "<Status>SUCCESS</Status></StatusRecord></DTSControl>"
)


class PowerCut(BaseException):
    """What no code of ours catches."""


@pytest.fixture(scope="module")
def small_home(
    tmp_path_factory: pytest.TempPathFactory, write_small_system: Callable[[Path], Path]
) -> Path:
    building = tmp_path_factory.mktemp("small")
    with closing(PortfolioService(building / "home")) as opened:
        opened.load(write_small_system(building / "fenland"))
    return building / "home"


@pytest.fixture
def service(tmp_path: Path, small_home: Path) -> Iterator[PortfolioService]:
    with closing(PortfolioService(Path(shutil.copytree(small_home, tmp_path / "home")))) as opened:
        (opened.home / "inbox").mkdir(exist_ok=True)
        yield opened


@pytest.fixture(scope="module")
def lists_home(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """The demo's lists, and nothing sent."""
    building = tmp_path_factory.mktemp("lists")
    (building / "demo").mkdir()
    for path in (checkout / "data/demo").glob("*.*"):
        shutil.copy(path, building / "demo")
    with closing(PortfolioService(building / "home")) as opened:
        opened.load(building / "demo")
    return building / "home"


@pytest.fixture(scope="module")
def demo_home(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """The demo without what the case's partner sent for September."""
    building = tmp_path_factory.mktemp("demo")
    system = Path(shutil.copytree(checkout / "data/demo", building / "demo"))
    for folder in system.glob("extracts/LOC-ALD/2026-09*"):
        shutil.rmtree(folder)
    with closing(PortfolioService(building / "home")) as opened:
        assert opened.load(system).is_clean
    return building / "home"


def drop(
    service: PortfolioService,
    files: Mapping[str, str | bytes],
    to: str = "BBB/2026-09",
    *,
    age: float = 0,
) -> Path:
    folder = service.home / "inbox" / to
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        if age:
            os.utime(folder / name, (time.time() - age, time.time() - age))
    return folder


def look(service: PortfolioService, rules: DropRules = AT_ONCE) -> None:
    Taking(service, service.home / "inbox", rules).look()


def verdict(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "verdict.json").read_text())
    return told


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def all_bytes(folder: Path) -> bytes:
    return b"\n".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())


def zipped(files: Mapping[str, str | bytes], *, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in files.items():
            container.writestr(name, content)
        container.comment = comment
    return out.getvalue()


def control(**words: str) -> str:
    more = "".join(f"<{tag}>{text}</{tag}>" for tag, text in words.items())
    return CONTROL.format(more=more)


def sums(files: Mapping[str, str]) -> str:
    return "".join(
        f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in files.items()
    )


# The case itself: seven messages, and a look between any two.

SEVEN = ("benefit_values", "benefits", "adoptions", "programmes", "risks", "lessons", "lesson_uses")


def the_return(*, whole: bool) -> dict[str, str]:
    """The case's files; where not whole, only what stands without anybody else's return."""
    rows: dict[str, list[dict[str, str]]] = {}
    for kind in SEVEN:
        with (CASE / "return" / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows[kind] = list(csv.DictReader(file))
    own = {row["programme_id"] for row in rows["programmes"]}
    of_benefit = {row["benefit_id"] for row in rows["benefits"] if row["programme_id"] in own}
    lessons = {row["lesson_id"] for row in rows["lessons"]}
    kept = {
        "adoptions": lambda row: row["programme_id"] in own,
        "benefits": lambda row: row["programme_id"] in own,
        "benefit_values": lambda row: row["benefit_id"] in of_benefit,
        "risks": lambda row: row["programme_id"] in {*own, ""},
        "lessons": lambda row: row["programme_id"] in {*own, ""},
        "lesson_uses": lambda row: row["lesson_id"] in lessons,
    }
    texts = {}
    for kind, every in rows.items():
        out = io.StringIO()
        writer = csv.DictWriter(out, every[0].keys())
        writer.writeheader()
        writer.writerows(r for r in every if whole or kind not in kept or kept[kind](r))
        texts[f"{kind}.csv"] = out.getvalue()
    return texts


WHOLE = pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.long)])


@pytest.fixture
def demo(tmp_path: Path, whole: bool, request: pytest.FixtureRequest) -> Iterator[PortfolioService]:
    home = request.getfixturevalue("demo_home" if whole else "lists_home")
    with closing(PortfolioService(Path(shutil.copytree(home, tmp_path / "home")))) as opened:
        (opened.home / "inbox").mkdir(exist_ok=True)
        yield opened


@WHOLE
def test_drop_folder_tears_a_mesh_return_and_its_verdict_says_so(
    demo: PortfolioService, whole: bool
) -> None:
    before = len(demo.submissions())
    for name, content in the_return(whole=whole).items():
        folder = drop(demo, {name: content}, "LOC-ALD/2026-09")
        look(demo)

    told = verdict(folder)

    assert len(demo.submissions()) - before == 4
    assert (told["accepted"], told["stored"]) == (False, True)
    refused = sorted(file for one in told["still_refused"] for file in one["files"])
    assert refused == ["adoptions.csv", "benefit_values.csv", "benefits.csv"]
    assert {"known_programme", "known_benefit"} & {found["rule"] for found in told["findings"]}
    text = (folder / "verdict.txt").read_text()
    assert "STILL REFUSED IN THIS FOLDER" in text
    assert "benefit_values.csv" in text
    # The kind that was stored says of itself that it was.
    assert verdict(folder / "done" / demo.submissions()[-1].number)["accepted"] is True


@WHOLE
@pytest.mark.parametrize("way", ["ready", "manifest", "zip", "control"])
def test_drop_folder_tears_a_mesh_return_no_more_where_it_is_told_to_wait(
    way: str, demo: PortfolioService, whole: bool
) -> None:
    before = len(demo.submissions())
    files = the_return(whole=whole)
    rules = {"ready": READY, "manifest": BY_MANIFEST}.get(way, AT_ONCE)
    last: Mapping[str, str | bytes] = {".ready": ""}
    if way == "manifest":
        last = {"manifest.sha256": sums(files)}
    if way == "zip":
        files, last = {}, {"00A1.dat": zipped(files), "00A1.ctl": control(FileName="return.zip")}
    if way == "control":
        rules = READY
        files = {
            f"{number}{suffix}": text
            for number, (name, content) in enumerate(files.items())
            for suffix, text in ((".dat", content), (".ctl", control(FileName=name)))
        }
    taking = Taking(demo, demo.home / "inbox", rules)
    for name, text in files.items():
        folder = drop(demo, {name: text}, "LOC-ALD/2026-09")
        taking.look()
        assert len(demo.submissions()) == before

    folder = drop(demo, last, "LOC-ALD/2026-09")
    taking.look()

    told = verdict(folder)
    assert (told["accepted"], told["stored"], told["still_refused"]) == (True, True, [])
    assert len(demo.submissions()) - before == 1
    sent = demo.submissions()[-1].files
    assert sorted(file.file for file in sent) == sorted(f"{kind}.csv" for kind in SEVEN)
    assert names(folder) == [
        *sorted(
            f"done/{demo.submissions()[-1].number}/{name}"
            for name in [
                *(n for n in (*files, *last) if n != ".ready"),
                "verdict.json",
                "verdict.txt",
            ]
        ),
        "verdict.json",
        "verdict.txt",
    ]


# What a folder waits for.


def test_a_partner_s_folder_has_a_rule_of_its_own(service: PortfolioService) -> None:
    drop(service, {".wait-for-ready": ""}, "BBB")
    folder = drop(service, {"benefit_values.csv": GOOD})
    other = drop(service, {"benefit_values.csv": GOOD.replace("BBB", "AAA")}, "AAA/2026-09")

    look(service)

    assert names(folder) == ["benefit_values.csv", "waiting.txt"]
    assert "`.ready`" in (folder / "waiting.txt").read_text()
    assert (other / "verdict.json").exists()  # a folder without a mark goes by what is set for all

    drop(service, {".ready": ""})
    look(service)
    assert verdict(folder)["stored"] is True
    assert not (folder / "waiting.txt").exists()


def test_a_folder_can_be_told_not_to_wait_where_all_others_do(service: PortfolioService) -> None:
    drop(service, {".wait-for-still": ""}, "BBB")
    folder = drop(service, {"benefit_values.csv": GOOD})

    look(service, READY)

    assert verdict(folder)["stored"] is True


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        ("", "names no file yet"),
        ("half a line", "Line 1 of"),
        (sums({"benefit_values.csv": GOOD, "adoptions.csv": ADOPTIONS}), "not there yet"),
        (sums({"benefit_values.csv": GOOD + "more"}), "its SHA-256 is another"),
    ],
)
def test_what_a_manifest_names_is_taken_only_when_all_is_there_and_right(
    manifest: str, says: str, service: PortfolioService
) -> None:
    taking = Taking(service, service.home / "inbox", AT_ONCE)
    files = {"benefit_values.csv": GOOD, "manifest.sha256": manifest}
    folder = drop(service, files)

    taking.look()
    assert len(service.submissions()) == 2
    assert says in (folder / "waiting.txt").read_text()

    drop(service, {"manifest.sha256": sums({"benefit_values.csv": GOOD})})
    taking.look()
    assert verdict(folder)["stored"] is True
    assert "done/0003/manifest.sha256" in names(folder)
    assert not (folder / "waiting.txt").exists()


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.replace("  ", " *"),  # as `sha256sum --binary` writes it
        lambda text: text.upper().replace("BENEFIT_VALUES.CSV", "benefit_values.csv"),
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: "# ours\n\n" + text.replace("benefit_values", "./benefit_values"),
    ],
    ids=["binary", "capitals", "Windows", "remarks and ./"],
)
def test_a_manifest_is_read_as_tools_write_it(
    written: Callable[[str], str], service: PortfolioService
) -> None:
    manifest = written(sums({"benefit_values.csv": GOOD}))
    folder = drop(service, {"benefit_values.csv": GOOD, "manifest.sha256": manifest})

    look(service, DropRules(settle_seconds=60.0, waits_for="manifest"))

    assert verdict(folder)["stored"] is True


def test_what_a_manifest_does_not_name_is_left_for_the_next_one(service: PortfolioService) -> None:
    manifest = sums({"benefit_values.csv": GOOD})
    files = {"benefit_values.csv": GOOD, "adoptions.csv": ADOPTIONS, "manifest.sha256": manifest}
    folder = drop(service, files)

    look(service, BY_MANIFEST)

    assert [file.kind for file in service.submissions()[-1].files] == ["benefit_values"]
    assert "adoptions.csv" in names(folder)


# What a folder says of itself.


def test_a_refusal_is_spoken_of_until_its_extract_has_been_dropped_again(
    service: PortfolioService,
) -> None:
    folder = drop(service, {"benefit_values.csv": FAULTY})
    look(service)
    first = verdict(folder)
    drop(service, {"adoptions.csv": ADOPTIONS})
    look(service)
    second = verdict(folder)
    drop(service, {"benefit_values.csv": GOOD})
    look(service)
    third = verdict(folder)

    assert (first["accepted"], first["still_refused"]) == (False, [])
    assert (second["accepted"], second["stored"]) == (False, True)
    assert [one["files"] for one in second["still_refused"]] == [["benefit_values.csv"]]
    assert second["counts"]["stop"] == first["counts"]["stop"]
    assert (
        "1.2m"
        in (folder / "done/0003/../../refused")
        .parent.joinpath(second["still_refused"][0]["folder"], "verdict.txt")
        .read_text()
    )
    assert (third["accepted"], third["still_refused"]) == (True, [])


def test_of_two_refused_extracts_the_one_not_yet_put_right_is_named(
    service: PortfolioService,
) -> None:
    folder = drop(service, {"benefit_values.csv": FAULTY, "adoptions.csv": BAD_ADOPTIONS})
    look(service)
    drop(service, {"adoptions.csv": ADOPTIONS})
    look(service)

    assert [one["files"] for one in verdict(folder)["still_refused"]] == [["benefit_values.csv"]]


def test_a_verdict_somebody_else_wrote_or_deleted_harms_nothing(
    service: PortfolioService, tmp_path: Path
) -> None:
    folder = drop(service, {"benefit_values.csv": FAULTY})
    look(service)
    for number, text in enumerate(["", "[]", '{"accepted": 1}', '{"drop": "x"}', "\x00"]):
        (folder / "refused" / f"made-up-{number}").mkdir()
        (folder / "refused" / f"made-up-{number}" / "verdict.json").write_text(text)
    (folder / "refused/link").symlink_to(tmp_path)
    (folder / "verdict.json").unlink()
    drop(service, {"adoptions.csv": ADOPTIONS})

    look(service)

    assert [one["files"] for one in verdict(folder)["still_refused"]] == [["benefit_values.csv"]]


# Zips.


@pytest.mark.parametrize(
    "files",
    [
        {"benefit_values.csv": GOOD},
        {"September/benefit_values.csv": GOOD, "September/": ""},
        {"September\\benefit_values.csv": GOOD},
        {"benefit_values.csv": GOOD, "__MACOSX/._benefit_values.csv": b"\x00\x05\x16\x07Mac"},
    ],
    ids=["flat", "a folder", "a folder as older Windows tools write it", "as macOS packs"],
)
def test_a_zip_stands_for_the_files_in_it(
    files: Mapping[str, str], service: PortfolioService
) -> None:
    folder = drop(service, {"return.zip": zipped(files)})

    look(service)

    told = verdict(folder)
    assert told["stored"] is True
    assert [one["file"] for one in told["detected"]] == ["benefit_values.csv"]
    assert [found["rule"] for found in told["findings"]] == []
    assert "done/0003/return.zip" in names(folder)
    sent = service.submissions()[-1].files[0]
    assert service.returns.as_sent(sent) == GOOD.encode()


def test_a_zip_and_its_files_one_by_one_are_the_same_return(service: PortfolioService) -> None:
    sent = {"partner_code": "BBB", "period": Period(2026, 9)}
    apart = (ReceivedFile("benefit_values.csv", GOOD.encode()),)
    packed = (ReceivedFile("r.zip", zipped({"x/benefit_values.csv": GOOD})),)

    first = service.returns.receive(packed, **sent)  # type: ignore[arg-type]
    again = service.returns.receive(apart, **sent)  # type: ignore[arg-type]

    assert isinstance(first, Receipt)
    assert isinstance(again, AlreadyReceived)
    assert isinstance(service.returns.receive(packed, **sent), AlreadyReceived)  # type: ignore[arg-type]


def with_password() -> bytes:
    content = bytearray(zipped({"a.csv": GOOD}))
    content[6] |= 1  # as the file itself and the list of files say it
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def with_link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        link = zipfile.ZipInfo("benefit_values.csv")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        container.writestr(link, "/etc/passwd")
    return out.getvalue()


def damaged() -> bytes:
    content = bytearray(zipped({"a.csv": GOOD}))
    content[40:60] = bytes(20)
    return bytes(content)


def declaring_less() -> bytes:
    """A part that says it unpacks to ten bytes, and is megabytes."""
    content = bytearray(zipped({"a.csv": "a" * 5_000_000}))
    content[content.index(b"PK\x01\x02") + 24 :][:4] = b""
    place = content.index(b"PK\x01\x02") + 24
    return bytes(content[:place]) + (10).to_bytes(4, "little") + bytes(content[place + 4 :])


WRONG = {
    "another zip": (zipped({"in.zip": zipped({"a.csv": GOOD})}), "zip_not_taken"),
    "a gzip in it": (zipped({"a.csv.gz": b"\x1f\x8b\x08\x00"}), "zip_not_taken"),
    "a way out": (zipped({"../../a.csv": GOOD}), "zip_not_taken"),
    "an absolute name": (zipped({"/etc/a.csv": GOOD}), "zip_not_taken"),
    "a drive": (zipped({"C:\\a.csv": GOOD}), "zip_not_taken"),
    "only a folder": (zipped({"September/": ""}), "zip_not_taken"),
    "a password": (with_password(), "zip_not_taken"),
    "a link": (with_link(), "zip_not_taken"),
    "damage": (damaged(), "zip_not_taken"),
    "less declared": (declaring_less(), "zip_not_taken"),
    "too many": (zipped({f"{n}.csv": "" for n in range(MOST_FILES + 1)}), "zip_too_large"),
    "a bomb": (zipped({"a.csv": bytes(300 << 20)}), "zip_too_large"),
}


@pytest.fixture(scope="module")
def room() -> Iterator[WorkerPool]:
    opened = WorkerPool()
    yield opened
    opened.close()


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG.keys())
def test_a_zip_that_is_not_to_be_taken_is_refused_whole_and_not_kept(
    content: tuple[bytes, str], service: PortfolioService
) -> None:
    packed, rule = content
    folder = drop(service, {"return.zip": packed, "benefit_values.csv": GOOD})

    look(service)

    assert [found["rule"] for found in verdict(folder)["findings"]] == [rule]
    assert len(service.submissions()) == 2
    assert "return.zip" not in " ".join(names(folder))


@pytest.mark.parametrize("content", [WRONG["a bomb"], WRONG["another zip"], WRONG["damage"]])
def test_a_zip_is_opened_in_the_process_apart(content: tuple[bytes, str], room: WorkerPool) -> None:
    good = ReceivedFile("r.zip", zipped({"a/benefit_values.csv": GOOD}))

    assert room.unpack(ReceivedFile("r.zip", content[0])) is None
    assert [one.name for one in room.unpack(good) or ()] == ["benefit_values.csv"]
    assert unwrapped([good], room.unpack) == unwrapped([good])


def test_a_zip_that_takes_its_reader_down_is_told_of_and_takes_nothing_else_down(
    room: WorkerPool,
) -> None:
    room.warm()
    good = ReceivedFile("r.zip", zipped({"benefit_values.csv": GOOD}))
    for process in room.process_ids:
        os.kill(process, 9)

    assert room.unpack(good) is None
    assert room.unpack(good) is not None


@pytest.mark.parametrize("name", ["return.zip", "return", "00A1.dat", "benefit_values.csv"])
def test_a_zip_is_known_by_its_bytes(name: str) -> None:
    verdict = check_form([ReceivedFile(name, zipped({"benefit_values.csv": GOOD}))])

    assert verdict.accepted
    assert [one.file for one in verdict.detected] == ["benefit_values.csv"]


def test_a_workbook_in_a_zip_is_one_file(workbooks: Any) -> None:
    header = VALUES.strip().split(",")
    book = workbooks.workbook({"benefit_values": [header, ["B1", "BBB", "2026-09", "300"]]})

    verdict = check_form([ReceivedFile("r.zip", zipped({"book.xlsx": book}))])

    assert [one.kind for one in verdict.detected] == ["benefit_values"]


# Control files.


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ({"FileName": "benefit_values.csv", "Subject": "x.csv"}, "benefit_values.csv"),
        ({"FileName": "C:\\out\\benefit_values.csv"}, "benefit_values.csv"),
        ({"Subject": "benefit_values.csv"}, "benefit_values.csv"),
        ({"LocalId": "benefit_values.csv", "Subject": "Our return"}, "benefit_values.csv"),
        ({"LocalId": "4711", "Subject": "Our return for September"}, "00A1.dat"),
        ({}, "00A1.dat"),
    ],
)
def test_a_data_file_is_known_by_the_name_its_control_file_gives(
    words: Mapping[str, str], name: str, service: PortfolioService
) -> None:
    folder = drop(service, {"00A1.dat": GOOD, "00A1.ctl": control(**words)})

    look(service)

    assert verdict(folder)["stored"] is True
    assert [file.file for file in service.submissions()[-1].files] == [name]
    assert {"done/0003/00A1.dat", "done/0003/00A1.ctl"} <= set(names(folder))


def test_a_control_file_waits_for_its_data(service: PortfolioService) -> None:
    folder = drop(service, {"00A1.ctl": control(FileName="benefit_values.csv")})
    taking = Taking(service, service.home / "inbox", AT_ONCE)
    taking.look()
    assert names(folder) == ["00A1.ctl", "waiting.txt"]

    drop(service, {"00A1.dat": GOOD})
    taking.look()

    assert verdict(folder)["stored"] is True


def test_a_control_file_whose_data_never_came_is_refused_in_the_end(
    service: PortfolioService,
) -> None:
    folder = drop(service, {"00A1.ctl": control()}, age=3600)

    look(service)

    assert verdict(folder)["accepted"] is False


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><DTSControl>'
    "<FileName>&b;</FileName></DTSControl>"
)
OUTSIDE = (
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><DTSControl><FileName>&a;</FileName>'
    "</DTSControl>"
)


@pytest.mark.parametrize("text", [ENTITIES, OUTSIDE, "not XML", "<open>", "x" * 100_000])
def test_a_control_file_that_is_none_is_passed_over_and_said(
    text: str, service: PortfolioService
) -> None:
    folder = drop(service, {"benefit_values.dat": GOOD, "benefit_values.ctl": text})

    look(service)

    told = verdict(folder)
    assert told["stored"] is True
    assert [found["rule"] for found in told["findings"]] == ["files_passed_over"]
    assert "root:" not in json.dumps(told)


# Nothing of a patient, nothing lost, nothing half.

NAMED = {
    "in a row of a zip": {
        "r.zip": zipped({"adoptions.csv": f"{ADOPTIONS}P1,BBB,exploring,{PATIENT}\n"})
    },
    "in a name in a zip": {"r.zip": zipped({f"{PATIENT}.csv": GOOD})},
    "in a folder in a zip": {"r.zip": zipped({f"{PATIENT}/benefit_values.csv": GOOD})},
    "in a zip's name": {f"{PATIENT}.zip": zipped({"benefit_values.csv": GOOD})},
    "in a zip's remark": {"r.zip": zipped({"a.csv": GOOD}, comment=PATIENT.encode())},
    "in what macOS adds": {
        "r.zip": zipped({"benefit_values.csv": GOOD, "__MACOSX/._b.csv": PATIENT})
    },
    "in a true name": {"1.dat": GOOD, "1.ctl": control(FileName=f"{PATIENT}.csv")},
    "in a control file": {"1.dat": GOOD, "1.ctl": control(Subject=f"about {PATIENT}")},
    "in a control file's name": {f"{PATIENT}.dat": GOOD, f"{PATIENT}.ctl": control()},
    "beside another zip": {
        "r.zip": zipped({"a.csv": f"x\n{PATIENT}\n", "in.zip": zipped({"a.csv": PATIENT})})
    },
}


@pytest.mark.parametrize("files", NAMED.values(), ids=NAMED.keys())
def test_a_patients_number_in_what_carries_a_return_is_not_kept(
    files: Mapping[str, str | bytes], service: PortfolioService
) -> None:
    folder = drop(service, files)

    look(service)

    assert verdict(folder)["accepted"] is False
    assert len(service.submissions()) == 2
    for path in folder.rglob("*"):
        assert PATIENT not in path.name
    unpacked = b"".join(
        zipfile.ZipFile(p).read(part)
        for p in folder.rglob("*.zip")
        for part in zipfile.ZipFile(p).infolist()
    )
    assert PATIENT.encode() not in all_bytes(service.home) + unpacked


def test_a_zip_with_a_patients_number_is_not_passed_on_by_the_command_line() -> None:
    packed = zipped({"adoptions.csv": f"{ADOPTIONS}P1,BBB,exploring,{PATIENT}\n"})

    answer = held_back(Request("submit", files=(ReceivedFile("r.zip", packed),)))

    assert answer is not None
    assert PATIENT not in answer.text


@pytest.mark.parametrize("point", ["leave", "_take_away", "_copy", "_shelf", "_free"])
@pytest.mark.parametrize("way", ["zip", "control", "manifest", "refused zip"])
def test_killed_at_any_point_it_is_taken_once_and_whole(
    service: PortfolioService, monkeypatch: pytest.MonkeyPatch, way: str, point: str
) -> None:
    files: dict[str, str | bytes] = {
        "zip": {"r.zip": zipped({"benefit_values.csv": GOOD})},
        "control": {"1.dat": GOOD, "1.ctl": control(FileName="benefit_values.csv")},
        "manifest": {
            "benefit_values.csv": GOOD,
            "manifest.sha256": sums({"benefit_values.csv": GOOD}),
        },
        "refused zip": {"r.zip": zipped({"benefit_values.csv": FAULTY})},
    }[way]
    folder = drop(service, files)

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

    is_refused = way == "refused zip"
    assert len(service.submissions()) == (2 if is_refused else 3)
    (taken,) = (folder / ("refused" if is_refused else "done")).iterdir()
    assert names(taken) == sorted([*files, "verdict.json", "verdict.txt"])
    assert verdict(folder)["accepted"] is not is_refused


def test_the_desk_refuses_what_the_drop_refuses(service: PortfolioService) -> None:
    """One way for all ways in: the browser and the command line ask the same desk."""
    files = (ReceivedFile("r.zip", WRONG["another zip"][0]),)

    outcome = service.returns.receive(files, partner_code="BBB", period=Period(2026, 9))

    assert isinstance(outcome, Refusal)
    assert [found.rule for found in outcome.verdict.findings] == ["zip_not_taken"]
