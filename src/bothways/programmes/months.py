"""Leavers and a firm's own measures as what a programme wants to change: before and after.

They are counted for the whole firm alone, so that they point at nobody. So there are no groups to
hold against each other: the months after the start are held against those before, on rung 1.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bothways.outcomes.measures import Kind, Measure
from bothways.outcomes.months import Month, month_of, months_between
from bothways.outcomes.queries import Table
from bothways.outcomes.sentences import counted
from bothways.programmes.judging import Outcome
from bothways.programmes.models import Design
from bothways.programmes.queries import Asked
from bothways.pure.measurement.impact import months as held
from bothways.pure.measurement.impact.effect import Effect
from bothways.pure.measurement.rates import Counted, person_years, rate_interval

A_YEAR = 12
MOST_BEFORE = 24
GRACE = timedelta(days=60)  # until each month has to be written down
DIGITS = 4
RATE, AMOUNT = Design.Scale.RATE, Design.Scale.AMOUNT


@dataclass(frozen=True)
class Window:
    """The whole months that are held against each other, oldest first."""

    before: tuple[Month, ...]
    after: tuple[Month, ...]


def may_be_changed(figures: Table) -> dict[str, Asked]:
    """Return the figures that a programme may want to change, by their code."""
    return {measure.code: _asked(measure) for measure in figures.measures if _fits(measure)}


def window_of(starts_on: date, weeks: int) -> Window:
    """Return the months that end before the start, and those that lie between it and the look."""
    look = starts_on + timedelta(weeks=weeks)
    begun = month_of(starts_on)
    last = begun.plus(-1)
    first = begun if begun.first_day == starts_on else begun.plus(1)
    after = [one for one in months_between(first, month_of(look)) if one.last_day < look]
    return Window(tuple(months_between(last.plus(1 - MOST_BEFORE), last)), tuple(after))


def is_ready(design: Design, figures: Table, on: date) -> bool:
    """Say whether it can be looked at: each month is written down, or was waited for."""
    if on < design.look_from:
        return False
    return on >= look_by(design) or not still_missing(design, figures)


def look_by(design: Design) -> date:
    """Return the day on which it is looked at with the months there are."""
    return design.look_from + GRACE


def still_missing(design: Design, figures: Table) -> list[Month]:
    """Return the months after the start that lack a figure; leavers take people, too."""
    needed = [design.target, Kind.HEADCOUNT] if design.scale == RATE else [design.target]
    after = window_of(design.starts_on, design.weeks).after
    return [month for month in after if any(month not in figures.of(code) for code in needed)]


def is_too_short(asked: Asked, starts_on: date, weeks: int) -> bool:
    """Say whether so many weeks hold fewer whole months than leavers take."""
    n_after = len(window_of(starts_on, weeks).after)
    return asked.scale == RATE and n_after < held.FEWEST_MONTHS


def outcome_of(design: Design, figures: Table) -> Outcome:
    """Return what the months say, by the rule that was fixed with the declaration."""
    window = window_of(design.starts_on, design.weeks)
    if design.scale == RATE:
        before, n_before = leavers_in(figures, window.before[-A_YEAR:])
        after, n_after = leavers_in(figures, window.after)
        effect = held.of_rates(before, after, n_before=n_before, n_after=n_after)
        rates = tuple(_rate(one) for one in (before, after)) if not effect.reason.value else ()
        return _outcome(design, effect, n_before, n_after, rates)
    earlier = run_before(figures, design.target, window)
    later = run_after(figures, design.target, window)
    return _outcome(design, held.of_series(earlier, later), len(earlier), len(later))


def leavers_in(figures: Table, months: Iterable[Month]) -> tuple[Counted, int]:
    """Return leavers among person-years in these months, and how many months have both."""
    found, n_both, _n_known = counted(figures, months)
    return (found, n_both) if found.exposure else (found, 0)


def people_years(figures: Table, n_months: int) -> float:
    """Return the person-years of so many months to come, with as many people as there are now."""
    here = figures.of(Kind.HEADCOUNT)
    return person_years([int(here[max(here)])] * n_months) if here else 0.0


def run_before(figures: Table, code: str, window: Window) -> list[float]:
    """Return the figures of the months that lead up to the start without a gap, oldest first."""
    return _run(figures, code, window.before[::-1])[::-1]


def run_after(figures: Table, code: str, window: Window) -> list[float]:
    """Return the figures of the months from the start on, up to the first gap."""
    return _run(figures, code, window.after)


def _run(figures: Table, code: str, months: Iterable[Month]) -> list[float]:
    values, found = figures.of(code), []
    for month in months:
        if month not in values:
            break
        found.append(float(values[month]))
    return found


def _fits(measure: Measure) -> bool:
    return measure.own is not None or measure.code == Kind.LEAVERS


def _asked(measure: Measure) -> Asked:
    name = str(measure.label)
    item = {
        "code": measure.code,
        "version": 0,
        "about_leader": False,
        "text": name,
        "texts": {},
        "unit": measure.unit,
    }
    scale = RATE if measure.code == Kind.LEAVERS else AMOUNT
    return Asked(measure.code, name, (item,), None, str(scale.value))


def _rate(one: Counted) -> tuple[float, ...]:
    found = rate_interval(one.events, one.exposure)
    return tuple(round(number, DIGITS) for number in found)


def _outcome(
    design: Design,
    effect: Effect,
    n_before: int,
    n_after: int,
    rates: tuple[tuple[float, ...], ...] = (),
) -> Outcome:
    ends = (effect.estimate, effect.low, effect.high)
    estimate, low, high = (None if one is None else round(one, DIGITS) for one in ends)
    return Outcome(
        rung=int(effect.rung),
        says=effect.says.value,
        reason=effect.reason.value,
        scale=design.scale,
        n_with=n_after,
        n_without=n_before,
        estimate=estimate,
        low=low,
        high=high,
        rates=rates,
    )
