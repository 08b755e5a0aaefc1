"""What may be said of a count of answers: the clamp for one part, the rule for unions.

Source: docs/anonymity.md, section 4. The limits depend on published numbers only, so that what is
withheld tells nothing. That they suffice is not argued here but counted, by disclosure.proof.
"""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple


class Hold(Enum):
    """What a published range says about the true count."""

    EXACT = "exactly"
    TOP = "at least"
    BOTTOM = "at most"
    OPEN = "nothing beyond the sum of its parts"


class Figure(NamedTuple):
    """A published range of a count, both ends included."""

    low: int
    high: int
    hold: Hold


class Limits(NamedTuple):
    """What the published ranges of some parts leave open about their total.

    low, high: the sums of the ranges. Up to `lower` the total is only 'at most lower', from
    `upper` on only 'at least upper'.
    """

    low: int
    lower: int
    upper: int
    high: int


def clamp(hits: int, *, n: int, c: int) -> Figure:
    """Return what may be said of `hits` among n >= 2c+3 answers of one part."""
    if hits <= c + 1:
        return Figure(0, c + 1, Hold.BOTTOM)
    if hits >= n - c - 1:
        return Figure(n - c - 1, n, Hold.TOP)
    return Figure(hits, hits, Hold.EXACT)


def limits(parts: Iterable[Figure]) -> Limits:
    """Return the limits for a union of parts: each end moved in by its widest clamped part."""
    low = high = widest_top = widest_bottom = 0
    for part in parts:
        low += part.low
        high += part.high
        if part.hold is Hold.TOP:
            widest_top = max(widest_top, part.high - part.low)
        elif part.hold is Hold.BOTTOM:
            widest_bottom = max(widest_bottom, part.high - part.low)
    return Limits(low, low + widest_bottom, high - widest_top, high)


def unite(parts: Iterable[Figure], *, hits: int) -> Figure:
    """Return what may be said of the total `hits` of parts with published figures."""
    return _within(limits(parts), hits)


def _within(bounds: Limits, hits: int) -> Figure:
    if bounds.lower >= bounds.upper:
        return Figure(bounds.low, bounds.high, Hold.OPEN)
    if hits >= bounds.upper:
        return Figure(bounds.upper, bounds.high, Hold.TOP)
    if hits <= bounds.lower:
        return Figure(bounds.low, bounds.lower, Hold.BOTTOM)
    return Figure(hits, hits, Hold.EXACT)


def add_up(parts: Iterable[Figure]) -> Figure:
    """Return the sum of ranges: what everybody can work out without being told."""
    bounds = limits(parts)
    return Figure(bounds.low, bounds.high, Hold.OPEN)


def read_clamped(low: int, high: int, *, n: int, c: int) -> Figure | None:
    """Return the figure that a range of one part stands for, None if no clamp gives it."""
    figure = clamp(high, n=n, c=c)
    return figure if (figure.low, figure.high) == (low, high) else None


def read_united(parts: Iterable[Figure], low: int, high: int) -> Figure | None:
    """Return the figure that a range of a union stands for, None if the rule never gives it."""
    figure = _within(limits(parts), high)
    return figure if (figure.low, figure.high) == (low, high) else None
