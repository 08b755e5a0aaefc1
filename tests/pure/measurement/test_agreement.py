"""How far a team agrees, by hand. For checking only."""

import numpy as np
import pytest

from bothways.pure.measurement.agreement import Agreement, agreement, rwg
from bothways.pure.measurement.errors import TooFewError


def test_a_team_of_one_mind_agrees_fully() -> None:
    assert rwg([4, 4, 4]) == 1
    assert agreement([[4, 2], [4, 2]]) == Agreement(1, 1, 0, 0)


def test_answers_given_by_chance_agree_not_at_all_and_opposites_less() -> None:
    assert rwg([1, 2, 3, 4, 5]) == pytest.approx(1 - 2.5 / 2)
    assert rwg([1, 5]) == -3
    assert agreement([[1, 1], [5, 5]]).rwgj == 0
    assert agreement([[1, 1], [5, 5]]).lindell == -3


def test_several_questions_by_hand() -> None:
    told = agreement([[4, 5], [2, 5], [3, 5]])

    # variances 1 and 0, their mean a quarter of chance; distances from the mean 1, 1, 0 and 0, 0, 0
    assert told.lindell == 0.75
    assert told.rwgj == pytest.approx(2 * 0.75 / (2 * 0.75 + 0.25))
    assert told.from_mean == told.from_median == pytest.approx(2 / 6)


def test_a_median_lies_nearer_to_most_than_a_mean() -> None:
    told = agreement([[1], [1], [1], [5]])

    assert (told.from_mean, told.from_median) == (1.5, 1)


def test_more_questions_seem_to_agree_more_which_is_why_it_is_never_shown() -> None:
    chance = np.random.default_rng(3)
    answers = chance.integers(2, 6, (6, 12))

    assert agreement(answers).rwgj > agreement(answers[:, :2]).rwgj + 0.1


@pytest.mark.parametrize("ask", [lambda: rwg([3]), lambda: agreement([[3, 4]])])
def test_a_team_of_one_is_refused(ask) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TooFewError) as refused:
        ask()

    assert refused.value.reason == "one_person"


def test_a_missing_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="left out before"):
        agreement([[1, 2], [3, float("nan")]])
