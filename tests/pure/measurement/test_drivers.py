"""What goes together with an outcome: parts of R squared, and shares of groups."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement import ReleasedCount
from bothways.pure.measurement.drivers import (
    Together,
    shares,
    shares_across_constructs,
)
from bothways.pure.measurement.errors import TooFewError
from tests.pure.measurement.data import numbers

KLEIN = ("COHES", "POSAFF", "PAY", "NEGLEAD", "WLOAD", "TASKSIG", "PHYSEN")


def people(n: int, weights: list[float], noise: float = 1, seed: int = 1) -> tuple:  # type: ignore[type-arg]
    chance = np.random.default_rng(seed)
    others = chance.normal(size=(n, len(weights)))
    return others @ np.array(weights) + noise * chance.normal(size=n), others


def test_others_that_have_nothing_to_do_with_each_other_keep_their_own_r_squared() -> None:
    first, second = np.repeat([1, -1, 1, -1], 5), np.repeat([1, 1, -1, -1], 5)
    noise = np.tile([1, -2, 0, 2, -1], 4)

    told = shares(first + 2 * second + noise, np.column_stack([first, second]))

    # variances 1 and 4 of 5 + 2
    assert told.r2 == pytest.approx(5 / 7)
    assert told.lmg == pytest.approx([1 / 7, 4 / 7])
    assert told.relative_weights == pytest.approx([1 / 7, 4 / 7])
    assert told.beta == pytest.approx([(1 / 7) ** 0.5, (4 / 7) ** 0.5])
    assert told.partial == pytest.approx([(1 / 3) ** 0.5, (2 / 3) ** 0.5])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 5))
def test_parts_are_never_below_nought_and_add_up(seed: int, p: int) -> None:
    outcome, others = people(30, [0.5] * p, seed=seed)

    told = shares(outcome, others)

    assert told.lmg.min() >= -1e-12
    assert told.lmg.sum() == pytest.approx(told.r2)
    assert told.relative_weights.sum() == pytest.approx(told.r2)


def test_a_row_with_a_gap_is_left_out() -> None:
    outcome, others = people(40, [1, 0.5])
    gaps = others.copy()
    gaps[0, 0], gaps[1, 1] = np.nan, np.nan

    assert shares(outcome, gaps).lmg == pytest.approx(shares(outcome[2:], others[2:]).lmg)


def test_forty_of_the_simulated_people_would_have_named_the_wrong_one() -> None:
    outcome, others = numbers("klein2000", "JOBSAT"), numbers("klein2000", *KLEIN)

    few = shares(outcome[:40], others[:40])
    all_of_them = shares(outcome, others)

    assert KLEIN[int(few.lmg.argmax())] == "PHYSEN"
    assert KLEIN[int(all_of_them.lmg.argmax())] == "PAY"


@pytest.mark.parametrize(
    ("outcome", "others", "reason"),
    [
        ([], np.empty((0, 2)), "nobody_answered"),
        ([1, 2, 3], [[1, 2], [2, 3], [3, 5]], "below_80"),
        ([3, 3, 3, 3], [[1], [2], [3], [5]], "no_differences"),
        ([1, 2, 4, 3], [[2], [2], [2], [2]], "no_differences"),
        ([1, 2, 4, 3, 5], [[1, 2], [2, 4], [3, 6], [5, 10], [4, 8]], "cannot_be_told_apart"),
        ([1, 2, 4, 3], [[2], [4], [8], [6]], "cannot_be_told_apart"),
    ],
)
def test_what_cannot_be_told_has_its_reason(outcome, others, reason) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TooFewError) as refused:
        shares(outcome, others)

    assert refused.value.reason == reason


def test_more_than_can_be_compared_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 10"):
        shares(*people(40, [0.1] * 11))


def groups(*hits: int, n: int = 10) -> list[ReleasedCount]:
    return [ReleasedCount(one, one, n) for one in hits]


RISING = groups(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
NEARLY = groups(2, 1, 3, 5, 4, 6, 8, 7, 9, 10)
FALLING = groups(9, 10, 8, 7, 6, 5, 3, 4, 2, 1)
MIXED = groups(5, 2, 9, 4, 7, 3, 8, 2, 6, 5)


def test_shares_of_groups_that_rise_together_go_together() -> None:
    told = shares_across_constructs(RISING, {"a": NEARLY, "b": FALLING, "c": MIXED})

    words = {name: link.word for name, link in told.items()}
    assert words == {"a": Together.TOGETHER, "b": Together.APART, "c": Together.UNCLEAR}
    assert told["a"].low < told["a"].r < told["a"].high < 1
    assert told["a"].n_groups == 10


def test_wide_ranges_weaken_a_link_and_never_make_one() -> None:
    wide = [ReleasedCount(0, 10, 10)] * 4 + NEARLY[4:]

    known = shares_across_constructs(RISING, {"a": NEARLY})["a"]
    held_back = shares_across_constructs(RISING, {"a": wide})["a"]

    assert held_back.r < known.r


def larger(by: int, *which: int) -> list[ReleasedCount]:
    """RISING, some of its groups larger."""
    return [
        ReleasedCount(c.low * by, c.low * by, c.n * by) if at in which else c
        for at, c in enumerate(RISING)
    ]


def test_two_larger_groups_among_small_ones_tell_less_than_groups_alike() -> None:
    even, uneven = (
        shares_across_constructs(of, {"a": NEARLY})["a"] for of in (RISING, larger(4, 4, 5))
    )

    assert uneven.high - uneven.low > even.high - even.low


@pytest.mark.parametrize(
    ("outcome", "other", "reason"),
    [
        (RISING[:7], NEARLY[:7], "few_teams"),
        (groups(*range(1, 9), n=9), groups(*range(1, 9), n=9), "below_80"),
        (RISING, groups(*[5] * 10), "no_differences"),
        ([], [], "few_teams"),
        (larger(30, 0), NEARLY, "few_teams"),
    ],
)
def test_groups_that_tell_too_little_have_their_reason(
    outcome: list[ReleasedCount], other: list[ReleasedCount], reason: str
) -> None:
    with pytest.raises(TooFewError) as refused:
        shares_across_constructs(outcome, {"a": other})

    assert refused.value.reason == reason


def test_groups_that_do_not_match_are_refused() -> None:
    with pytest.raises(ValueError, match=r"shorter|longer"):
        shares_across_constructs(RISING, {"a": NEARLY[:9]})
    with pytest.raises(ValueError, match="level"):
        shares_across_constructs(RISING, {"a": NEARLY}, level=95)
