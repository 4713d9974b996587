"""Column names that name something about a patient."""

from __future__ import annotations

import re

# Whole words of a column name, and beginnings of a name written without any gap.
_WORDS = re.compile(
    r"(?i)(?<![a-z])(?:patients?|mrn|dob|nhs[\s_-]*(?:no|num|number|id)|nino|chi[\s_-]*number"
    r"|(?:date[\s_-]*of|year[\s_-]*of)[\s_-]*birth|birth[\s_-]*(?:date|day)|surname|forenames?"
    r"|(?:first|last|family|given|maiden|full)[\s_-]*name|next[\s_-]*of[\s_-]*kin"
    r"|(?:hospital|case[\s_-]*note|medical[\s_-]*record|pas|national[\s_-]*insurance|ni)"
    r"[\s_-]*(?:no|num|number|id)|home[\s_-]*address|post[\s_-]*code|diagnosis|ethnicity|gender"
    r"|sex|date[\s_-]*of[\s_-]*death|mobile(?:[\s_-]*(?:no|num|number))?|gp[\s_-]*practice)(?![a-z])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def names_a_patient_field(name: str) -> bool:
    """Return whether a column of this name would say something about a patient."""
    return _WORDS.search(_CAMEL.sub(" ", name)) is not None or _WORDS.search(name) is not None
