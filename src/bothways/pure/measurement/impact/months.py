"""Monthly figures of a whole firm before and after: what could be seen, and what was (rung 1).

There is one firm and no comparison, so whatever else began at that time is in it, too. Leavers are
counts, so their rates are compared as counts are (rates.py); other figures are held against their
own line (estimators.over_time).
"""

from collections.abc import Sequence
from math import sqrt
from statistics import stdev

from bothways.pure.measurement.impact.effect import (
    Effect,
    Reason,
    Rung,
    Z,
    in_words,
    too_few,
)
from bothways.pure.measurement.impact.estimators import over_time
from bothways.pure.measurement.rates import Counted, probability_of_higher

FEWEST_MONTHS = 6
"""Months with both leavers and people, on each side, below which rates are not compared."""

LEAST_BEFORE, LEAST_AFTER = 8, 4  # as series.py has them, which loads numpy
CLEARLY = 0.975


def of_rates(before: Counted, after: Counted, *, n_before: int, n_after: int) -> Effect:
    """Return whether a rate is higher or lower after than before, in words and without a size.

    before, after: events and person-years; n_before, n_after: months that these are made of, with
    fewer than six on a side nothing is said. Raises ValueError as rates.probability_of_higher does.
    """
    short = Reason.SHORT_BEFORE if n_before < FEWEST_MONTHS else Reason.SHORT_AFTER
    if min(n_before, n_after) < FEWEST_MONTHS:
        return too_few(Rung.BEFORE_AFTER, short, n_with=n_after, n_without=n_before)
    rises = probability_of_higher(before, after)
    return Effect(
        Rung.BEFORE_AFTER, in_words(rises), rises=rises, n_with=n_after, n_without=n_before
    )


def most_events_clearly_fewer(before: Counted, exposure: float) -> int | None:
    """Return the most events in this exposure that would be called clearly fewer than before.

    None where even none would not. Raises ValueError as rates.probability_of_higher does.
    """
    found = None
    for events in range(before.events + 1):
        if probability_of_higher(before, Counted(events, exposure)) > 1 - CLEARLY:
            break
        found = events
    return found


def fewest_events_clearly_more(before: Counted, exposure: float) -> int:
    """Return the fewest events in this exposure that would be called clearly more than before."""
    events = 0
    while probability_of_higher(before, Counted(events, exposure)) < CLEARLY:
        events += 1
    return events


def of_series(before: Sequence[float], after: Sequence[float]) -> Effect:
    """Return the jump of a monthly figure at the start, beside its own line before.

    before, after: one figure a month without a gap, in the figure's unit. It is weighed with how
    far its months lay apart before: what is tried seldom moves a figure by more than that.
    """
    prior, n_before, n_after = swing_of(before), len(before), len(after)
    if n_before >= LEAST_BEFORE and n_after >= LEAST_AFTER and prior == 0:
        return too_few(Rung.BEFORE_AFTER, Reason.NO_DIFFERENCES)
    return over_time([*before, *after], n_before, prior=prior or 1.0)


def swing_of(values: Sequence[float]) -> float:
    """Return how far months lie apart, as a standard deviation in the figure's unit."""
    return stdev(values) if len(values) > 1 else 0.0


def jump_that_could_be_seen(before: Sequence[float], n_after: int) -> float | None:
    """Return the jump that would be called clear half the time, in the figure's unit.

    As if the months after lay around their line as those before do. None where the months are too
    few, eight before and four after, or never moved.
    """
    import numpy as np
    from scipy.special import stdtrit

    from bothways.pure.measurement.series import segments

    n_before, prior = len(before), swing_of(before)
    if n_before < LEAST_BEFORE or n_after < LEAST_AFTER:
        return None
    line = np.column_stack([np.ones(n_before), np.arange(n_before)])
    left = np.asarray(before) - line @ np.linalg.lstsq(line, np.asarray(before), rcond=None)[0]
    noise = float(left @ left) / (n_before - 2)
    if prior == 0 or noise <= 1e-18 * prior**2:
        return None
    design = segments(np.arange(n_before + n_after), n_before)
    unit = np.linalg.inv(design.T @ design)[2, 2]
    wide = sqrt(noise * unit) * float(stdtrit(n_before + n_after - 4, CLEARLY)) / Z
    return Z * wide * sqrt(1 + wide**2 / prior**2)
