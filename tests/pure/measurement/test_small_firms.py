"""What the engine is measured on: real answers, cut so that the truth is known."""

import numpy as np
import pytest

from bothways.pure.measurement.intervals import ReleasedCount
from tests.pure.measurement.small_firms import (
    ALL_ITEMS,
    LEAST_UNIT,
    Firm,
    between,
    bh1996,
    cut,
    favourable,
    lq2002,
    released,
    trials,
)

SMALL = Firm(
    answers=np.array([[5, 1], [4, 2], [4, 2], [2, 3], [1, 3], [3, 3], [5, 4]] * 2, float),
    team=np.array([0] * 7 + [1] * 7),
    size=np.array([9, 7]),
    now=np.array([3.0, 3.0]),
    climate=np.array([3.0, 3.0]),
)


@pytest.mark.parametrize(
    ("army", "people", "units", "questions"),
    [(lq2002(ALL_ITEMS), 2042, 49, 19), (lq2002(), 2042, 49, 11), (bh1996(), 7382, 99, 1)],
    ids=["lq2002, all", "lq2002, leadership", "bh1996"],
)
def test_the_answers_are_whole_and_from_one_to_five(army, people, units, questions) -> None:
    assert army.answers.shape == (people, questions)
    assert set(np.unique(army.answers)) <= {1.0, 2.0, 3.0, 4.0, 5.0}
    assert len(army.units) <= units
    assert all(len(unit) >= LEAST_UNIT for unit in army.units)


def test_there_are_150_firms_and_their_truth_is_that_of_the_file() -> None:
    firms = list(trials())

    assert len(firms) == 150
    assert sum(len(firm.size) for firm in firms) == 2082
    assert (firms[0].size[0], firms[0].now[0], firms[0].climate[0]) == (9, 2.757576, 2.862471)
    for firm in firms[:5]:
        heard = np.unique(firm.team, return_counts=True)[1]
        assert (heard <= firm.size).all()
        assert (~np.isnan(firm.answers)).sum(1).max() <= 5


def test_the_same_seed_cuts_the_same_firm_and_another_another() -> None:
    army = lq2002()
    one, same, other = (cut(army, seed=seed, n_teams=5, n=(7, 9)) for seed in (1, 1, 2))

    assert (one.answers == same.answers).all()
    assert (one.climate == same.climate).all()
    assert one.answers.shape != other.answers.shape or (one.answers != other.answers).any()


def test_a_cut_firm_has_as_many_as_asked_for_and_its_own_truth() -> None:
    firm = cut(lq2002(), seed=4, n_teams=9, n=(7, 12))
    heard = np.unique(firm.team, return_counts=True)[1]

    assert len(heard) == len(firm.size) == len(firm.now) == len(firm.climate) == 9
    assert ((heard >= 7) & (heard <= 12)).all()
    assert ((firm.size >= heard) & (firm.size <= np.round(1.4 * heard) + 1)).all()


def test_where_nobody_is_silent_the_truth_of_now_is_the_mean_answered() -> None:
    firm = cut(lq2002(), seed=4, n_teams=6, n=(7, 12), silent=0.0)

    for team in range(6):
        assert firm.now[team] == pytest.approx(firm.answers[firm.team == team].mean())


def test_what_is_released_of_a_firm_is_what_the_rule_releases() -> None:
    ranges, n = released(SMALL, c=1)

    assert n == [[7, 7], [7, 7]]
    # first question, answers 5 4 4 2 1 3 5: at least 2, 3, 4, 5 are 6, 5, 4, 2
    assert ranges[0][0] == {2: (5, 7), 3: (5, 7), 4: (4, 4), 5: (0, 2)}
    # second question, answers 1 2 2 3 3 3 4: 6, 4, 1, 0
    assert ranges[1][0] == {2: (5, 7), 3: (4, 4), 4: (0, 2), 5: (0, 2)}
    assert favourable(SMALL, 0, c=1) == [ReleasedCount(4, 4, 7)] * 2


@pytest.mark.parametrize(
    ("hits", "told"), [(0, (0, 3)), (3, (0, 3)), (4, (4, 4)), (5, (5, 5)), (6, (6, 9)), (9, (6, 9))]
)
def test_nine_answers_and_two_colluders(hits: int, told: tuple[int, int]) -> None:
    answers = np.array([5.0] * hits + [1.0] * (9 - hits))

    assert between(answers, 4, 2) == told
