"""Each verb of the command line, from what was typed to an exit code."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from portfolio.cli.arguments import (
    COMPARING_OPTIONS,
    FILTER_OPTIONS,
    PAPER_OPTIONS,
    POINT_OPTIONS,
    WORKBOOK,
)
from portfolio.cli.reaching import ask, check_against
from portfolio.cli.terminal import Bar, says_yes, show
from portfolio.cli.upkeep import backup_verb, rebuild_verb, restore_verb
from portfolio.contract.table_schema import table_schema
from portfolio.contract.templates import template_csv
from portfolio.domain.extract import ReceivedFile
from portfolio.exports.template_workbook import template_workbook
from portfolio.inbox import InboxFolder
from portfolio.service import Answer, Code, NotUnderstood, Request
from portfolio.service.commands import check_form, list_measures
from portfolio.service.service import has_store
from portfolio.settings import Settings

# What was typed names no file. One that is closed to whoever typed it is another matter.
_NOT_THERE = (FileNotFoundError, IsADirectoryError, NotADirectoryError)


def run(typed: argparse.Namespace, settings: Settings) -> int:
    """Carry out the verb that was typed. Raises NotUnderstood."""
    return _VERBS[typed.verb](typed, settings)


def _serve(typed: argparse.Namespace, settings: Settings) -> int:
    from portfolio.server import ServeRefused, serve  # noqa: PLC0415 - only this verb needs it

    if InboxFolder(settings.home).is_watched:
        return show(Answer(Code.BUSY, f"The app is running on {settings.home} already."))
    try:
        serve(settings, host=typed.host, port=typed.port)
    except ServeRefused as error:
        return show(Answer(Code.NOT_ALLOWED, str(error)))
    return int(Code.DONE)


def _load(typed: argparse.Namespace, settings: Settings) -> int:
    _be_there(typed.system)
    request = Request("load", {"quiet": typed.quiet}, system=typed.system.absolute())
    return show(ask(settings.home, request, Bar("Loading")), as_json=typed.json)


def _check(typed: argparse.Namespace, settings: Settings) -> int:
    answer = _checked(typed, settings)
    if typed.report is not None and answer.report is not None:
        _write(typed.report, answer.report.encode())
    return show(answer, as_json=typed.json)


def _checked(typed: argparse.Namespace, settings: Settings) -> Answer:
    options = {"partner": typed.partner, "period": typed.period, "report": bool(typed.report)}
    request = Request("check", options, _received(typed.files))
    request.period()  # so that a month written wrongly is said before anything is opened
    if not (typed.partner and typed.period):
        return check_form(request)
    if typed.system is not None:
        _be_there(typed.system)
        return check_against(typed.system, request)
    if not has_store(settings.home):
        raise NotUnderstood(
            f"There is no system in {settings.home} to check against. Name one with --system DIR, "
            "or leave out --partner and --period to check the files by themselves."
        )
    return ask(settings.home, request)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except _NOT_THERE as error:
        raise NotUnderstood(f"The file {path} cannot be written: {error.strerror}.") from error


def _submit(typed: argparse.Namespace, settings: Settings) -> int:
    options = {"partner": typed.partner, "period": typed.period, "accept": typed.accept}
    request = Request("submit", options, _received(typed.files))
    _begun(settings)
    answer = ask(settings.home, request)
    if answer.code != Code.DONE or typed.accept or typed.json:
        return show(answer, as_json=typed.json)
    show(answer)
    print(file=sys.stderr)
    if not says_yes(f"Send this as {typed.partner}'s return for {typed.period}?"):
        print("Nothing was stored. Say yes here, or add --accept, to send it.", file=sys.stderr)
        return int(Code.DONE)
    return show(ask(settings.home, replace(request, options={**options, "accept": True})))


def _withdraw(typed: argparse.Namespace, settings: Settings) -> int:
    options = {"submission": typed.submission, "reason": typed.reason}
    return show(ask(settings.home, Request("withdraw", options)))


def _submissions(typed: argparse.Namespace, settings: Settings) -> int:
    return show(ask(settings.home, Request("submissions")), as_json=typed.json)


def _measure(typed: argparse.Namespace, settings: Settings) -> int:
    if typed.measure is None:
        return show(list_measures(), as_json=typed.json)
    named = ("measure", *FILTER_OPTIONS)
    request = Request("measure", {name: getattr(typed, name) for name in named})
    return show(ask(settings.home, request), as_json=typed.json)


def _publish(typed: argparse.Namespace, settings: Settings) -> int:
    point = {name: getattr(typed, name) for name in POINT_OPTIONS}
    options = {**point, "into": str(typed.into.absolute()), "scope": typed.scope}
    return show(ask(settings.home, Request("publish", options)), as_json=typed.json)


def _export(typed: argparse.Namespace, settings: Settings) -> int:
    """Have the paper composed and kept where the store is, and write its file here, whole or not
    at all."""
    _be_there(typed.out.absolute().parent)
    _begun(settings)
    named = (*PAPER_OPTIONS, "layout", "annexes", "audience")
    named += tuple(name for name in FILTER_OPTIONS if name not in COMPARING_OPTIONS)
    answer = ask(settings.home, Request("export", {one: getattr(typed, one) for one in named}))
    if answer.code != Code.DONE or not isinstance(answer.document, Mapping):
        return show(answer)
    from portfolio.service.papers.making import as_file, document_from  # noqa: PLC0415 - heavy

    half = typed.out.with_name(f".{typed.out.name}.part")
    try:
        _write(half, as_file(document_from(answer.document), typed.form))
        half.replace(typed.out)
    except IsADirectoryError as error:
        raise NotUnderstood(f"{typed.out} is a folder: name a file.") from error
    finally:
        half.unlink(missing_ok=True)
    return show(Answer(Code.DONE, f"{typed.out}: {answer.text}"))


def _verify(typed: argparse.Namespace, settings: Settings) -> int:
    _begun(settings)
    request = Request("verify", {}, _received([typed.file]))
    return show(ask(settings.home, request), as_json=typed.json)


def _begun(settings: Settings) -> None:
    if not has_store(settings.home):
        raise NotUnderstood(
            f"There is nothing in {settings.home} yet. Load a system first: portfolio load "
            "SYSTEM_DIR."
        )


def _people(typed: argparse.Namespace, settings: Settings) -> int:
    match typed.does:
        case "invite":
            _check_provider(typed.provider, settings)
            options = {name: getattr(typed, name) for name in ("email", "org", "name", "provider")}
            request = Request("people invite", {**options, "role": ";".join(typed.role)})
        case "end":
            request = Request("people end", {"email": typed.email})
        case _:
            request = Request("people")
    return show(ask(settings.home, request), as_json=typed.json)


def _check_provider(named: str | None, settings: Settings) -> None:
    """With several providers, one of them must be the one that vouches for a person."""
    names = [one.name for one in settings.providers]
    if named is None and len(names) > 1:
        raise NotUnderstood(f"Say who signs them in, with --provider: {', '.join(names)}.")
    if named is not None and named not in names:
        known = ", ".join(names) or "none is set up here"
        raise NotUnderstood(f"`{named}` is not a provider. Known: {known}.")


def _template(typed: argparse.Namespace, _settings: Settings) -> int:
    if typed.kind == WORKBOOK and typed.out is None:
        raise NotUnderstood("A workbook needs a file to be written to: add --out template.xlsx.")
    if typed.kind == WORKBOOK:
        _write(typed.out, template_workbook())
    elif typed.out is not None:
        _write(typed.out, template_csv(typed.kind).encode())
    else:
        sys.stdout.write(template_csv(typed.kind))
    return int(Code.DONE)


def _schema(typed: argparse.Namespace, _settings: Settings) -> int:
    print(json.dumps(table_schema(typed.kind), ensure_ascii=False, indent=2))
    return int(Code.DONE)


def _be_there(folder: Path) -> None:
    if not folder.is_dir():
        raise NotUnderstood(f"There is no folder {folder}.")


def _received(paths: list[Path]) -> tuple[ReceivedFile, ...]:
    """Return the files named. Raises NotUnderstood for one that cannot be opened."""
    files = []
    for path in paths:
        try:
            files.append(ReceivedFile(path.name, path.read_bytes()))
        except _NOT_THERE as error:
            raise NotUnderstood(f"The file {path} cannot be opened: {error.strerror}.") from error
    return tuple(files)


_VERBS: Mapping[str, Callable[[argparse.Namespace, Settings], int]] = {
    "serve": _serve,
    "load": _load,
    "check": _check,
    "submit": _submit,
    "withdraw": _withdraw,
    "submissions": _submissions,
    "measure": _measure,
    "publish": _publish,
    "export": _export,
    "verify": _verify,
    "people": _people,
    "template": _template,
    "schema": _schema,
    "rebuild": rebuild_verb,
    "backup": backup_verb,
    "restore": restore_verb,
}
