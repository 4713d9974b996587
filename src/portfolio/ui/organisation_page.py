"""The page Organisations: one of them first, with what it could take up next, what it has, gives,
learned and owes; or all in pounds: what each gives, receives, bears the cost of and gains."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from portfolio.domain.codes import ADOPTION_LADDER, OPEN_TO_ADOPTION, PRICED_TYPES
from portfolio.domain.result import Result
from portfolio.ui import address, cache, choices, controls, frame, picture_block
from portfolio.ui.address import Choice
from portfolio.ui.markup import write_html
from portfolio.ui.view import View
from portfolio.views import escape, formats, links, marks, snippets
from portfolio.views.benefits.payer_dumbbell import payer_dumbbell
from portfolio.views.benefits.share_of_benefit import share_of_benefit
from portfolio.views.organisations.beside_its_type import beside_its_type
from portfolio.views.organisations.could_take_next import could_take_next, openings
from portfolio.views.organisations.four_sides import (
    Sides,
    four_sides,
    kinds,
    one_organisation,
    sides_of,
)
from portfolio.views.organisations.who_gives_whom import largest_gifts, who_gives_whom
from portfolio.views.read_result import Record, having, is_true, records, text, whole
from portfolio.views.words import (
    organisation_words,
    paying_words,
    return_words,
    taking_up_words,
)
from portfolio.views.words.terms import BENEFIT_TYPE, LESSON_OUTCOME, ORG_TYPE, SENT_AS, STATE, word

_SHOWN = 6
_LESSONS = 3
_ASKED = 3


def choice(view: View) -> Choice:
    """Return every organisation that gives, receives or could take something up, by name, after
    all."""
    flow = records(view.result("beyond_lead_share"), "flow")
    takes = records(view.result("adoption"), "matrix")
    codes = {text(row, name) for row in flow for name in ("lead_org_code", "beneficiary_org_code")}
    codes |= {text(row, "org_code") for row in takes}
    codes |= {row.org_code for row in view.references.organisations.partners(view.filters.period)}
    every = Choice("organisation", "Organisation", {"": "All organisations"})
    return choices.organisation(every, codes, view.labels)


def choose(one: Choice) -> None:
    """Show the control for one organisation or all."""
    with st.container(key="one_organisation"):
        address.select(one)


def kind_choice(view: View) -> Choice:
    """Return the type of pound that the page is told in: the first there is until one is chosen."""
    codes = kinds(view.result("beyond_lead_share"), view.result("payer_gainer"))
    words = {code: f"{BENEFIT_TYPE[code]} benefit" for code in codes or PRICED_TYPES[:1]}
    return Choice("type", "Type of benefit", words, next(iter(words)))


def in_pounds(view: View) -> None:
    """Show all organisations in pounds of one type: four sides, who gives whom, who pays, how
    evenly."""
    beyond, paid = view.result("beyond_lead_share"), view.result("payer_gainer")
    choice = kind_choice(view)
    chosen = address.segments(choice) if len(choice.words) > 1 else choice.default
    kind = PRICED_TYPES[PRICED_TYPES.index(chosen)]  # the very same text, so pictures are kept
    sides = cache.picture(four_sides, beyond, paid, view.labels, kind)
    picture_block.draw("sides", sides, view, beyond, paid)
    if sides.is_empty:
        return
    whom = cache.picture(who_gives_whom, beyond, view.labels, kind)
    gifts = cache.picture(largest_gifts, beyond, view.labels, kind)
    picture_block.draw("who_gives_whom", whom, view, beyond, narrow=gifts)
    effective = view.result("effective_organisations")
    with frame.pair("paying") as (left, right):
        with left:
            dumbbell = cache.picture(payer_dumbbell, paid, view.labels, kind)
            picture_block.draw("payer", dumbbell, view, paid)
        with right:
            who_pays_for_others(paid, view)
    with controls.expander("How evenly benefit is spread"):
        shares = cache.picture(share_of_benefit, effective, view.labels)
        picture_block.draw("share_of_benefit", shares, view, effective)


def who_pays_for_others(paid: Result, view: View) -> None:
    """Where a council, charity or ambulance service bears the cost and others gain."""
    asked = list(paying_words.questions(paid, view.labels))
    every = "".join(snippets.question(one, view.labels) for one in asked[:_ASKED])
    none = snippets.empty("None of them bears the cost of what others gain.")
    frame.section(
        "At the cost of one, gained by others",
        "Councils, charities and ambulance services that bear the cost while others gain.",
        every or none,
    )
    if len(asked) > _ASKED:
        write_html(snippets.foot(f"The {_ASKED} largest of {formats.count(len(asked))}."))


def headline(code: str, view: View) -> str:
    """Of one organisation what is open to it, of all who gives and who receives."""
    if not code:
        return organisation_words.headline(view.result("beyond_lead_share"), view.labels)
    pairs = having(records(view.result("white_space"), "pairs"), "org_code", code)
    name = view.labels.organisation(code)
    return taking_up_words.headline(name, pairs, len(_could_take(code, view)))


def show(code: str, view: View) -> None:
    """Show one organisation: what it could take up next first; then what it has, gives, learned
    and owes; its pounds folded."""
    mark = marks.image(marks.org_type(view.labels.org_type(code)))
    org_type = escape.html(word(ORG_TYPE, view.labels.org_type(code)))
    place = escape.html(view.labels.place(code))
    sends = links.sentence(_sender(code, view), view.labels)
    about = f"{mark} {org_type}{f', {place}' if place else ''}. {sends}"
    write_html(f'<p class="pf-soft">{about}</p>')
    _next(code, view)
    adoption = view.result("adoption")
    beside = cache.picture(beside_its_type, adoption, view.labels, _same(code))
    picture_block.fold("beside_its_type", beside, view, adoption)
    with frame.pair("has_and_gives") as (left, right):
        with left:
            has = [row for row in _could_take(code, view) if not _is_open(row)]
            frame.section("What it has", _taken(code, view), _table(has, view))
        with right:
            led = _led(code, view)
            frame.section("What it gives", organisation_words.gone(led), _offers(led, view))
    with frame.pair("learned_and_owes") as (left, right):
        with left:
            frame.section("What it learned", _learned(code, view), _lessons(code, view))
        with right:
            frame.section("What it owes", *_returns(code, view))
    with controls.expander(f"{view.labels.organisation(code)} in pounds"):
        _its_pounds(code, view)


@lru_cache(2048)
def _same(code: str) -> str:
    """Return the very same text for equal ones, so that a picture is found again."""
    return code


def _next(code: str, view: View) -> None:
    results = view.result("white_space"), view.result("adoption"), view.result("learning")
    every = openings(code, results, view.service.programmes(view.filters))
    drawn = could_take_next(every, view.labels)
    picture_block.draw("next", drawn, view, *results)


def _its_pounds(code: str, view: View) -> None:
    beyond, paid = view.result("beyond_lead_share"), view.result("payer_gainer")
    kind = address.read(kind_choice(view))
    one = sides_of(beyond, paid, kind).get(code, Sides(code))
    drawn = one_organisation(one, view.labels.organisation(code), kind)
    picture_block.draw("one", drawn, view, beyond, paid)


def _taken(code: str, view: View) -> str:
    return organisation_words.taken(_could_take(code, view))


def _is_open(row: Record) -> bool:
    return text(row, "state") in OPEN_TO_ADOPTION


def _learned(code: str, view: View) -> str:
    learning = view.result("learning")
    return organisation_words.learned(
        having(records(learning, "lessons"), "org_code", code),
        having(records(learning, "organisations"), "org_code", code),
    )


def _lessons(code: str, view: View) -> str:
    """Return its own lessons, the most used first, then those of others that it used."""
    learning = view.result("learning")
    own = having(records(learning, "lessons"), "org_code", code)
    ranked = sorted(own, key=lambda row: -whole(row, "organisations"))
    used = having(records(learning, "trace"), "used_by_org_code", code)
    lines = [
        (row, f"its own, {organisation_words.used_by(whole(row, 'organisations'))}")
        for row in ranked[:_LESSONS]
    ]
    lines += [
        (row, f"{word(LESSON_OUTCOME, text(row, 'outcome')).lower()} from {_giver(row, view)}")
        for row in used[:_LESSONS]
    ]
    body = "".join(
        f"<li>{links.link(links.to_lesson(text(row, 'lesson_id')), text(row, 'title'))}"
        f"<small>{links.sentence(said, view.labels)}</small></li>"
        for row, said in lines
    )
    return f'<ul class="pf-gaps">{body}</ul>' if body else ""


def _giver(row: Record, view: View) -> str:
    return view.labels.organisation(text(row, "from_org_code"))


def _sender(code: str, view: View) -> str:
    row = view.references.organisations.at(code, view.filters.period)
    through = row.reports_through if row else None
    return return_words.who_sends(row, view.labels.organisation(through) if through else "")


def _returns(code: str, view: View) -> tuple[str, str]:
    """Return what a partner owes, and its last few returns; nothing of one that sends none."""
    row = view.references.organisations.at(code, view.filters.period)
    if row is None or not row.is_partner:
        return _sender(code, view), ""
    sent = [one for one in view.service.submissions() if one.partner_code == code]
    is_open = view.references.organisations.is_open
    due = {
        one.period: one.due_date
        for one in view.references.settings.reporting_periods
        if is_open(code, one.period)
    }
    body = "".join(
        f"<tr><td>{period}</td><td>{escape.html(words)}</td></tr>"
        for period, words in return_words.returns(sent, due, view.filters)
    )
    caption = '<caption class="pf-hidden">Its returns</caption>'
    listed = f'<table class="pf-table">{caption}<tbody>{body}</tbody></table>' if body else ""
    return return_words.owed(sent, due, view.filters, view.service.today().date()), listed


def _could_take(code: str, view: View) -> list[Record]:
    """Return its state in each programme that another leads and it could take up."""
    rows = having(records(view.result("adoption"), "matrix"), "org_code", code)
    return [
        row
        for row in rows
        if text(row, "state") != "not_applicable" and not is_true(row, "is_lead")
    ]


def _led(code: str, view: View) -> list[Record]:
    """Of each current programme it leads, how many others use it."""
    leads = having(records(view.result("beyond_lead_share"), "by_programme"), "lead_org_code", code)
    ids = {text(row, "programme_id") for row in leads}
    rows = records(view.result("adoption"), "by_programme")
    return [row for row in rows if text(row, "programme_id") in ids]


def _offers(rows: Sequence[Record], view: View) -> str:
    if not rows:
        return snippets.empty("It leads no programme that others could take up.")
    ranked = sorted(rows, key=lambda row: -whole(row, "adopters_beyond_lead"))
    return _folded(
        [
            f"<tr><td>{links.programme(text(row, 'programme_id'), view.labels)}</td>"
            f'<td class="pf-right">{_used(row)}</td></tr>'
            for row in ranked
        ]
    )


def _used(row: Record) -> str:
    others = whole(row, "eligible_beyond_lead")
    if not others:
        return "nobody else is named"
    return f"{formats.n_of_m(whole(row, 'adopters_beyond_lead'), others)} use it"


def _table(rows: Sequence[Record], view: View) -> str:
    if not rows:
        return snippets.empty("It has taken up nothing of others yet, and decided against nothing.")
    ranked = sorted(rows, key=lambda row: -_rank(text(row, "state")))
    return _folded([_row(row, view) for row in ranked])


def _folded(lines: Sequence[str]) -> str:
    """Return a table of a few lines, the rest folded."""
    return snippets.folded(
        lines,
        _SHOWN,
        lambda body: f'<table class="pf-table"><tbody>{body}</tbody></table>',
        lambda rest: formats.plural(rest, "more programme"),
    )


def _rank(state: str) -> int:
    return ADOPTION_LADDER.index(state) if state in ADOPTION_LADDER else -1


def _row(row: Record, view: View) -> str:
    state = text(row, "state")
    claimed = text(row, "sent_as") == "claimed"
    said = formats.lower_first(word(SENT_AS, "claimed"))
    mark = marks.image(marks.state(state, claimed), css="pf-mark pf-mark-large")
    name = links.programme(text(row, "programme_id"), view.labels)
    return (
        f'<tr><td>{name}</td><td class="pf-state">{mark} {word(STATE, state)}'
        f"{f', {said}' if claimed else ''}</td></tr>"
    )
