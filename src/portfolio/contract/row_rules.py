"""What must be true of typed rows, kind by kind: each rule an expression that finds the rows
that break it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import ID_PATTERN, Field, Kind
from portfolio.domain.period import Period

# The host stands bare after the slashes: a name before an @ would disguise where a link leads.
_LINK_PATTERN = r"^https://[A-Za-z0-9.-]+(:[0-9]+)?([/?#]\S*)?$"
_EFFORT = ("culture_pct", "process_pct", "operating_model_pct", "technology_pct")
_EFFORT_GIVE = 1 + 1e-9
_FIGURES = tuple(
    f"{stage}_{unit}" for unit in ("value", "gbp") for stage in ("planned", "forecast", "realised")
)
_ADOPTION_DATES = ("agreed_date", "live_date", "embedded_date", "stopped_date")
_SAID_ALIKE = (
    "programme_id",
    "benefit_name",
    "measure",
    "unit",
    "benefit_type",
    "effect",
    "better",
    "combines",
)
# Kinds whose rows bring an id into the world; elsewhere an id only refers to one.
_NAMING_KINDS = ("programmes", "benefits", "risks", "lessons")


@dataclass(frozen=True)
class RowRule:
    """One rule on the rows of one kind.

    `fails` is true for a row that breaks it. `column` is where the partner is sent to look,
    `found` the column whose cell is quoted (None: nothing is quoted). `words` are further words
    of its sentence, worked out per row. `suspects`, where given, is a cheaper expression that is
    true at least for every row that fails.
    """

    rule_id: str
    column: str | None
    fails: pl.Expr
    found: str | None = None
    words: Mapping[str, pl.Expr] = field(default_factory=dict)
    suspects: pl.Expr | None = None


@cache
def row_rules(kind: str, period: Period) -> tuple[RowRule, ...]:
    """The rules on one kind for one reporting period: cells first, then rows, then keys."""
    described = KINDS[kind]
    cells = (rule for f in described.fields for rule in _cell_rules(f))
    return (*cells, *_rows_of(kind, period.end), *_key_rules(described))


def _cell_rules(f: Field) -> tuple[RowRule, ...]:
    cell = pl.col(f.name)
    rules: list[RowRule] = []
    if f.is_required:
        rules.append(RowRule("cell_required", f.name, cell.is_null()))
    if f.type == "id":
        rules.append(RowRule("id_characters", f.name, ~cell.str.contains(ID_PATTERN), f.name))
    if f.type == "link":
        rules.append(RowRule("link_https", f.name, ~cell.str.contains(_LINK_PATTERN), f.name))
    if f.codes:
        rules.append(RowRule("code_not_listed", f.name, ~cell.is_in(list(f.codes)), f.name))
    if f.max_length is not None:
        length = cell.str.len_chars()
        too_long = length > f.max_length
        rules.append(RowRule("text_too_long", f.name, too_long, words={"length": length}))
    if f.lowest is not None:
        rules.append(RowRule("number_too_low", f.name, cell < f.lowest, f.name))
    if f.highest is not None:
        rules.append(RowRule("number_too_high", f.name, cell > f.highest, f.name))
    return tuple(rules)


def _rows_of(kind: str, period_end: date) -> tuple[RowRule, ...]:
    match kind:
        case "programmes":
            return (*_effort_rules(), *_programme_rules())
        case "adoptions":
            return (*_state_rules(), *_adoption_date_rules(period_end), *_people_rules())
        case "benefits":
            return (*_pair_rules("baseline"), *_pair_rules("target"), *_register_rules())
        case "benefit_values":
            return _value_rules(period_end)
        case "risks":
            return _issue_rules()
        case "lesson_uses":
            return (_not_after("used_date", period_end),)
        case _:
            return ()


def _effort_rules() -> tuple[RowRule, ...]:
    """The first blank share of a row that gives some is named, so that a row is said once."""
    given = pl.any_horizontal(pl.col(part).is_not_null() for part in _EFFORT)
    total = pl.sum_horizontal(_EFFORT, ignore_nulls=False)
    blanks = []
    for place, part in enumerate(_EFFORT):
        earlier_given = [pl.col(other).is_not_null() for other in _EFFORT[:place]]
        first_blank = pl.all_horizontal(given, pl.col(part).is_null(), *earlier_given)
        blanks.append(RowRule("effort_all_or_none", part, first_blank))
    return (
        *blanks,
        RowRule(
            "effort_sums_to_100",
            _EFFORT[0],
            (total - 100).abs() > _EFFORT_GIVE,
            words={"total": total},
        ),
    )


def _programme_rules() -> tuple[RowRule, ...]:
    rules = [
        RowRule("end_not_before_start", end, pl.col(end) < pl.col("start_date"), end)
        for end in ("planned_end_date", "forecast_end_date")
    ]
    for rater in ("sro", "independent"):
        rating, day, comment = (
            f"{rater}_confidence",
            f"{rater}_confidence_date",
            f"{rater}_comment",
        )
        # A withheld rating is not a rating: it needs neither a date nor a reason.
        rated = pl.col(rating).is_not_null() & (pl.col(rating) != "exempt")
        words = {"rating": pl.lit(rating)}
        undated = rated & pl.col(day).is_null()
        rules.append(RowRule("rating_needs_date", day, undated, words=words))
        unsaid = rated & pl.col(comment).is_null()
        rules.append(RowRule("rating_without_comment", comment, unsaid, words=words))
    cost = "old_service_cost_gbp_per_year"
    unnamed = pl.col(cost).is_not_null() & pl.col("old_service").is_null()
    return (*rules, RowRule("old_service_needs_name", "old_service", unnamed, cost))


def _state_rules() -> tuple[RowRule, ...]:
    state = pl.col("state")
    words = {"state": state}

    def without(column: str, *states: str) -> pl.Expr:
        return state.is_in(states) & pl.col(column).is_null()

    dated = pl.col("live_date").is_not_null()
    return (
        RowRule(
            "live_needs_date", "live_date", without("live_date", "live", "embedded"), words=words
        ),
        RowRule("embedded_needs_date", "embedded_date", without("embedded_date", "embedded")),
        RowRule("stopped_needs_date", "stopped_date", without("stopped_date", "stopped")),
        RowRule(
            "live_date_needs_live_state",
            "live_date",
            dated & ~state.is_in(["live", "embedded", "stopped"]),
            "live_date",
            words,
        ),
        RowRule(
            "reason_needed",
            "reason",
            without("reason", "not_applicable", "declined", "stopped"),
            words=words,
        ),
    )


def _adoption_date_rules(period_end: date) -> tuple[RowRule, ...]:
    rules = [_not_after(column, period_end) for column in _ADOPTION_DATES]
    for place, column in enumerate(_ADOPTION_DATES[1:], start=1):
        before = {other: pl.col(column) < pl.col(other) for other in _ADOPTION_DATES[:place]}
        earlier = pl.coalesce(pl.when(late).then(pl.lit(name)) for name, late in before.items())
        out_of_order = pl.any_horizontal(late.fill_null(value=False) for late in before.values())
        rules.append(RowRule("dates_in_order", column, out_of_order, column, {"earlier": earlier}))
    return tuple(rules)


def _people_rules() -> tuple[RowRule, ...]:
    more = pl.col("people_using") > pl.col("people_eligible")
    return (RowRule("using_within_eligible", "people_using", more, "people_using"),)


def _not_after(column: str, period_end: date) -> RowRule:
    words = {"period_end": pl.lit(f"{period_end.day} {period_end:%B %Y}")}
    return RowRule(
        "date_after_period_end", column, pl.col(column) > pl.lit(period_end), column, words
    )


def _pair_rules(pair: str) -> tuple[RowRule, ...]:
    value, day = f"{pair}_value", f"{pair}_date"
    has_value, has_date = pl.col(value).is_not_null(), pl.col(day).is_not_null()
    return (
        RowRule("value_needs_date", day, has_value & ~has_date, words={"value": pl.lit(value)}),
        RowRule("date_needs_value", value, has_date & ~has_value, words={"date": pl.lit(day)}),
    )


def _register_rules() -> tuple[RowRule, ...]:
    unmarked = pl.col("noticed_by").is_not_null() & pl.col("foreseen").ne_missing("emergent")
    outcome = ["programme_id", "outcome_code"]
    at_one = pl.struct(*outcome, pl.col("beneficiary_org_code").str.to_lowercase())
    twice = pl.col("outcome_code").is_not_null() & at_one.is_duplicated()
    return (
        RowRule("noticed_by_for_emergent", "noticed_by", unmarked, "noticed_by"),
        RowRule(
            "one_outcome_per_programme",
            "outcome_code",
            twice,
            "outcome_code",
            {"programme": pl.col("programme_id")},
        ),
        *(_said_alike(column) for column in _SAID_ALIKE),
    )


def _said_alike(column: str) -> RowRule:
    """Rows of one benefit say the same; a blank `combines` says `sum`."""
    said = pl.col(column).fill_null("sum") if column == "combines" else pl.col(column)
    first = said.first().over("benefit_id")
    other = said.filter(said.ne_missing(said.first())).first().over("benefit_id")
    ways = pl.format("`{}` and `{}`", _short(first), _short(other))
    return RowRule(
        "benefit_rows_agree",
        column,
        pl.col("benefit_id").is_not_null() & (said.n_unique().over("benefit_id") > 1),
        words={"benefit": pl.col("benefit_id"), "ways": ways},
    )


def _short(text: pl.Expr) -> pl.Expr:
    return text.fill_null("blank").str.slice(0, 40).str.replace_all("`", "'", literal=True)


def _value_rules(period_end: date) -> tuple[RowRule, ...]:
    empty = pl.all_horizontal(pl.col(figure).is_null() for figure in _FIGURES)
    later = pl.col("period") > f"{period_end:%Y-%m}"
    month = (pl.col("period") + "-01").str.to_date(strict=False).dt.strftime("%B %Y")
    future = (
        RowRule(
            "realised_after_period_end",
            f"realised_{unit}",
            later & pl.col(f"realised_{unit}").is_not_null(),
            f"realised_{unit}",
            {"month_words": month, "forecast": pl.lit(f"forecast_{unit}")},
        )
        for unit in ("value", "gbp")
    )
    return (RowRule("value_row_empty", None, empty), *future)


def _issue_rules() -> tuple[RowRule, ...]:
    issue = pl.col("issue_date")
    return (
        RowRule(
            "issue_needs_date",
            "issue_date",
            (pl.col("status") == "became_issue") & issue.is_null(),
        ),
        RowRule(
            "issue_not_before_raised", "issue_date", issue < pl.col("raised_date"), "issue_date"
        ),
    )


def _key_rules(kind: Kind) -> tuple[RowRule, ...]:
    parts = [_as_matched(kind.field(column)) for column in kind.key]
    known = pl.all_horizontal(pl.col(column).is_not_null() for column in kind.key)
    key_words = pl.concat_str([pl.format("`{}`", column) for column in kind.key], separator=", ")
    one_each = RowRule(
        "one_row_per_key",
        kind.key[0],
        known & pl.struct(parts).is_duplicated(),
        kind.key[0],
        {"key_words": key_words},
        suspects=pl.struct(parts).hash().is_duplicated(),
    )
    return (one_each, _case_rule(kind.key[0])) if kind.name in _NAMING_KINDS else (one_each,)


def _as_matched(f: Field) -> pl.Expr:
    """Ids are matched exactly, organisation codes without regard to case."""
    cell = pl.col(f.name)
    return cell.str.to_lowercase() if f.type == "org" else cell


def _case_rule(column: str) -> RowRule:
    spelling = pl.col(column)
    folded = spelling.str.to_lowercase()
    listed = pl.format("`{}`", spelling.unique().sort()).str.join(" and ").over(folded)
    return RowRule(
        "ids_differ_in_case",
        column,
        spelling.is_not_null() & (spelling.n_unique().over(folded) > 1),
        words={"spellings": listed},
    )
