"""Whether a score moved, and how small a change a team can show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.measurement.change import (
    Score,
    change_of_scores,
    mean_change,
    probability_of_higher_score,
    smallest_change,
    smallest_paired_change,
)
from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.intervals import Change, Direction, Strength
from tests.architecture.source import ROOT


@pytest.mark.parametrize(
    ("after", "change"),
    [
        (3.5, Change(Direction.UNCLEAR, Strength.NO_CLEAR_CHANGE)),
        (3.7, Change(Direction.UNCLEAR, Strength.NO_CLEAR_CHANGE)),
        (3.8, Change(Direction.UP, Strength.LEANING)),
        (4.0, Change(Direction.UP, Strength.PROBABLY)),
        (4.2, Change(Direction.UP, Strength.CLEARLY)),
        (3.0, Change(Direction.DOWN, Strength.PROBABLY)),
    ],
)
def test_a_change_is_put_in_the_word_that_its_probability_allows(
    after: float, change: Change
) -> None:
    assert change_of_scores(Score(3.5, 0.2), Score(after, 0.25)) == change


@given(st.floats(1, 5), st.floats(1, 5), st.floats(0.05, 1), st.floats(0.05, 1))
def test_a_rise_one_way_is_a_fall_the_other(a: float, b: float, c: float, d: float) -> None:
    there = probability_of_higher_score(Score(a, c), Score(b, d))
    back = probability_of_higher_score(Score(b, d), Score(a, c))

    assert there + back == pytest.approx(1)


def test_a_score_without_an_error_is_refused() -> None:
    with pytest.raises(ValueError, match="without error"):
        change_of_scores(Score(3.5, 0), Score(3.6, 0.2))


def test_a_team_of_six_shows_only_changes_of_about_nine_tenths() -> None:
    assert smallest_change(6) == pytest.approx(0.905, abs=0.001)
    assert smallest_change(3) == pytest.approx(1.28, abs=0.01)
    assert smallest_change(100) == pytest.approx(0.22, abs=0.01)


def test_the_paper_for_readers_names_the_changes_that_a_team_can_show() -> None:
    paper = (ROOT / "docs/use/reading-a-figure.md").read_text()
    said = [f"{smallest_change(n):.1f}" for n in (6, 15, 50, 100)]

    assert said == ["0.9", "0.6", "0.3", "0.2"]
    assert "Six people show only changes of about 0.9 points" in paper
    assert "15 people of 0.6, 50 of 0.3, 100 of 0.2" in paper


def test_who_is_followed_shows_smaller_changes_than_two_crowds() -> None:
    assert smallest_paired_change(30, 0.44) < smallest_change(30)


@pytest.mark.parametrize(("n", "spread"), [(0, 0.8), (6, 0), (6, -1)])
def test_a_change_of_nobody_or_without_spread_is_refused(n: int, spread: float) -> None:
    with pytest.raises(ValueError, match="above nothing"):
        smallest_change(n, spread)


def test_a_paired_change_needs_two_people_and_a_spread() -> None:
    with pytest.raises(TooFewError, match="One person alone"):
        smallest_paired_change(1, 0.4)
    with pytest.raises(ValueError, match="above nothing"):
        smallest_paired_change(4, 0)


def test_a_mean_change_by_hand() -> None:
    told = mean_change([1, 2, 3, 4], [2, 2, 4, 6])

    # moved 1, 0, 1, 2: mean 1, spread sqrt(2/3), error sqrt(1/6)
    assert (told.n, told.change, told.spread) == (4, 1, pytest.approx((2 / 3) ** 0.5))
    assert told.t == pytest.approx(6**0.5)
    assert told.low == pytest.approx(1 - 3.182446 / 6**0.5, abs=1e-6)
    assert told.high - 1 == pytest.approx(1 - told.low)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ([1, 2], [2, 4], "few_teams"),
        ([1, 2, 3], [2, 3, 4], "no_differences"),
        ([1, 2, 3], [2, 2, 2], "no_differences"),
    ],
)
def test_what_a_change_cannot_tell_has_its_reason(
    before: list[float], after: list[float], reason: str
) -> None:
    with pytest.raises(TooFewError) as refused:
        mean_change(before, after)

    assert refused.value.reason == reason


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match=r"shorter|longer"):
        mean_change([1, 2, 3], [2, 3])
