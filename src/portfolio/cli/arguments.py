"""What can be typed: the verbs and their options."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from portfolio import __version__
from portfolio.contract.catalogue import KINDS

if TYPE_CHECKING:  # argparse gives its verbs no public type
    Verbs: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]

WORKBOOK = "workbook"
_LAST_PORT = 65_535

FILTER_OPTIONS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "period": {"metavar": "YYYY-MM", "help": "as at its end (else the latest)"},
        "known_on": {"metavar": "DATE", "help": "as it was known on a day"},
        "theme": {"metavar": "SET:CODE", "help": "programmes of one theme"},
        "lead": {"metavar": "CODE", "help": "programmes one organisation leads"},
        "beneficiary": {"metavar": "CODE", "help": "benefit at one organisation"},
        "programme": {"metavar": "ID", "help": "one programme"},
        "organisations": {
            "choices": ("as_reported", "as_now"),
            "help": "closed organisations under their own codes, or as those that followed them",
        },
        "since": {"metavar": "YYYY-MM", "help": "changes: the earlier period"},
        "since_known_on": {"metavar": "DATE", "help": "changes: as it was known that day"},
    }
)
"""What a view can be narrowed by, with the same names in a request to the running app."""
POINT_OPTIONS = ("period", "known_on")
"""Those of them that choose a point in time and not a part of the system."""
COMPARING_OPTIONS = frozenset({"since", "since_known_on"})
FORMS = ("html", "docx", "pdf", "pptx", "xlsx", "csv")
PAPER_OPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "meeting": "for which meeting it is made",
        "author": "who makes it",
        "title": "its title (else the layout's)",
        "paper_type": "for information, assurance or decision",
        "asked": "what the meeting is asked to do",
        "for_organisation": "whose an adopter's pack is: the code of who might take it up",
    }
)
_WHEN_DONE = (
    "Exit codes: 0 done, 1 findings and nothing stored, 2 not understood, 3 not allowed, "
    "4 a fault of ours, 75 busy, try again."
)


def parser() -> argparse.ArgumentParser:
    """Return the command line as one table of verbs."""
    whole = argparse.ArgumentParser(
        prog="portfolio",
        description="The benefits of digital programmes across an integrated care system.",
        epilog=_WHEN_DONE,
        parents=[_home()],
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"portfolio {__version__}")
    verbs = whole.add_subparsers(dest="verb", metavar="VERB", required=True)
    for add in (
        _serve,
        _load,
        _check,
        _submit,
        _withdraw,
        _submissions,
        _measure,
        _publish,
        _papers,
        _people,
        _contract,
        _keep,
    ):
        add(verbs)
    return whole


def _home() -> argparse.ArgumentParser:
    """`--home`, understood before the verb and after it."""
    parent = argparse.ArgumentParser(add_help=False)
    parent.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="where everything is kept (else PORTFOLIO_HOME, else ./var)",
    )
    return parent


def _verb(verbs: Verbs, name: str, says: str) -> argparse.ArgumentParser:
    return verbs.add_parser(
        name,
        help=says,
        description=f"{says[0].upper()}{says[1:]}.",
        epilog=_WHEN_DONE,
        parents=[_home()],
        allow_abbrev=False,
    )


def _serve(verbs: Verbs) -> None:
    verb = _verb(verbs, "serve", "serve the web app on this machine")
    verb.add_argument("--host", default="127.0.0.1", help="a loopback address (127.0.0.1)")
    verb.add_argument("--port", type=_port, default=8501, help="this port or the next free one")


def _load(verbs: Verbs) -> None:
    verb = _verb(verbs, "load", "take a system's reference lists and the extracts beside them")
    verb.add_argument("system", metavar="SYSTEM_DIR", type=Path, help="the system's folder")
    verb.add_argument("--quiet", action="store_true", help="one line when all went well")
    _add_json(verb)


def _check(verbs: Verbs) -> None:
    verb = _verb(verbs, "check", "check extracts without a trace")
    _add_files(verb)
    verb.add_argument("--partner", metavar="CODE", help="who would send them")
    verb.add_argument("--period", metavar="YYYY-MM", help="the reporting period")
    verb.add_argument(
        "--system", metavar="DIR", type=Path, help="check against the lists of this folder"
    )
    verb.add_argument(
        "--report", metavar="CSV", type=Path, help="write what was found here, row by row"
    )
    _add_json(verb)


def _submit(verbs: Verbs) -> None:
    verb = _verb(verbs, "submit", "see what extracts would change, and send them")
    _add_files(verb)
    verb.add_argument("--partner", metavar="CODE", required=True, help="who sends them")
    verb.add_argument("--period", metavar="YYYY-MM", required=True, help="the reporting period")
    verb.add_argument("--accept", action="store_true", help="store without asking")
    _add_json(verb)


def _withdraw(verbs: Verbs) -> None:
    verb = _verb(verbs, "withdraw", "take a submission back: the one before stands again")
    verb.add_argument("submission", metavar="SUBMISSION", help="its number, for example 0187")
    verb.add_argument("--reason", metavar="TEXT", required=True, help="kept in the ledger")


def _submissions(verbs: Verbs) -> None:
    _add_json(_verb(verbs, "submissions", "list what was received"))


def _measure(verbs: Verbs) -> None:
    verb = _verb(verbs, "measure", "give one measure; without ID list them")
    verb.add_argument("measure", metavar="ID", nargs="?", help="for example beyond_lead_share")
    for name, options in FILTER_OPTIONS.items():
        verb.add_argument(f"--{name.replace('_', '-')}", **options)
    _add_json(verb)


def _publish(verbs: Verbs) -> None:
    verb = _verb(verbs, "publish", "write what stands as Parquet and CSV with a descriptor")
    verb.add_argument("into", metavar="DIR", type=Path, help="where systems are published")
    verb.add_argument(
        "--scope",
        choices=("public", "system"),
        default="public",
        help="public: without small counts of people (public)",
    )
    for name in POINT_OPTIONS:
        verb.add_argument(f"--{name.replace('_', '-')}", **FILTER_OPTIONS[name])
    _add_json(verb)


def _papers(verbs: Verbs) -> None:
    verb = _verb(verbs, "export", "make a paper to take away, and keep it as it was made")
    verb.add_argument(
        "--as", dest="form", required=True, choices=FORMS, help="csv: its numbers alone"
    )
    verb.add_argument("--out", metavar="FILE", type=Path, required=True, help="write it here")
    verb.add_argument("--layout", metavar="NAME", help="the kind of paper (else `board`)")
    for name, says in PAPER_OPTIONS.items():
        verb.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", help=says)
    verb.add_argument(
        "--annexes", metavar="NAME,…", help="which annexes (else the layout's); `-` for none"
    )
    verb.add_argument(
        "--audience", choices=("board", "public"), help="public: small numbers are hidden"
    )
    for name, options in FILTER_OPTIONS.items():
        if name not in COMPARING_OPTIONS:
            verb.add_argument(f"--{name.replace('_', '-')}", **options)
    verb = _verb(verbs, "verify", "prove a paper against the data")
    verb.add_argument("file", metavar="FILE", type=Path, help="what `export` wrote")
    _add_json(verb)


def _people(verbs: Verbs) -> None:
    verb = _verb(verbs, "people", "list who may sign in; invite somebody, or end their access")
    _add_json(verb)
    does = verb.add_subparsers(dest="does", metavar="invite|end")
    invite = does.add_parser("invite", parents=[_home()], allow_abbrev=False)
    invite.add_argument("email", metavar="EMAIL", help="the address their provider vouches for")
    invite.add_argument(
        "--role",
        metavar="ROLE",
        action="append",
        required=True,
        help="reader, non_executive, sender, office or operator; may be given again",
    )
    invite.add_argument("--org", metavar="CODE", help="their organisation; a sender needs one")
    invite.add_argument("--name", metavar="NAME", help="as it is shown")
    invite.add_argument("--provider", metavar="NAME", help="who signs them in")
    end = does.add_parser("end", parents=[_home()], allow_abbrev=False)
    end.add_argument("email", metavar="EMAIL")


def _contract(verbs: Verbs) -> None:
    kinds = ", ".join(KINDS)
    verb = _verb(verbs, "template", "give a CSV with the header and one example row")
    verb.add_argument(
        "kind",
        metavar="KIND",
        choices=(*KINDS, WORKBOOK),
        help=f"{kinds}; or {WORKBOOK}, an Excel workbook of all of them",
    )
    verb.add_argument("--out", metavar="FILE", type=Path, help="write it here; needed for Excel")
    verb = _verb(verbs, "schema", "print a kind of extract as a Frictionless Table Schema")
    verb.add_argument("kind", metavar="KIND", choices=tuple(KINDS), help=kinds)


def _keep(verbs: Verbs) -> None:
    verb = _verb(verbs, "rebuild", "make the database again, from archive and journal")
    verb.add_argument(
        "--into", metavar="DIR", type=Path, required=True, help="an empty folder for the new home"
    )
    verb = _verb(verbs, "backup", "put everything into one file, also while the app runs")
    verb.add_argument("file", metavar="FILE", type=Path, help="a file that is not there yet")
    verb = _verb(verbs, "restore", "make a home folder from a backup")
    verb.add_argument("file", metavar="FILE", type=Path, help="what `backup` wrote")
    verb.add_argument(
        "--replace", action="store_true", help="put what is in the home folder aside first"
    )


def _add_files(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        type=Path,
        help="CSV extracts or Excel workbooks of them",
    )


def _add_json(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help="one JSON document and nothing else")


def _port(text: str) -> int:
    if text.isdecimal() and int(text) <= _LAST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a port")
