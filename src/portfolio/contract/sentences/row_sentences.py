"""Sentences on rows: columns of one row that must fit together, and rows that must not clash."""

from __future__ import annotations

from portfolio.contract.sentences.rule import note, stop

_PROGRAMME_ROWS = (
    stop(
        "effort_all_or_none",
        "Some of the four shares of effort are given and some are blank.",
        "Give all four (culture, process, operating model, technology), with 0 for none, or leave "
        "all four blank.",
    ),
    stop(
        "effort_sums_to_100",
        "The four shares of effort add up to {total}, and they should add up to 100.",
        "Correct them, for example 20, 30, 20 and 30.",
    ),
    stop(
        "effort_of_one",
        "The four shares of effort add up to 1: they are written as parts of one.",
        "Write them as percentages, for example 20, 30, 20 and 30.",
    ),
    stop(
        "end_not_before_start",
        "The end, `{found}`, is before the start.",
        "Correct whichever of the two is wrong, or leave the one that is not known blank.",
    ),
    stop(
        "rating_needs_date",
        "There is a rating in `{rating}` and no date beside it.",
        "Give the day of the rating in `{column}`, for example `{example}`.",
    ),
    note(
        "rating_without_comment",
        "There is a rating in `{rating}` and no word on why.",
        "A sentence in `{column}` helps those who read it.",
    ),
    stop(
        "old_service_needs_name",
        "The cost of an old service is given, `{found}`, and the service is not named.",
        "Name what still runs in `old_service`, or leave its cost blank.",
    ),
)

_TRANSFERS = (
    stop(
        "transferred_from_itself",
        "`{found}` is named as the lead, and as the lead before.",
        "Name the lead before you, or leave `{column}` blank if there was none.",
    ),
)

_ADOPTION_ROWS = (
    stop(
        "live_needs_date",
        "The state is `{state}` and `live_date` is blank.",
        "Give the day it went live, for example `2026-01-12`; if only “on or before” is known, "
        "put `by` in `live_date_is`.",
    ),
    stop(
        "embedded_needs_date",
        "The state is `embedded` and `embedded_date` is blank.",
        "Give the day it became part of ordinary work, for example `2026-07-01`, or use `live`.",
    ),
    stop(
        "stopped_needs_date",
        "The state is `stopped` and `stopped_date` is blank.",
        "Give the day it stopped, for example `2026-08-31`.",
    ),
    stop(
        "live_date_needs_live_state",
        "There is a live date, `{found}`, and the state is `{state}`.",
        "Only `live`, `embedded` and `stopped` have one: correct the state, or take the date out.",
    ),
    stop(
        "dates_in_order",
        "`{column}`, `{found}`, is before `{earlier}`.",
        "Agreed, live, embedded and stopped follow each other in time: correct the one that is "
        "wrong.",
    ),
    stop(
        "date_after_period_end",
        "`{found}` is after {period_end}, the last day of the period you report for.",
        "Report what has happened by then; what comes later goes into a later return. If this is "
        "the later return, choose its period.",
    ),
    stop(
        "reason_needed",
        "The state is `{state}` and there is no reason.",
        "Say why in `reason`, in a few words, for example `{example}`.",
    ),
    stop(
        "using_within_eligible",
        "More people use it, `{found}`, than are eligible.",
        "Correct `people_using` or `people_eligible`, or leave the one that is not known blank.",
    ),
)

_BENEFIT_ROWS = (
    stop(
        "value_needs_date",
        "There is a figure in `{value}` and no date in `{column}`.",
        "Give the day it belongs to, for example `{example}`, or leave both blank.",
    ),
    stop(
        "date_needs_value",
        "There is a date in `{date}` and no figure in `{column}`.",
        "Give the figure, for example `{example}`, or leave both blank.",
    ),
    stop(
        "recalculate_needs_reason",
        "Limits are to be worked out anew from `{found}`, and `{column}` does not say why.",
        "Say what changed in the process in that month, for example `{example}`, or leave both "
        "blank.",
    ),
    stop(
        "recalculate_needs_month",
        "There is a reason to work limits out anew, `{found}`, and no month in `{column}`.",
        "Give the month from which on they are worked out, for example `{example}`, or leave both "
        "blank.",
    ),
    note(
        "noticed_by_for_emergent",
        "`noticed_by` says `{found}`, and the benefit is not marked `emergent`.",
        "It is shown for emergent benefits only: put `emergent` in `foreseen` if it was noticed "
        "later.",
    ),
    stop(
        "benefit_rows_agree",
        "The rows of benefit `{benefit}` do not say the same in `{column}`: {ways}.",
        "One benefit has one programme, name, measure, unit, type, effect, better and combines: "
        "make them the same, or give the other benefit its own id.",
    ),
    stop(
        "one_outcome_per_programme",
        "Programme `{programme}` carries outcome `{found}` more than once at one beneficiary.",
        "Keep it on one benefit, and leave `outcome_code` blank on the others.",
    ),
    stop(
        "value_row_empty",
        "None of the six figures is given.",
        "Give at least one, or take the row out: a month without a row is not known, never zero.",
    ),
    stop(
        "realised_after_period_end",
        "`{column}` has a figure for {month_words}, which is after the period you report for.",
        "Leave it blank, or put it under `{forecast}` if it is expected. If the return is for a "
        "later period, choose that one.",
    ),
)

_OTHER_ROWS = (
    note(
        "year_far_off",
        "`{found}` in `{column}` is {years} years {side} the period you report for.",
        "Correct the year if it is a slip of the keys.",
    ),
    stop(
        "issue_needs_date",
        "The status is `became_issue` and `issue_date` is blank.",
        "Give the day it happened, for example `{example}`.",
    ),
    stop(
        "issue_not_before_raised",
        "The risk became an issue on `{found}`, before it was raised.",
        "Correct `issue_date` or `raised_date`.",
    ),
    stop(
        "one_row_per_key",
        "There is more than one row for {key_words}.",
        "Keep the row that is right and take the others out.",
    ),
    stop(
        "ids_differ_in_case",
        "{spellings} differ only in capital letters.",
        "If they are one, write them the same; if they are two, give one a different id.",
    ),
)

ROW_RULES = (*_PROGRAMME_ROWS, *_TRANSFERS, *_ADOPTION_ROWS, *_BENEFIT_ROWS, *_OTHER_ROWS)
