"""Small counts over time: a rate with its interval, whether it changed, what it goes together with.

Leavers are counted, so their rate gets the interval that counts have: Poisson counts under
Jeffreys' prior, that is Gamma(events + 1/2, exposure). No events have an honest interval too.
Everything is exact arithmetic of `math` alone: shapes are whole numbers and a half, for which the
gamma and beta integrals end. Sources: Brown, Cai and DasGupta (2003), Statistica Sinica 13, 19-49
(the interval); Fisher (1921), Metron 1, 3-32 (the interval of a correlation); Bartlett (1935),
J. Roy. Stat. Soc. 98(3), 536-543 (fewer independent points where both series drift).
"""

from collections.abc import Sequence
from enum import Enum
from math import asin as arc_sine
from math import atanh, cos, erfc, exp, inf, lgamma, log, sin, sqrt, tanh
from statistics import NormalDist, StatisticsError, correlation
from typing import NamedTuple

from bothways.pure.measurement.intervals import Change, Direction, in_words

MONTHS_A_YEAR = 12
ENOUGH_MONTHS = 24
ENOUGH_LEAVERS = 30
ENOUGH_QUARTERS = 6  # with both a trust figure and a rate; fewer draw a line through anything

_STEPS = 800
_HALVINGS = 80


class Counted(NamedTuple):
    """Events in an exposure: leavers among so many person-years."""

    events: int
    exposure: float


class Rate(NamedTuple):
    """Events per unit of exposure, with the interval in which the true rate probably lies."""

    rate: float
    low: float
    high: float


class NoLink(Enum):
    """Why nothing can be said of a link; `Link.reason` has one of them, or None."""

    TOO_FEW = "too few months and leavers"
    FEW_QUARTERS = "too few quarters with both"
    NO_VARIATION = "one of the two never changed"


class Link(NamedTuple):
    """Whether two lines go together. r with low and high lie between -1 and 1.

    direction: UP if both rise together, DOWN if one falls where the other rises, UNCLEAR if the
    interval holds 0. missing_months, missing_leavers, missing_quarters: what is not there yet;
    either enough months or enough leavers will do.
    """

    direction: Direction
    r: float = 0.0
    low: float = -1.0
    high: float = 1.0
    n_quarters: int = 0
    reason: NoLink | None = None
    missing_months: int = 0
    missing_leavers: int = 0
    missing_quarters: int = 0


def person_years(headcounts: Sequence[int]) -> float:
    """Return the person-years in so many months of so many people; months with nobody add none.

    Raises ValueError for a headcount below 0.
    """
    if any(n < 0 for n in headcounts):
        raise ValueError("a headcount is not below 0")
    return sum(headcounts) / MONTHS_A_YEAR


def rate_interval(events: int, exposure: float, level: float = 0.95) -> Rate:
    """Return events per unit of exposure and the interval of the true rate, never of width 0.

    events: a count >= 0. exposure: person-years > 0, so that the rate is one per person and year.
    level: between 0 and 1. No events start the interval at 0.
    Raises ValueError outside those ranges.
    """
    _refuse_nonsense(Counted(events, exposure))
    if not 0 < level < 1:
        raise ValueError("the level of an interval lies between 0 and 1")
    tail = (1 - level) / 2
    low = 0.0 if events == 0 else _quantile(events, tail) / exposure
    return Rate(events / exposure, low, _quantile(events, 1 - tail) / exposure)


def probability_of_higher(before: Counted, after: Counted) -> float:
    """Return the probability, between 0 and 1, that the true rate is higher after than before.

    Raises ValueError for events below 0 or an exposure that is not above 0.
    """
    _refuse_nonsense(before)
    _refuse_nonsense(after)
    # X ~ Gamma(a, 1), Y ~ Gamma(b, 1): X / (X + Y) ~ Beta(a, b); its square root is the sine of an
    # angle whose density is sin^(2 events before) cos^(2 events after)
    border = arc_sine(sqrt(before.exposure / (before.exposure + after.exposure)))
    peak = _peak(before.events, after.events)
    below = _area(0.0, border, before.events, after.events, peak)
    above = _area(border, arc_sine(1.0), before.events, after.events, peak)
    return below / (below + above)


def rate_change(before: Counted, after: Counted) -> Change:
    """Return which way a rate went, in the words of the ladder. Nothing of its size or cause.

    Raises ValueError as probability_of_higher does.
    """
    return in_words(probability_of_higher(before, after))


def range_of(values: Sequence[float]) -> tuple[float, float] | None:
    """Return the lowest and the highest of what was written down, None where nothing was.

    No interval: these are whole sums of a month, as they are, and no sample of anything.
    """
    return (min(values), max(values)) if values else None


