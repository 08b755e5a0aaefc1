"""How well questions go together: by hand, with gaps, and where nothing can be said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.reliability import (
    FROM_PEOPLE,
    alpha,
    complete,
    enough,
    omega,
    omega_of_correlations,
)

NAN = float("nan")


def one_factor(n: int, loadings: list[float], noise: float, seed: int = 1) -> np.ndarray:
    chance = np.random.default_rng(seed)
    common = chance.normal(size=(n, 1))
    return common * loadings + noise * chance.normal(size=(n, len(loadings)))


def with_correlations(first: float, second: float, third: float) -> np.ndarray:
    """Answers of 40 people to three questions, with exactly these correlations."""
    wanted = np.array([[1, first, second], [first, 1, third], [second, third, 1]])
    apart, _ = np.linalg.qr(np.column_stack([np.ones(40), one_factor(40, [1, 1, 1], 1)]))
    return apart[:, 1:] @ np.linalg.cholesky(wanted).T


def test_the_same_question_three_times_is_as_reliable_as_can_be() -> None:
    told = alpha([[1, 1, 1], [2, 2, 2], [5, 5, 5]])

    assert (told.alpha, told.standardised, told.mean_correlation) == pytest.approx((1, 1, 1))
    assert told.without == pytest.approx([1, 1, 1])
    assert told.rest == pytest.approx([1, 1, 1])


def test_two_questions_by_hand() -> None:
    told = alpha([[1, 2], [2, 1], [3, 3]])

    # variances 1 and 1, covariance 1/2: 2 (1 - 2 / 3)
    assert told.alpha == pytest.approx(2 / 3)
    assert told.rest == pytest.approx([0.5, 0.5])
    assert len(told.without) == 0, "one question alone has no alpha"


def test_a_pair_is_compared_over_those_who_answered_both() -> None:
    gaps = np.array([[1, 2], [2, 1], [3, 3], [5, NAN], [NAN, NAN]])

    told = alpha(gaps)

    # the first varies over its own four answers, 35/12; both together over three, 1/2
    assert told.alpha == pytest.approx(2 * (1 - (35 / 12 + 1) / (35 / 12 + 1 + 1)))
    assert len(complete(gaps)) == 3


def test_both_ways_find_the_factor_that_is_there() -> None:
    answers = one_factor(4000, [1, 0.8, 0.6, 0.9], 0.7)

    told = omega(answers)

    true = 3.3**2 / (3.3**2 + 4 * 0.49)
    assert told.loadings == pytest.approx([1, 0.8, 0.6, 0.9], abs=0.05)
    assert told.omega == pytest.approx(true, abs=0.02)
    assert omega_of_correlations(answers).omega == pytest.approx(true, abs=0.02)


def test_a_factor_turned_round_keeps_its_reliability() -> None:
    answers = one_factor(300, [1, 0.8, 0.6], 0.7)

    assert omega(-answers).omega == pytest.approx(omega(answers).omega)
    assert omega(-answers).loadings == pytest.approx(omega(answers).loadings)


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([[1], [2], [3]], "one_question"),
        ([[1, NAN], [2, NAN], [NAN, 3], [NAN, 4]], "never_together"),
        (np.empty((0, 3)), "never_together"),
        ([[3, 1], [3, 2], [3, 3]], "no_differences"),
        ([[1, 5], [2, 4], [4, 2]], "no_common_factor"),
    ],
)
def test_what_alpha_cannot_tell_has_its_reason(answers: list[list[float]], reason: str) -> None:
    with pytest.raises(TooFewError) as refused:
        alpha(answers)

    assert refused.value.reason == reason


@pytest.mark.parametrize("ask", [omega, omega_of_correlations])
@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([[1, 2], [2, 1], [3, 3]], "two_questions"),
        ([[1, 1, 2], [2, 2, 1], [3, 3, 3], [4, 4, 1]], "cannot_be_told_apart"),
        (with_correlations(0.9, 0.8, 0.5), "no_common_factor"),
    ],
)
def test_what_omega_cannot_tell_has_its_reason(ask, answers, reason) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TooFewError) as refused:
        ask(answers)

    assert refused.value.reason == reason


def test_a_reliability_is_shown_from_fifty_people_who_answered_everything() -> None:
    answers = one_factor(FROM_PEOPLE, [1, 1, 1], 1)
    gap = answers.copy()
    gap[0, 0] = NAN

    assert enough(answers) == pytest.approx(answers)
    with pytest.raises(TooFewError, match="Fewer than 50"):
        enough(gap)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 30), st.integers(2, 6))
def test_no_answers_lead_to_a_figure_that_is_none(seed: int, n: int, questions: int) -> None:
    answers = np.random.default_rng(seed).integers(1, 6, (n, questions)).astype(float)
    for ask in (alpha, omega, omega_of_correlations):
        try:
            told = ask(answers)
        except TooFewError:
            continue
        assert all(np.isfinite(value).all() for value in vars(told).values())
