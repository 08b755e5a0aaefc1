"""What is said of an effect."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement.impact import PRIOR_POINTS, PRIOR_SHARE, Effect, Reason, Rung, Says
from bothways.pure.measurement.impact.effect import in_words, too_few, weighed


def effect(raw: float, error: float, df: float = 1000.0, prior: float = PRIOR_POINTS) -> Effect:
    return weighed(Rung.BY_LOT, raw=raw, error=error, df=df, prior=prior)


def test_with_many_teams_it_is_the_textbook_posterior_of_two_normals() -> None:
    found = effect(0.3, 0.15, df=1e6)

    keeps = 0.25**2 / (0.25**2 + 0.15**2)
    sd = math.sqrt(keeps) * 0.15
    assert found.estimate == pytest.approx(keeps * 0.3, abs=0.001)
    assert found.low == pytest.approx(keeps * 0.3 - 1.96 * sd, abs=0.003)
    assert found.high == pytest.approx(keeps * 0.3 + 1.96 * sd, abs=0.003)


def test_a_noisy_comparison_says_little_more_than_what_was_expected_before() -> None:
    found = effect(2.0, 5.0)

    assert found.estimate == pytest.approx(0.0, abs=0.02)
    assert (found.low, found.high) == pytest.approx((-0.49, 0.49), abs=0.02)
    assert found.says is Says.NO_CLEAR_EFFECT


def test_a_sharp_comparison_is_hardly_pulled_in() -> None:
    found = effect(0.3, 0.01)

    assert found.estimate == pytest.approx(0.3, abs=0.002)
    assert found.says is Says.CLEARLY_UP


def test_an_effect_far_beyond_what_was_expected_is_pulled_in_and_not_thrown_away() -> None:
    found = effect(0.7, 0.07, df=8, prior=PRIOR_SHARE)

    assert found.says is Says.CLEARLY_UP
    assert 0.3 < (found.estimate or 0) < 0.7


def test_few_degrees_of_freedom_make_it_less_sure() -> None:
    many, few = effect(0.3, 0.15, df=100), effect(0.3, 0.15, df=3)

    assert (few.rises or 0) < (many.rises or 0)
    assert (few.estimate or 0) < (many.estimate or 0)


@pytest.mark.parametrize(
    ("rises", "says"),
    [
        (0.5, Says.NO_CLEAR_EFFECT),
        (0.749, Says.NO_CLEAR_EFFECT),
        (0.75, Says.LEANING_UP),
        (0.90, Says.PROBABLY_UP),
        (0.975, Says.CLEARLY_UP),
        (0.25, Says.LEANING_DOWN),
        (0.10, Says.PROBABLY_DOWN),
        (0.02, Says.CLEARLY_DOWN),
    ],
)
def test_the_words_follow_from_the_probability_of_the_direction(rises: float, says: Says) -> None:
    assert in_words(rises) is says


def test_clearly_is_said_where_the_interval_leaves_nothing_out_and_nowhere_else() -> None:
    for raw in (-0.6, -0.3, 0.0, 0.2, 0.3, 0.4, 0.6):
        found = effect(raw, 0.14)
        assert found.low is not None
        assert found.high is not None
        assert found.is_found == (found.low > 0.0005 or found.high < -0.0005)


def test_what_went_up_and_what_went_down_by_the_same_are_mirrored() -> None:
    up, down = effect(0.2, 0.1, df=8), effect(-0.2, 0.1, df=8)

    assert up.estimate == pytest.approx(-(down.estimate or 0), abs=1e-6)
    assert up.low == pytest.approx(-(down.high or 0), abs=1e-3)


def test_shares_are_weighed_with_a_prior_of_their_own() -> None:
    found = effect(0.2, 0.1, prior=PRIOR_SHARE)

    assert found.estimate == pytest.approx(0.2 * 0.09**2 / (0.09**2 + 0.1**2), abs=0.003)


@pytest.mark.parametrize(
    ("error", "df"), [(0.0, 5.0), (-1.0, 5.0), (math.nan, 5.0), (math.inf, 5.0), (0.1, 0.0)]
)
def test_an_estimate_without_an_error_is_refused(error: float, df: float) -> None:
    with pytest.raises(ValueError, match="an error above nothing"):
        effect(0.1, error, df)


def test_too_few_has_a_reason_and_no_number() -> None:
    found = too_few(Rung.COMPARED, Reason.TOO_FEW_TEAMS, n_with=2, n_without=3)

    assert found.says is Says.TOO_FEW
    assert not found.is_found
    assert (found.estimate, found.low, found.high, found.rises) == (None, None, None, None)


@settings(max_examples=40, deadline=None)
@given(
    raw=st.floats(-4, 4),
    error=st.floats(1e-4, 20),
    df=st.floats(1, 200),
    prior=st.sampled_from([PRIOR_POINTS, PRIOR_SHARE]),
)
def test_there_is_always_an_interval_with_a_width_around_the_estimate(
    raw: float, error: float, df: float, prior: float
) -> None:
    found = effect(raw, error, df, prior)

    assert found.low is not None
    assert found.high is not None
    assert found.low <= (found.estimate or 0.0) <= found.high
    assert 0 <= (found.rises or 0.0) <= 1
    assert abs(found.estimate or 0.0) <= abs(raw) + 1e-9
