"""Sentences on single cells: what a date, an amount, a code or a text has to look like."""

from __future__ import annotations

from portfolio.contract.sentences.rule import note, stop

CELL_RULES = (
    stop(
        "cell_required",
        "`{column}` is blank, and every row of {title} needs it.",
        "Fill it in, for example `{example}`.",
    ),
    stop(
        "placeholder",
        "`{found}` stands where {a_value} is expected.",
        "If it is not known, leave the cell blank: blank means not known, never zero.",
    ),
    stop(
        "placeholder_in_required",
        "`{found}` stands where {a_value} is expected, and every row of {title} needs it.",
        "Fill it in, for example `{example}`.",
    ),
    stop(
        "date_not_readable",
        "`{found}` is not a date we can read.",
        "Write it as `2026-04-30`, or day first as `30/04/2026`.",
    ),
    stop(
        "date_impossible_day_first",
        "`{found}` is not a date day first: there is no month {month}. "
        "Dates with slashes are always read day first, so the whole column is in doubt.",
        "Send the dates of this file as `2026-04-30`.",
    ),
    note(
        "date_day_first",
        "{dates_were} read day first; row {row}, `{found}`, is {in_words}.",
        "If that is not what you meant, send dates as `{iso}`.",
    ),
    stop(
        "month_not_readable",
        "`{found}` is not a month we can read.",
        "Write it as `2026-04`, or as a spreadsheet shows it, `Apr-26`.",
    ),
    note(
        "month_excel",
        "{months_were} written the way spreadsheets show months; row {row}, `{found}`, is "
        "{in_words}.",
        "If that is not what you meant, send months as `{iso}`.",
    ),
    stop(
        "money_not_pounds",
        "`{found}` is not an amount in pounds.",
        "Write it in full, for example `{example}`.",
    ),
    note(
        "money_with_signs",
        "`{found}` was read as {read_as}: pound signs, commas and spaces are taken out.",
    ),
    note(
        "money_more_than_pence",
        "`{found}` has more than two decimals and was rounded to {read_as}.",
    ),
    stop(
        "number_not_readable",
        "`{found}` is not a number we can read.",
        "Write digits only, with a point for decimals, for example `{example}`.",
    ),
    note(
        "number_with_commas",
        "`{found}` was read as {read_as}: commas and spaces are taken out.",
    ),
    stop(
        "whole_not_readable",
        "`{found}` is not a whole number.",
        "Write digits only, for example `{example}`.",
    ),
    stop(
        "percent_not_readable",
        "`{found}` is not a percentage.",
        "Write a number from 0 to 100, for example `{example}`.",
    ),
    stop(
        "yes_no_not_readable",
        "`{found}` is neither yes nor no.",
        "Write `yes` or `no`, or leave the cell blank if it is not known.",
    ),
    stop(
        "number_too_low",
        "`{found}` is below {lowest}, the least that `{column}` can be.",
        "Correct it, for example `{example}`{or_blank}.",
    ),
    stop(
        "number_too_high",
        "`{found}` is above {highest}, the most that `{column}` can be.",
        "Correct it, for example `{example}`{or_blank}.",
    ),
    stop(
        "number_too_large",
        "`{found}` is larger than any figure we can keep.",
        "Check it for digits too many and send it again.",
    ),
    stop(
        "code_not_listed",
        "`{found}` is not one of the words for `{column}`.{nearest}",
        "Use one of {allowed}.",
    ),
    stop(
        "id_characters",
        "`{found}` has characters that an id cannot have.",
        "Use letters, digits, `-`, `_` and `.` only, for example `{example}`.",
    ),
    stop(
        "text_too_long",
        "This text has {length} characters and `{column}` takes {max_length}.",
        "Shorten it: nothing is cut for you.",
    ),
    stop(
        "link_https",
        "`{found}` is not a link that begins with `https://`.",
        "Send the https address, for example `{example}`, or leave the cell blank.",
    ),
    note(
        "confidence_mapped",
        "`{found}` is an older rating and was taken as {read_as}; the original is kept beside it.",
    ),
)
