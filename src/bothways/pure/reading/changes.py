"""What became of a figure since the same words were asked before: a direction, never a size."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bothways.pure.disclosure import Cell
from bothways.pure.measurement import ReleasedCount, change_in_words
from bothways.pure.reading.certainty import said
from bothways.pure.reading.told import AGREES_FROM, Told, Wording

MOST_MOMENTS = 12
FIRM, GROUP = "firm", "group"


@dataclass(frozen=True)
class Moment:
    """The firm's figure for one wording in one round."""

    told: Told
    cell: Cell

    @property
    def count(self) -> ReleasedCount | None:
        """How many agreed, as it was released; None where too few answered."""
        return count_of(self.cell)


def moments_of(wording: Wording, rounds: Iterable[Told]) -> Iterator[Moment]:
    """Yield the firm's figures of the rounds that asked exactly these words, in their order."""
    for told in rounds:
        if wording.asks_the_same(told.wordings.get(wording.code)):
            cell = told.released.of_firm(wording.code)
            if cell:
                yield Moment(told, cell)


def count_of(cell: Cell) -> ReleasedCount | None:
    """Return how many agreed, as it was released; None where too few answered."""
    return ReleasedCount(*cell.ge[AGREES_FROM], cell.n) if cell.n is not None else None


def change_between(before: Moment, after: Cell) -> dict[str, Any]:
    """Return when the comparison begins, and which way it went: 'few' where nobody can say."""
    earlier, later = before.count, count_of(after)
    start = {"round": before.told.id, "closed": before.told.closed}
    if earlier is None or later is None:
        return {**start, "went": "few", "how": ""}
    return {**start, **said(change_in_words(earlier, later))}


def change_of_firm(past: Sequence[Moment]) -> dict[str, Any] | None:
    """Return the change since the last time; past: the newest first, this round at its head."""
    return change_between(past[1], past[0].cell) if len(past) > 1 else None


def change_of_group(
    cell: Cell, wording: Wording, told: Told, earlier: Iterable[Told]
) -> dict[str, Any] | None:
    """Return the change of a group since its same teams were last asked in the same words."""
    teams = told.teams_of(cell)
    for before in earlier:
        if wording.asks_the_same(before.wordings.get(wording.code)):
            same = _of_teams(before, cell, teams)
            return change_between(Moment(before, same), cell) if same else None
    return None


def over_time(past: Sequence[Moment]) -> dict[str, Any]:
    """Return the change from the first and from the last but one to the last figure there is."""
    known = [moment for moment in past if moment.count is not None]
    if len(known) < 2:
        return {"since_first": None, "since_last": None}
    return {
        "since_first": change_between(known[-1], known[0].cell),
        "since_last": change_between(known[1], known[0].cell),
    }


def _of_teams(before: Told, cell: Cell, teams: frozenset[str]) -> Cell | None:
    found = (
        one
        for one in before.released.cells
        if (one.level, one.question) == (cell.level, cell.question)
        and before.teams_of(one) == teams
    )
    return next(found, None)
