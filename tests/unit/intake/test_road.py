"""A file passes the stages of its road in their order, each once."""

import sys
from collections.abc import Callable
from itertools import groupby, pairwise
from pathlib import Path

import portfolio.intake
from portfolio.contract.templates import template_csv

INTAKE = Path(portfolio.intake.__file__).parent
ROAD = ("receive", "decode", "tabulate", "patient_ids", "cells", "whole_return", "report")
# They lead a file from stage to stage, and are met between any two.
LEADING = ("validate.py", "one_file")


def stages_entered(check: Callable[[], object]) -> list[str]:
    """Return the stages in the order in which their functions were called, repeats left out: an
    object that asks something of itself enters none."""
    called: list[str] = []

    def note(frame, event: str, _argument: object) -> None:
        path = Path(frame.f_code.co_filename)
        is_function = "." not in frame.f_code.co_qualname
        if event == "call" and is_function and INTAKE in path.parents:
            called.append(path.relative_to(INTAKE).parts[0])

    check()  # so that all of it is loaded: what runs while a module loads is no step of a file's
    sys.setprofile(note)
    try:
        check()
    finally:
        sys.setprofile(None)
    return [stage for stage, _ in groupby(one for one in called if one not in LEADING)]


def test_a_file_passes_the_stages_in_order_and_goes_back_at_most_once(door) -> None:
    sent = {"programmes.csv": template_csv("programmes").encode()}

    entered = stages_entered(lambda: door(sent))

    assert set(entered) == set(ROAD)
    # Once: whether bytes are another program's is asked of them as text, too.
    gone_back = [(a, b) for a, b in pairwise(entered) if ROAD.index(b) < ROAD.index(a)]
    assert len(gone_back) <= 1, entered
