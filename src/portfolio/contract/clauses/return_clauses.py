"""What the contract asks of submissions, of the reference lists, and for patients."""

from __future__ import annotations

from portfolio.contract.clauses.clause import Section, held, unchecked
from portfolio.domain.thresholds import PASSING_CELLS, PASSING_SHARE

SUBMISSIONS = Section(
    "S",
    "Submissions",
    (
        held(
            "One partner, one reporting period, one to seven extracts, one of a kind.",
            "no_files",
            "kind_sent_twice",
            "known_partner",
            "known_reporting_period",
        ),
        held(
            "A row about something that is not this partner's to send stops.", "not_yours_to_send"
        ),
        unchecked(
            "Everything that is wrong is listed at once; notes never refuse.",
            "it is how verdicts are made, and held by tests",
        ),
        held(
            "A file with a header and no rows clears its kind, with a note.",
            "kind_cleared",
        ),
        unchecked(
            "An accepted extract replaces the partner's earlier one of the kind and period; kinds "
            "not sent stay.",
            "it is how submissions are kept, and shown in the preview",
        ),
        held(
            "What vanishes without an end state is a note that names it.",
            "programme_vanished",
            "adoption_vanished",
            "benefit_vanished",
            "risk_vanished",
        ),
        held(
            "Before it is accepted the partner sees what will change against what stands, and what "
            "looks as if it changed by mistake.",
            "same_as_last_return",
            "columns_emptied",
            "columns_swapped",
            "column_sorted_alone",
            "past_months_revised",
            "past_months_gone",
            because="Rows added, removed and changed, ratings moved and targets cut are in the "
            "preview.",
        ),
        unchecked(
            "The same bytes again change nothing.",
            "nothing is wrong with them: the answer is the receipt there is, “already received”",
        ),
        unchecked(
            "A receipt for what was taken; a withdrawal with a reason.",
            "they are the ledger's, not the checks'",
        ),
    ),
)

LISTS = Section(
    "O",
    "Reference lists",
    (
        held("Every organisation's code is on the list.", "known_organisation"),
        held(
            "A lead is open on the period's last day, a beneficiary in its month; any other code "
            "need only be known.",
            "organisation_open",
        ),
        held("A partner that has closed sends no more.", "known_partner", "partner_open"),
        held(
            "An id of a risk or a lesson is one partner's, or its successor's.",
            "id_of_another_partner",
        ),
        held("A theme is on its set's list.", "known_theme"),
        held("A submission is for one of the system's periods.", "known_reporting_period"),
        unchecked(
            "A successor is in the list, is another organisation, follows one that has closed, and "
            "no succession comes back to where it began.",
            "as with all of the lists: refused when they are loaded, each code and each ring once",
        ),
        unchecked(
            "Rows of one organisation do not overlap, sending does not chain, codes of themes are "
            "lower case, and what else the three lists have to be.",
            "the lists are the portfolio office's: they are checked when they are loaded, and "
            "refused with file, row and reason",
        ),
    ),
)

PATIENTS = Section(
    "I",
    "Information governance",
    (
        held(
            "A valid NHS number in a text, an id, a header or a name stops, wherever in the file "
            "it stands and however it is spelt: unbroken, with noughts behind a point, as a power "
            "of ten, with thousands commas, or in any groups that blanks, hyphens, slashes, "
            "underscores or brackets part, 3-3-4 by any mark or line end; in the digits of any "
            "script, with letters between them that nobody sees, with `NHS` touching it in front "
            "or a letter behind.",
            "nhs_number",
            "nhs_number_in_file_name",
        ),
        unchecked(
            "Left out of this, unless words such as `NHS number` or `patient id` stand in front: "
            "groups other than 3-3-4 that commas, single points, colons, tabs or line ends part, "
            "or beside which more figures stand; such groups with a year, a day or a time in "
            "them, in rising or falling order, or round; a first nought where no day of birth "
            "follows; amounts in pounds or with what they count; what a telephone's or a book's "
            "number, a digital identifier or an address is written like.",
            "one in eleven ordinary figures of ten digits passes the check, and these are hardly "
            "ever a patient's",
        ),
        unchecked(
            "Left out of this always: an eleventh digit touching it, a letter in front other than "
            "`NHS`, an O for a nought, words between the digits, digits with decimals other than "
            "noughts, a number behind a country's dialling code or `ISBN`, and digits that a "
            "file's own separator parts.",
            "it is then another number, a code as partners are asked to write theirs, or several "
            "cells",
        ),
        held(
            f"Amounts, values and counts are exempt, unless {PASSING_SHARE:percent} of a column "
            f"and at least {PASSING_CELLS:words} of its cells pass.",
            "nhs_numbers_in_amounts",
        ),
        held("A header that names a patient field stops.", "patient_column"),
        held(
            "Dates of birth, addresses, National Insurance numbers, e-mail addresses and mobile "
            "numbers in texts are notes.",
            "date_of_birth",
            "home_address",
            "national_insurance_number",
            "personal_email",
            "mobile_number",
        ),
        held(
            "Nothing is kept that has not been looked through: in a workbook all its texts are, "
            "comments and properties too.",
            "pictures_or_files_inside",
            "comments_not_read",
        ),
        unchecked(
            "Row and column are named, the value is masked and appears nowhere else.",
            "it is how findings are written; a test looks for the value in every byte of the home "
            "folder",
        ),
    ),
)
