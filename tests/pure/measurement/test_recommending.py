"""The firm's recommendation score and its interval."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.recommending import (
    recommendation,
    wald,
)


def test_twenty_answers_leave_it_more_than_fifty_points_wide() -> None:
    score, low, high = recommendation(12, 5, 3)

    assert score == 45
    assert 50 < high - low < 70


def test_everybody_on_one_side_ends_at_the_end() -> None:
    assert recommendation(20, 0, 0)[::2] == (100, 100)
    assert recommendation(0, 0, 20)[:2] == (-100, -100)
    assert recommendation(20, 0, 0).low < 80


def test_the_interval_is_that_of_drawing_from_the_posterior() -> None:
    drawn = np.random.default_rng(4).dirichlet([30.5, 12.5, 8.5], 200_000)
    expected = np.quantile(100 * (drawn[:, 0] - drawn[:, 2]), [0.025, 0.975])

    assert recommendation(30, 12, 8)[1:] == pytest.approx(expected, abs=0.3)


def test_many_answers_come_to_what_other_tools_print() -> None:
    ours, theirs = recommendation(1200, 800, 600), wald(1200, 800, 600)

    assert ours.score == pytest.approx(theirs.score)
    assert ours[1:] == pytest.approx((theirs.low, theirs.high), abs=0.1)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 40), st.integers(20, 40), st.integers(0, 40))
def test_it_holds_its_score_and_turns_round_with_its_counts(p: int, q: int, d: int) -> None:
    score, low, high = recommendation(p, q, d)

    assert low < score < high
    assert recommendation(d, q, p) == pytest.approx((-score, -high, -low), abs=1e-6)


def test_below_twenty_there_is_no_score() -> None:
    with pytest.raises(TooFewError) as refused:
        recommendation(10, 5, 4)

    assert refused.value.reason == "below_20"


def test_counts_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="not below nobody"):
        recommendation(30, -1, 4)
    with pytest.raises(TooFewError, match="One person"):
        wald(1, 0, 0)
