"""How each verb ends, each way it can: 2 is for what was not understood, and for nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from portfolio.cli import main
from portfolio.cli.arguments import parser

DONE, FINDINGS, NOT_UNDERSTOOD, NOT_ALLOWED, OUR_FAULT = range(5)
RETURN = ("--partner", "AAA", "--period", "2026-09")
NHS_NUMBER = "943 476 5919"

# Words in braces are places that the fixture makes; `{home}` holds the small system, `{empty}` and
# `{nowhere}` hold nothing, submission 0002 was withdrawn.
TABLE: tuple[tuple[str, int], ...] = (
    ("load {system}", DONE),
    ("load {bad_lists}", FINDINGS),
    ("load {refused}", FINDINGS),
    ("load {nowhere}", NOT_UNDERSTOOD),
    ("load {not_a_month}", NOT_UNDERSTOOD),
    ("check {good}", DONE),
    ("check {bad}", FINDINGS),
    ("check {nowhere}", NOT_UNDERSTOOD),
    ("check {folder}", NOT_UNDERSTOOD),
    ("check {bad} --report {nowhere}/report.csv", NOT_UNDERSTOOD),
    ("check {closed}", NOT_ALLOWED),
    ("check {good} --partner AAA --period 2026-13", NOT_UNDERSTOOD),
    ("submit {good} --partner AAA --period 2026-09", DONE),
    ("submit {bad} --partner AAA --period 2026-09 --accept", FINDINGS),
    ("submit {bad} --partner AAA --period 2026-09", FINDINGS),
    ("submit {good} --partner AAA --period September", NOT_UNDERSTOOD),
    ("submit {good} --partner AAA", NOT_UNDERSTOOD),
    ("submit {closed} --partner AAA --period 2026-09", NOT_ALLOWED),
    ("withdraw first --reason none", NOT_UNDERSTOOD),
    ("withdraw 9999 --reason none", NOT_UNDERSTOOD),
    ("withdraw 0002 --reason again", NOT_ALLOWED),
    (f"withdraw 0001 --reason {NHS_NUMBER.replace(' ', '')}", NOT_ALLOWED),
    ("submissions", DONE),
    ("submissions --home {empty}", NOT_UNDERSTOOD),
    ("measure", DONE),
    ("measure adoption", DONE),
    ("measure poems", NOT_UNDERSTOOD),
    ("measure adoption --period 2026-13", NOT_UNDERSTOOD),
    ("measure adoption --lead ZZZ", NOT_UNDERSTOOD),
    ("publish {folder}/published", DONE),
    ("publish {folder}/published --period 2026-13", NOT_UNDERSTOOD),
    ("publish {folder}/published --scope everybody", NOT_UNDERSTOOD),
    ("publish {good}", NOT_UNDERSTOOD),
    ("publish {home}/published", NOT_ALLOWED),
    ("export --as html --out {folder}/paper.html", DONE),
    ("export --as csv --out {folder}/numbers.csv --audience public --annexes -", DONE),
    ("export --as poem --out {folder}/paper.html", NOT_UNDERSTOOD),
    ("export --as html --out {nowhere}/paper.html", NOT_UNDERSTOOD),
    ("export --as html --out {folder}", NOT_UNDERSTOOD),
    ("export --as html --out {folder}/paper.html --layout poem", NOT_UNDERSTOOD),
    ("export --as html --out {folder}/paper.html --layout theme_note", NOT_UNDERSTOOD),
    ("export --as html --out {folder}/paper.html --annexes poems", NOT_UNDERSTOOD),
    ("export --as html --out {folder}/paper.html --lead ZZZ", NOT_UNDERSTOOD),
    ("export --as html --out {folder}/paper.html --home {empty}", NOT_UNDERSTOOD),
    (
        f"export --as html --out {{folder}}/paper.html --author {NHS_NUMBER.replace(' ', '')}",
        NOT_ALLOWED,
    ),
    ("verify {made}", DONE),
    ("verify {changed}", FINDINGS),
    ("verify {good}", NOT_UNDERSTOOD),
    ("verify {nowhere}", NOT_UNDERSTOOD),
    ("verify {made} --home {empty}", NOT_UNDERSTOOD),
    ("people", DONE),
    ("people invite ann@abbey.example --role sender --org AAA", DONE),
    ("people invite ann@abbey.example --role king", NOT_UNDERSTOOD),
    ("people invite nobody --role reader", NOT_UNDERSTOOD),
    ("people end eve@abbey.example", NOT_UNDERSTOOD),
    ("people --home {empty}", NOT_UNDERSTOOD),
    ("template risks", DONE),
    ("template risks --out {nowhere}/risks.csv", NOT_UNDERSTOOD),
    ("template poems", NOT_UNDERSTOOD),
    ("schema risks", DONE),
    ("schema poems", NOT_UNDERSTOOD),
    ("rebuild --into {again}", DONE),
    ("rebuild --into {folder}", NOT_ALLOWED),
    ("rebuild --into {again} --home {empty}", NOT_UNDERSTOOD),
    ("backup {folder}/backup.zip", DONE),
    ("backup {good}", NOT_ALLOWED),
    ("backup {nowhere}/backup.zip", NOT_UNDERSTOOD),
    ("backup {folder}/backup.zip --home {empty}", NOT_UNDERSTOOD),
    ("restore {good} --home {again}", FINDINGS),
    ("restore {good}", NOT_ALLOWED),
    ("restore {nowhere} --home {again}", NOT_UNDERSTOOD),
    ("serve --host 0.0.0.0", NOT_ALLOWED),
    ("serve --port seventy", NOT_UNDERSTOOD),
    ("dance", NOT_UNDERSTOOD),
)


@pytest.fixture(scope="module")
def places(
    tmp_path_factory: pytest.TempPathFactory, write_small_system: Callable[[Path], Path]
) -> dict[str, Path]:
    made = tmp_path_factory.mktemp("codes")
    system = write_small_system(made / "system")
    named = {name: made / name for name in ("home", "empty", "nowhere", "folder", "again")}
    for name in ("bad_lists", "refused", "not_a_month"):
        named[name] = Path(shutil.copytree(system, made / name))
    (named["bad_lists"] / "themes.csv").unlink()
    programmes = named["refused"] / "extracts/AAA/2026-09@2026-10-02/programmes.csv"
    programmes.write_text(programmes.read_text("utf-8").replace(",live", ",nearly"), "utf-8")
    (named["not_a_month"] / "extracts/AAA/September").mkdir()
    named["empty"].mkdir()
    named["folder"].mkdir()
    (named["folder"] / "letter.txt").write_text("mine", "utf-8")
    named |= {name: made / f"{name}.csv" for name in ("good", "bad", "closed")}
    values = "benefit_id,beneficiary_org_code,period,realised_gbp\nB1,AAA,2026-09,"
    named["good"].write_text(f"{values}101\n", "utf-8")
    named["good"] = named["good"].rename(made / "benefit_values.csv")
    named["bad"].write_text(f"{values}1.2m\n", "utf-8")
    named["closed"].write_text(f"{values}102\n", "utf-8")
    home = ["--home", str(named["home"])]
    assert main(["load", str(system), *home]) == DONE
    assert main(["withdraw", "0002", "--reason", "too early", *home]) == DONE
    named |= {name: made / f"{name}.html" for name in ("made", "changed")}
    assert main(["export", "--as", "html", "--out", str(named["made"]), *home]) == DONE
    paper = named["made"].read_text("utf-8")
    named["changed"].write_text(paper.replace("30 September", "31 August"), "utf-8")
    return {**named, "system": system}


@pytest.fixture
def a_closed_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """As good as a file that whoever types may not open: there are none for root."""
    read = Path.read_bytes

    def refuses(path: Path) -> bytes:
        if path.name == "closed.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuses)


@pytest.mark.usefixtures("a_closed_file")
@pytest.mark.parametrize(("typed", "code"), TABLE, ids=[typed for typed, _ in TABLE])
def test_a_verb_ends_with_its_code_and_says_why(
    places: dict[str, Path], typed: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [word.format(**places) for word in typed.split()]
    home = [] if "--home" in words else ["--home", str(places["home"])]
    capsys.readouterr()

    try:
        ended = main([*words, *home])
    except SystemExit as stopped:
        ended = int(stopped.code or 0)

    told = capsys.readouterr()
    for made in (places["again"], places["folder"] / "backup.zip"):
        shutil.rmtree(made) if made.is_dir() else made.unlink(missing_ok=True)
    assert ended == code, told.err
    assert "Traceback" not in told.err
    assert (told.out if code in (DONE, FINDINGS) else told.err).strip() or "--out" in typed
    assert NHS_NUMBER not in told.err


def test_every_verb_has_its_ends_in_the_table() -> None:
    verbs = next(action.choices for action in parser()._actions if action.dest == "verb")

    assert set(verbs or ()) <= {typed.split()[0] for typed, _ in TABLE}
