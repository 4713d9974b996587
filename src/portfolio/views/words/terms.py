"""The contract's codes in the words people use."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

STATE: Mapping[str, str] = MappingProxyType(
    {
        "not_started": "Not started",
        "exploring": "Exploring",
        "agreed": "Agreed",
        "piloting": "Piloting",
        "live": "Live",
        "embedded": "Embedded",
        "stopped": "Stopped",
        "declined": "Decided not to",
        "not_applicable": "Not applicable",
    }
)
ORG_TYPE: Mapping[str, str] = MappingProxyType(
    {
        "acute": "Acute trust",
        "community": "Community trust",
        "mental_health": "Mental health trust",
        "ambulance": "Ambulance",
        "primary_care": "Primary care",
        "local_authority": "Council",
        "vcse": "Voluntary sector",
        "icb": "ICB",
        "other": "Other",
    }
)
ORG_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "acute": "Acute trusts",
        "community": "Community trusts",
        "mental_health": "Mental health trusts",
        "ambulance": "Ambulance services",
        "primary_care": "Primary care",
        "local_authority": "Councils",
        "vcse": "Voluntary sector",
        "icb": "ICBs",
        "other": "Others",
    }
)
BENEFIT_TYPE: Mapping[str, str] = MappingProxyType(
    {
        "cash_releasing": "Cash-releasing",
        "non_cash_releasing": "Non-cash-releasing",
        "societal": "Societal",
        "unmonetisable": "Without a price",
    }
)
BARRIER: Mapping[str, str] = MappingProxyType(
    {
        "condition": "The condition or need",
        "technology": "The technology",
        "value": "Its value to us",
        "adopters": "Staff, patients or carers",
        "organisation": "The organisation",
        "wider_system": "The wider system",
        "embedding": "Keeping it going",
    }
)
SENT_AS: Mapping[str, str] = MappingProxyType(
    {
        "own": "The lead\u2019s own",
        "confirmed": "Confirmed",
        "claimed": "Not confirmed by the organisation",
    }
)
CONFIDENCE: Mapping[str, str] = MappingProxyType(
    {"green": "Green", "amber": "Amber", "red": "Red", "exempt": "Exempt"}
)
CHANGE: Mapping[str, str] = MappingProxyType(
    {
        "new": "New",
        "closed": "Ended",
        "vanished": "No longer reported",
        "re_rated": "Rated differently",
        "re_dated": "Dated differently",
        "re_costed": "Costed differently",
        "re_led": "Led by another",
        "moved_up": "A step further",
        "moved_down": "A step back",
        "joined": "Joined",
        "left": "Left",
        "newly_realised": "Realised for the first time",
        "revised": "Revised",
        "evaporated": "No longer expected",
        "disagreement": "Answered differently from the claim",
        "became_issue": "Became an issue",
        "late": "Late",
        "missing": "Missing",
    }
)
KIND: Mapping[str, str] = MappingProxyType(
    {
        "programmes": "Programme",
        "adoptions": "Adoption",
        "benefits": "Benefit",
        "benefit_values": "Month of a benefit",
        "risks": "Risk",
        "lessons": "Lesson",
        "lesson_uses": "Use of a lesson",
        "submissions": "Return",
    }
)
FIELD: Mapping[str, str] = MappingProxyType(
    {
        "stage": "Stage",
        "shown_rating": "Confidence shown",
        "planned_end_date": "Planned end",
        "forecast_end_date": "Forecast end",
        "approved_cost_gbp": "Approved cost",
        "forecast_cost_gbp": "Forecast cost",
        "lead_org_code": "Lead",
        "state": "State",
        "status": "Status",
        "target_value": "Target",
        "target_date": "Target date",
        "realised_gbp": "Realised, in pounds",
        "realised_value": "Realised, in its unit",
        "is_realised": "Realised",
        "received_on": "Due, and received",
    }
)
LESSON_KIND: Mapping[str, str] = MappingProxyType(
    {"blueprint": "What to do", "redprint": "What to avoid"}
)
LESSON_OUTCOME: Mapping[str, str] = MappingProxyType(
    {"adopted": "Adopted", "adapted": "Adapted", "considered": "Considered"}
)
CATEGORY: Mapping[str, str] = MappingProxyType(
    {
        "culture": "Culture",
        "process": "Process",
        "operating_model": "Operating model",
        "technology": "Technology",
        "governance": "Governance",
        "commercial": "Commercial",
        "benefits": "Benefits",
        "people": "People",
    }
)
EVIDENCE: Mapping[str, str] = MappingProxyType(
    {"estimated": "Estimated", "measured": "Measured", "validated": "Validated"}
)
BENEFIT_STATUS: Mapping[str, str] = MappingProxyType(
    {
        "identified": "Identified",
        "planned": "Planned",
        "realising": "Being realised",
        "achieved": "Achieved",
        "ceased": "No longer measured",
        "evaporated": "Did not happen",
        "cancelled": "Cancelled",
    }
)
NOTICED_BY: Mapping[str, str] = MappingProxyType(
    {
        "patients": "Patients",
        "clinical_staff": "Clinical staff",
        "operational_staff": "Operational staff",
        "digital_team": "The digital team",
        "leadership": "Leadership",
        "partner": "A partner",
    }
)
STAGE: Mapping[str, str] = MappingProxyType(
    {
        "idea": "Idea",
        "case": "Making the case",
        "delivery": "In delivery",
        "live": "Live",
        "benefits": "Delivered, tracking benefits",
        "closed": "Closed",
        "stopped": "Stopped",
    }
)
APPROACH: Mapping[str, str] = MappingProxyType(
    {
        "improve_existing": "Improving what exists",
        "adopt": "Adopting what is proven",
        "new": "New",
        "replace": "Replacing",
    }
)
FOR_WHOM: Mapping[str, str] = MappingProxyType(
    {"patients": "Patients", "residents": "Residents", "staff": "Staff", "everyone": "Everyone"}
)
FORWARD_LOOK: Mapping[str, str] = MappingProxyType(
    {"improving": "Improving", "no_change": "No change expected", "worsening": "Worsening"}
)
EFFORT: Mapping[str, str] = MappingProxyType(
    {
        "culture_pct": "Culture",
        "process_pct": "Processes",
        "operating_model_pct": "Operating model",
        "technology_pct": "Technology",
    }
)
RISK_STATUS: Mapping[str, str] = MappingProxyType(
    {
        "open": "Open",
        "mitigating": "Being mitigated",
        "accepted": "Accepted",
        "became_issue": "Became an issue",
        "closed": "Closed",
    }
)
RAISED_BY: Mapping[str, str] = MappingProxyType(
    {
        "clinical": "Clinical staff",
        "operational": "Operational staff",
        "digital": "Digital team",
        "finance": "Finance",
        "patient": "Patients",
        "leadership": "Leadership",
        "partner": "A partner",
    }
)
REMOVED: Mapping[str, str] = MappingProxyType(
    {
        "also_confirmed": "The same benefit, reported by the organisation itself",
        "told_by_successor": "Told again by a successor, and counted once",
        "not_attributed": "Not attributed to the programme",
        "over_100_percent": "Claimed by several programmes, over 100% together",
    }
)


def word(words: Mapping[str, str], code: str) -> str:
    """Return the word for a code; an unknown code is said as written, without its underscores."""
    return words.get(code, code.replace("_", " "))


def rank(words: Mapping[str, str], code: str) -> int:
    """Return the place of a code in the order of its words; an unknown code comes last."""
    return list(words).index(code) if code in words else len(words)


def possessive(name: str) -> str:
    """`Saltmere Council's`, `Wenmarsh Hospitals'`."""
    return f"{name}\u2019" if name.endswith(("s", "S")) else f"{name}\u2019s"
