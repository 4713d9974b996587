"""On any small system what changed is what a slow, plain comparison of two readings says."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portfolio.domain.filters import Filters, Point
from portfolio.domain.period import Period
from portfolio.measures.changing.bridge import realised_bridge
from portfolio.measures.changing.change import Pair
from portfolio.measures.changing.compared import compare, compared
from portfolio.measures.selection import choose
from portfolio.measures.system_frames import system_as_at

LADDER = ("not_started", "exploring", "agreed", "piloting", "live", "embedded")
any_system = settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],  # a seed does not shrink
    suppress_health_check=list(HealthCheck),
)


STAGES = ("idea", "case", "delivery", "live", "benefits")
ENDED = ("closed", "stopped")
FIELDS = {
    "planned_end_date": "re_dated",
    "forecast_end_date": "re_dated",
    "approved_cost_gbp": "re_costed",
    "forecast_cost_gbp": "re_costed",
    "lead_org_code": "re_led",
}


def programme_words(before, after):
    """(word, programme) of every programme that is new, gone, or told differently."""
    then, now = (
        {p: row for p, (row, _, live) in o.programmes().items() if live} for o in (before, after)
    )
    told = {("new", p) for p in now.keys() - then.keys()}
    gone = then.keys() - now.keys()
    told |= {("vanished", p) for p in gone if then[p]["stage"] not in ENDED}
    for p in then.keys() & now.keys():
        told |= {(word, p) for word in words_of(then[p], now[p])}
    return told


def words_of(was, is_now):
    """What two rows of one programme differ in."""
    told = {word for name, word in FIELDS.items() if was.get(name) != is_now.get(name)}
    if rating(was) != rating(is_now):
        told.add("re_rated")
    if was["stage"] != is_now["stage"]:
        if is_now["stage"] in ENDED:
            told.add("closed")
        elif was["stage"] in ENDED or STAGES.index(was["stage"]) < STAGES.index(is_now["stage"]):
            told.add("moved_up")
        else:
            told.add("moved_down")
    return told


def rating(row):
    """The independent rating where there is one, else the owner's; exempt is none."""
    given = (row.get("independent_confidence"), row.get("sro_confidence"))
    return next((one for one in given if one not in (None, "exempt")), None)


def counting(oracle):
    """Adoption rows of current programmes at open organisations, by key."""
    live = {p for p, (_, _, current) in oracle.programmes().items() if current}
    return {k: r for k, r in oracle.adoptions().items() if k[0] in live and not oracle.closed(k[1])}


def adoption_words(before, after):
    then, now = counting(before), counting(after)
    live = {p for p, (_, _, current) in after.programmes().items() if current}
    told = set()
    for key in then.keys() | now.keys():
        was, is_now = then.get(key), now.get(key)
        if key[0] not in live or (was and is_now and was["state"] == is_now["state"]):
            continue
        word = adoption_word(was, is_now, after.closed(key[1]), claim_of(after, key))
        if word:
            told.add((word, "/".join(key)))
    return told


def adoption_word(was, is_now, has_closed, claim):
    if is_now is None:
        if was["state"] not in LADDER:
            return None
        return "left" if has_closed else "vanished"
    answered = was and was["sent_as"] == "claimed" != is_now["sent_as"]
    if answered and claim is not None and claim != is_now["state"]:
        return "disagreement"
    stood = was["state"] if was else None
    if is_now["state"] not in LADDER:
        return "left" if stood in LADDER else None
    if stood not in LADDER:
        return "joined"
    rose = LADDER.index(is_now["state"]) > LADDER.index(stood)
    return "moved_up" if rose else "moved_down"


def claim_of(oracle, key):
    """What the lead says of an organisation, beside what that says itself."""
    slot = oracle.adoption_slots().get(key, {})
    return slot[True].row["state"] if True in slot else None


