"""The verbs that keep a home folder safe: rebuild, back up, restore."""

from __future__ import annotations

import argparse
import sys

from portfolio.cli.terminal import Bar, show
from portfolio.service import Answer, Code
from portfolio.service.backups import back_up, restore
from portfolio.service.repair import rebuild_into, repair
from portfolio.service.text.upkeep_text import (
    REPAIRED,
    backed_up_text,
    left_out_text,
    rebuilt_text,
    restored_text,
)
from portfolio.settings import Settings
from portfolio.store.backup import BackupRefused
from portfolio.store.errors import StoreBusy

_MAKING = "Making the database"


def rebuild_verb(typed: argparse.Namespace, settings: Settings) -> int:
    """Make a second home folder from archive and journal."""
    rebuilt = rebuild_into(settings.home, typed.into, progress=Bar(_MAKING))
    code = Code.DONE if rebuilt.is_whole else Code.FINDINGS
    return show(Answer(code, rebuilt_text(rebuilt, typed.into)))


def backup_verb(typed: argparse.Namespace, settings: Settings) -> int:
    """Write one file that holds everything."""
    backed_up = back_up(settings.home, typed.file)
    code = Code.DONE if backed_up.is_whole else Code.FINDINGS
    return show(Answer(code, backed_up_text(backed_up, typed.file)))


def restore_verb(typed: argparse.Namespace, settings: Settings) -> int:
    """Make a home folder from a backup."""
    home, bar = settings.home, Bar(_MAKING)
    try:
        rebuilt = restore(typed.file, home, replacing=typed.replace, progress=bar)
    except BackupRefused as error:
        return show(Answer(Code.FINDINGS, f"{error} Nothing was changed."))
    except StoreBusy:
        busy = f"{home} is in use. Stop the app first. Nothing was changed."
        return show(Answer(Code.BUSY, busy))
    code = Code.DONE if rebuilt.is_whole else Code.FINDINGS
    return show(Answer(code, restored_text(rebuilt, home)))


def repair_home(settings: Settings) -> None:
    """Make a damaged database again and say so beside the answer. Raises StoreFault."""
    rebuilt = repair(settings.home, progress=Bar(_MAKING))
    print(f"{REPAIRED}{left_out_text(rebuilt)}\n", file=sys.stderr)
