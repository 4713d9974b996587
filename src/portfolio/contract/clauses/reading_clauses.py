"""What the contract asks of files and cells, whatever their kind."""

from __future__ import annotations

from portfolio.contract.clauses.clause import Section, held, unchecked
from portfolio.domain.delimiters import DELIMITER_ONE, listed
from portfolio.domain.thresholds import CHANGED_TIMES, SMALL_COST_GBP

WORDS = Section(
    "W",
    "Words",
    (
        unchecked(
            "A submission is taken whole or refused whole.",
            "a stop of any rule refuses all of it, and the store takes it in one transaction",
        ),
        held(
            "A row is its organisation's own, confirmed or claimed, decided in that order; anybody "
            "else's row stops.",
            "not_yours_to_send",
            "extracts_of_another_partner",
        ),
        unchecked(
            "Which of the three it is, is decided as at the period shown, with the lead as at "
            "then, whatever it was when the row came; who reports through whom is of the period "
            "that the row was sent for.",
            "it is how rows are read, not something a file can break",
        ),
        unchecked(
            "Current is the latest accepted submission of each partner and kind, as at a period "
            "and as known on a day.",
            "it is how figures are picked, not something a file can break",
        ),
    ),
)

FILES = Section(
    "F",
    "Reading: the file",
    (
        held(
            "UTF-8, UTF-16 or Windows-1252; what was detected is said.",
            "unreadable_encoding",
            "saved_on_older_mac",
            "read_as_windows_1252",
            "letters_lost",
        ),
        held(
            f"{listed(DELIMITER_ONE).capitalize()}, the same in every row.",
            "other_delimiter",
            "rows_in_one_cell",
            "delimiter_differs",
            "header_delimiter",
            "separator_line",
        ),
        held(
            "LF, CRLF or CR ends a row.",
            "no_last_line_end",
            because="All three are read alike; only a file without a last line end is told, as one "
            "that may have been cut off.",
        ),
        held(
            "Quotation marks as RFC 4180 has them; no text of a row holds other rows.",
            "quote_not_closed",
            "quote_inside_text",
            "rows_within_quotes",
            "rows_within_text",
            "other_quotes",
            "space_before_quotes",
            "quotes_kept",
        ),
        held(
            "The first row that is not empty is the header, and the table below it is one table.",
            "empty_file",
            "header_missing",
            "header_not_first",
            "second_header",
            "second_table",
            "table_beside",
            "table_turned",
            "totals_row",
            "rows_of_nought",
            "row_of_one_cell",
            "row_of_explanations",
            "row_of_dashes",
            "months_across",
            "blank_rows",
        ),
        unchecked(
            "Column names without regard to case, spaces, hyphens or underscores; their order is "
            "free.",
            "it widens what is read, and nothing is refused for it",
        ),
        held(
            "A column that is not in the contract stops the file.",
            "unknown_column",
            "unknown_columns",
            "unnamed_column",
        ),
        held("A required column must be there.", "missing_column"),
        held("No column twice.", "repeated_column"),
        held(
            "Each row has as many fields as the header.",
            "field_count",
            "rows_cut_short",
            "cells_moved",
            "header_field_count",
        ),
        held(
            "A file is one extract of one kind, and CSV or an Excel workbook.",
            "not_a_file_kind",
            "files_passed_over",
            "columns_of_another_kind",
            "file_not_csv",
            "file_compressed",
            "zip_not_taken",
            "zip_too_large",
            "spreadsheet_not_csv",
        ),
        held(
            "A workbook is read as it shows itself: values, results of formulas, ids and codes as "
            "their number format writes them, rows as numbered in the sheet. What it hides is read "
            "and said.",
            "workbook_with_password",
            "workbook_with_macros",
            "workbook_damaged",
            "workbook_too_large",
            "no_sheet_to_read",
            "sheets_passed_over",
            "sheet_hidden",
            "formula_error",
            "error_without_formula",
            "formula_without_result",
            "shown_by_format",
            "merged_cells",
            "hidden_rows",
            "hidden_columns",
            "noughts_not_shown",
            "values_not_shown",
        ),
        held(
            "No file can take the service down.",
            "file_too_much_for_us",
            "file_took_too_long",
            "file_not_read_to_end",
        ),
    ),
)

