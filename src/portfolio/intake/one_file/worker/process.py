"""The process that reads: takes a file, says what became of it, and waits for the next."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

from portfolio.contract.catalogue import KINDS
from portfolio.contract.templates import template_csv
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.intake.one_file.validate_file import validate_file
from portfolio.intake.one_file.worker.process_limits import leave_no_core, within
from portfolio.intake.one_file.worker.protocol import (
    Ended,
    read,
    read_document,
    write,
    write_document,
    write_files,
    write_judged,
)
from portfolio.intake.receive.zip_files import unpacked

OUT_OF_MEMORY = 12
READY = b"ready"


def main() -> None:
    """Serve until nobody asks any more."""
    leave_no_core()
    requests, answers = sys.stdin.buffer, _answers()
    _warm()
    try:
        write(answers, READY)
        while True:
            _serve(requests, answers)
    except Ended:
        pass
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # whatever would be tidied up needs memory too


def _answers() -> BinaryIO:
    """Where answers go; what anything else prints goes nowhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return answers


def _warm() -> None:
    for kind in KINDS:
        validate_file(ReceivedFile(f"{kind}.csv", template_csv(kind).encode()), Period(2026, 9))


def _serve(requests: BinaryIO, answers: BinaryIO) -> None:
    asked = read_document(requests)
    file = ReceivedFile(asked["name"], read(requests))
    with within(asked["memory_bytes"], asked["seconds"]):
        try:
            if asked["period"] is None:
                write_files(answers, unpacked(file))
                return
            judged = validate_file(file, Period.parse(asked["period"]))
        except MemoryError:
            raise
        except BaseException as error:  # noqa: BLE001 - an engine's panic is not an Exception
            write_document(answers, {"fault": _place_of(error)})
        else:
            write_judged(answers, judged)


def _place_of(error: BaseException) -> str:
    """Return the kind of error and where in the code; its own text may quote what a partner
    wrote."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    places = (f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
    return f"{type(error).__name__} at {' < '.join(places)}"


if __name__ == "__main__":
    main()
