"""Textbook intervals of a share, to check others by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.measurement import jeffreys_interval
from bothways.pure.measurement.proportions import (
    clopper_pearson_interval,
    difference_interval,
    wilson_interval,
)

counts = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
BOTH = [wilson_interval, clopper_pearson_interval]


@pytest.mark.parametrize("interval", BOTH)
def test_nobody_starts_at_nought_and_everybody_ends_at_one(interval) -> None:  # type: ignore[no-untyped-def]
    assert interval(0, 7)[0] == 0
    assert interval(7, 7)[1] == 1
    assert 0 < interval(0, 7)[1] < interval(7, 7)[0] < 1


@given(counts)
def test_all_hold_the_share_and_the_exact_one_is_the_widest(count: tuple[int, int]) -> None:
    hits, n = count
    exact = clopper_pearson_interval(hits, n)

    for low, high in (wilson_interval(hits, n), jeffreys_interval(hits, n), exact):
        assert low <= hits / n <= high
        assert low < high
    assert exact[0] <= jeffreys_interval(hits, n)[0] + 1e-12
    assert exact[1] >= jeffreys_interval(hits, n)[1] - 1e-12


@given(counts, counts)
def test_a_difference_turned_round_changes_its_sign(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    low, high = difference_interval(one, other)

    assert difference_interval(other, one) == pytest.approx((-high, -low))
    assert -1 - 1e-12 <= low <= one[0] / one[1] - other[0] / other[1] <= high <= 1 + 1e-12


@pytest.mark.parametrize("interval", BOTH)
@pytest.mark.parametrize(("hits", "n"), [(-1, 7), (8, 7), (0, 0)])
def test_a_count_that_cannot_be_is_refused(interval, hits: int, n: int) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="between nobody and all"):
        interval(hits, n)


@pytest.mark.parametrize("interval", BOTH)
def test_a_level_that_is_no_probability_is_refused(interval) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="level"):
        interval(3, 7, 95)
