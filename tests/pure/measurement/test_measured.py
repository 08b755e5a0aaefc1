"""The yardstick itself: an error that is known, an interval that is known to hold or to miss."""

import numpy as np
import pytest

from bothways.pure.measurement.scores import Estimates
from tests.pure.measurement.measured import Tally, bare_means, hits_of
from tests.pure.measurement.small_firms import Firm

TRUTH = np.array([3.0, 3.0, 3.0, 3.0])


def told(estimate: list[float], reach: float) -> Estimates:
    middle, one = np.array(estimate), np.array(3.0)
    return Estimates(
        middle, middle - reach, middle + reach, 0 * middle, one, one - 1, one + 1, one, pooled=True
    )


def test_error_coverage_and_width_are_counted_over_all_that_was_added() -> None:
    tally = Tally()
    tally.add("some", told([3.0, 3.2, 2.8, 3.6], reach=0.3), TRUTH)
    tally.add("some", told([3.0, 3.0, 3.0, 3.0], reach=0.5), TRUTH)

    (measured,) = tally.told().values()

    assert measured.error == pytest.approx(np.sqrt((0.04 + 0.04 + 0.36) / 8))
    assert measured.coverage == pytest.approx(7 / 8)
    assert measured.width == pytest.approx((0.6 + 1.0) / 2)


def test_what_is_left_out_is_not_counted() -> None:
    tally = Tally()
    tally.add("some", told([3.0, 9.0, 3.0, 9.0], 0.1), TRUTH, np.array([True, False] * 2))

    assert tally.told()["some"].error == 0
    assert tally.told()["some"].coverage == 1


def test_a_bare_mean_has_an_error_and_no_coverage() -> None:
    tally = Tally()
    tally.add_bare("bare", np.array([3.5, 2.5, 3.5, 2.5]), TRUTH)

    assert tally.told()["bare"].error == pytest.approx(0.5)
    assert np.isnan(tally.told()["bare"].coverage)


def test_the_bare_mean_is_that_of_all_answers_and_hits_count_from_four() -> None:
    answers = np.array([[5.0, np.nan], [3.0, 4.0], [1.0, 2.0]])
    firm = Firm(answers, np.array([0, 0, 1]), *(np.zeros(2) for _ in range(3)))

    assert bare_means(firm) == pytest.approx([4.0, 1.5])
    assert hits_of(firm, 0) == [(1, 2), (0, 1)]
