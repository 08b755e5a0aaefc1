"""What a figure would be if those who did not answer think less of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.measurement.nonresponse import (
    few_answered,
    score_if_the_silent_are_lower,
    share_if_the_silent_agree_half,
)


@pytest.mark.parametrize(
    ("answered", "asked", "few"), [(7, 10, False), (6, 10, True), (0, 3, True)]
)
def test_few_are_fewer_than_seven_in_ten(answered: int, asked: int, few: bool) -> None:
    assert few_answered(answered, asked) == few


def test_half_of_those_asked_answered_and_the_others_agree_half_as_often() -> None:
    assert share_if_the_silent_agree_half((0.4, 0.8), 5, 10) == pytest.approx((0.3, 0.6))


def test_half_of_those_asked_answered_and_the_others_are_half_a_point_lower() -> None:
    assert score_if_the_silent_are_lower((3.0, 4.0), 5, 10) == pytest.approx((2.75, 3.75))


def test_nobody_is_taken_to_be_below_the_scale() -> None:
    assert score_if_the_silent_are_lower((1.0, 1.2), 5, 10) == pytest.approx((1.0, 1.1))


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 30), st.integers(1, 30))
def test_silence_never_raises_a_figure_and_a_full_answer_leaves_it(
    a: float, b: float, answered: int, more: int
) -> None:
    low, high = sorted((a, b))
    share = share_if_the_silent_agree_half((low, high), answered, answered + more)
    score = score_if_the_silent_are_lower((1 + 4 * low, 1 + 4 * high), answered, answered + more)

    assert 0 <= share[0] <= share[1] <= high
    assert 1 <= score[0] <= score[1] <= 1 + 4 * high
    assert share_if_the_silent_agree_half((low, high), more, more) == pytest.approx((low, high))
    assert score_if_the_silent_are_lower((1, 1 + high), more, more) == (1, 1 + high)


@pytest.mark.parametrize(("answered", "asked"), [(-1, 3), (4, 3), (0, 0)])
def test_more_answers_than_were_asked_are_refused(answered: int, asked: int) -> None:
    with pytest.raises(ValueError, match="some of those who were asked"):
        few_answered(answered, asked)


def test_an_interval_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match="low end first"):
        share_if_the_silent_agree_half((0.8, 0.4), 3, 4)
    with pytest.raises(ValueError, match="low end first"):
        score_if_the_silent_are_lower((0.8, 3), 3, 4)
