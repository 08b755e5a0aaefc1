"""From two releases to a verdict, by the rule that was fixed with the declaration.

Teams are the groups of the releases. Where groups were counted together in one of the two rounds,
or begin and wait in one group, they count as one, or not at all. Values come from the released
ranges, their middle with the variance of their width: never from estimates that were drawn to each
other, which would draw an effect to nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bothways.programmes.models import Design
from bothways.pure.disclosure import Cell, Released
from bothways.pure.measurement import impact

ESTIMATORS = {
    Design.Chosen.LOT: impact.by_lot,
    Design.Chosen.UNRELATED: impact.unrelated,
    Design.Chosen.LOW: impact.baseline_adjusted,
    Design.Chosen.ALL: impact.before_after,
}
RUNGS = {
    Design.Chosen.LOT: impact.Rung.BY_LOT,
    Design.Chosen.UNRELATED: impact.Rung.COMPARED,
    Design.Chosen.LOW: impact.Rung.COMPARED,
    Design.Chosen.ALL: impact.Rung.BEFORE_AFTER,
    Design.Chosen.FIRM: impact.Rung.BEFORE_AFTER,
}
JOIN = " + "
AGREES_FROM = 4
FULL = (2, 3, 4, 5)


@dataclass(frozen=True)
class Value:
    """One group's figure in one round, and the variance that the width of its range adds."""

    at: float
    noise: float


