"""Sentences on files as wholes: their form, their header, their records."""

from __future__ import annotations

from portfolio.contract.sentences.rule import note, stop
from portfolio.contract.sentences.workbook_sentences import WORKBOOK_RULES
from portfolio.domain.delimiters import DELIMITER_WORDS, listed

_AS_RECEIVED = (
    stop(
        "no_files",
        "No file was sent.",
        "Send one to seven extracts, for example `benefits.csv`.",
    ),
    stop(
        "empty_file",
        "This file has nothing in it.",
        "Send it with a header row and its rows, or leave it out: kinds not sent stay as they are.",
    ),
    stop(
        "unreadable_encoding",
        "This file cannot be read as text.",
        "Save it from your spreadsheet as “CSV UTF-8 (comma delimited)” and send it again.",
    ),
    stop(
        "saved_on_older_mac",
        "This file was saved as an older Excel for Mac saves it: here stands `{found}`, where "
        "`{meant}` seems to be meant.",
        "Save it as “CSV UTF-8 (comma delimited)” and send it again.",
    ),
    stop(
        "file_too_much_for_us",
        "Reading this file ({size}) needed more memory than one file may take.",
        "Leave out what lies beside or below the table, and send it again. If all of it is needed, "
        "ask the portfolio office to take it in for you.",
    ),
    stop(
        "file_took_too_long",
        "After {seconds} this file ({size}) was still not read to its end.",
        "Leave out what lies beside or below the table, and send it again. If all of it is needed, "
        "ask the portfolio office to take it in for you.",
    ),
    stop(
        "file_not_read_to_end",
        "Something went wrong with us while this file ({size}) was being read.",
        "Send it once more. If the same happens, tell the portfolio office: it is ours to put "
        "right.",
    ),
)

