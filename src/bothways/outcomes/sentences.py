"""What the figures say, in sentences; each boundary case has its own, and none says more."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.outcomes.measures import Kind, Measure
from bothways.outcomes.models import OwnMeasure
from bothways.outcomes.months import Month, from_ordinal, months_between
from bothways.outcomes.queries import Table, Values
from bothways.outcomes.trustline import TrustLine
from bothways.pure.measurement import Change, Direction, Strength, rates

A_YEAR = 12
ENOUGH_TO_COMPARE = 6  # months with both figures in each of two years
MOST_NAMED = 6
PER = 100


def said_of(measure: Measure, figures: Table) -> list[str]:
    """Return the sentences under one measure's name, the one that matters most first."""
    values = figures.of(measure.code)
    if not values:
        return [_("Nothing is written down yet.")]
    if measure.code == Kind.LEAVERS:
        said = leavers(figures)
    elif measure.code == Kind.DAYS_LOST:
        said = absence(figures)
    else:
        said = [*newest(measure, values), *year_range(measure, values)]
    return [*said, *gaps(values)]


def newest(measure: Measure, values: Values) -> list[str]:
    """'October 2026: 94.5 %.'"""
    last = max(values)
    told = {"month": last.words, "value": measure.words(values[last])}
    return [_("%(month)s: %(value)s.") % told]


def year_range(measure: Measure, values: Values) -> list[str]:
    """Where the last twelve months lay; these are sums as they are, so there is no interval."""
    last = [value for month, value in values.items() if month > max(values).plus(-A_YEAR)]
    found = rates.range_of([float(value) for value in last])
    if found is None or len(last) < 2:
        return [_("One month so far. A line needs two.")]
    return [
        _("In the last 12 months between %(low)s and %(high)s.")
        % {"low": measure.words(found[0]), "high": measure.words(found[1])}
    ]


def gaps(values: Values) -> list[str]:
    """Name the months that are missing between the first and the last."""
    missing = [from_ordinal(at) for at in rates.missing_months([m.ordinal for m in values])]
    if not missing:
        return []
    named = ", ".join(month.words for month in missing[:MOST_NAMED])
    n_more = len(missing) - MOST_NAMED
    if n_more > 0:
        more = ngettext("and %(n)d more", "and %(n)d more", n_more) % {"n": n_more}
        named = f"{named} {more}"
    return [_("Missing in between: %(months)s.") % {"months": named}]


def counted(figures: Table, months: Iterable[Month]) -> tuple[rates.Counted, int, int]:
    """Return leavers and person-years of the months that have both, how many those are, and how
    many have leavers at all."""
    left, here = figures.of(Kind.LEAVERS), figures.of(Kind.HEADCOUNT)
    known = [month for month in months if month in left]
    both = [month for month in known if month in here]
    events = sum(int(left[month]) for month in both)
    years = rates.person_years([int(here[month]) for month in both])
    return rates.Counted(events, years), len(both), len(known)


def leavers(figures: Table) -> list[str]:
    """The rate of leaving over the last twelve months, with its interval; what changed."""
    last = max(figures.of(Kind.LEAVERS))
    year = list(months_between(last.plus(1 - A_YEAR), last))
    now, n_both, n_known = counted(figures, year)
    if not n_both:
        return [_last_month(figures, last), _("Without the number of people there is no rate.")]
    if not now.exposure:
        return [_("Nobody was here in these months, so there is no rate.")]
    said = [_how_many_left(now, n_both, last), _rate_words(now)]
    if n_both == 1:
        said.append(_("One month is too short for more than this."))
    if n_known > n_both:
        said.append(_("Months without a number of people are left out."))
    return [*said, *_since_the_year_before(figures, now, n_both, last)]


def _last_month(figures: Table, last: Month) -> str:
    n = int(figures.of(Kind.LEAVERS)[last])
    if not n:
        return _("Nobody left in %(month)s.") % {"month": last.words}
    return ngettext(
        "%(n)d person left in %(month)s.", "%(n)d people left in %(month)s.", n
    ) % {"n": n, "month": last.words}  # fmt: skip


