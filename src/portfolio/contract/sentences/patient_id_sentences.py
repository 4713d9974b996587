"""Sentences on what may name a patient: a return holds no patient data."""

from __future__ import annotations

from portfolio.contract.sentences.rule import note, stop

_IF_IT_IS = "If it is, take it out: an extract holds no patient data."

IDENTIFIER_RULES = (
    stop(
        "nhs_number",
        "`{found}` is a valid NHS number; most of its digits are hidden here.",
        "Take it out: an extract holds no patient data. If it is a code of yours, write a letter "
        "in front of it, so that nobody takes it for one.",
    ),
    stop(
        "nhs_numbers_in_amounts",
        "{passing} of the {cells} figures in this column would be valid NHS numbers; the first is "
        "`{found}`, most of its digits hidden here.",
        "If they are NHS numbers, take them out: an extract holds no patient data. If they are "
        "figures, write them with decimals, for example `1250000000.00`.",
    ),
    stop(
        "nhs_number_in_file_name",
        "This file's name holds a valid NHS number, `{found}`; most of its digits are hidden here.",
        "Name it after its kind and send it again. The kinds are {kinds}.",
    ),
    stop(
        "patient_column",
        "The column `{found}` is named as if it said something about patients.",
        "Remove it with all its cells: an extract holds no patient data.",
    ),
    note("date_of_birth", "`{found}` may be the date somebody was born.", _IF_IT_IS),
    note("home_address", "`{found}` may be where somebody lives.", _IF_IT_IS),
    note(
        "national_insurance_number",
        "`{found}` looks like a National Insurance number.",
        _IF_IT_IS,
    ),
    note(
        "personal_email",
        "`{found}` looks like somebody's e-mail address.",
        "Name a role instead: what is sent here is read across the system.",
    ),
    note(
        "mobile_number",
        "`{found}` looks like somebody's mobile number.",
        "Name a role instead: what is sent here is read across the system.",
    ),
)
