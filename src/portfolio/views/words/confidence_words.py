"""What the page Risk and confidence says of ratings and plans: how honest the picture is. What
looks odd is asked about, never judged."""

from __future__ import annotations

from portfolio.domain.codes import RATINGS
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.read_result import Record, number, records, whole
from portfolio.views.snippets import Count
from portfolio.views.words.programme_words import later, rating_counts
from portfolio.views.words.terms import CONFIDENCE, word

NO_RATINGS = (
    "No programme has been rated. Ratings go into the extract programmes, columns sro_confidence "
    "and independent_confidence, each with its date."
)
NO_SLIPS = (
    "No programme gives both its approved and its forecast end. They go into the extract "
    "programmes, columns planned_end_date and forecast_end_date."
)
NO_QUESTIONS = "No rating has stood still for three returns, and none is green in every one."
TOO_FEW_RETURNS = (
    "Too few returns to say whether ratings move: no programme has been rated by its owner in "
    "three returns yet."
)


def summary(confidence: Result) -> Record:
    return next(iter(records(confidence, "summary")), {})


def rated(confidence: Result, rating: str = "") -> int:
    """Return how many programmes are rated as shown, all or with one rating."""
    if not rating:
        return whole(summary(confidence), "rated")
    return rating_counts(confidence, "shown").get(rating, 0)


def how_sure(confidence: Result) -> str:
    """Return how many of the rated programmes stand at each rating, where any is rated."""
    return _counted(confidence, rated(confidence))


def headline(confidence: Result, risk: Result) -> str:
    """Return how the two raters compare; where they cannot be compared, what there is instead."""
    found = summary(confidence)
    rated, both = whole(found, "rated"), whole(found, "rated_by_both")
    if rated == 0:
        return _unrated(found, risk)
    if both == 0:
        return f"{_counted(confidence, rated)}; {_no_pair(confidence)}"
    lower = whole(found, "independent_lower")
    if lower == 0:
        return f"No independent reviewer is less sure than the owner, of {_both(both)}"
    if both == 1:
        return "The one programme that both have rated looks less sure to its reviewer"
    return (
        f"Independent reviewers are less sure than the owners of "
        f"{formats.n_of_m(lower, both)} programmes that both have rated"
    )


def _both(both: int) -> str:
    return (
        "the one programme both have rated"
        if both == 1
        else (f"{formats.count(both)} programmes both have rated")
    )


def _unrated(found: Record, risk: Result) -> str:
    every, exempt = whole(found, "programmes"), whole(found, "exempt")
    held = risk.n or 0
    if every and exempt == every:
        return (
            "Every programme is exempt from rating"
            if every > 1
            else ("The one programme is exempt from rating")
        )
    if held:
        return f"No programme has been rated yet; {formats.plural(held, 'risk')} {_are(held)} held"
    return "No programme has been rated, and no risk sent, for what is shown"


def _are(number_: int) -> str:
    return "is" if number_ == 1 else "are"


def _counted(confidence: Result, rated: int) -> str:
    counts = rating_counts(confidence, "shown")
    if len(counts) == 1:
        (only_one,) = counts
        said = word(CONFIDENCE, only_one).lower()
        return (
            f"The one rated programme is {said}"
            if rated == 1
            else (f"All {formats.count(rated)} rated programmes are {said}")
        )
    given = [code for code in RATINGS if counts.get(code)]
    listed = [f"{formats.count(counts[c])} {word(CONFIDENCE, c).lower()}" for c in given]
    listed[0] = listed[0].replace(" ", f" {_are(counts[given[0]])} ", 1)
    return f"Of {formats.count(rated)} rated programmes {formats.listed(listed)}"


def _no_pair(confidence: Result) -> str:
    if not rating_counts(confidence, "independent"):
        return "every rating is its owner\u2019s own"
    if not rating_counts(confidence, "sro"):
        return "every rating is an independent reviewer\u2019s"
    return "none is rated by both owner and reviewer"


def counts(confidence: Result, risk: Result) -> list[Count]:
    """At most four figures, each with its denominator; none where there is nothing to count."""
    found = summary(confidence)
    carried: Record = next(iter(records(risk, "summary")), {})
    red = rating_counts(confidence, "shown").get("red", 0)
    said = [
        (red, whole(found, "rated"), "programmes are rated red", _not_rated(found)),
        (
            whole(found, "unchanged"),
            whole(found, "three_returns"),
            "owners\u2019 ratings are the same in three returns or more",
            _always_green(found),
        ),
        _slipped(found),
        (
            whole(carried, "with_not_acting"),
            whole(carried, "held"),
            "risks held say what not acting would cost",
            _own(carried),
        ),
    ]
    return [
        Count(formats.count(some), label, f"of {formats.count(every)}", note)
        for some, every, label, note in said
        if every
    ]


