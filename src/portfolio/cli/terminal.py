"""What goes to the screen: an answer, a question, a bar that shows how far things are."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass

from portfolio.service import Answer, Code

_BAR_WIDTH = 30


def show(answer: Answer, *, as_json: bool = False) -> int:
    """Print an answer and return its exit code. What stopped it goes to stderr."""
    if answer.code not in (Code.DONE, Code.FINDINGS):
        print(answer.text, file=sys.stderr)
    elif as_json and answer.document is not None:
        print(json.dumps(answer.document, ensure_ascii=False, indent=2, allow_nan=False))
    else:
        print(answer.text)
    return int(answer.code)


def says_yes(question: str) -> bool:
    """Return whether a person at the keyboard says yes; nobody there means no."""
    if not sys.stdin.isatty():
        return False
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


@dataclass
class Bar:
    """How far a long piece of work is, drawn on a terminal only."""

    doing: str

    def __call__(self, done: int, count: int) -> None:
        if not sys.stderr.isatty() or not count:
            return
        filled = _BAR_WIDTH * done // count
        end = "\r\033[K" if done == count else ""
        bar = f"{'█' * filled}{'░' * (_BAR_WIDTH - filled)}"
        print(f"\r{self.doing} {bar} {done} of {count}{end}", end="", file=sys.stderr, flush=True)
