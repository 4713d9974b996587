"""What one rule is: its name, whether it stops, and its two sentences."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.domain.finding import Severity


@dataclass(frozen=True)
class Rule:
    """`says` tells what was found and what is needed, `do` what to do next.

    Words in braces are filled in when a finding is made; `{nearest}` and `{example}` vanish
    where there is none.
    """

    rule_id: str
    severity: Severity
    says: str
    do: str = ""


def stop(rule_id: str, says: str, do: str) -> Rule:
    return Rule(rule_id, "stop", says, do)


def note(rule_id: str, says: str, do: str = "") -> Rule:
    return Rule(rule_id, "note", says, do)
