"""Sentences on workbooks: what cannot be opened or told, and what was read beside the cells."""

from __future__ import annotations

from portfolio.contract.sentences.rule import note, stop

WORKBOOK_RULES = (
    stop(
        "spreadsheet_not_csv",
        "This is a spreadsheet file of a kind that we cannot read.",
        "Save it as an Excel workbook (.xlsx), or each sheet as “CSV UTF-8 (comma delimited)”, and "
        "send that.",
    ),
    stop(
        "workbook_with_password",
        "This workbook has a password, so we cannot open it.",
        "Take the password off (File, Info, Protect Workbook), save it and send it again.",
    ),
    stop(
        "workbook_with_macros",
        "This workbook has macros in it.",
        "Save it as “Excel Workbook (.xlsx)”, which leaves them out, and send that.",
    ),
    stop(
        "pictures_or_files_inside",
        "This workbook has {what} inside it. Nobody can look there for what may name a patient, "
        "and what is sent is kept as it came.",
        "Take them out (Home, Find & Select, Selection Pane lists them), or copy the table into a "
        "new workbook, and send that.",
    ),
    note(
        "comments_not_read",
        "{cells_have} a comment. Comments are not read as data, and are kept with the workbook.",
        "If somebody is named in one, delete it and send the workbook again.",
    ),
    stop(
        "workbook_damaged",
        "This workbook cannot be opened: it seems to be cut off or damaged.",
        "Open it in your spreadsheet, save it under a new name as an Excel workbook (.xlsx), and "
        "send that.",
    ),
    stop(
        "workbook_too_large",
        "This workbook unpacks to {what}, which is more than we open.",
        "Copy the table into a new workbook, without blank rows and columns, and send that.",
    ),
    stop(
        "no_sheet_to_read",
        "No sheet of this workbook is an extract with rows in it. Its sheets are: {what}.",
        "Name a sheet after its kind, for example `benefits`, with the template's column names "
        "above its rows. To clear a kind, send a CSV of it with its header alone.",
    ),
    note(
        "sheets_passed_over",
        "{sheets_were} passed over: {sheets}.",
        "If one of them is an extract, name it after its kind, for example `benefits`, and see "
        "that it has rows under its header.",
    ),
    note(
        "sheet_hidden",
        "{sheets} {are_hidden} passed over.",
        "If {they_are} to be sent, show {them} (right-click a tab, Unhide; what a macro has hidden "
        "is not in that list: ask whoever made the workbook), save and send again.",
    ),
    stop(
        "formula_error",
        "The formula in this cell gives `{found}` instead of a value.",
        "Put the formula right, or leave the cell blank if the value is not known.",
    ),
    stop(
        "error_without_formula",
        "This cell holds `{found}` and no formula: some programs write that for what is not known, "
        "and pasting values leaves it behind.",
        "If it is not known, leave the cell blank; else write the value in.",
    ),
    stop(
        "formula_without_result",
        "This cell has a formula, and its result is not in the file: the program that wrote the "
        "workbook has not worked it out.",
        "Open the workbook in your spreadsheet, let it calculate, save it and send it again.",
    ),
    stop(
        "shown_by_format",
        "This cell holds `{found}`, and its number format or its length makes something else of "
        "it. Not every program shows that alike, so we cannot tell what you see.",
        "Format the column as text, and type in each cell what it is to say.",
    ),
    stop(
        "merged_cells",
        "Cells are merged here, so we cannot tell which rows their value is for.",
        "Unmerge them (Home, Merge & Centre), and write the value into each row.",
    ),
    note(
        "hidden_rows",
        "{rows_were} read like the others.",
        "Delete rows that should not be sent: hiding them does not leave them out.",
    ),
    note(
        "hidden_columns",
        "{columns} {are} hidden in the sheet: {cells} there {holds} a value, and {were} read like "
        "the others.",
        "Empty what should not be sent: hiding a column does not leave it out.",
    ),
    note(
        "noughts_not_shown",
        "{cells} of {columns} {holds} 0 and {shows} nothing: {were} read as 0.",
        "Empty what is not known: blank means not known, never zero.",
    ),
    note(
        "values_not_shown",
        "{cells} of {columns} {holds} a value and {shows} nothing, by a format or a colour; "
        "{were} read like the others.",
        "Empty what should not be sent: a look that hides it does not leave it out.",
    ),
)
