"""Formats that sound right and are not: each is here so that the check can be seen to catch it.

None of them can make a Released. They share the real blocks, groups and partitions, and differ
from the real format in the one thing their names say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from bothways.pure.disclosure.clamping import Figure, clamp, unite
from bothways.pure.disclosure.figures import below_the_firm
from bothways.pure.disclosure.proof import Configuration, Histogram, Publish, View, World
from bothways.pure.disclosure.released import floor_of
from bothways.pure.disclosure.shape import Shape, groups_of, shape_of
from bothways.pure.disclosure.tally import Tally, together

FAVOURABLE = 4


@dataclass(frozen=True)
class UnsafeFormat:
    """A format that must not be used, and a firm in which it gives somebody away."""

    name: str
    configuration: Configuration
    publish: Publish


@dataclass(frozen=True)
class Count:
    """The exact counts of one question: what a format makes its figures from."""

    shape: Shape
    parts: tuple[Tally, ...]
    c: int

    def hits(self, threshold: int) -> list[int]:
        """How many answered at or above the threshold, per part."""
        return [part[threshold - 1] for part in self.parts]

    def groups(self, threshold: int) -> list[Figure]:
        """The parts' figures as they should be."""
        return [clamp(part[threshold - 1], n=part[0], c=self.c) for part in self.parts]

    def departments(self, groups: Sequence[Figure], threshold: int) -> dict[str, Figure]:
        """The departments' figures by the union rule."""
        hits = self.hits(threshold)
        return {
            name: unite([groups[i] for i in inside], hits=sum(hits[i] for i in inside))
            for name, inside in self.shape.departments.items()
        }


def exact(configuration: Configuration, world: World) -> View:
    """Groups of k with their exact counts."""
    count = _count(configuration, world)
    return count and tuple(count.hits(FAVOURABLE))


def all_thresholds_at_all_levels(configuration: Configuration, world: World) -> View:
    """The distribution for departments too, by the union rule."""
    count = _count(configuration, world)
    return count and tuple(_three_levels(count, threshold) for threshold in (2, 3, 4, 5))


def distribution_above_focus(configuration: Configuration, world: World) -> View:
    """The share that agrees below, and beside it the distribution of the whole firm."""
    count = _count(configuration, world)
    if count is None:
        return None
    n = sum(part[0] for part in count.parts)
    others = [clamp(sum(count.hits(t)), n=n, c=count.c)[:2] for t in (2, 3, 5)]
    return (_three_levels(count, FAVOURABLE), *others)


def ballots_as_n(configuration: Configuration, world: World) -> View:
    """n counted over ballots, where some of them skipped the question."""
    count = _count(configuration, world, skipped_count=True)
    return count and _three_levels(count, FAVOURABLE)


def open_department_as_exact(configuration: Configuration, world: World) -> View:
    """A department without a figure in the sum of the firm, neither clamped nor as its parts."""
    count = _count(configuration, world)
    if count is None:
        return None
    groups = count.groups(FAVOURABLE)
    departments = count.departments(groups, FAVOURABLE)
    below = [*departments.values(), *(groups[index] for index in count.shape.outside)]
    firm = unite(below, hits=sum(count.hits(FAVOURABLE)))
    return _ranges(groups), _ranges(list(departments.values())), firm[:2]


def cut_department_shown(configuration: Configuration, world: World) -> View:
    """A department whose people a merge took elsewhere, still with a figure of its own."""
    count = _count(configuration, world)
    if count is None:
        return None
    cut = set(configuration.departments) - set(count.shape.departments)
    own = [_own_figure(configuration, world, name) for name in sorted(cut)]
    return _three_levels(count, FAVOURABLE), tuple(own)