CELLS = Section(
    "C",
    "Reading: cells",
    (
        unchecked(
            "Blank means not known, never zero.",
            "a blank is kept as missing; no rule could tell a zero that was meant for one",
        ),
        held(
            "A word for not known or nothing is no value in any column: `n/a`, `-`, `TBC`, `none`, "
            "`unknown`, `*`, `[x]`. Leave it blank.",
            "placeholder",
            "placeholder_in_required",
            "taken_for_blank",
            "dash_for_nought",
            "word_for_nought",
            "figure_withheld",
            because="It stops, since beside a figure, a date, an id or a code it may be a slip. In "
            "a text that not every row needs it is taken for a blank with a note: no figure "
            "hangs on it, and a form filled in with `N/A` throughout would only have to be sent "
            "again. A column's own words come first: `no` answers yes or no, a code of the list is "
            "a code, and `No.` is the unit of a count.",
        ),
        held(
            "A spreadsheet's own signs of trouble are not values.",
            "spreadsheet_fault",
            "column_too_narrow",
        ),
        held("Every required cell is filled.", "cell_required"),
        held(
            "Dates are ISO or day first, never month first; how many were read day first is said.",
            "date_not_readable",
            "date_day_first",
            "date_impossible_day_first",
            "date_two_digit_year",
            "date_not_whole",
            "date_with_hour",
            "date_another_way",
            "date_as_number",
            "date_with_time",
            "date_for_blank",
            "no_such_day",
            "weekday_differs",
            "year_unlikely",
            "year_far_off",
            because="Days as programs write them that leave no doubt, as `12-Sep-26` or "
            "`30/Oct/25 12:00 AM`, are read and told. A weekday before a day in numbers has to be "
            "its own.",
        ),
        held(
            "Months as `2026-04` or as Excel rewrites them.",
            "month_not_readable",
            "month_excel",
            "month_or_day",
            "day_for_month",
            because="A day in any of the ways of a date is read as the month that it begins or "
            "ends.",
        ),
        held(
            "Money in pounds: signs, commas and spaces are taken out with a note, anything else "
            "stops.",
            "money_not_pounds",
            "money_with_signs",
            "money_with_spaces",
            "money_more_than_pence",
            "pound_garbled",
        ),
        held(
            "A note where a figure looks like thousands or millions: a whole-life cost under "
            f"£{SMALL_COST_GBP}, or {CHANGED_TIMES} times the last figure.",
            "cost_looks_small",
            "changed_500_times",
        ),
        held(
            "Numbers are plain digits.",
            "number_not_readable",
            "number_with_commas",
            "number_shortened",
            "number_in_brackets",
            "dash_for_minus",
            "number_rounded",
            "number_too_large",
            "figure_with_mark",
            "whole_not_readable",
        ),
        held(
            "Percentages from 0 to 100, a `%` accepted.",
            "percent_not_readable",
            "percent_looks_like_share",
            "percent_times_100",
            "number_too_low",
            "number_too_high",
        ),
        held("Yes or no, also `y`, `n`, `true`, `false`.", "yes_no_not_readable"),
        unchecked(
            "Lists are separated by `;`, codes matched without regard to case.",
            "it is how they are read; what is then not on the list is told",
        ),
        held("A code is one of those listed for its column.", "code_not_listed"),
        held(
            "In texts a line break or tab becomes one space; other control characters stop.",
            "line_break_in_text",
            "control_character",
            "unseen_characters",
        ),
        held("A text over its length stops, and nothing is cut.", "text_too_long"),
        held(
            "Ids are letters, digits, `-`, `_` and `.`.",
            "id_characters",
            "dash_for_hyphen",
            "id_shortened",
            "id_with_decimals",
            "id_as_date",
        ),
    ),
)
