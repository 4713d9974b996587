"""The part of the page Organisations about one of them: what it gives, receives and gains,
what it has taken up and offers, what it learned and taught, and its returns."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.codes import ADOPTION_LADDER, PRICED_TYPES
from portfolio.domain.result import Result
from portfolio.ui import address, cache, choices, frame, picture_block
from portfolio.ui.address import Choice
from portfolio.ui.markup import write_html
from portfolio.ui.view import View
from portfolio.views import escape, formats, links, marks, snippets
from portfolio.views.benefits.payer_dumbbell import payer_dumbbell
from portfolio.views.benefits.share_of_benefit import share_of_benefit
from portfolio.views.organisations.four_sides import (
    Sides,
    four_sides,
    kinds,
    one_organisation,
    sides_of,
)
from portfolio.views.organisations.who_gives_whom import largest_gifts, who_gives_whom
from portfolio.views.read_result import Record, having, is_true, records, text, whole
from portfolio.views.words import organisation_words, paying_words, return_words
from portfolio.views.words.terms import BENEFIT_TYPE, ORG_TYPE, SENT_AS, STATE, word

_SHOWN = 12
_ASKED = 3


def choice(view: View) -> Choice:
    """Every organisation that gives, receives or could take something up, by name."""
    flow = records(view.result("beyond_lead_share"), "flow")
    takes = records(view.result("adoption"), "matrix")
    codes = {text(row, name) for row in flow for name in ("lead_org_code", "beneficiary_org_code")}
    codes |= {text(row, "org_code") for row in takes}
    codes |= {row.org_code for row in view.references.organisations.partners(view.filters.period)}
    listed = choices.organisation(Choice("organisation", "Organisation", {}), codes, view.labels)
    return Choice("organisation", "Organisation", listed.words, next(iter(listed.words), ""))


def kind_choice(view: View) -> Choice:
    """The type of pound that the page is told in: the first there is until one is chosen."""
    codes = kinds(view.result("beyond_lead_share"), view.result("payer_gainer"))
    words = {code: f"{BENEFIT_TYPE[code]} benefit" for code in codes or PRICED_TYPES[:1]}
    return Choice("type", "Type of benefit", words, next(iter(words)))


def in_pounds(view: View) -> None:
    """All organisations in pounds of one type: four sides, who gives whom, who pays, how evenly."""
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
            who_pays_for_others(paid, view)
        with right:
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


def show(code: str, view: View) -> None:
    """One organisation: its four sides beside what it takes up, teaches and sends."""
    beyond, paid = view.result("beyond_lead_share"), view.result("payer_gainer")
    name = view.labels.organisation(code)
    kind = address.read(kind_choice(view))
    one = sides_of(beyond, paid, kind).get(code, Sides(code))
    mark = marks.image(marks.org_type(view.labels.org_type(code)))
    org_type = escape.html(word(ORG_TYPE, view.labels.org_type(code)))
    write_html(f'<p class="pf-soft">{mark} {org_type}</p>')
    with frame.pair("one") as (left, right):
        with left:
            picture_block.draw("one", one_organisation(one, name, kind), view, beyond, paid)
        with right:
            write_html(_facts(code, view))
    with frame.pair("takes") as (left, right):
        with left:
            takes = _table(_could_take(code, view), view)
            frame.section("What it could take up", "Programmes that others lead.", takes)
        with right:
            offers = _offers(_led(code, view), view)
            frame.section(
                "What it offers", "Programmes it leads, at the others that could.", offers
            )


def _facts(code: str, view: View) -> str:
    """Adoption both ways, learning both ways, and its returns, in short lines."""
    learning = view.result("learning")
    said = {
        "Adoption": organisation_words.adoption(_could_take(code, view), _led(code, view)),
        "Learning": organisation_words.learned(
            having(records(learning, "lessons"), "org_code", code),
            having(records(learning, "organisations"), "org_code", code),
        ),
        "Who sends": _sender(code, view),
    }
    lines = "".join(f"<p><b>{term}</b>{escape.html(words)}</p>" for term, words in said.items())
    return f'<div class="pf-sentences pf-one">{lines}</div>{_returns(code, view)}'


def _sender(code: str, view: View) -> str:
    row = view.references.organisations.at(code, view.filters.period)
    through = row.reports_through if row else None
    return return_words.who_sends(row, view.labels.organisation(through) if through else "")


def _returns(code: str, view: View) -> str:
    """The last few returns of a partner; nothing of an organisation that sends none."""
    row = view.references.organisations.at(code, view.filters.period)
    if row is None or not row.is_partner:
        return ""
    sent = [one for one in view.service.submissions() if one.partner_code == code]
    due = {one.period: one.due_date for one in view.references.settings.reporting_periods}
    body = "".join(
        f"<tr><td>{period}</td><td>{escape.html(words)}</td></tr>"
        for period, words in return_words.returns(sent, due, view.filters)
    )
    caption = '<caption class="pf-hidden">Its returns</caption>'
    return f'<table class="pf-table">{caption}<tbody>{body}</tbody></table>' if body else ""


def _could_take(code: str, view: View) -> list[Record]:
    """Its state in each programme that another leads and it could take up."""
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
    body = "".join(
        f"<tr><td>{links.programme(text(row, 'programme_id'), view.labels)}</td>"
        f'<td class="pf-right">{_used(row)}</td></tr>'
        for row in ranked[:_SHOWN]
    )
    return f'<table class="pf-table"><tbody>{body}</tbody></table>{_more(len(ranked))}'


def _used(row: Record) -> str:
    others = whole(row, "eligible_beyond_lead")
    if not others:
        return "nobody else is named"
    return f"{formats.n_of_m(whole(row, 'adopters_beyond_lead'), others)} use it"


def _table(rows: Sequence[Record], view: View) -> str:
    if not rows:
        return snippets.empty("Nobody has said yet what it could take up.")
    ranked = sorted(rows, key=lambda row: -_rank(text(row, "state")))
    body = "".join(_row(row, view) for row in ranked[:_SHOWN])
    return f'<table class="pf-table"><tbody>{body}</tbody></table>{_more(len(ranked))}'


def _more(every: int) -> str:
    if every <= _SHOWN:
        return ""
    return snippets.foot(f"{formats.count(every - _SHOWN)} more, on the page Spread.")


def _rank(state: str) -> int:
    return ADOPTION_LADDER.index(state) if state in ADOPTION_LADDER else -1


def _row(row: Record, view: View) -> str:
    state = text(row, "state")
    claimed = text(row, "sent_as") == "claimed"
    mark = marks.image(marks.state(state, claimed), css="pf-mark pf-mark-large")
    name = links.programme(text(row, "programme_id"), view.labels)
    return (
        f'<tr><td>{name}</td><td class="pf-state">{mark} {escape.html(word(STATE, state))}'
        f"<small>{escape.html(word(SENT_AS, text(row, 'sent_as')))}</small></td></tr>"
    )