_FORM = (
    stop(
        "file_not_csv",
        "This is {what}, and neither a CSV file nor an Excel workbook.",
        "Send the table itself: save it from your spreadsheet as an Excel workbook (.xlsx) or as "
        "“CSV UTF-8 (comma delimited)”.",
    ),
    stop(
        "file_compressed",
        "This is a compressed file: other files are packed into it.",
        "Unpack it, and send the files that are in it, or a zip (.zip) of them.",
    ),
    stop(
        "zip_not_taken",
        "This zip file {why}.",
        "Put the extracts themselves into a new zip, without a password, or send them one by one.",
    ),
    stop(
        "zip_too_large",
        "This zip file would unpack to {what}, more than a return may be (200 MB, 100 files, and "
        "no file that is nearly all repetition).",
        "Send one to seven extracts, in a zip or one by one.",
    ),
    stop(
        "header_not_first",
        "The column names stand in this row, and there is something above them.",
        "Delete the rows above: the column names come first.",
    ),
    stop(
        "header_missing",
        "No column names stand in this row, the first with anything in it.",
        "Put the column names of {title} above the rows, as in the template.",
    ),
    stop(
        "table_turned",
        "The column names stand one below the other in the first column, instead of side by side "
        "in the first row.",
        "Turn the table round: in a spreadsheet copy it, then choose Paste Special, Transpose.",
    ),
    stop(
        "rows_in_one_cell",
        "Each row of this file stands whole in one cell.",
        "In your spreadsheet mark the first column, choose Data, Text to Columns, part it by {by}, "
        "and save it again.",
    ),
    stop(
        "months_across",
        "The months stand side by side, as columns; `{month}` is the first.",
        "Give each month a row of its own, with the month in `{column}`, as in the template.",
    ),
    stop(
        "other_delimiter",
        "The cells of this file are separated by {what}.",
        f"Separate them by {listed(DELIMITER_WORDS)}: “CSV UTF-8 (comma delimited)” does it.",
    ),
    stop(
        "other_quotes",
        "The column names stand between marks (`{what}`) that are not quotation marks of a CSV "
        "file.",
        'Take the marks out, or use the straight quotation mark (`"`) instead.',
    ),
    stop(
        "space_before_quotes",
        "A space stands between each {by} and the quotation mark after it, so that the mark is "
        "taken for a part of the cell.",
        'Save the file without these spaces: in an editor, replace `{mark} "` by `{mark}"`.',
    ),
    note(
        "separator_line",
        "The line at the top that begins `sep=` was taken as spreadsheets take it. It is not "
        "counted as a row.",
    ),
    note(
        "read_as_windows_1252",
        "This file was read as Windows-1252, as Excel saves it; `{found}` is the first word that "
        "depends on it.",
        "If that word looks wrong, save the file as “CSV UTF-8 (comma delimited)” and send that.",
    ),
    stop(
        "not_a_file_kind",
        "We cannot tell which extract this is: neither its name nor its columns fit just one.",
        "Name it after its kind, for example `benefits.csv`. The kinds are {kinds}.",
    ),
    note(
        "files_passed_over",
        "Not all that was chosen was read. Read as extracts: {taken}. Passed over, and nowhere "
        "kept: {why}.",
        "If one of those is a return of yours, send it under the name of its kind.",
    ),
    stop(
        "columns_of_another_kind",
        "This is called {title}, and its column names are those of {other_title}.",
        "Name it after what is in it, `{other}`, and send it again.",
    ),
    stop(
        "kind_sent_twice",
        "More than one file of a kind was sent, and we cannot tell which is meant: {sent}.",
        "Send one file of each kind, with all of its rows; leave out copies and earlier months.",
    ),
    stop(
        "unknown_column",
        "`{found}` is not a column of {title}.{nearest}",
        "Correct the name or remove the column: nothing outside the contract is ever stored.",
    ),
    stop(
        "unknown_columns",
        "{count} columns do not belong to {title}: {names}.",
        "Correct their names or remove them: nothing outside the contract is ever stored.",
    ),
    stop(
        "unnamed_column",
        "Column {position} has no name in the header, and something stands below it.",
        "Give it the name of its column, or remove it with all its cells.",
    ),
    stop(
        "missing_column",
        "The column `{column}` is missing, and {title} cannot do without it.",
        "Add it to the header and fill it in, for example `{example}`.",
    ),
    stop(
        "repeated_column",
        "The header has `{column}` {times} times.",
        "Keep the one that is right and remove the others.",
    ),
    stop(
        "table_beside",
        "A second table stands beside the first: an empty column, number {position}, parts them.",
        "Send each table as a file of its own.",
    ),
    stop(
        "second_header",
        "The column names stand here once more.",
        "Delete them here: they belong in the first row only.",
    ),
    stop(
        "second_table",
        "A second table begins in this row. It and everything below it were not read.",
        "Send each table as a file of its own.",
    ),
    stop(
        "totals_row",
        "This looks like a row of totals.",
        "Delete it: figures are added up for you, and a total would be counted once more.",
    ),
    stop(
        "rows_of_nought",
        "Nothing but `{found}` stands here, as it does where formulas are filled down past the "
        "last row.",
        "Delete what stands here, in the spreadsheet too, or it comes again.",
    ),
    stop(
        "row_of_explanations",
        "This row seems to explain the columns: it has `{found}` in `{under}`.",
        "Delete it: the rows begin right under the column names.",
    ),
    stop(
        "row_of_dashes",
        "Nothing but dashes stands in this row, as tools draw a line under the column names.",
        "Delete it: it is no row of the table.",
    ),
    stop(
        "row_of_one_cell",
        "Nothing but `{found}` stands in this row, and one cell does not make a row of {title}.",
        "Delete it if it is a heading or a note, or fill in the other cells.",
    ),
    stop(
        "delimiter_differs",
        "This row is separated by {by}, and the header by {usual}.",
        "Separate every row in the same way: this one may have come from another file.",
    ),
    stop(
        "header_delimiter",
        "The header is separated by {usual}, and every row by {by}.",
        "Separate the header as the rows are.",
    ),
    stop(
        "header_field_count",
        "Every row has {fields}, and the header has {expected}.",
        "Look in the header for a comma that is missing, or one too many.",
    ),
    stop(
        "rows_cut_short",
        "These rows end at their last filled cell: the program that wrote this file left out the "
        "{by} of the blank cells behind it, and a {one} that is missing elsewhere would not show.",
        "Save it as an Excel workbook (.xlsx), or as CSV from another program. It also helps to "
        "put a column that is filled in every row last.",
    ),
    stop(
        "field_count",
        "{rows_have} {fields} and the header has {expected}.",
        "Look for a comma that should be inside quotes, or one that is missing.",
    ),
    stop(
        "cells_moved",
        "`{found}` stands in `{column}` and seems to belong in `{belongs}`: cells {of_rows} have "
        "moved one column to the {side}.",
        "Move them back. {why}",
    ),
    stop(
        "quote_not_closed",
        "A quotation mark opens here and is never closed.",
        'Close it, or write a quotation mark inside a text as two (`""`).',
    ),
    stop(
        "rows_within_quotes",
        "A quotation mark opens here, in line {opens}, and closes only in line {closes}, so that "
        "{rows_were} taken into one text.{more}",
        "Close it in its own row, or take it out. If those lines are meant as a text, write them "
        "without {by}.",
    ),
    stop(
        "rows_within_text",
        "{lines_are} of {title}; the first begins `{found}`.{more}",
        "Give each row its own line and each value its own cell. A quotation mark that was never "
        "closed takes rows into one cell when a file is opened.",
    ),
    stop(
        "quote_inside_text",
        "A quotation mark stands in the middle of a cell, so we cannot tell where the cell ends.",
        'Put the whole cell in quotes, and write the mark inside it as two (`""`).',
    ),
    stop(
        "control_character",
        "There is a character here that cannot be seen or printed ({character}).",
        "Delete the cell's text and type it again.",
    ),
    note(
        "unseen_characters",
        "{cells_had} characters that nobody can see, which were left out.",
    ),
    note(
        "line_break_in_text",
        "Line breaks or tabs inside a text were each taken as one space.",
    ),
    note(
        "no_last_line_end",
        "No line end follows the last row, which a file that was cut off also lacks.",
        "If the last row is not whole, send the file again.",
    ),
    note(
        "blank_rows",
        "{rows_were} passed over.",
    ),
    note(
        "kind_cleared",
        "This file has a header and no rows: accepted, it clears {yours}.",
        "If that is not what you mean, leave the file out: kinds not sent stay as they are.",
    ),
)

FILE_RULES = (*_AS_RECEIVED, *WORKBOOK_RULES, *_FORM)
