"""What the contract asks of programmes and adoptions."""

from __future__ import annotations

from portfolio.contract.clauses.clause import Section, held, unchecked

PROGRAMMES = Section(
    "P",
    "Programmes",
    (
        held("One row per programme.", "one_row_per_key"),
        held(
            "An id is one partner's; a second one that uses it is told whose it is.",
            "programme_of_another_partner",
        ),
        held(
            "Ids are matched exactly; two that differ only in capital letters, or only by what a "
            "spreadsheet makes of them, stop.",
            "ids_differ_in_case",
            "id_in_other_case",
            "id_rewritten",
            "id_written_otherwise",
        ),
        held(
            "The purpose says in plain English what change people will notice.",
            "cell_required",
            "text_too_long",
            because="Whether it is plain is for a reader to say.",
        ),
        unchecked(
            "The same `initiative_code` on programmes that are one initiative.",
            "only the partners know which programmes belong together",
        ),
        held(
            "The lead is a known organisation, open on the period's last day, and the partner's to "
            "speak for.",
            "known_organisation",
            "organisation_open",
            "not_yours_to_send",
        ),
        held(
            "A new lead names the one before in its first return; without it a second lead stops, "
            "also where both leads send through one partner.",
            "programme_of_another_partner",
            "lead_changed_silently",
        ),
        held(
            "The lead before is named rightly.",
            "transferred_from_lead",
            "transferred_from_itself",
            "transferred_from_nobody",
        ),
        held(
            "The earlier lead is told, and stops sending it.",
            "programme_taken_over",
            because="It is told under “Since your last return”: on the page Send an extract and on "
            "Submissions at any time, and with every check and every verdict of its own.",
        ),
        held(
            "The primary theme is one of the system's own set; other themes are `set:code`.",
            "known_theme",
        ),
        held(
            "Stage, approach, for whom, forward look and ratings are words of their lists.",
            "code_not_listed",
        ),
        held(
            "The four shares of effort: all or none, and 100 in all (1 either way).",
            "effort_all_or_none",
            "effort_of_one",
            "effort_sums_to_100",
        ),
        held("No end before the start.", "end_not_before_start"),
        unchecked(
            "Planned is the approved date; a service without an end leaves both ends blank.",
            "whether a date was approved, or a service has an end, is not in the file",
        ),
        held("Costs and budgets are 0 or more.", "number_too_low"),
        held("The old five-step ratings are taken as three, with a note.", "confidence_mapped"),
        held(
            "A rating needs its date; its comment is asked for by a note.",
            "rating_needs_date",
            "rating_without_comment",
        ),
        held("The cost of an old service needs its name.", "old_service_needs_name"),
        held(
            "An owner is a role, never a name.",
            "personal_email",
            "mobile_number",
            because="A name cannot be told from a role without a list of names; an address or a "
            "telephone number can.",
        ),
    ),
)

ADOPTIONS = Section(
    "A",
    "Adoptions",
    (
        held("One row per programme and organisation.", "one_row_per_key"),
        held(
            "The programme is in this submission or stands; the organisation is known.",
            "known_programme",
            "known_organisation",
        ),
        held(
            "Sent by the organisation's partner or by the lead.",
            "not_yours_to_send",
        ),
        held(
            "Where claim and confirmation differ, both are told and the confirmation counts.",
            "claim_differs",
        ),
        held("State, barrier and `live_date_is` are words of their lists.", "code_not_listed"),
        held(
            "`live` and `embedded` need a live date, `embedded` and `stopped` their own.",
            "live_needs_date",
            "embedded_needs_date",
            "stopped_needs_date",
        ),
        held(
            "A live date only with `live`, `embedded` or `stopped`.",
            "live_date_needs_live_state",
        ),
        held("The dates follow each other; equal and gaps allowed.", "dates_in_order"),
        held("None of them after the period's last day.", "date_after_period_end"),
        held(
            "People are whole numbers of 0 or more, and no more use it than are eligible.",
            "whole_not_readable",
            "number_too_low",
            "using_within_eligible",
        ),
        held("`not_applicable`, `declined` and `stopped` need a reason.", "reason_needed"),
        held("An adopter before its lead is told.", "live_before_lead"),
    ),
)