@dataclass(frozen=True)
class Outcome:
    """What is kept of a verdict, and shown to everyone; says and reason as in impact.Effect.

    scale: share or score. estimate, low, high: None where there are words only. n_with, n_without:
    groups on each side; n_left_out: groups that could not be told apart or were not in both rounds.
    held_back: why there are words and no figure. rates: of leavers before and after, per person and
    year, each with its interval. By months n_with and n_without count months after and before.
    """

    rung: int
    says: str
    reason: str
    scale: str
    n_with: int
    n_without: int
    n_left_out: int = 0
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    held_back: str = ""
    rates: tuple[tuple[float, ...], ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Sides:
    """The groups that can be compared, as sets of units' paths, and how many can't be."""

    had: tuple[frozenset[str], ...]
    waited: tuple[frozenset[str], ...]
    n_left_out: int

    @property
    def cut(self) -> frozenset[frozenset[str]]:
        """The two sides as sets of units: the same cut has the same value."""
        return frozenset(frozenset().union(*side) for side in (self.had, self.waited))


def nothing(design: Design, reason: str) -> Outcome:
    """Return the outcome of what could not be looked at, and why."""
    rung = RUNGS[Design.Chosen(design.chosen)]
    return Outcome(int(rung), impact.Says.TOO_FEW.value, reason, design.scale, 0, 0)


def scale_of(before: Released, after: Released) -> str:
    """Return on which scale two rounds can be compared: scores where both released them."""
    if before.format == after.format == "full":
        return str(Design.Scale.SCORE.value)
    return str(Design.Scale.SHARE.value)


def outcome_of(design: Design, sides: Sides, before: Released, after: Released) -> Outcome:
    """Return what the estimator that was fixed beforehand says of these groups."""
    codes, scale = [item["code"] for item in design.items], scale_of(before, after)
    earlier = [value_of(before, group, codes, scale) for group in (*sides.had, *sides.waited)]
    later = [value_of(after, group, codes, scale) for group in (*sides.had, *sides.waited)]
    teams = impact.Teams(
        before=[one.at for one in earlier],
        after=[one.at for one in later],
        treated=[True] * len(sides.had) + [False] * len(sides.waited),
        noise=[a.noise + b.noise for a, b in zip(earlier, later, strict=True)],
    )
    prior = impact.PRIOR_SHARE if scale == Design.Scale.SHARE else impact.PRIOR_POINTS
    effect = ESTIMATORS[Design.Chosen(design.chosen)](teams, prior=prior)
    return Outcome(
        rung=int(effect.rung),
        says=effect.says.value,
        reason=effect.reason.value,
        scale=scale,
        n_with=len(sides.had),
        n_without=len(sides.waited),
        n_left_out=sides.n_left_out,
        estimate=_rounded(effect.estimate, scale),
        low=_rounded(effect.low, scale),
        high=_rounded(effect.high, scale),
    )


def sides_of(design: Design, before: Released, after: Released) -> Sides:
    """Return the groups that can be compared: those that both rounds counted by themselves.

    Units that were counted together in any of these questions, in either round, are one group; so
    are those that were declared as one. A group with units on both sides, and one that has no
    figure in both rounds, is left out.
    """
    codes = {item["code"] for item in design.items}
    begins = {path for key in design.begins_first for path in key.split(JOIN)}
    declared = [frozenset(group["key"].split(JOIN)) for group in design.groups]
    known = frozenset[str]().union(*declared)
    sets = [_paths(r, cell) for r in (before, after) for cell in _cells(r, codes)]
    groups = [group for group in joined([*declared, *sets]) if group & known]
    had, waited, n_left_out = [], [], 0
    for group in sorted(groups, key=sorted):
        is_whole = all(_is_counted(r, group, codes) for r in (before, after))
        if not is_whole or not group <= known:
            n_left_out += 1
        elif group <= begins:
            had.append(group)
        elif not group & begins:
            waited.append(group)
        else:
            n_left_out += 1
    return Sides(tuple(had), tuple(waited), n_left_out)


def joined(sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Return these sets with those that share a member made one."""
    found: list[frozenset[str]] = []
    for one in sets:
        apart = [other for other in found if not other & one]
        touching = [other for other in found if other & one]
        found = [*apart, one.union(*touching)]
    return found


def value_of(released: Released, group: frozenset[str], codes: list[str], scale: str) -> Value:
    """Return a group's figure: the mean over the questions of its share or its score."""
    values = [_of_question(_cells_of(released, group, code), scale) for code in codes]
    n = len(values)
    return Value(sum(v.at for v in values) / n, sum(v.noise for v in values) / n**2)


def leaders_behind(group: Iterable[str], leaders: Mapping[str, set[str]]) -> set[str]:
    """Return the ids of those to whom the people of these units report."""
    return set[str]().union(*(leaders.get(path, set()) for path in group))


def _of_question(cells: list[Cell], scale: str) -> Value:
    """Return the figure of cells taken together; each has an n, since it was released."""
    n = sum(cell.n or 0 for cell in cells)
    thresholds = FULL if scale == Design.Scale.SCORE else (AGREES_FROM,)
    low = sum(cell.ge[t][0] for cell in cells for t in thresholds) / n
    high = sum(cell.ge[t][1] for cell in cells for t in thresholds) / n
    base = 1.0 if scale == Design.Scale.SCORE else 0.0
    noise = sum(
        (sum(cell.ge[t][1] - cell.ge[t][0] for t in thresholds) / n) ** 2 / 12 for cell in cells
    )
    return Value(base + (low + high) / 2, noise)


def _cells(released: Released, codes: Iterable[str]) -> list[Cell]:
    wanted = set(codes)
    return [c for c in released.cells if c.level == "group" and c.question in wanted]


def _cells_of(released: Released, group: frozenset[str], code: str) -> list[Cell]:
    """Return the cells of a question that lie in this group."""
    cells = _cells(released, [code])
    return [cell for cell in cells if cell.n is not None and _paths(released, cell) <= group]


def _is_counted(released: Released, group: frozenset[str], codes: Iterable[str]) -> bool:
    """Say whether every question has a figure for all units of the group."""
    return all(
        group
        <= frozenset[str]().union(
            *(_paths(released, cell) for cell in _cells_of(released, group, code))
        )
        for code in codes
    )


def _paths(released: Released, cell: Cell) -> frozenset[str]:
    wanted = set(cell.blocks)
    return frozenset(path for b in released.blocks if b.id in wanted for path in b.teams)


def _rounded(number: float | None, scale: str) -> float | None:
    """Round to one in a hundred people, or to a tenth of a point: no finer is ever kept."""
    if number is None:
        return None
    return round(number, 2 if scale == Design.Scale.SHARE else 1)


def by_path(rows: Iterable[tuple[list[str], list[str]]]) -> dict[str, set[str]]:
    """Return per unit's path the leaders of its block, from (paths, leaders) of blocks."""
    found: dict[str, set[str]] = defaultdict(set)
    for paths, leaders in rows:
        for path in paths:
            found[path] |= set(leaders)
    return found
