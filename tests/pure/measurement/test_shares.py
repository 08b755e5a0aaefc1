"""The engine of shares: ranges as ranges, honest where there is little, and on real answers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.intervals import ReleasedCount, jeffreys_interval
from bothways.pure.measurement.shares import ShareEstimates, shares
from tests.pure.measurement.measured import on_shares
from tests.pure.measurement.small_firms import ALL_ITEMS, lq2002


def exactly(*counts: tuple[int, int]) -> list[ReleasedCount]:
    return [ReleasedCount(hits, hits, n) for hits, n in counts]


def sound(told: ShareEstimates) -> bool:
    """No figure is missing, each interval has width and holds its estimate, all from 0 to 1."""
    figures = [told.estimate, told.low, told.high, told.sd, told.firm, told.real]
    return bool(
        all(np.isfinite(figure).all() for figure in figures)
        and (told.low < told.high).all()
        and (told.low <= told.estimate).all()
        and (told.estimate <= told.high).all()
        and (told.low >= 0).all()
        and (told.high <= 1).all()
        and 0 <= told.firm_low < told.firm_high <= 1
        and told.firm_low <= told.firm <= told.firm_high
    )


def test_on_real_answers_ranges_cost_less_than_reading_their_middle() -> None:
    told = on_shares(lq2002(ALL_ITEMS), c=2, n=(7, 12), seeds=range(38))

    assert told["from ranges"].error < 0.85 * told["middle of the range"].error
    assert told["from ranges"].error < 1.05 * told["exact share"].error
    assert 0.93 < told["from ranges"].coverage < 0.99
    assert 0.93 < told["today, from ranges"].coverage < 0.995


def test_exact_counts_of_many_alike_groups_come_near_their_common_share() -> None:
    told = shares(exactly(*[(3, 10)] * 40))

    assert told.firm == pytest.approx(0.3, abs=0.01)
    assert told.estimate == pytest.approx([0.3] * 40, abs=0.01)
    assert told.real < 0.1


def test_groups_that_differ_much_keep_their_own() -> None:
    told = shares(exactly(*[(2, 40), (38, 40)] * 5))

    assert told.estimate[0] == pytest.approx(0.06, abs=0.03)
    assert told.estimate[1] == pytest.approx(0.94, abs=0.03)
    assert told.real > 0.4


def test_a_group_about_which_nothing_was_said_is_told_from_the_others() -> None:
    told = shares([*exactly((5, 9), (6, 10), (4, 8), (6, 9)), ReleasedCount(0, 9, 9)])

    assert told.estimate[4] == pytest.approx(told.firm, abs=0.02)
    assert told.high[4] - told.low[4] > (told.high - told.low)[:4].max()


def test_a_range_lies_between_its_ends_and_is_wider_than_either() -> None:
    others = exactly((5, 9), (4, 10), (3, 8), (6, 9))
    low, between, high = (
        shares([*others, ReleasedCount(*ends, 9)]) for ends in ((0, 0), (0, 3), (3, 3))
    )

    assert low.estimate[4] < between.estimate[4] < high.estimate[4]
    assert between.sd[4] > low.sd[4]
    assert between.low[4] < high.low[4]
    assert between.high[4] > low.high[4]


def test_fewer_than_four_groups_stand_each_by_itself_as_jeffreys_has_it() -> None:
    told = shares(exactly((3, 8), (0, 7), (12, 12)))

    assert not told.pooled
    assert (told.low[0], told.high[0]) == pytest.approx(jeffreys_interval(3, 8), abs=0.003)
    assert (told.low[1], told.high[2]) == (0, 1)
    assert told.high[1] == pytest.approx(jeffreys_interval(0, 7)[1], abs=0.003)
    assert told.firm == pytest.approx(15 / 27)
    assert sound(told)


def test_today_all_who_are_there_having_answered_is_known_to_half_a_person() -> None:
    told = shares(exactly((3, 8), (0, 7), (12, 12), (4, 9)), size=[8, 7, 12, 9])

    assert told.estimate == pytest.approx([3 / 8, 0, 1, 4 / 9])
    assert ((told.high - told.low) * [8, 7, 12, 9] <= 1).all()
    assert sound(told)


def test_today_holds_no_count_that_cannot_be() -> None:
    told = shares([ReleasedCount(6, 9, 9)] * 4, size=12)

    assert (told.low * 12 > 5.5).all()
    assert told.high == pytest.approx([1] * 4, abs=0.05)


@pytest.mark.parametrize(
    "counts",
    [
        exactly((7, 7)),
        exactly(*[(7, 7)] * 3),
        exactly(*[(7, 7)] * 9),
        exactly(*[(0, 7)] * 9),
        exactly(*[(0, 500), (500, 500)] * 4),
        exactly((1, 1)),
        exactly(*[(1, 1)] * 6),
        [ReleasedCount(0, 500, 500)] * 12,
    ],
    ids=lambda counts: f"{len(counts)} with {counts[0]}",
)
def test_all_alike_one_person_or_nothing_said_still_leaves_an_interval(
    counts: list[ReleasedCount],
) -> None:
    assert sound(shares(counts))
    assert sound(shares(counts, size=[count.n for count in counts]))


def test_no_group_at_all_is_refused_in_words() -> None:
    with pytest.raises(TooFewError, match="Nobody answered"):
        shares([])


@pytest.mark.parametrize("count", [(-1, 2, 7), (3, 2, 7), (3, 8, 7), (0, 0, 0)])
def test_a_range_that_fits_no_people_is_refused(count: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="between nobody and all"):
        shares([ReleasedCount(*count)])


def test_a_group_of_fewer_people_than_answered_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer people"):
        shares(exactly((3, 8)), size=[7])


@st.composite
def ranges(draw: st.DrawFn) -> list[ReleasedCount]:
    counts = []
    for _ in range(draw(st.integers(1, 9))):
        n = draw(st.integers(1, 60))
        low = draw(st.integers(0, n))
        counts.append(ReleasedCount(low, draw(st.integers(low, n)), n))
    return counts


@settings(max_examples=40, deadline=None)
@given(ranges(), st.integers(0, 40))
def test_whatever_was_released_every_figure_is_sound(
    counts: list[ReleasedCount], silent: int
) -> None:
    assert sound(shares(counts))
    assert sound(shares(counts, size=[count.n + silent for count in counts]))


@settings(max_examples=15, deadline=None)
@given(ranges())
def test_asking_the_other_way_round_turns_every_figure_round(counts: list[ReleasedCount]) -> None:
    against = [ReleasedCount(n - high, n - low, n) for low, high, n in counts]

    told, turned = shares(counts), shares(against)

    assert turned.estimate == pytest.approx(1 - told.estimate, abs=1e-6)
    assert turned.low == pytest.approx(1 - told.high, abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(ranges(), st.randoms(use_true_random=False))
def test_the_order_of_groups_changes_no_figure(counts: list[ReleasedCount], draw) -> None:
    order = draw.sample(range(len(counts)), len(counts))

    told, mixed = shares(counts), shares([counts[index] for index in order])

    assert mixed.estimate == pytest.approx(told.estimate[order])
    assert mixed.low == pytest.approx(told.low[order])
