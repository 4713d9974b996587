"""The measures once more, slowly: dicts and loops, written from the words and not from the SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from portfolio.domain.period import Period

AMOUNTS = ("planned_gbp", "forecast_gbp", "realised_gbp")


@dataclass(frozen=True)
class Said:
    """A row and the extract it came in."""

    row: Mapping
    partner: str
    place: tuple  # sent for, received on, number: later is larger
    left_out: bool = False

    @property
    def is_claim(self) -> bool:
        return self.row["sent_as"] == "claimed"


@dataclass(frozen=True)
class Lists:
    """Organisations: when some close, who follows them, and who some report through from when
    (any other sends for itself)."""

    closings: Mapping[str, date] = field(default_factory=dict)
    followers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    through: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def sender_of(self, code: str, period: str) -> str:
        begun = [sender for since, sender in self.through.get(code, ()) if since <= period]
        return begun[-1] if begun else code

    def has_closed(self, code: str, period: str) -> bool:
        return code in self.closings and self.closings[code] < Period.parse(period).end


class Oracle:
    def __init__(self, submissions: Iterable, lists: Lists, period: str, known_on):
        self.period = Period.parse(period)
        self.lists = lists
        self.closings = lists.closings
        # Whom a successor follows: one organisation here, and that was not split.
        self.follows = {
            after: code
            for code, those in lists.followers.items()
            if len(those) == 1
            for after in those
        }
        self.standing: dict = {}
        for number, sent in enumerate(submissions, start=1):
            withdrawn = sent.withdrawn_on and (known_on is None or sent.withdrawn_on <= known_on)
            late = known_on is not None and sent.received_on > known_on
            if sent.period > period or withdrawn or late:
                continue
            place = (sent.period, sent.received_on, number)
            for kind, rows in sent.files.items():
                slot = self.standing.setdefault((sent.partner, kind), {})
                if sent.period not in slot or slot[sent.period][0] < place:
                    slot[sent.period] = (place, rows)

    def closed(self, code: str) -> bool:
        return code in self.closings and self.closings[code] < self.period.end

    def extracts(self, kind: str):
        """(partner, place, rows, is current) of all standing extracts of a kind."""
        for (partner, of_kind), slot in self.standing.items():
            if of_kind == kind:
                for sent_for in sorted(slot):
                    yield partner, *slot[sent_for], sent_for == max(slot)

    def programmes(self) -> dict:
        """Every known programme: (row, partner, is current)."""
        known: dict = {}
        for partner, place, rows, current in self.extracts("programmes"):
            live = current and not self.closed(partner)
            for row in rows:
                key = row["programme_id"]
                if key not in known or known[key][0] < (live, place):
                    known[key] = ((live, place), row, partner)
        return {key: (row, partner, rank[0]) for key, (rank, row, partner) in known.items()}

    def how(self, one: Said, lead: str | None) -> str:
        """How a row was sent, in the contract's order, given who leads now. Who reports through
        whom, and who had closed, is of the period that the row was sent for."""
        org = one.row.get("org_code") or one.row["beneficiary_org_code"]
        sent_for, lists = one.place[0], self.lists
        follows = lists.has_closed(org, sent_for) and one.partner in lists.followers.get(org, ())
        through = lists.sender_of(org, sent_for) == one.partner
        if org == lead and (follows or through):
            return "own"
        if org == one.partner or follows:
            return "confirmed"
        if lead is not None and self.lead_partner(lead) == one.partner:
            return "claimed"
        return "confirmed" if through else "claimed"  # as the former lead's rows about others

    def lead_partner(self, lead: str) -> str:
        return self.lists.sender_of(lead, str(self.period))

    def led_to_its_close(self) -> set[tuple[str, str]]:
        """(partner, programme) of what closed partners still led when they closed."""
        return {
            (partner, row["programme_id"])
            for partner, _, rows, current in self.extracts("programmes")
            if current and self.closed(partner)
            for row in rows
        }

    def settle(self, rows: list[Said], key, programme_of) -> dict:
        """At most one own or confirmed row and one claim per key: {key: {is claim: Said}}."""
        leads = {name: row["lead_org_code"] for name, (row, _, _) in self.programmes().items()}
        said = [
            replace(
                one, row={**one.row, "sent_as": self.how(one, leads.get(programme_of(one.row)))}
            )
            for one in rows
        ]
        of_closed = self.led_to_its_close()
        lead_programmes, lead_keys = set(), set()
        for one in said:
            programme = programme_of(one.row)
            lead = self.lead_partner(leads[programme]) if programme in leads else None
            if lead == one.partner and not one.left_out:
                lead_programmes.add(programme)
                lead_keys.add(key(one.row))
        settled: dict = defaultdict(dict)
        for one in said:
            programme = programme_of(one.row)
            lead = self.lead_partner(leads[programme]) if programme in leads else one.partner
            if one.partner != lead:
                if one.is_claim and programme in lead_programmes:
                    continue
                is_of_closed = (one.partner, programme) in of_closed and not one.is_claim
                if is_of_closed and key(one.row) in lead_keys:
                    continue
            slot = settled[key(one.row)]
            rank = (one.is_claim and one.partner == lead, one.place)
            if one.is_claim not in slot or slot[one.is_claim][0] < rank:
                slot[one.is_claim] = (rank, one)
        return {
            key: {claim: one for claim, (_, one) in slot.items()} for key, slot in settled.items()
        }

    def adoption_slots(self) -> dict:
        said = [
            Said(row, partner, place)
            for partner, place, rows, current in self.extracts("adoptions")
            if current
            for row in rows
        ]
        return self.settle(
            said, lambda r: (r["programme_id"], r["org_code"]), lambda r: r["programme_id"]
        )

    def adoptions(self) -> dict:
        slots = self.adoption_slots()
        return {key: slot.get(False, slot.get(True)).row for key, slot in slots.items()}

    def left_out(self) -> list[Said]:
        """Last appearances, not current, of what was achieved or had ceased."""
        last: dict = {}
        for partner, place, rows, current in self.extracts("benefits"):
            for row in rows:
                last[(partner, *pair(row))] = (row, place, current)
        return [
            Said(row, key[0], place, left_out=True)
            for key, (row, place, current) in last.items()
            if not current and row["status"] in ("achieved", "ceased")
        ]

    def register(self) -> dict:
        said = self.left_out() + [
            Said(row, partner, place)
            for partner, place, rows, current in self.extracts("benefits")
            if current
            for row in rows
        ]
        return self.settle(said, pair, lambda r: r["programme_id"])

    def said_of(self) -> dict:
        return {key: slot.get(False, slot.get(True)).row for key, slot in self.register().items()}

    def values(self) -> dict:
        known = self.programmes()
        programme_of: dict = {}
        for slot in self.register().values():
            for one in slot.values():
                name = one.row["benefit_id"]
                programme_of[name] = min(
                    programme_of.get(name, one.row["programme_id"]), one.row["programme_id"]
                )
        said = []
        kept = {(one.partner, *pair(one.row)) for one in self.left_out()}
        holding: dict = {}
        for partner, place, rows, current in self.extracts("benefit_values"):
            for row in rows:
                key = (partner, *pair(row))
                if current:
                    holding.pop(key, None)
                    said.append(Said(row, partner, place))
                elif key in kept:
                    if key in holding and holding[key][0] != place:
                        del holding[key]
                    holding.setdefault(key, (place, []))[1].append(row)
        for (partner, *_), (place, rows) in holding.items():
            said += [Said(row, partner, place, left_out=True) for row in rows]
        counting = [
            one
            for one in said
            if programme_of.get(one.row["benefit_id"]) in known and self.in_time(one)
        ]
        return self.settle(
            counting,
            lambda r: (*pair(r), r["period"]),
            lambda r: programme_of[r["benefit_id"]],
        )

    def in_time(self, one: Said) -> bool:
        if not self.closed(one.partner):
            return True
        return Period.parse(one.row["period"]).end <= self.closings[one.partner]

    def shares(self) -> dict:
        """{pair: (attributed, counted)} shares of each figure."""
        said = self.said_of()
        largest: dict = defaultdict(dict)
        for row in said.values():
            if row["status"] != "cancelled" and row["outcome_code"]:
                group = largest[outcome(row)]
                group[row["programme_id"]] = max(
                    group.get(row["programme_id"], Decimal(0)), attribution(row)
                )
        shares = {}
        for key, row in said.items():
            whole = sum(largest.get(outcome(row), {}).values(), Decimal(0))
            held_back = whole > 1 and row["status"] != "cancelled" and row["outcome_code"]
            shares[key] = (
                attribution(row),
                attribution(row) / whole if held_back else attribution(row),
            )
        return shares

    def unpriced(self) -> Iterator[tuple[str, str, str, bool]]:
        """Benefit, organisation, programme and whether it is realised there, where that is known,
        of benefits for which nobody has sent a figure in pounds."""
        shares, months, priced = self.shares(), self.charted(), set()
        for (name, *_), slot in self.values().items():
            if any(one.row[amount] is not None for one in slot.values() for amount in AMOUNTS):
                priced.add(name)
        for (name, org), row in self.said_of().items():
            if name in priced or row["effect"] != "benefit":
                continue
            given = months[(name, org)]
            if (row["combines"] or "sum") == "sum":
                is_realised = sum(given.values()) > 0 and shares[(name, org)][1] > 0
            elif row["baseline_value"] is None or row["better"] == "neither":
                continue
            else:
                latest = given[max(given)] if given else row["baseline_value"]
                gain = latest - row["baseline_value"]
                is_realised = gain > 0 if row["better"] == "higher" else gain < 0
            yield name, org, row["programme_id"], is_realised

    def charted(self) -> dict:
        """{pair: {month: value}} of realised values, less what a successor tells again."""
        told, months = self.told_again(), defaultdict(dict)
        for key, slot in self.values().items():
            figure, again = figure_of(slot, "realised_value"), told.get((*key, "realised_value"), 0)
            if figure is not None and not (again and float(again) == figure):
                months[key[:2]][key[2]] = figure - float(again)
        return months

    def told_again(self) -> dict:
        """How much of a closed organisation's figures its successor says again, by amount."""
        told, values, said = {}, self.values(), self.said_of()
        for after, before in self.follows.items():
            for (name, org, month), slot in values.items():
                old = values.get((name, before, month))
                if org != after or old is None or not self.closed(before):
                    continue
                if (name, after) not in said or (name, before) not in said:
                    continue
                adds_up = (said[name, after].get("combines") or "sum") == "sum"
                for amount in (*AMOUNTS, "realised_value"):
                    new, gone = (exact(figure_of(one, amount)) for one in (slot, old))
                    if new <= 0 or gone <= 0:
                        continue
                    beyond = new - self.own_before((name, after, month), amount, before)
                    if amount == "realised_value" and not adds_up:
                        again = gone if new == gone and beyond > 0 else Decimal(0)
                    else:
                        again = in_it(beyond, gone)
                    told[name, before, month, amount] = again
        return told

    def own_before(self, key: tuple, amount: str, before: str) -> Decimal:
        """What a successor's own figure was, as last sent for a period in which both were open."""
        found = []
        for _, place, rows, _ in self.extracts("benefit_values"):
            if Period.parse(place[0]).end <= self.closings[before]:
                found += [
                    (row["sent_as"] != "claimed", place, row[amount])
                    for row in rows
                    if (*pair(row), row["period"]) == key and row.get(amount) is not None
                ]
        return exact(max(found)[2]) if found else Decimal(0)

    def ledger(self):
        """One mapping per benefit, beneficiary and month."""
        said, shares, known = self.said_of(), self.shares(), self.programmes()
        told = self.told_again()
        for (benefit, org, month), slot in self.values().items():
            row = said.get((benefit, org))
            if row is None or row["programme_id"] not in known:
                continue
            attributed, counted = shares[(benefit, org)]
            entry = {"benefit": benefit, "org": org, "month": month, "said": row}
            entry["lead"] = known[row["programme_id"]][0]["lead_org_code"]
            for amount in AMOUNTS:
                own, claim = (
                    None if claimed not in slot else slot[claimed].row.get(amount)
                    for claimed in (False, True)
                )
                figure = claim if own is None else own
                again = told.get((benefit, org, month, amount), Decimal(0))
                left = exact(figure) - again
                entry[amount] = None if figure is None else left * counted
                if amount != "realised_gbp" and again and not left:
                    entry[amount] = None
                if amount == "realised_gbp" and figure is not None:
                    twice = exact(claim) if own is not None else Decimal(0)
                    entry["also_confirmed_gbp"] = twice
                    entry["told_by_successor_gbp"] = again
                    entry["not_attributed_gbp"] = left - left * attributed
                    entry["over_100_gbp"] = left * attributed - left * counted
                    entry["reported_gbp"] = exact(figure) + twice
            yield entry


def pair(row: Mapping) -> tuple[str, str]:
    return row["benefit_id"], row["beneficiary_org_code"]


def exact(figure: float | None) -> Decimal:
    return Decimal(0) if figure is None else Decimal(str(figure))


def figure_of(slot: Mapping, amount: str) -> float | None:
    """The organisation's own figure, else the claim."""
    for claimed in (False, True):
        if claimed in slot and slot[claimed].row.get(amount) is not None:
            return slot[claimed].row[amount]
    return None


def in_it(beyond: Decimal, gone: Decimal) -> Decimal:
    """How much of a closed organisation's figure is in what goes beyond its successor's own."""
    tenth = gone / 10
    if beyond < gone - tenth:
        return Decimal(0)
    return gone if abs(beyond - gone) < tenth else min(beyond, gone)


def outcome(row: Mapping) -> tuple:
    return row["beneficiary_org_code"], row["effect"], row["outcome_code"]


def attribution(row: Mapping) -> Decimal:
    share = row["attribution_pct"]
    return Decimal(1) if share is None else Decimal(str(share)) / 100