def _not_rated(found: Record) -> str:
    exempt = whole(found, "exempt")
    without = whole(found, "programmes") - whole(found, "rated") - exempt
    parts = []
    if exempt:
        parts.append(f"{formats.count(exempt)} {_are(exempt)} exempt")
    if without:
        parts.append(f"{formats.count(without)} {_are(without)} not rated")
    return formats.sentence_case(", ".join(parts))


def _always_green(found: Record) -> str:
    green = whole(found, "always_green")
    return f"{formats.count(green)} green in every return" if green else ""


def _slipped(found: Record) -> tuple[int, int, str, str]:
    """Return who expects to end later; where no forecast says so, whose approval has moved."""
    if whole(found, "end_known"):
        later_ = "programmes expect to end later than approved"
        return whole(found, "ends_later"), whole(found, "end_known"), later_, _rebaselined(found)
    moved = whole(found, "rebaselined")
    anew = "programmes had their end or cost approved anew"
    return moved, whole(found, "programmes") if moved else 0, anew, ""


def _rebaselined(found: Record) -> str:
    moved = whole(found, "rebaselined")
    if not moved:
        return ""
    return (
        f"{formats.count(moved)} had {'its' if moved == 1 else 'their'} end or cost approved anew"
    )


def _own(carried: Record) -> str:
    own = whole(carried, "own")
    if not own:
        return ""
    verb = "is" if own == 1 else "are"
    return f"{formats.count(own)} {verb} for their organisation and the portfolio office only"


def questions_title(confidence: Result) -> str:
    found = summary(confidence)
    still, green = whole(found, "unchanged"), whole(found, "always_green")
    if still == 0:
        return "Ratings that stand still"
    every = formats.n_of_m(still, whole(found, "three_returns"))
    first = f"{every} owners\u2019 ratings have not moved in three returns"
    return f"{first}; {formats.count(green)} {_are(green)} always green" if green else first


def agreement_title(confidence: Result) -> str:
    """Return how owners and reviewers pair up, in every state."""
    found = summary(confidence)
    both = whole(found, "rated_by_both")
    if both == 0:
        return "Owners and reviewers cannot be compared"
    lower, higher = whole(found, "independent_lower"), whole(found, "independent_higher")
    same = both - lower - higher
    if same == both:
        return f"Owner and reviewer agree on {_all(both)}"
    parts = [f"agree on {formats.n_of_m(same, both)}"]
    if lower:
        parts.append(f"the reviewer is less sure of {formats.count(lower)}")
    if higher:
        parts.append(
            f"surer of {formats.count(higher)}"
            if lower
            else (f"the reviewer is surer of {formats.count(higher)}")
        )
    return f"Owner and reviewer {'; '.join(parts)}"


def _all(both: int) -> str:
    return "the one programme both have rated" if both == 1 else f"all {formats.count(both)}"


def slips_title(confidence: Result) -> str:
    found = summary(confidence)
    known, ends_later = whole(found, "end_known"), whole(found, "ends_later")
    if known == 0:
        return "Whether plans slip is not known"
    if ends_later == 0:
        return f"None of {formats.plural(known, 'programme')} expects to end later than approved"
    verb = "expects" if ends_later == 1 else "expect"
    noun = "programme" if known == 1 else "programmes"
    worst = max(number(row, "slip_days") or 0 for row in records(confidence, "programmes"))
    most = "," if ends_later == 1 else ", the furthest"
    return (
        f"{formats.n_of_m(ends_later, known)} {noun} {verb} to end later than approved{most} "
        f"{later(worst)}"
    )


def slip_line(row: Record) -> str:
    """Return what stands under a programme's slip: its cost, and how far it is from the first
    approval."""
    parts = []
    change, approved = number(row, "cost_change_gbp"), number(row, "approved_cost_gbp")
    if change is not None and approved is not None:
        parts.append(_cost(change, approved))
    if whole(row, "times_rebaselined"):
        since = number(row, "slip_days_from_first")
        times = whole(row, "times_rebaselined")
        anew = "once" if times == 1 else f"{formats.number_word(times)} times"
        from_first = f", {later(since)} than first approved" if since else ""
        parts.append(f"Approved anew {anew}{from_first}")
    return ". ".join(parts)


def _cost(change: float, approved: float) -> str:
    if change == 0:
        return f"Cost as approved, {formats.money(approved)}"
    way = "more" if change > 0 else "less"
    return f"{formats.money(abs(change))} {way} than the {formats.money(approved)} approved"
