"""A construct's scores out of 5, where a survey released how answers spread."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bothways.pure.disclosure import Cell
from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.ranges import scores_of
from bothways.pure.measurement.scores import Estimates, climate, now
from bothways.pure.reading.certainty import against, difference, sd_of
from bothways.pure.reading.changes import GROUP
from bothways.pure.reading.told import Told

THRESHOLDS = (2, 3, 4, 5)
FULL = "full"

Spread = Mapping[int, tuple[int, int]]
Columns = Sequence[Sequence[Cell]]  # per question its cells, the same blocks in the same order


@dataclass(frozen=True)
class Scores:
    """One construct of one survey. codes: its questions that have a figure."""

    construct: str
    codes: tuple[str, ...]
    firm: Mapping[str, Any]
    groups: tuple[Mapping[str, Any], ...]


def constructs_of(told: Told) -> Iterator[Scores]:
    """Yield each construct of a survey that has a figure, in the order asked."""
    if told.released.format != FULL:
        return
    for construct in dict.fromkeys(q.construct for q in told.released.questions):
        found = scores_in(told, construct)
        if found:
            yield found


def scores_in(told: Told, construct: str) -> Scores | None:
    """Return one construct's scores, None where no question of it has a figure."""
    codes = [q.id for q in told.released.questions if q.construct == construct]
    firm = [cell for code in codes if (cell := told.released.of_firm(code)) and cell.n is not None]
    if not firm:
        return None
    known = tuple(cell.question for cell in firm)
    parts = [parts_of(told, code) for code in known]
    groups = _groups(told, construct, parts)
    estimates = _estimates(told, [[cell] for cell in firm])
    if estimates is None:
        return None
    _, today = estimates
    said = {
        "construct": construct,
        "codes": list(known),
        "score": _ends(today, 0),
        "raw": _raw(told, firm),
        "answered": min(cell.n or 0 for cell in firm),
        "asked": told.asked_in(firm[0]),
        "n_groups": len(groups.said),
        "real": groups.real,
    }
    return Scores(construct, known, said, groups.said)


@dataclass(frozen=True)
class _Groups:
    said: tuple[Mapping[str, Any], ...]
    real: float | None


def _groups(told: Told, construct: str, parts: Columns) -> _Groups:
    """Return what is said of each group; not pooled, their raw values and intervals alone."""
    found = _estimates(told, parts)
    if found is None:
        return _Groups((), None)
    like, today = found
    firm = float(like.firm)
    said = []
    for n, cell in enumerate(parts[0]):
        column = [question[n] for question in parts]
        differs = against(float(like.estimate[n]), float(like.sd[n]), firm)
        said.append(
            {
                "construct": construct,
                "codes": [cell.question for cell in column],
                "blocks": list(cell.blocks),
                "raw": _raw(told, column),
                "now": _ends(today, n),
                "climate": _ends(like, n),
                "sd": float(like.sd[n]),
                "pooled": like.pooled,
                "differs": differs if like.pooled else None,
                "answered": min(one.n or 0 for one in column),
                "asked": told.asked_in(cell),
            }
        )
    return _Groups(tuple(said), float(like.real) if like.pooled else None)


def parts_of(told: Told, code: str) -> list[Cell]:
    """Return a question's figures of groups, in the order that all of a construct share."""
    cells = told.released.cells
    return [cell for cell in cells if (cell.level, cell.question) == (GROUP, code)]


def _estimates(told: Told, columns: Columns) -> tuple[Estimates, Estimates] | None:
    """Return what each is like, and how it is now; None where nothing can be told."""
    spreads = [[spread_of(told, cell) for cell in cells] for cells in columns]
    answered = [[cell.n or 0 for cell in cells] for cells in columns]
    sizes = [told.asked_in(cell) for cell in columns[0]]
    try:
        teams = scores_of(spreads, answered)
        return climate(teams), now(teams, sizes, asked=len(columns), items=len(columns))
    except TooFewError:
        return None


def spread_of(told: Told, cell: Cell) -> Spread:
    """Return a figure's spread with the favourable end on top, also where agreeing is not."""
    if told.wordings[cell.question].keyed != "-" or cell.n is None:
        return cell.ge
    turned = {t: cell.ge[7 - t] for t in THRESHOLDS}
    return {t: (cell.n - high, cell.n - low) for t, (low, high) in turned.items()}


def _raw(told: Told, column: Sequence[Cell]) -> list[float]:
    """Return between which means the released ranges leave the raw score."""
    spreads = [(spread_of(told, cell), cell.n or 1) for cell in column]
    sums = [
        sum(1 + sum(spread[t][side] for t in THRESHOLDS) / n for spread, n in spreads)
        for side in (0, 1)
    ]
    return [total / len(column) for total in sums]


def _ends(of: Estimates, n: int) -> list[float]:
    return [float(of.estimate[n]), float(of.low[n]), float(of.high[n])]


def asked_before(told: Told, here: Scores, before: Sequence[Told]) -> tuple[Told, Scores] | None:
    """Return the last survey that asked all of a construct's questions in the same words."""
    for one in before:
        if all(told.wordings[code].asks_the_same(one.wordings.get(code)) for code in here.codes):
            then = scores_in(one, here.construct) if one.released.format == FULL else None
            return (one, then) if then and then.codes == here.codes else None
    return None


def firm_moved(here: Scores, last: tuple[Told, Scores] | None) -> Mapping[str, Any] | None:
    """Return which way the firm's score went since the last time."""
    if last is None:
        return None
    one, then = last
    (after, low, high), (earlier, least, most) = here.firm["score"], then.firm["score"]
    moved = difference(after, sd_of(low, high), earlier, sd_of(least, most))
    return {"round": one.id, "closed": one.closed, **moved}


def group_moved(
    told: Told, group: Mapping[str, Any], last: tuple[Told, Scores] | None
) -> Mapping[str, Any] | None:
    """Return which way a group's score went since the last time, if it was the same teams."""
    if last is None:
        return None
    one, then = last
    teams = _teams(told, group["blocks"])
    for was in then.groups:
        if _teams(one, was["blocks"]) == teams:
            moved = difference(group["climate"][0], group["sd"], was["climate"][0], was["sd"])
            return {"round": one.id, "closed": one.closed, **moved}
    return None


def _teams(told: Told, blocks: Sequence[str]) -> frozenset[str]:
    return frozenset(t for b in told.released.blocks if b.id in blocks for t in b.teams)
