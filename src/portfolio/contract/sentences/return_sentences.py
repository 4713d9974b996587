"""Sentences on what lies beyond one file: the lists, the other files, what already stands."""

from __future__ import annotations

from portfolio.contract.sentences.rule import note, stop

_WHO_AND_WHEN = (
    stop(
        "known_partner",
        "`{found}` is not a partner of this system in {period_words}.{nearest}",
        "Choose the partner you send for, or ask the portfolio office to add it.",
    ),
    stop(
        "partner_open",
        "`{found}` is not open on {period_end}, the last day of the period.",
        "Send for an earlier period, or let the organisation that follows it send.",
    ),
    stop(
        "known_reporting_period",
        "{period_words} is not a reporting period of this system. The reporting periods are "
        "{periods}.",
        "Choose one of these, or ask the portfolio office to add it.",
    ),
    stop(
        "extracts_of_another_partner",
        "{rows_are} are not for {partner} to send, and all of it could be {other}'s: these look "
        "like its extracts.",
        "Choose {other} as the partner you send for, or choose the files of {partner}.",
    ),
    stop(
        "not_yours_to_send",
        "This row is about `{found}`. {partner} does not send for it{nor_lead}.",
        "Take the row out: it is for {senders} to send.",
    ),
)

_LISTS = (
    stop(
        "known_organisation",
        "`{found}` is not an organisation of this system.{nearest}",
        "If it has joined since the last return, ask the portfolio office to add it first.",
    ),
    stop(
        "organisation_open",
        "`{found}` is not open in {month_words}{closed_words}.",
        "Use the code of the organisation that was open in that month{successor_words}.",
    ),
    stop(
        "known_theme",
        "`{found}` is not {a_theme}{elsewhere}.{nearest}",
        "{theme_help}",
    ),
)

_LINKS = (
    stop(
        "known_programme",
        "No programme `{found}` is in this submission or stands in the system in "
        "{period_words}.{nearest}",
        "Correct the id, or send the programme with its row in `programmes.csv`.",
    ),
    stop(
        "known_benefit",
        "No benefit `{found}` is in this submission or stands in the system in "
        "{period_words}.{nearest}",
        "Correct the id, or send the benefit with its row in `benefits.csv`.",
    ),
    stop(
        "known_lesson",
        "No lesson `{found}` is in this submission or stands in the system in "
        "{period_words}.{nearest}",
        "Correct the id, or leave the row for a return after the lesson itself has been sent.",
    ),
    stop(
        "benefit_in_register",
        "Benefit `{found}` has no row in the register for `{beneficiary}`; it has one for "
        "{registered}.",
        "Add that row to `benefits.csv`, or correct the id or the beneficiary here.",
    ),
    stop(
        "gbp_for_unmonetisable",
        "`{column}` has an amount, and the register calls benefit `{benefit}` unmonetisable.",
        "Leave the amount out, or give the benefit a type that has a price.",
    ),
)

_IN_USE = (
    stop(
        "programme_of_another_partner",
        "Programme id `{found}` is already in use{named}, led by {owner}.",
        "Give yours an id of its own. If you have taken it over, put `{owner_code}` in "
        "`transferred_from_org_code`.",
    ),
    stop(
        "programme_taken_over",
        "{owner} has sent programme `{found}` as taken over from you.",
        "Take the row out. If it has come back to you, put `{owner_code}` in "
        "`transferred_from_org_code`.",
    ),
    stop(
        "transferred_from_lead",
        "`{found}` was not the lead of `{programme}` before: it was {lead_before}.",
        "Put the lead before you there.",
    ),
    stop(
        "lead_changed_silently",
        "`{found}` now leads programme `{programme}`, which `{lead_before}` led when you "
        "last sent it.",
        "If it has taken the programme over, put `{lead_before}` in `transferred_from_org_code`; "
        "otherwise correct the lead.",
    ),
    note(
        "transferred_from_nobody",
        "`{found}` is named as the lead of `{programme}` before, and nobody has sent that "
        "programme until now.",
        "If the id was another then, the two are not joined: give it the id it had.",
    ),
    stop(
        "benefit_of_another_programme",
        "Benefit id `{found}` is already in use by {other}: it is `{name}` of programme "
        "`{programme}`.",
        "Give this benefit an id of its own, or correct its programme.",
    ),
    stop(
        "id_rewritten",
        "`{found}` may be `{known}`, which is in use, {how}.",
        "If it is, format the column as text before you open the file in a spreadsheet, and write "
        "it as it was. If it is another, give it an id with a letter in it.",
    ),
    stop(
        "id_written_otherwise",
        "`{found}` may be `{known}`, which your last return had and this one has not: they differ "
        "in hyphens, points or underscores alone.",
        "If it is, write it as it was, in every file. If it is another, give it an id that "
        "differs in a letter or a digit.",
    ),
    stop(
        "id_in_other_case",
        "`{found}` is in use{by} as `{known}`, and ids are told apart by their capitals too.",
        "Write it as it is in use, in every file. If it is another, give it an id that differs in "
        "more than capitals.",
    ),
    stop(
        "id_of_another_partner",
        "The id `{found}` is already used by {owner}.",
        "Give yours an id of its own, for example with your code in front.",
    ),
)

