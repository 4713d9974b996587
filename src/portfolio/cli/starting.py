"""Starts a command: reads what was typed before the engines load, which takes half a second."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from portfolio.cli.arguments import parser

_THREADS = "POLARS_MAX_THREADS"


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(
            errors="replace"
        )  # a screen that lacks a letter still shows the rest
    typed = parser().parse_args(argv)
    if typed.verb == "serve":
        fold_on_one_thread()
    from portfolio.cli.running import carry_out  # noqa: PLC0415 - loads the engines

    return carry_out(typed)


def fold_on_one_thread() -> None:
    """Have this process fold frames on one thread, unless the environment says on how many.

    A page folds some hundred frames of a few tens of rows: to hand each to another thread and wait
    for it takes longer than the work. How many there are is settled when polars loads. Processes
    started from here, which read whole files, have as many as ever.
    """
    if _THREADS in os.environ:
        return
    os.environ[_THREADS] = "1"
    try:
        import_module("polars")
    finally:
        del os.environ[_THREADS]