def _how_many_left(now: rates.Counted, n_months: int, last: Month) -> str:
    about = round(now.exposure * A_YEAR / n_months)
    told = {"n": now.events, "months": n_months, "month": last.words, "people": about}
    if n_months == 1:
        return _last_of_one(told)
    if not now.events:
        return (
            _("Nobody of about %(people)d people left in %(months)d months up to %(month)s.") % told
        )
    return (
        ngettext(
            "%(n)d of about %(people)d people left in %(months)d months up to %(month)s.",
            "%(n)d of about %(people)d people left in %(months)d months up to %(month)s.",
            now.events,
        )
        % told
    )


def _last_of_one(told: dict[str, object]) -> str:
    if not told["n"]:
        return _("Nobody of %(people)d people left in %(month)s.") % told
    return _("%(n)d of %(people)d people left in %(month)s.") % told


def _rate_words(now: rates.Counted) -> str:
    rate = rates.rate_interval(now.events, now.exposure)
    low, high = one_digit(PER * rate.low), one_digit(PER * rate.high)
    if not now.events:
        return _(
            "Even so the true rate may be up to %(high)s leavers a year per 100 people."
        ) % {"high": high}  # fmt: skip
    return _(
        "That is %(rate)s leavers a year per 100 people. The true rate is probably between "
        "%(low)s and %(high)s."
    ) % {"rate": one_digit(PER * rate.rate), "low": low, "high": high}


def _since_the_year_before(
    figures: Table, now: rates.Counted, n_now: int, last: Month
) -> list[str]:
    year = months_between(last.plus(1 - 2 * A_YEAR), last.plus(-A_YEAR))
    before, n_before, _known = counted(figures, year)
    if min(n_now, n_before) < ENOUGH_TO_COMPARE or not before.exposure:
        return [_("Too few months to compare with the year before.")]
    change = rates.rate_change(before, now)
    return [_("Against the year before: %(change)s.") % {"change": _within(ladder_words(change))}]


def ladder_words(change: Change) -> str:
    """A change in the words of the ladder."""
    return {
        (Direction.UP, Strength.LEANING): _("Leaning up"),
        (Direction.UP, Strength.PROBABLY): _("Probably up"),
        (Direction.UP, Strength.CLEARLY): _("Clearly up"),
        (Direction.DOWN, Strength.LEANING): _("Leaning down"),
        (Direction.DOWN, Strength.PROBABLY): _("Probably down"),
        (Direction.DOWN, Strength.CLEARLY): _("Clearly down"),
    }.get(change, _("No clear change"))


def absence(figures: Table) -> list[str]:
    """Days lost of 100 planned, as they are; without the days planned only the days."""
    lost, shares = figures.of(Kind.DAYS_LOST), absence_shares(figures)
    last = max(lost)
    measure = next(m for m in figures.measures if m.code == Kind.DAYS_LOST)
    said = [
        _("%(month)s: %(days)s days.") % {"month": last.words, "days": measure.words(lost[last])}
    ]
    if last not in shares:
        planned = figures.of(Kind.DAYS_PLANNED).get(last)
        why = (
            _("No day was planned, so there is no share.")
            if planned is not None
            else _("Without the days planned there is no share.")
        )
        return [*said, why]
    said.append(_("That is %(share)s of 100 days planned.") % {"share": one_digit(shares[last])})
    year = [share for month, share in shares.items() if month > last.plus(-A_YEAR)]
    found = rates.range_of([float(share) for share in year])
    if found and len(year) > 1:
        words = {"low": one_digit(found[0]), "high": one_digit(found[1])}
        said.append(_("In the last 12 months between %(low)s and %(high)s.") % words)
    return said


