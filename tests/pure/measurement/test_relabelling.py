"""What must not matter does not: names, order, which end of the scale is called good."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement.ranges import THRESHOLDS, scores_of
from bothways.pure.measurement.scores import climate, now, team_scores
from tests.pure.measurement.small_firms import cut, lq2002, released

ARMY = lq2002(("LEAD01", "LEAD05", "LEAD09"))
Ranges = dict[int, tuple[int, int]]

seeds = st.integers(0, 10_000)
modest = settings(max_examples=8, deadline=None)


def turned(cell: Ranges, n: int) -> Ranges:
    """The same group, had every answer been read from the other end: 1 for 5, 2 for 4."""
    return {at: (n - cell[7 - at][1], n - cell[7 - at][0]) for at in THRESHOLDS}


@modest
@given(seeds)
def test_the_order_of_groups_moves_each_figure_with_its_group(seed: int) -> None:
    ranges, n = released(cut(ARMY, seed=seed, n_teams=7, n=(7, 12)), 2)
    order = np.random.default_rng(seed).permutation(7)

    plain = scores_of(ranges, n)
    mixed = scores_of(
        [[question[at] for at in order] for question in ranges],
        [[people[at] for at in order] for people in n],
    )

    assert mixed.mean == pytest.approx(plain.mean[order])
    assert mixed.noise == pytest.approx(plain.noise[order])
    assert float(mixed.within) == pytest.approx(float(plain.within))


@modest
@given(seeds)
def test_the_order_of_questions_changes_nothing(seed: int) -> None:
    ranges, n = released(cut(ARMY, seed=seed, n_teams=6, n=(7, 12)), 2)

    plain, mixed = scores_of(ranges, n), scores_of(ranges[::-1], n[::-1])

    assert mixed.mean == pytest.approx(plain.mean)
    assert mixed.noise == pytest.approx(plain.noise)


@modest
@given(seeds)
def test_reading_the_scale_from_its_other_end_turns_every_figure_round(seed: int) -> None:
    ranges, n = released(cut(ARMY, seed=seed, n_teams=6, n=(7, 12)), 2)
    against = [
        [turned(cell, people) for cell, people in zip(question, heard, strict=True)]
        for question, heard in zip(ranges, n, strict=True)
    ]

    plain, other = climate(scores_of(ranges, n)), climate(scores_of(against, n))

    assert other.estimate == pytest.approx(6 - plain.estimate, abs=1e-6)
    assert other.low == pytest.approx(6 - plain.high, abs=1e-3)
    assert float(other.real) == pytest.approx(float(plain.real), abs=1e-6)


@modest
@given(seeds, st.floats(-0.5, 0.5))
def test_everybody_answering_a_little_higher_moves_all_estimates_by_as_much(
    seed: int, more: float
) -> None:
    firm = cut(ARMY, seed=seed, n_teams=6, n=(5, 9))
    teams = [team_scores(answers, firm.team) for answers in (firm.answers, firm.answers + more)]

    plain, moved = (climate(one, scale=(-10, 20)) for one in teams)

    assert moved.estimate == pytest.approx(plain.estimate + more, abs=1e-6)
    assert moved.high == pytest.approx(plain.high + more, abs=1e-3)


@modest
@given(seeds)
def test_what_teams_are_called_changes_no_figure(seed: int) -> None:
    firm = cut(ARMY, seed=seed, n_teams=6, n=(5, 9))
    names = np.array(["Zoë", "Ali", "東", "b", "B", "10"])[firm.team]

    by_number, by_name = (team_scores(firm.answers, labels) for labels in (firm.team, names))
    place = np.argsort(np.argsort(np.unique(names)))
    of_name = dict(zip(np.unique(names), place, strict=True))
    order = [of_name[name] for name in ["Zoë", "Ali", "東", "b", "B", "10"]]

    plain = now(by_number, firm.size, 3, 3)
    named = now(by_name, firm.size[np.argsort(order)], 3, 3)

    assert named.estimate[order] == pytest.approx(plain.estimate)
    assert named.high[order] == pytest.approx(plain.high, abs=1e-3)


@modest
@given(seeds)
def test_the_order_of_people_changes_no_figure(seed: int) -> None:
    firm = cut(ARMY, seed=seed, n_teams=6, n=(5, 9))
    order = np.random.default_rng(seed).permutation(len(firm.team))

    plain = team_scores(firm.answers, firm.team)
    mixed = team_scores(firm.answers[order], firm.team[order])

    assert mixed.mean == pytest.approx(plain.mean)
    assert float(mixed.within) == pytest.approx(float(plain.within))
