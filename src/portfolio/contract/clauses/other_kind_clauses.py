"""What the contract asks of benefits, their values, risks, lessons and their uses."""

from __future__ import annotations

from portfolio.contract.clauses.clause import Section, held, unchecked

BENEFITS = Section(
    "B",
    "Benefits",
    (
        held("One row per benefit and beneficiary.", "one_row_per_key"),
        held("Two ids that differ only in capital letters stop.", "ids_differ_in_case"),
        held(
            "Programme, beneficiary and payer are known.", "known_programme", "known_organisation"
        ),
        held("Sent by the beneficiary's partner or by the lead.", "not_yours_to_send"),
        held(
            "One benefit belongs to one programme, in every row and with every partner.",
            "benefit_rows_agree",
            "benefit_of_another_programme",
        ),
        held(
            "Rows of one benefit say the same name, measure, unit, type, effect, better and "
            "combines; those of two partners too.",
            "benefit_rows_agree",
            "benefit_said_as_lead",
            "benefit_said_alike",
        ),
        held(
            "Type, effect, foreseen, status, evidence and the like are words of their lists.",
            "code_not_listed",
        ),
        held(
            "`noticed_by` is for emergent benefits.",
            "noticed_by_for_emergent",
        ),
        held(
            "Baseline and target: a value needs its date and the reverse.",
            "value_needs_date",
            "date_needs_value",
        ),
        held(
            "Limits of a chart worked out anew: a month needs its reason and the reverse.",
            "recalculate_needs_reason",
            "recalculate_needs_month",
        ),
        held(
            "A programme carries an outcome once at a beneficiary.",
            "one_outcome_per_programme",
            "outcome_on_another_benefit",
        ),
        held(
            "Attribution is 0 to 100, and the shares of an outcome at a beneficiary should not "
            "pass 100: a note to both partners.",
            "number_too_low",
            "number_too_high",
            "attribution_over_100",
            because="The other partner reads it under “Since your last return”.",
        ),
        unchecked(
            "Blanks: the lead paid, months are summed, the whole benefit is the programme's, "
            "foreseen is not counted either way.",
            "it is how blanks are counted",
        ),
    ),
)

VALUES = Section(
    "V",
    "Benefit values",
    (
        held("One row per benefit, beneficiary and month.", "one_row_per_key"),
        held(
            "The benefit is in this submission's register or in the current one.",
            "known_benefit",
            "benefit_in_register",
            "values_without_register",
            because="A row of the register that this very return leaves out while it still sends "
            "the months is told by a note and not refused: what vanishes without an ending is "
            "(S6), and its months are kept and not counted.",
        ),
        held("The beneficiary is open in the month.", "organisation_open"),
        held("At least one of the six figures.", "value_row_empty"),
        held("Amounts are 0 or more.", "number_too_low"),
        held("No amounts where the register says unmonetisable.", "gbp_for_unmonetisable"),
        held("Nothing realised after the period's last day.", "realised_after_period_end"),
        held(
            "The whole history each time; a changed past month is a revision and shown as one.",
            "past_months_revised",
            "past_months_gone",
            because="A month that is left out is shown in the preview as removed.",
        ),
        held(
            "After a merger, months up to the last day of the organisation that closed stay under "
            "its code, whoever sends them; a successor gives under its own what was its own, and "
            "all months since. What it tells again of another's is told, and counts once.",
            "months_told_again",
            "organisation_open",
            because="Told again is what goes beyond its own figure, as last sent for a period in "
            "which all were open. Less than the smallest figure of those that closed is its own, "
            "unless one of them was split.",
        ),
        held(
            "Where claim and confirmation give different figures, both are told.",
            "claimed_figures_differ",
        ),
    ),
)

RISKS = Section(
    "R",
    "Risks",
    (
        held(
            "One row per risk, and its id is one partner's.",
            "one_row_per_key",
            "id_of_another_partner",
        ),
        held("Sent by the organisation that holds it.", "not_yours_to_send"),
        held("A programme it names is known.", "known_programme"),
        held("Scores run from 1 to 5.", "whole_not_readable", "number_too_low", "number_too_high"),
        held(
            "Category, status, raised by and visibility are words of their lists.",
            "code_not_listed",
        ),
        held(
            "One that became an issue says when, not before it was raised.",
            "issue_needs_date",
            "issue_not_before_raised",
        ),
    ),
)

LESSONS = Section(
    "L",
    "Lessons",
    (
        held(
            "One row per lesson, and its id is one partner's.",
            "one_row_per_key",
            "id_of_another_partner",
        ),
        held("Sent by the organisation that learned it.", "not_yours_to_send"),
        held("A programme it names is known.", "known_programme"),
        held("Kind and category are words of their lists.", "code_not_listed"),
        held("A link is https.", "link_https"),
        unchecked(
            "A contact is a role.",
            "a name looks like a role; addresses and telephone numbers are told, as for an owner",
        ),
    ),
)

LESSON_USES = Section(
    "U",
    "Lesson uses",
    (
        held("One row per lesson and user.", "one_row_per_key"),
        held(
            "The lesson is known; so are a programme or benefit it names.",
            "known_lesson",
            "known_programme",
            "known_benefit",
        ),
        held("Sent by the organisation that used it.", "not_yours_to_send"),
        held("Not after the period's last day.", "date_after_period_end"),
        held("The outcome is a word of its list.", "code_not_listed"),
        held("A use by its own writer is a note and not counted.", "own_lesson_used"),
    ),
)
