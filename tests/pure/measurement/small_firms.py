"""Small firms cut from real answers, with their truth. Every draw has a seed, so it repeats."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from bothways.pure.disclosure.clamping import clamp
from bothways.pure.measurement.intervals import ReleasedCount
from tests.pure.measurement.data import numbers, words

LEADERSHIP = tuple(f"LEAD{number:02d}" for number in range(1, 12))
ALL_ITEMS = (
    *LEADERSHIP,
    *(f"TSIG{number:02d}" for number in range(1, 4)),
    *(f"HOSTIL{number:02d}" for number in range(1, 6)),
)
LEAST_UNIT = 24
"""Units of fewer are left out: their own truth would be mostly the answers that were drawn."""


class Army(NamedTuple):
    """Whole answers of 1 to 5, (people, questions), and which people each unit has."""

    answers: np.ndarray
    units: tuple[np.ndarray, ...]


class Firm(NamedTuple):
    """A small firm: who answered what, and the truth of its teams in sorted order."""

    answers: np.ndarray
    team: np.ndarray
    size: np.ndarray
    now: np.ndarray
    climate: np.ndarray


def lq2002(items: tuple[str, ...] = LEADERSHIP) -> Army:
    """2,042 people in 49 companies; hostility, from 0 to 4, moved to 1 to 5."""
    up = [1 if item.startswith("HOSTIL") else 0 for item in items]
    answers = numbers("lq2002", *items).reshape(-1, len(items)) + up
    return Army(answers, _units(numbers("lq2002", "COMPID")))


def bh1996(score: str = "LEAD") -> Army:
    """7,382 people in 99 companies; one scale score, rounded to a whole answer of 1 to 5."""
    answers = numbers("bh1996", score).round().clip(1, 5)
    return Army(answers[:, None], _units(numbers("bh1996", "GRP")))


def _units(labels: np.ndarray) -> tuple[np.ndarray, ...]:
    units = [np.flatnonzero(labels == label) for label in np.unique(labels)]
    return tuple(unit for unit in units if len(unit) >= LEAST_UNIT)


def trials(most: int | None = None) -> Iterator[Firm]:
    """The 150 small firms of trials_lq2002 in order, or the first few of them."""
    file, truth = words("trials_lq2002_answers"), words("trials_lq2002_truth")
    heads = [head for head in file if head.startswith("q")]
    answers = numbers("trials_lq2002_answers", *heads)
    figures = numbers("trials_lq2002_truth", "team_size", "truth_now", "truth_climate").T
    rep, of_team = np.array(file["rep"]), np.array(truth["rep"])
    for firm in sorted(set(file["rep"]), key=int)[:most]:
        team = np.array(file["team"])[rep == firm]
        order = np.argsort(np.array(truth["team"])[of_team == firm])
        size, now, climate = (figure[of_team == firm][order] for figure in figures)
        yield Firm(answers[rep == firm], team, size, now, climate)


def cut(army: Army, *, seed: int, n_teams: int, n: tuple[int, int], silent: float = 0.4) -> Firm:
    """A firm of `n_teams` units, of each between n[0] and n[1] answers of people drawn by lot.

    Up to `silent` times as many more are in the team and did not answer. The truth of climate is
    the mean of the whole unit.
    """
    draw = np.random.default_rng(seed)
    answers, team, size, now, climate = [], [], [], [], []
    for index, unit in enumerate(draw.choice(len(army.units), n_teams, replace=False)):
        people = draw.permutation(army.units[unit])
        n_heard = int(draw.integers(n[0], n[1] + 1))
        n_there = round(n_heard * draw.uniform(1, 1 + silent))
        answers.append(army.answers[people[:n_heard]])
        team += [index] * n_heard
        size.append(len(people[:n_there]))
        now.append(army.answers[people[:n_there]].mean())
        climate.append(army.answers[people].mean())
    return Firm(np.concatenate(answers), *map(np.array, (team, size, now, climate)))


def released(firm: Firm, c: int) -> tuple[list[list[dict[int, tuple[int, int]]]], list[list[int]]]:
    """What a full release says: per question, per team the clamped ranges; and the n of each."""
    teams = [firm.answers[firm.team == team] for team in np.unique(firm.team)]
    ranges = [
        [{at: between(answers[:, item], at, c) for at in (2, 3, 4, 5)} for answers in teams]
        for item in range(firm.answers.shape[1])
    ]
    return ranges, [[len(answers) for answers in teams]] * len(ranges)


def favourable(firm: Firm, item: int, c: int) -> list[ReleasedCount]:
    """What a focus release says of one question, team by team."""
    columns = [firm.answers[firm.team == team, item] for team in np.unique(firm.team)]
    return [ReleasedCount(*between(column, 4, c), len(column)) for column in columns]


def between(answers: np.ndarray, threshold: int, c: int) -> tuple[int, int]:
    figure = clamp(int((answers >= threshold).sum()), n=len(answers), c=c)
    return figure.low, figure.high
