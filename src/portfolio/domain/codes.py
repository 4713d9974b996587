"""What the contract's codes mean to measures, checks and pages: their order and their groups.

Which codes an extract may hold, and what each says to a partner, stands in the contract's field
table (`contract/kinds/`); their words and colours in `views/words/terms.py` and `views/palette.py`.
`tests/unit/test_codes_agree.py` holds all of them to each other, so that a code added in one place
turns a test red until the others know it.
"""

from __future__ import annotations

ADOPTION_LADDER = ("not_started", "exploring", "agreed", "piloting", "live", "embedded")
"""States of an adoption that are steps, the first step first."""
OFF_LADDER = ("stopped", "declined", "not_applicable")
"""States of an adoption that are no step."""
IN_USE = ("live", "embedded")
"""In routine use: what every measure calls adopted."""
ON_THE_WAY = ("exploring", "agreed", "piloting")
AGREED_OR_FURTHER = ("agreed", "piloting", *IN_USE)
OPEN_TO_ADOPTION = ("not_started", *ON_THE_WAY)
"""Not adopted yet, and not decided against."""
GIVEN_UP = ("stopped", "declined")

STAGES = ("idea", "case", "delivery", "live", "benefits")
"""Stages of a programme that goes on, the first first."""
ENDED_STAGES = ("closed", "stopped")

PRICED_TYPES = ("cash_releasing", "non_cash_releasing", "societal")
"""Types of benefit in pounds, in the order in which a headline takes them: the one that moves a
budget first. They are never added to each other in a headline."""
UNPRICED_TYPE = "unmonetisable"

EVIDENCE = ("estimated", "measured", "validated")
"""Grades of evidence, the weakest first."""
MEASURED_EVIDENCE = ("measured", "validated")
"""Grades that rest on a measurement."""

BENEFIT_STATUSES = (
    "identified",
    "planned",
    "realising",
    "achieved",
    "ceased",
    "evaporated",
    "cancelled",
)
BENEFITS_WITHOUT_RESULT = ("evaporated", "cancelled")
BENEFITS_WITH_RESULT = ("achieved", "ceased")
"""Ended, and its figures stay counted when the row is left out."""
ENDED_BENEFITS = (*BENEFITS_WITH_RESULT, *BENEFITS_WITHOUT_RESULT)
"""Statuses after which a benefit may be left out of a return."""

RATINGS = ("green", "amber", "red")
"""Delivery confidence, the best first; `exempt` is no rating."""
EXEMPT = "exempt"

ENDED_RISKS = ("closed", "became_issue")
LESSON_KINDS = ("blueprint", "redprint")
LESSON_USED = ("adopted", "adapted")
LESSON_OUTCOMES = (*LESSON_USED, "considered")

EFFORT_PARTS = ("culture_pct", "process_pct", "operating_model_pct", "technology_pct")
APPROACHES = ("improve_existing", "adopt", "new", "replace")
