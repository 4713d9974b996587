"""Who may do what: people, their roles, and one decision function. Standard library only."""

from portfolio.access.decision import Decision, may, scope_of
from portfolio.access.people import LOCAL, NOBODY, Person, Role, machine_of
from portfolio.access.policy import POLICY, Reach, Verb

__all__ = [
    "LOCAL",
    "NOBODY",
    "POLICY",
    "Decision",
    "Person",
    "Reach",
    "Role",
    "Verb",
    "machine_of",
    "may",
    "scope_of",
]