@any_system
@given(seed=st.integers(0, 10**9))
def test_changes_agree_with_a_slow_comparison(random_system, slow_oracle, seed):
    rng = random.Random(seed)
    system, submissions = random_system.stand_up(rng)
    known_on = rng.choice([None, date(2026, 2, 20)])
    before = slow_oracle.Oracle(submissions, random_system.LISTS, "2026-01", known_on)
    after = slow_oracle.Oracle(submissions, random_system.LISTS, "2026-03", None)

    since = Point(Period.parse("2026-01"), known_on)
    rows = system.records("changes", "changes", "2026-03", since=since)

    told = {(row["what"], row["id"]) for row in rows if row["kind"] == "programmes"}
    assert told == programme_words(before, after)
    told = {(row["what"], row["id"]) for row in rows if row["kind"] == "adoptions"}
    assert told == adoption_words(before, after)


@any_system
@given(seed=st.integers(0, 10**9))
def test_pounds_by_reason_are_the_whole_difference(random_system, seed):
    rng = random.Random(seed)
    system, _ = random_system.stand_up(rng)
    known_on = rng.choice([None, date(2026, 2, 20)])

    since = Point(Period.parse("2026-01"), known_on)
    bridge = system.records("changes", "realised", "2026-03", since=since)

    then = system.measure("counted_benefit", "2026-01", known_on=known_on).value or 0
    now = system.measure("counted_benefit", "2026-03").value or 0
    assert sum(row["gbp"] for row in bridge) == pytest.approx(now - then, abs=1e-4)


@any_system
@given(seed=st.integers(0, 10**9))
def test_nothing_changes_between_a_point_and_itself_and_programmes_add_up(random_system, seed):
    system, _ = random_system.stand_up(random.Random(seed))

    itself = Point(Period.parse("2026-03"))
    before = Point(Period.parse("2026-02"))

    known = set(system_as_at(system.store, itself.period, None).programmes["programme_id"])

    def counted(**chosen):
        rows = system.records("changes", "changes", "2026-03", since=before, **chosen)
        # A risk of no programme, or of one whose return was withdrawn, is of the whole only.
        return Counter(row["id"] for row in rows if row["programme_id"] in known)

    assert system.records("changes", "changes", "2026-03", since=itself) == []
    parts = sum((counted(programme=name) for name in ("P1", "P2", "P3")), Counter())
    assert parts == counted()


FILTERS = (
    *({"programme": name} for name in ("P1", "P2", "P3")),
    *({"lead": name} for name in "ABC"),
    {"theme": "local:access"},
    {"theme": "local:access", "lead": "A"},
    {"theme": "local:home", "beneficiary": "B"},
)


def move_a_benefit(rng, submissions):
    """Has some submissions say another programme of a benefit than others do."""
    rows = [row for sent in submissions for row in sent.files.get("benefits", ())]
    for row in rows:
        if row["benefit_id"] == "B3":
            row["programme_id"] = rng.choice(["P2", "P2", "P3"])


@any_system
@given(seed=st.integers(0, 10**9), is_as_now=st.booleans())
def test_what_filters_take_out_of_the_whole_is_what_comparing_the_chosen_rows_says(
    random_system, seed, is_as_now
):
    rng = random.Random(seed)
    submissions = random_system.random_submissions(rng)
    move_a_benefit(rng, submissions)
    system = random_system.stood_up_from(submissions)
    since = Point(Period.parse("2026-01"), rng.choice([None, date(2026, 2, 20)]))

    for chosen in FILTERS:
        filters = Filters(Period.parse("2026-03"), is_as_now=is_as_now, **chosen)
        after = choose(
            system_as_at(system.store, filters.period, None, is_as_now=is_as_now), filters
        )
        pair = Pair(after.at(since), after)
        taken, direct = compared(pair), compare(pair)
        assert taken.changes == direct.changes
        assert realised_bridge(taken.months).rows() == realised_bridge(direct.months).rows()
