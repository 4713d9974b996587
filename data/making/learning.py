"""Risks, lessons and uses of lessons, as they stood at the end of a month."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from .cast import CARDS, code, organisations
from .months import last_day

Row = dict[str, str]
Said = dict[str, Any]


@cache
def cards(name: str) -> tuple[Said, ...]:
    """The cards of one file (`risks`, `lessons`, `uses`), in the order they are written."""
    said = tomllib.loads((CARDS / f"{name}.toml").read_text("utf-8"))
    return tuple(said[name])


def is_sent(said: Said, org: str, day: str, month: int) -> bool:
    """Whether it had happened by the end of the month, at a body that was then open."""
    return day <= last_day(month).isoformat() and organisations()[org].is_open(month)


def risk_rows(orgs: frozenset[str], month: int) -> list[Row]:
    """Risks held by these organisations, raised by the end of the month."""
    end = last_day(month).isoformat()
    return [
        risk_row(said, end)
        for said in cards("risks")
        if said["org"] in orgs and is_sent(said, said["org"], said["raised"], month)
    ]


def risk_row(said: Said, end: str) -> Row:
    """The row of one risk, with its score and status on a day."""
    likelihood, consequence = said["score"]
    for move in said.get("moves", ()):
        if move[0] <= end:
            likelihood, consequence = move[1:]
    row = {
        "risk_id": said["id"],
        "org_code": code(said["org"]),
        "title": said["title"],
        "category": said["category"],
        "likelihood": str(likelihood),
        "consequence": str(consequence),
        "raised_date": said["raised"],
        "raised_by": said["by"],
        "visibility": said.get("seen", "system"),
        "programme_id": said.get("programme", ""),
        "reward": said.get("reward", ""),
        "reward_score": str(said.get("reward_score", "")),
        "not_acting": said.get("not_acting", ""),
        **standing(said, end),
    }
    if "target" in said:
        row["target_likelihood"], row["target_consequence"] = map(str, said["target"])
    return row


def standing(said: Said, end: str) -> Row:
    """Whether the risk is open, came about or was closed by a day."""
    if said.get("closed", "9") <= end:
        return {"status": "closed"}
    if said.get("issue", "9") <= end:
        return {"status": "became_issue", "issue_date": said["issue"]}
    return {"status": said.get("status", "mitigating")}


def lesson_rows(orgs: frozenset[str], month: int) -> list[Row]:
    """Lessons these organisations learned by the end of the month."""
    return [
        {
            "lesson_id": said["id"],
            "org_code": code(said["org"]),
            "kind": said["kind"],
            "category": said["category"],
            "title": said["title"],
            "summary": said["summary"],
            "date": said["date"],
            "programme_id": said.get("programme", ""),
            "contact_role": said.get("contact", ""),
            "link": said.get("link", ""),
        }
        for said in cards("lessons")
        if said["org"] in orgs and is_sent(said, said["org"], said["date"], month)
    ]


def use_rows(orgs: frozenset[str], month: int) -> list[Row]:
    """Uses these organisations made of lessons by the end of the month."""
    return [
        {
            "lesson_id": said["lesson"],
            "used_by_org_code": code(said["by"]),
            "used_date": said["date"],
            "outcome": said["outcome"],
            "programme_id": said.get("programme", ""),
            "benefit_id": said.get("benefit", ""),
        }
        for said in cards("uses")
        if said["by"] in orgs and is_sent(said, said["by"], said["date"], month)
    ]