def missing_months(months: Sequence[int]) -> list[int]:
    """Return the months between the first and the last that are not there, oldest first.

    months: each as year * 12 + month - 1, in any order.
    """
    return sorted(set(range(min(months), max(months) + 1)) - set(months)) if months else []


def link(
    pairs: Sequence[tuple[float, float]], *, n_months: int, n_leavers: int, level: float = 0.95
) -> Link:
    """Return whether quarterly trust (first of each pair) and leavers (second) go together.

    pairs: quarters that have both, oldest first; a share between 0 and 1 and a rate. n_months: of
    which leavers are known; n_leavers: in all of them. Below two years and 30 leavers nothing is
    said. Raises ValueError if a count is below 0.
    """
    if n_months < 0 or n_leavers < 0:
        raise ValueError("counts are not below 0")
    n = len(pairs)
    months, leavers = max(0, ENOUGH_MONTHS - n_months), max(0, ENOUGH_LEAVERS - n_leavers)
    said = Link(Direction.UNCLEAR, n_quarters=n, missing_months=months, missing_leavers=leavers)
    if months and leavers:
        return said._replace(reason=NoLink.TOO_FEW)
    if n < ENOUGH_QUARTERS:
        missing = ENOUGH_QUARTERS - n
        return said._replace(reason=NoLink.FEW_QUARTERS, missing_quarters=missing)
    try:
        r = correlation([trust for trust, _ in pairs], [rate for _, rate in pairs])
    except StatisticsError:
        return said._replace(reason=NoLink.NO_VARIATION)
    low, high = _interval_of_correlation(r, _independent_points(pairs), level)
    direction = Direction.UP if low > 0 else Direction.DOWN if high < 0 else Direction.UNCLEAR
    return said._replace(direction=direction, r=r, low=low, high=high)


def _interval_of_correlation(r: float, n: float, level: float) -> tuple[float, float]:
    """Fisher's interval; a correlation of exactly 1 or -1 is drawn in, so that it keeps a width."""
    z = atanh(max(-0.999, min(0.999, r)))
    half = NormalDist().inv_cdf((1 + level) / 2) / sqrt(n - 3)
    return tanh(z - half), tanh(z + half)


def _independent_points(pairs: Sequence[tuple[float, float]]) -> float:
    """How many independent points a series is worth: two that both drift are worth fewer."""
    drift = max(0.0, _carried_over([a for a, _ in pairs]) * _carried_over([b for _, b in pairs]))
    return max(4.0, len(pairs) * (1 - drift) / (1 + drift))


def _carried_over(series: Sequence[float]) -> float:
    """The correlation of a series with itself one step later, at most 1."""
    try:
        return correlation(series[:-1], series[1:])
    except StatisticsError:
        return 0.0


def _quantile(events: int, share: float) -> float:
    """Return below which value a Gamma(events + 1/2, 1) lies with this probability."""
    low, high = 0.0, events + 10.0
    while 1 - _above(events, high) < share:
        high *= 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if 1 - _above(events, middle) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _above(events: int, x: float) -> float:
    """The probability that a Gamma(events + 1/2, 1) lies above x: a sum that ends."""
    if x <= 0:
        return 1.0
    terms = (exp((k + 0.5) * log(x) - x - lgamma(k + 1.5)) for k in range(events))
    return erfc(sqrt(x)) + sum(terms)


def _area(start: float, end: float, n_sin: int, n_cos: int, peak: float) -> float:
    """Simpson's rule over sin^(2 n_sin) cos^(2 n_cos), scaled so that its peak is 1."""
    step = (end - start) / _STEPS
    values = [exp(_log_at(start + i * step, n_sin, n_cos) - peak) for i in range(_STEPS + 1)]
    between = 4 * sum(values[1:-1:2]) + 2 * sum(values[2:-1:2])
    return step / 3 * (values[0] + between + values[-1])


def _log_at(angle: float, n_sin: int, n_cos: int) -> float:
    return _times_log(2 * n_sin, sin(angle)) + _times_log(2 * n_cos, cos(angle))


def _peak(n_sin: int, n_cos: int) -> float:
    if n_sin + n_cos == 0:
        return 0.0
    share = n_sin / (n_sin + n_cos)
    return _times_log(n_sin, share) + _times_log(n_cos, 1 - share)


def _times_log(n: int, value: float) -> float:
    """n times the logarithm of a value; 0 times anything is 0."""
    if n == 0:
        return 0.0
    return n * log(value) if value > 0 else -inf


def _refuse_nonsense(counted: Counted) -> None:
    if counted.events < 0 or not counted.exposure > 0:
        raise ValueError("a rate needs a count that is not below 0 and an exposure above 0")
