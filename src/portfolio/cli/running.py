"""Runs one command: what was asked in, an exit code out, never a traceback."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from portfolio.cli.terminal import show
from portfolio.cli.upkeep import repair_home
from portfolio.cli.verbs import run
from portfolio.logbook import FaultNoted, open_logbook, write_fault
from portfolio.service.fault_words import fault_answer
from portfolio.service.requests import TOO_NEW, Answer, Code, NotAllowed, NotUnderstood
from portfolio.settings import SettingNotUnderstood, Settings, read_settings
from portfolio.store.engine import StoreBusy, StoreDamaged, StoreTooNew
from portfolio.store.reference_lists import BadReference

_INTERRUPTED = 130
# What a command makes is its owner's alone, but for what is made to be handed on.
_FOR_ITS_OWNER = 0o077
_FOR_OTHERS = frozenset({"template", "schema"})


def carry_out(typed: argparse.Namespace) -> int:
    """Carry out one command and return its exit code."""
    before = os.umask(_FOR_ITS_OWNER) if typed.verb not in _FOR_OTHERS else None
    try:
        return _told(typed)
    except KeyboardInterrupt:
        return _INTERRUPTED
    finally:
        if before is not None:
            os.umask(before)


def _told(typed: argparse.Namespace) -> int:
    try:
        code = _answered(typed)
        sys.stdout.flush()  # here, or the interpreter says it in its own words
    except BrokenPipeError:
        return _reader_gone()
    return code


def _reader_gone() -> int:
    """Close the output for good: whoever was reading has seen enough, and that is no fault."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(Code.DONE)


def _run(typed: argparse.Namespace, settings: Settings) -> int:
    """Carry out the command; where the database proves damaged, makes it again first."""
    try:
        return run(typed, settings)
    except StoreDamaged as error:
        write_fault(f"portfolio {typed.verb}", error.__cause__ or error)
        repair_home(settings)
    return run(typed, settings)


def _answered(typed: argparse.Namespace) -> int:
    try:
        settings = read_settings(os.environ, Path(".env"))
    except SettingNotUnderstood as error:
        return show(Answer(Code.NOT_UNDERSTOOD, str(error)))
    if "home" in typed:
        settings = replace(settings, home=typed.home)
    with FaultNoted(f"portfolio {typed.verb}") as watched:
        open_logbook(settings.home, settings.log_level)
        try:
            return _ended(typed, settings)
        except BrokenPipeError:  # of more than fits into what is written at once
            return _reader_gone()
    return show(fault_answer(watched.error, settings.home, is_noted=watched.is_noted))


def _ended(typed: argparse.Namespace, settings: Settings) -> int:
    """Return every end that a command can come to but for a fault of ours."""
    try:
        return _run(typed, settings)
    except NotUnderstood as error:
        return show(Answer(Code.NOT_UNDERSTOOD, str(error)))
    except NotAllowed as error:
        return show(Answer(Code.NOT_ALLOWED, str(error)))
    except BadReference as error:
        refused = Answer(Code.FINDINGS, f"{error}\n\nNothing was stored.", error.to_json())
        return show(refused, as_json=getattr(typed, "json", False))
    except StoreTooNew:
        return show(Answer(Code.NOT_ALLOWED, TOO_NEW))
    except StoreBusy:
        return show(Answer(Code.BUSY, "The home folder is in use. Try again in a minute."))