def firm_clamped_alone(configuration: Configuration, world: World) -> View:
    """A total that is clamped for itself, beside clamped parts."""
    count = _count(configuration, world)
    if count is None:
        return None
    n = sum(part[0] for part in count.parts)
    firm = clamp(sum(count.hits(FAVOURABLE)), n=n, c=count.c)
    return _ranges(count.groups(FAVOURABLE)), firm[:2]


def _count(
    configuration: Configuration, world: World, *, skipped_count: bool = False
) -> Count | None:
    """Count a data set as the real release does; None where it publishes no figure."""
    tallies = [_tally(configuration.answers, histogram) for histogram in world]
    if skipped_count:
        pairs = zip(configuration.ballots, tallies, strict=True)
        tallies = [(ballots, *tally[1:]) for ballots, tally in pairs]
    answered = [tally[0] for tally in tallies]
    floor = floor_of(k=configuration.k, c=configuration.c)
    if sum(configuration.ballots) < configuration.k or sum(answered) < floor:
        return None
    shape = _shape(configuration, tuple(answered))
    parts = tuple(together(tallies[block] for block in part) for part in shape.parts)
    return Count(shape, parts, configuration.c)


@lru_cache
def _shape(configuration: Configuration, answered: tuple[int, ...]) -> Shape:
    groups = groups_of(configuration.blocks, configuration.ballots, k=configuration.k)
    floor = floor_of(k=configuration.k, c=configuration.c)
    return shape_of(configuration.blocks, groups, [answered], floor=floor)


@lru_cache
def _tally(answers: tuple[int, ...], histogram: Histogram) -> Tally:
    given = dict(zip(answers, histogram, strict=True))
    return tuple(accumulate(given.get(answer, 0) for answer in (5, 4, 3, 2, 1)))[::-1]


def _ranges(figures: Sequence[Figure]) -> tuple[tuple[int, int], ...]:
    return tuple((figure.low, figure.high) for figure in figures)


def _three_levels(count: Count, threshold: int) -> View:
    groups = count.groups(threshold)
    departments = count.departments(groups, threshold)
    firm = unite(below_the_firm(count.shape, groups, departments), hits=sum(count.hits(threshold)))
    return _ranges(groups), _ranges(list(departments.values())), firm[:2]


def _own_figure(configuration: Configuration, world: World, department: str) -> tuple[int, int]:
    pairs = zip(configuration.departments, world, strict=True)
    own = together(_tally(configuration.answers, h) for name, h in pairs if name == department)
    figure = clamp(own[FAVOURABLE - 1], n=own[0], c=configuration.c)
    return figure.low, figure.high


def _firm(format: str, *blocks: str, **more: bool) -> Configuration:
    return Configuration(
        format="full" if format == "full" else "focus",
        k=3,
        c=0,
        ballots=tuple(int(block[1:]) for block in blocks),
        departments=tuple(block[0] for block in blocks),
        **more,
    )


UNSAFE_FORMATS: tuple[UnsafeFormat, ...] = (
    UnsafeFormat("exact counts", _firm("focus", "A3", "B3"), exact),
    UnsafeFormat("a total clamped for itself", _firm("focus", "A3", "B3"), firm_clamped_alone),
    UnsafeFormat("n counted over ballots", _firm("focus", "A4", "B4"), ballots_as_n),
    UnsafeFormat(
        "a department without a figure taken as exact",
        _firm("focus", "A3", "A3", "B4"),
        open_department_as_exact,
    ),
    UnsafeFormat(
        "a department cut by a merge and still shown",
        _firm("focus", "A3", "A3", "B2"),
        cut_department_shown,
    ),
    UnsafeFormat(
        "focus below a distribution for the firm",
        _firm("focus", "A3", "B3", whole_scale=True, skips=False),
        distribution_above_focus,
    ),
    UnsafeFormat(
        "all thresholds at all levels",
        _firm("full", "A3", "A3", "B3", skips=False),
        all_thresholds_at_all_levels,
    ),
)
"""Every format that section 4 warns of, in the smallest firm that we know to show why."""
