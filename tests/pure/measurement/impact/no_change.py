"""Small firms cut from the real answers of lq2002, before and after: nothing has changed in them.

Each team is a unit of the data; before and after, some of its people are drawn anew. Whatever an
estimator finds is false. For power, some of the same people stay and a real effect is added.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from bothways.pure.measurement.impact import Teams

LQ2002 = Path(__file__).resolve().parents[3] / "data" / "measurement" / "lq2002.csv"
N_ITEMS = 11
FIRST_ITEM = 2
AGREES_FROM = 4
C = 2


@dataclass(frozen=True)
class Cut:
    """How firms are cut. scale: 'score', or 'share' of one question, released with clamping.

    people: how many answer in a team, from and to. stays: the share of those who answered before
    and answer the same after. effect: what is added to those who had it.
    """

    scale: str = "score"
    chosen: str = "lot"
    people: tuple[int, int] = (5, 10)
    teams: tuple[int, int] = (10, 20)
    stays: float = 0.0
    effect: float = 0.0


@lru_cache(maxsize=1)
def units() -> list[Any]:
    """Return the answers of each unit, people by items."""
    rows = np.genfromtxt(LQ2002, delimiter=",", skip_header=1, dtype=float)
    answers, unit = rows[:, FIRST_ITEM : FIRST_ITEM + N_ITEMS], rows[:, 0]
    return [answers[unit == one] for one in np.unique(unit)]


def firms(n: int, cut: Cut, *, seed: int) -> Iterator[Teams]:
    """Yield n firms in which nothing but `cut.effect` has changed."""
    random = np.random.default_rng(seed)
    for _ in range(n):
        yield _firm(random, cut)


def _firm(random: Any, cut: Cut) -> Teams:
    n_teams = int(random.integers(cut.teams[0], cut.teams[1] + 1))
    chosen = random.choice(len(units()), n_teams, replace=False)
    item = int(random.integers(N_ITEMS))
    pairs = [_drawn_twice(random, units()[one], cut) for one in chosen]
    before, wide_before = _values([first for first, _ in pairs], cut, item)
    had = _who_has_it(random, before, cut.chosen)
    after, wide_after = _values([second for _, second in pairs], cut, item, had * cut.effect)
    return Teams(before, after, had, noise=wide_before + wide_after)


def _drawn_twice(random: Any, unit: Any, cut: Cut) -> tuple[Any, Any]:
    n = min(int(random.integers(cut.people[0], cut.people[1] + 1)), len(unit))
    first = random.choice(len(unit), n, replace=False)
    second = random.choice(len(unit), n, replace=False)
    n_same = round(cut.stays * n)
    second[:n_same] = first[:n_same]
    return unit[first], unit[second]


def _values(teams: list[Any], cut: Cut, item: int, added: Any = 0.0) -> tuple[Any, Any]:
    """Return each team's figure, and the variance that the width of its range adds."""
    if cut.scale == "score":
        return np.array([team.mean() for team in teams]) + added, np.zeros(len(teams))
    added = np.broadcast_to(added, len(teams))
    agree = np.array([(team[:, item] >= AGREES_FROM).mean() for team in teams]) + added
    n = np.array([len(team) for team in teams])
    count = np.clip(np.round(agree * n), 0, n)
    low = np.where(count <= C + 1, 0, np.where(count >= n - C - 1, n - C - 1, count))
    high = np.where(count <= C + 1, C + 1, np.where(count >= n - C - 1, n, count))
    return (low + high) / 2 / n, ((high - low) / n) ** 2 / 12


def _who_has_it(random: Any, before: Any, chosen: str) -> Any:
    half = len(before) // 2
    by = before if chosen == "low" else random.random(len(before))
    had = np.zeros(len(before), bool)
    had[np.argsort(by, kind="stable")[:half]] = True
    return had