def absence_shares(figures: Table) -> dict[Month, Decimal]:
    """Days lost of 100 days planned, for the months that have both and planned any."""
    planned = figures.of(Kind.DAYS_PLANNED)
    return {
        month: PER * lost / planned[month]
        for month, lost in figures.of(Kind.DAYS_LOST).items()
        if planned.get(month)
    }


def goes_together(figures: Table, line: TrustLine) -> str:
    """Whether leaving goes together with trust here; below two years and 30 leavers nothing."""
    left = figures.of(Kind.LEAVERS)
    now, n_both, _n_known = counted(figures, left)
    said = rates.link(
        quarters(figures, line), n_months=n_both, n_leavers=now.events
    )  # fmt: skip
    if said.reason is rates.NoLink.TOO_FEW:
        return _(
            "Too few to tell whether leaving goes with trust here. This needs two years or 30 "
            "leavers. Still missing: %(months)s or %(leavers)s."
        ) % _missing(said)
    if said.reason is rates.NoLink.FEW_QUARTERS:
        return ngettext(
            "Too few to tell whether leaving goes with trust here. %(n)d more quarter is needed "
            "that has both a counted round and leavers.",
            "Too few to tell whether leaving goes with trust here. %(n)d more quarters are needed "
            "that have both a counted round and leavers.",
            said.missing_quarters,
        ) % {"n": said.missing_quarters}
    if said.reason is rates.NoLink.NO_VARIATION:
        return _("One of the two never changed, so nobody can say whether they go together.")
    return _link_words(said)


def _missing(said: rates.Link) -> dict[str, str]:
    n_months, n_leavers = said.missing_months, said.missing_leavers
    return {
        "months": ngettext("%(n)d month", "%(n)d months", n_months) % {"n": n_months},
        "leavers": ngettext("%(n)d leaver", "%(n)d leavers", n_leavers) % {"n": n_leavers},
    }


def _link_words(said: rates.Link) -> str:
    told = {"n": said.n_quarters, "low": two_digits(said.low), "high": two_digits(said.high)}
    how = _(
        "Held against each other over %(n)d quarters, where 1 is always together and -1 always "
        "opposite, it is probably between %(low)s and %(high)s."
    ) % told  # fmt: skip
    if said.direction is Direction.DOWN:
        first = _("Less leaving goes together with more trust here. Which comes first is open.")
    elif said.direction is Direction.UP:
        first = _("More leaving goes together with more trust here. Which comes first is open.")
    else:
        first = _("No clear link between leaving and trust here.")
    return f"{first} {how}"


def quarters(figures: Table, line: TrustLine) -> list[tuple[float, float]]:
    """Return (trust, leavers per person and year) of each quarter that has both, oldest first."""
    by_quarter: dict[int, list[float]] = {}
    for point in line.points:
        by_quarter.setdefault(point.month.ordinal // 3, []).append(point.middle)
    found = []
    for quarter, shares in sorted(by_quarter.items()):
        months = [from_ordinal(quarter * 3 + n) for n in range(3)]
        now, n_both, _known = counted(figures, months)
        if n_both and now.exposure:
            found.append((sum(shares) / len(shares), now.events / now.exposure))
    return found


def better_words(measure: Measure) -> str:
    """What the firm holds to be better, as it said so."""
    if measure.own is None:
        return ""
    return str(OwnMeasure.Better(measure.better).label)


def one_digit(value: Decimal | float) -> str:
    """'9.3', in the reader's language."""
    return number_format(round(Decimal(value), 1), 1, use_l10n=True)


def two_digits(value: float) -> str:
    """'\u22120.42', in the reader's language, with a true minus."""
    return number_format(round(Decimal(value), 2), 2, use_l10n=True).replace("-", "\u2212")


def months_said(months: Sequence[Month]) -> str:
    """'November 2024 to October 2026'."""
    if not months:
        return ""
    return _("%(first)s to %(last)s") % {"first": months[0].words, "last": months[-1].words}


def _within(words: str) -> str:
    """Words as they stand inside a sentence; nouns of other languages keep their capital."""
    return words[:1].lower() + words[1:]
