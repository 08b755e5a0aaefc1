"""Quantiles of mixtures of t distributions against the exact function."""

import numpy as np
import pytest
from scipy.special import stdtr, stdtrit

from bothways.pure.measurement.mixtures import t_mixture_quantile


def one(tail: float, parts: list[tuple[float, float, float]], degrees: float) -> float:
    weight, centre, scale = (np.array([part]) for part in zip(*parts, strict=True))
    return float(t_mixture_quantile(tail, weight, centre, scale, np.array([degrees]))[0])


@pytest.mark.parametrize("degrees", [3, 4, 7, 30, 400, 20_000])
@pytest.mark.parametrize("tail", [0.005, 0.025, 0.1, 0.5, 0.975])
def test_one_part_has_the_quantile_of_students_t(degrees: int, tail: float) -> None:
    found = one(tail, [(1.0, 2.0, 0.5)], degrees)

    assert found == pytest.approx(2 + 0.5 * stdtrit(degrees, tail), abs=0.01)
    assert stdtr(degrees, (found - 2) / 0.5) == pytest.approx(tail, abs=3e-4)


@pytest.mark.parametrize(
    "parts",
    [
        [(0.5, 0.0, 1.0), (0.5, 10.0, 1.0)],
        [(0.97, 0.0, 0.01), (0.03, 4.0, 1.0)],
        [(0.2, 1.0, 1e-6), (0.8, 1.0, 1.0)],
        [(0.999, 0.0, 0.1), (0.001, 0.0, 40.0)],
    ],
)
def test_the_tails_are_as_wanted_however_unlike_the_parts_are(
    parts: list[tuple[float, float, float]],
) -> None:
    for tail in (0.025, 0.975):
        found = one(tail, parts, 12)
        below = sum(weight * stdtr(12, (found - at) / width) for weight, at, width in parts)
        assert below == pytest.approx(tail, abs=1e-3)
