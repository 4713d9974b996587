"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
PAGES = sorted((CHECKOUT / "pages").glob("*.py"))
ALLOWED_IN_PAGES = {"__future__", "streamlit", "portfolio", "collections", "datetime"}
LINES_OF_A_PAGE = 60
LINES_OF_THE_APP = 40


def imported_roots(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    froms = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    return {name.split(".")[0] for name in names | froms}


def forbidden_names(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    attributes = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    tries = {"try" for n in ast.walk(tree) if isinstance(n, ast.Try)}
    return (attributes & {"groupby", "group_by", "execute", "update_layout", "sql"}) | tries


def test_there_are_pages_to_look_at() -> None:
    assert len(PAGES) >= 7


@pytest.mark.parametrize("page", [*PAGES, CHECKOUT / "app.py"], ids=lambda path: path.name)
def test_a_page_knows_only_streamlit_and_the_portfolio(page: Path) -> None:
    assert imported_roots(page) <= ALLOWED_IN_PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_page_is_arrangement_only(page: Path) -> None:
    assert forbidden_names(page) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_page_fits_a_screen(page: Path) -> None:
    assert len(page.read_text(encoding="utf-8").splitlines()) <= LINES_OF_A_PAGE


def test_the_app_is_the_list_of_pages_and_nothing_else() -> None:
    assert len((CHECKOUT / "app.py").read_text(encoding="utf-8").splitlines()) <= LINES_OF_THE_APP


@pytest.mark.parametrize(
    "sql", sorted((CHECKOUT / "src").rglob("*.sql")), ids=lambda path: path.name
)
def test_a_query_fits_a_screen(sql: Path) -> None:
    if sql.parent.name == "migrations":
        assert sql.stem[:4].isdigit()
    else:
        assert len(sql.read_text(encoding="utf-8").splitlines()) <= LINES_OF_A_PAGE


def test_the_picture_of_the_house_names_rooms_that_are_there() -> None:
    text = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")
    floors, of_home = text.split("## Rooms and floors")[1].split("## A home folder")
    where = of_home.split("## Where does a change go?")[1]
    named = re.findall(r"^(?:floor \d)? +([a-z]+(?:/|\.py))", floors, re.MULTILINE)
    named += re.findall(r"`([a-z_/]+(?:/|\.py))`", where)
    beside = {"pages/", "app.py", "adr/"}

    assert len(named) > 25
    assert [
        name
        for name in named
        if not (CHECKOUT / ("" if name.startswith("tests/") else "src/portfolio") / name).exists()
        and name not in beside
    ] == []


def test_every_room_is_in_the_picture() -> None:
    floors = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")
    house = CHECKOUT / "src" / "portfolio"
    rooms = [f"{room.parent.name}/" for room in house.glob("*/__init__.py")]
    rooms += [one.name for one in house.glob("*.py") if not one.name.startswith("__")]

    assert len(rooms) > 12
    assert [room for room in rooms if room not in floors] == []


def test_no_check_asks_pandera_for_groups() -> None:
    """On polars it gives the whole column instead, and says nothing (findings/)."""
    asking = [
        path.name
        for room in ("contract", "intake")
        for path in (CHECKOUT / "src" / "portfolio" / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and any(keyword.arg == "groupby" for keyword in node.keywords)
    ]

    assert asking == []
