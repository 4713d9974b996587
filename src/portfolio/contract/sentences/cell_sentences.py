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
    note(
        "taken_for_blank",
        "`{found}` is no text for `{column}` and was taken for a blank cell.",
        "Leave such cells blank: blank means not known.",
    ),
    stop(
        "word_for_nought",
        "`{found}` may mean nought, or that nothing is known.",
        "Write `0` if it is nought{or_blank}.",
    ),
    stop(
        "spreadsheet_fault",
        "`{found}` is what a spreadsheet shows where a formula went wrong.",
        "Put the formula right and save again{or_blank}.",
    ),
    stop(
        "column_too_narrow",
        "`{found}` is what a spreadsheet shows where a column is too narrow for its figures.",
        "Widen the column and save again: the figure itself did not reach us.",
    ),
    stop(
        "date_not_readable",
        "`{found}` is not a date we can read.",
        "Write it as `2026-04-30`, or day first as `30/04/2026`.",
    ),
    stop(
        "date_impossible_day_first",
        "`{found}` is not a date day first: there is no month {month}. "
        "Dates in numbers are always read day first, so all those of this file are in doubt."
        "{writers}",
        "Send the dates of this file as `2026-04-30`.",
    ),
    stop(
        "date_two_digit_year",
        "`{found}` gives its year in two digits, so the day and the year could be either.{writers}",
        "Write the year in full: `2026-04-30`, or day first as `30/04/2026`.",
    ),
    stop(
        "date_not_whole",
        "`{found}` is not a whole date: it takes a day, a month and a year.",
        "Write all three, as `2026-04-30`{or_blank}.",
    ),
    stop(
        "date_with_hour",
        "`{found}` has a time of day, and near midnight a time may belong to the day before."
        "{may_be}{writers}",
        "Send the {part} alone, as `{shape}`: in a spreadsheet, format the column as a date and "
        "save again.",
    ),
    stop(
        "no_such_day",
        "`{found}` is written as a date, and it is not one: {why}.",
        "Correct the day{or_blank}.",
    ),
    stop(
        "weekday_differs",
        "`{found}` names a day and a weekday that do not go together: {in_words} is a {weekday}."
        "{month_first}",
        "Correct one of them, or send the {part} alone, as `{shape}`.",
    ),
    note(
        "date_day_first",
        "{dates_were} read day first; row {row}, `{found}`, is {in_words}.",
        "If that is not what you meant, send dates as `{iso}`.",
    ),
    note(
        "date_with_time",
        "{dates_came} with a time of day, always midnight, which was left out; row {row}, "
        "`{found}`, is {in_words}.",
    ),
    note(
        "date_another_way",
        "{dates_were} written another way than `2026-04-30`; row {row}, `{found}`, is {in_words}.",
        "If that is not what you meant, send dates as `{iso}`.",
    ),
    stop(
        "date_as_number",
        "`{found}` is how a spreadsheet counts days: it may stand for {in_words}.",
        "Format the column as dates, see that they are right, and send them as `{iso}`.",
    ),
    stop(
        "year_unlikely",
        "`{found}` is outside the years 1950 to 2099.",
        "Correct the year{or_blank}.",
    ),
    stop(
        "date_for_blank",
        "`{found}` is how spreadsheets and databases write a date that is blank.",
        "Leave such cells blank. Where a date is needed, give the day, as `2026-04-30`.",
    ),
    stop(
        "month_not_readable",
        "`{found}` is not a month we can read.",
        "Write it as `2026-04`, or as a spreadsheet shows it, `Apr-26`.",
    ),
    stop(
        "month_or_day",
        "`{found}` may be the month {in_words} or a day without its year: a spreadsheet that opens "
        "`{as_month}` once more takes it for a day and shows it so.",
        "Write months as `2026-04`, in a column formatted as text.",
    ),
    stop(
        "day_for_month",
        "`{found}` is {in_words}, a day within a month, and `{column}` takes a month.{month_first}",
        "Write the month, as `2026-04`: a day is read as its month only where the month begins or "
        "ends with it.",
    ),
    note(
        "month_excel",
        "{months_were} written another way than `2026-04`; row {row}, `{found}`, is {in_words}.",
        "If that is not what you meant, send months as `{iso}`.",
    ),
    stop(
        "money_not_pounds",
        "`{found}` is not an amount in pounds.",
        "Write it in full, for example `{example}`.",
    ),
    stop(
        "pound_garbled",
        "The pound sign of `{found}` was garbled before the file reached us.",
        "Write the amount without it, for example `{example}`, or save the file as “CSV UTF-8 "
        "(comma delimited)”.",
    ),
    stop(
        "figure_with_mark",
        "`{found}` has a mark beside the figure, as statistics mark what may be revised.",
        "Write the figure alone, for example `{example}`.",
    ),
    stop(
        "figure_withheld",
        "`{found}` says only that a figure is small, and not which it is.",
        "Where the figure may not be given, leave the cell blank: blank means not known, never "
        "zero.",
    ),
    stop(
        "dash_for_nought",
        "`{found}` may be how a spreadsheet shows nought.",
        "Write `0` if it is nought{or_blank}.",
    ),
    note(
        "money_with_signs",
        "`{found}` was read as {read_as}: pound signs, commas and spaces are taken out.",
    ),
    note(
        "money_with_spaces",
        "{cells_were} with spaces before or after, which were taken out.",
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
        "number_shortened",
        "`{found}` is a number as a spreadsheet shortens it, and digits may be lost.",
        "Format the column as a number and save again, for example `{example}`.",
    ),
    stop(
        "number_in_brackets",
        "`{found}` stands in brackets, which may or may not mean a figure below zero.",
        "Write a minus sign if you mean one, or take the brackets out.",
    ),
    stop(
        "dash_for_minus",
        "`{found}` begins with a dash that is not a minus sign.",
        "Write the minus sign of the keyboard, `-`.",
    ),
    note(
        "number_rounded",
        "`{found}` has more digits than we keep and was read as {read_as}.",
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
    note(
        "percent_looks_like_share",
        "No figure in `{column}` is above 1; `{found}` was read as {read_as} per cent, less than "
        "one in a hundred.",
        "If you mean shares of one, send them times 100: percentages run from 0 to 100.",
    ),
    stop(
        "percent_times_100",
        "`{found}` may be `{meant}` per cent taken times 100: every figure in `{column}` is above "
        "100.",
        "Write numbers from 0 to 100. A spreadsheet shows 45 as 4500% where the column is "
        "formatted as per cent afterwards.",
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
    note(
        "dash_for_hyphen",
        "`{found}` was read as {read_as}: in ids and codes a dash is taken for a hyphen.",
    ),
    stop(
        "id_shortened",
        "`{found}` is an id that a spreadsheet has turned into a number, and digits may be lost.",
        "Format the column as text before you open the file, and type the id again.",
    ),
    stop(
        "id_with_decimals",
        "`{found}` is an id that a spreadsheet or a tool seems to have turned into a number with "
        "decimals.",
        "Write it as it was, for example `{meant}`: keep the column as text on its way. If it is "
        "meant so, give it an id with a letter in it.",
    ),
    stop(
        "id_as_date",
        "`{found}` is an id that a spreadsheet seems to have turned into a date.",
        "Format the column as text before you open the file, and type the id again. If it is meant "
        "so, give it an id that does not look like a date.",
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
        "quotes_kept",
        "The marks around `{found}` were kept as part of the text: in a CSV file only the straight "
        'quotation mark (`"`) goes round a text.',
    ),
    note(
        "letters_lost",
        "Some letters of `{found}` were lost or garbled before the file reached us.",
        "Correct the text where it was written, and save it as “CSV UTF-8 (comma delimited)”.",
    ),
    note(
        "confidence_mapped",
        "`{found}` is an older rating and was taken as {read_as}; the original is kept beside it.",
    ),
)