_SINCE_LAST_RETURN = (
    note(
        "same_as_last_return",
        "{rows_are} as in your return for {month}: nothing has changed since.",
        "If what was sent for {month} was taken again by mistake, send the new rows. If nothing "
        "did change, there is nothing to do.",
    ),
    note(
        "columns_emptied",
        "{columns} {hold} nothing here, and held {values} in your last return, which will be "
        "taken away.",
        "If a column was left out by mistake, put it back. If the values no longer hold, there is "
        "nothing to do.",
    ),
    note(
        "columns_swapped",
        "`{column}` says what `{other}` said in your last return, and the other way round, in "
        "every row.",
        "If the two names in the header changed places, put them back. If they were wrong before, "
        "there is nothing to do.",
    ),
    note(
        "column_sorted_alone",
        "`{column}` seems to have been sorted without the other columns: in {share} rows it no "
        "longer says what your last return said; here it is `{found}`, and was `{was}`.",
        "Take the column as it was before, or sort whole rows. If all of it is meant so, there is "
        "nothing to do.",
    ),
)

_MOVES = (
    note(
        "programme_vanished",
        "{names} {was} in your last return and {is_not} in this one.",
        "What has ended, send once more as `closed` or `stopped`. What is left out is kept as “no "
        "longer reported since” and no longer counted.",
    ),
    note(
        "benefit_vanished",
        "{names} {was} in your last register and {is_not} in this one.",
        "What has ended, send once more as `achieved`, `ceased`, `evaporated` or `cancelled`. What "
        "is left out is kept as “no longer reported since” and no longer counted.",
    ),
    note(
        "risk_vanished",
        "{names} {was} in your last return and {is_not} in this one.",
        "What is over, send once more as `closed`. What is left out is kept as “no longer reported "
        "since” and no longer counted.",
    ),
    note(
        "adoption_vanished",
        "{names} {was} in your last return and {is_not} in this one.",
        "What has ended, send once more as `stopped` or `declined`. What is left out is kept as "
        "“no longer reported since” and no longer counted.",
    ),
    note(
        "values_without_register",
        "Benefit `{found}` at `{beneficiary}` is no longer in your register, and its months are "
        "still sent.",
        "If it goes on, put its row back in `benefits.csv`; without it the months are kept and no "
        "longer counted.",
    ),
    note(
        "past_months_revised",
        "{months} {differ} from your last return; the first is `{found}` in {month_words}.",
        "If you meant to revise them, there is nothing to do: they are shown as revised.",
    ),
    note(
        "past_months_gone",
        "{months} with a realised figure in your last return {are} not in this one; the first is "
        "`{found}` in {month_words}.",
        "The whole history is sent each time: if rows were filtered out or cut off, send them all.",
    ),
    note(
        "cost_looks_small",
        "`{found}` is little for the cost of a programme over its whole life: is it in thousands "
        "or millions?",
        "Write pounds in full, for example `{example}`.",
    ),
    note(
        "changed_500_times",
        "`{found}` is {times} times {direction} the figure in your last return, `{before}`.",
        "If one of them is in thousands or millions, write pounds in full.",
    ),
)

_BETWEEN_PARTNERS = (
    stop(
        "benefit_said_as_lead",
        "`{column}` of benefit `{benefit}` says `{found}`, and {other}, who leads it, says "
        "`{theirs}`.",
        "One benefit is described alike by all: write it as the lead does, or agree with them "
        "that they change theirs first.",
    ),
    stop(
        "benefit_said_alike",
        "`{column}` of benefit `{benefit}` says `{found}`, and {other}, who confirms it too, says "
        "`{theirs}`.",
        "One benefit is described alike by all: write it as they do. If it has changed, its lead "
        "sends it first.",
    ),
    stop(
        "outcome_on_another_benefit",
        "Programme `{programme}` carries outcome `{found}` at `{beneficiary}` on benefit "
        "`{benefit}` of {other} already, and would be counted twice.",
        "If the two are one benefit, use that id; otherwise leave `outcome_code` blank here.",
    ),
    note(
        "attribution_over_100",
        "The shares in outcome `{found}` at `{beneficiary}` add up to {total}: {shares}.",
        "{settle}; until then what is over 100 is held back from the count.",
    ),
    note(
        "claim_differs",
        "You say `{found}` of `{org}` in programme `{programme}`, and {other} says "
        "`{their_state}`.",
        "What the organisation says of itself counts; agree on one if you can.",
    ),
    note(
        "claimed_figures_differ",
        "In {months} of {benefits} you and {other} give different figures{by}; the first is "
        "`{found}` in {month_words}{instead}.",
        "What the organisation says of itself counts; agree on one figure if you can.",
    ),
    note(
        "months_told_again",
        "{months} of {benefits} {stand} under {before} as well, which `{found}` follows, and would "
        "count twice.",
        "What is told again counts once. Give months up to {last_day} under {before}, and leave "
        "out here all but what was `{found}`'s own.",
    ),
    note(
        "own_lesson_used",
        "`{used_by}` wrote lesson `{found}` itself.",
        "It is kept, and not counted as a use.",
    ),
    note(
        "live_before_lead",
        "`{org}` went live with `{programme}` on `{found}`, before {lead}, who leads it, did on "
        "`{lead_live}`.",
        "It is counted as month 0. If that is not right, correct the date.",
    ),
)

ACROSS_FILES = (*_WHO_AND_WHEN, *_LISTS, *_LINKS, *_SINCE_LAST_RETURN, *_MOVES)
ACROSS_PARTNERS = (*_IN_USE, *_BETWEEN_PARTNERS)
ACROSS_RULES = (*ACROSS_FILES, *ACROSS_PARTNERS)
