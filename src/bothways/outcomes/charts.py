"""Where the strokes of a chart of months go: one place per month, the same in every chart.

Places along the line are percents of the width, heights are pixels, all of it text, as in
ui/charts.py. The line begins at 0, or lower where a firm's own figures do; it is never zoomed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bothways.outcomes.months import Month
from bothways.outcomes.trustline import TrustPoint
from bothways.ui.charts import HISTORY_HEIGHT, HISTORY_TOP, percent

FLOOR = HISTORY_TOP + HISTORY_HEIGHT
STEPS = (1.0, 2.0, 5.0, 10.0)
MOST_LINKED = 1  # months apart; over a gap there is no line


@dataclass(frozen=True)
class Mark:
    """One month: a dot, or a bar from `top` down to the line of 0."""

    month: Month
    x: str
    y: str
    height: str


@dataclass(frozen=True)
class MonthsChart:
    """A measure over months. top, bottom: what stands at the ends of the line."""

    marks: tuple[Mark, ...]
    links: tuple[tuple[Mark, Mark], ...]
    nought: str
    top: float
    bottom: float
    is_bars: bool
    height: int = FLOOR + HISTORY_TOP


@dataclass(frozen=True)
class TrustMark:
    """One round on the trust line: the band where the true share probably is, the published."""

    x: str
    top: str
    height: str
    bottom: str
    ring: str


def months_chart(
    values: Mapping[Month, float], months: Sequence[Month], *, is_bars: bool = False
) -> MonthsChart:
    """Return where a measure's figures stand among these months; one without is left out."""
    shown = [(at, month) for at, month in enumerate(months) if month in values]
    found = [values[month] for _at, month in shown]
    bottom, top = 0.0 - rounded_up(-min([0.0, *found])), rounded_up(max([0.0, *found]))
    if bottom == top:
        top = 1.0
    nought = _y(0.0, bottom, top)
    marks = tuple(
        Mark(month, place_of(at, len(months)), f"{y:.1f}", f"{max(nought - y, 1.5):.1f}")
        for at, month in shown
        for y in (_y(values[month], bottom, top),)
    )
    near = tuple(
        (one, two)
        for one, two in pairwise(marks)
        if two.month.ordinal - one.month.ordinal <= MOST_LINKED
    )
    return MonthsChart(marks, () if is_bars else near, f"{nought:.1f}", top, bottom, is_bars)


def trust_marks(points: Sequence[TrustPoint], months: Sequence[Month]) -> tuple[TrustMark, ...]:
    """Return where the rounds stand among these months."""
    at = {month: place for place, month in enumerate(months)}
    return tuple(
        _trust_mark(point, place_of(at[point.month], len(months)))
        for point in points
        if point.month in at
    )


def place_of(at: int, n: int) -> str:
    """The middle of a month's place along the line."""
    return percent((at + 0.5) / n)


def rounded_up(value: float) -> float:
    """Return the next of 1, 2, 5, 10, 20, 50 ... that is not below a value; 0 stays 0.

    >>> rounded_up(7), rounded_up(0.3), rounded_up(58)
    (10.0, 0.5, 100.0)
    """
    if value <= 0:
        return 0.0
    size = 1.0
    while size * 10 < value:
        size *= 10
    while size >= value:
        size /= 10
    return next(step * size for step in STEPS if step * size >= value * (1 - 1e-9))


def _trust_mark(point: TrustPoint, x: str) -> TrustMark:
    low, high = (_y(share, 0.0, 1.0) for share in point.probable)
    exact = point.published[0] == point.published[1]
    return TrustMark(
        x=x,
        top=f"{high:.1f}",
        height=f"{low - high:.1f}",
        bottom=f"{low:.1f}",
        ring=f"{_y(point.published[0], 0.0, 1.0):.1f}" if exact else "",
    )


def _y(value: float, bottom: float, top: float) -> float:
    return HISTORY_TOP + HISTORY_HEIGHT * (top - value) / (top - bottom)
