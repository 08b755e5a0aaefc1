"""Where the strokes of a chart go: numbers in, places out. The templates print the SVG.

Places along the line are percents of the width, so that a chart fits any screen and can be
mirrored; heights are pixels. Every place is text already, because a template would write
53.5 as '53,5' in German.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

A_ROW_OF_DOTS = 20
MOST_DOTS = 60
DOT_STEP = 18  # px between rows of dots
HISTORY_HEIGHT = 120  # px between nobody and everyone
HISTORY_TOP = 6  # px above everyone

Range = tuple[float, float]


def percent(share: float) -> str:
    """0.5333 is '53.33%'."""
    return f"{round(share * 100, 2):g}%"


@dataclass(frozen=True)
class Stretch:
    """A piece of a line: where it begins and how long it is."""

    x: str
    width: str


@dataclass(frozen=True)
class BandPlaces:
    """The band where the true share probably lies, its ends, the ring or the hatch."""

    band: Stretch
    ends: tuple[str, ...]
    held: Stretch | None
    held_ends: tuple[str, ...]
    ring: str
    tick: str


@dataclass(frozen=True)
class DotPlace:
    """One person."""

    x: str
    y: int
    kind: str  # dot (agrees), held, no, none (did not answer)


@dataclass(frozen=True)
class Part:
    """A piece of a spread: what surely chose one option."""

    stretch: Stretch
    option: int


@dataclass(frozen=True)
class SpreadPlaces:
    """How answers spread over the five options; hatched where it may be either neighbour."""

    parts: tuple[Part, ...]
    held: tuple[Stretch, ...]


@dataclass(frozen=True)
class Point:
    """One round in a history: the band, and the published range of the share."""

    name: str
    probable: Range
    published: Range


@dataclass(frozen=True)
class Column:
    """Where one round of a history is drawn."""

    name: str
    x: str
    top: str
    bottom: str
    height: str
    held_top: str
    held_height: str
    ring: str


@dataclass(frozen=True)
class HistoryPlaces:
    """A history: one column per round, dotted links between neighbours that have a ring."""

    columns: tuple[Column, ...]
    links: tuple[tuple[Column, Column], ...]
    everyone: int = HISTORY_TOP
    half: int = HISTORY_TOP + HISTORY_HEIGHT // 2
    nobody: int = HISTORY_TOP + HISTORY_HEIGHT
    height: int = HISTORY_TOP * 2 + HISTORY_HEIGHT


def stretch(start: float, end: float) -> Stretch:
    """Return the piece between two shares."""
    return Stretch(percent(start), percent(end - start))


def band_places(*, probable: Range, published: Range, estimate: float | None = None) -> BandPlaces:
    """Return the places of a band. No ring where the published share is a range.

    estimate: where a tick stands in the band, if what was answered is not the estimate itself.
    """
    low, high = probable
    start, end = published
    exact = start == end
    return BandPlaces(
        band=stretch(low, high),
        ends=tuple(percent(at) for at in (low, high) if 0 < at < 1),
        held=None if exact else stretch(start, end),
        held_ends=() if exact else tuple(percent(at) for at in (start, end) if 0 < at < 1),
        ring=percent(start) if exact else "",
        tick="" if estimate is None else percent(estimate),
    )


def dot_places(*, agree: tuple[int, int], answered: int, asked: int) -> tuple[DotPlace, ...]:
    """Return one dot per person asked: filled first, then held back, rings, no answer."""
    surely, perhaps = agree
    kinds = (
        ["dot"] * surely
        + ["held"] * (perhaps - surely)
        + ["no"] * (answered - perhaps)
        + ["none"] * (asked - answered)
    )
    return tuple(
        DotPlace(
            x=percent((place % A_ROW_OF_DOTS + 0.5) / A_ROW_OF_DOTS),
            y=place // A_ROW_OF_DOTS * DOT_STEP + DOT_STEP // 2,
            kind=kind,
        )
        for place, kind in enumerate(kinds)
    )


def spread_places(*, answered: int, at_least: Mapping[int, tuple[int, int]]) -> SpreadPlaces:
    """Return the five pieces of a spread, 'strongly disagree' first.

    at_least: for each option 2 to 5 the published range of how many chose it or a higher one.
    """
    borders = {1: (0, 0), 6: (answered, answered)}
    borders |= {t: (answered - hi, answered - lo) for t, (lo, hi) in at_least.items()}
    parts = []
    for option in range(1, 6):
        start, end = borders[option][1] / answered, borders[option + 1][0] / answered
        if end > start:
            parts.append(Part(stretch(start, end), option))
    held = tuple(
        stretch(borders[t][0] / answered, borders[t][1] / answered)
        for t in sorted(at_least)
        if borders[t][1] > borders[t][0]
    )
    return SpreadPlaces(tuple(parts), held)


def history_places(points: Sequence[Point]) -> HistoryPlaces:
    """Return the columns of a history, oldest first."""
    columns = tuple(
        _column(point, (place + 0.5) / len(points)) for place, point in enumerate(points)
    )
    neighbours = pairwise(columns)
    return HistoryPlaces(
        columns, tuple(pair for pair in neighbours if pair[0].ring and pair[1].ring)
    )


def _column(point: Point, x: float) -> Column:
    low, high = (_height(share) for share in point.probable)
    start, end = (_height(share) for share in point.published)
    exact = point.published[0] == point.published[1]
    return Column(
        name=point.name,
        x=percent(x),
        top=f"{high:.1f}",
        bottom=f"{low:.1f}",
        height=f"{low - high:.1f}",
        held_top="" if exact else f"{end:.1f}",
        held_height="" if exact else f"{start - end:.1f}",
        ring=f"{start:.1f}" if exact else "",
    )


def _height(share: float) -> float:
    return HISTORY_TOP + HISTORY_HEIGHT * (1 - share)
