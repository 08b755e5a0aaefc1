"""Scores read from a survey's release: exact where it is exact, honest where it holds back."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.ranges import scores_of
from bothways.pure.measurement.scores import climate, now, team_scores
from tests.pure.measurement.measured import on_clamping
from tests.pure.measurement.small_firms import LEADERSHIP, cut, lq2002, released

ARMY = lq2002(LEADERSHIP[:3])
NOTHING = {2: (0, 9), 3: (0, 9), 4: (0, 9), 5: (0, 9)}


def exact(*answers: int) -> dict[int, tuple[int, int]]:
    counts = {at: sum(answer >= at for answer in answers) for at in (2, 3, 4, 5)}
    return {at: (count, count) for at, count in counts.items()}


def test_exact_counts_of_one_question_give_the_scores_of_the_answers() -> None:
    groups = [[1, 2, 3, 3, 5], [4, 4, 5, 2], [3, 3, 3, 1], [2, 5, 5, 4]]
    answers = [[answer] for group in groups for answer in group]
    labels = [index for index, group in enumerate(groups) for _ in group]

    told = scores_of([[exact(*group) for group in groups]], [[len(group) for group in groups]])
    known = team_scores(answers, labels)

    assert told.mean == pytest.approx(known.mean)
    assert float(told.within) == pytest.approx(float(known.within))
    assert told.noise == pytest.approx([0] * 4, abs=1e-9)


def test_a_held_back_count_is_filled_in_within_its_range_and_leaves_noise() -> None:
    group = {2: (6, 9), 3: (5, 5), 4: (0, 3), 5: (0, 3)}

    told = scores_of([[group] * 5], [[9] * 5])

    assert (told.mean > 1 + (6 + 5) / 9).all()
    assert (told.mean < 1 + (9 + 5 + 3 + 3) / 9).all()
    assert (told.noise > 0.001).all()


def test_what_is_filled_in_follows_the_other_groups() -> None:
    held_back = {2: (6, 9), 3: (6, 9), 4: (6, 9), 5: (0, 3)}
    high, low = exact(*[5] * 4, *[4] * 5), exact(*[1] * 5, *[2] * 4)

    among_high, among_low = (
        scores_of([[held_back, other, other, other]], [[9] * 4]).mean[0] for other in (high, low)
    )

    assert among_high > among_low


def test_on_real_answers_intervals_from_ranges_hold_and_the_error_grows_little() -> None:
    told = on_clamping(lq2002(LEADERSHIP[:5]), c=2, n=(7, 12), seeds=range(20))

    assert told["climate, ranges"].error < 1.15 * told["climate, exact"].error
    assert told["climate, ranges"].error < 0.9 * told["climate, bare mean"].error
    assert 0.93 < told["climate, ranges"].coverage < 0.99
    assert 0.93 < told["now, ranges"].coverage < 0.99


def test_a_tighter_guarantee_never_gives_a_narrower_interval_on_the_whole() -> None:
    firm = cut(ARMY, seed=1, n_teams=8, n=(11, 14))

    widths = [
        (told.high - told.low).mean()
        for told in (now(scores_of(*released(firm, c)), firm.size, 3, 3) for c in (-1, 1, 2, 3))
    ]

    assert widths == sorted(widths)


def test_ranges_that_say_nothing_at_all_still_leave_an_honest_interval() -> None:
    told = climate(scores_of([[NOTHING] * 6] * 2, [[9] * 6] * 2))

    assert told.estimate == pytest.approx([3.0] * 6, abs=0.05)
    assert (told.high - told.low > 0.5).all()


def test_groups_of_five_hundred_about_which_nothing_is_said_are_read_in_a_moment() -> None:
    nothing = dict.fromkeys((2, 3, 4, 5), (0, 500))

    told = scores_of([[nothing] * 1000], [[500] * 1000])

    assert told.mean == pytest.approx([3.0] * 1000, abs=0.05)
    assert np.isfinite(told.noise).all()


@pytest.mark.parametrize(
    "cell",
    [
        {2: (0, 2), 3: (3, 3), 4: (0, 0), 5: (0, 0)},
        {2: (0, 10), 3: (0, 0), 4: (0, 0), 5: (0, 0)},
        {2: (-1, 3), 3: (0, 0), 4: (0, 0), 5: (0, 0)},
        {2: (4, 3), 3: (0, 0), 4: (0, 0), 5: (0, 0)},
    ],
    ids=["more at 3 than at 2", "more than all", "less than none", "upside down"],
)
def test_ranges_that_fit_no_answers_are_refused(cell: dict[int, tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="fit these ranges"):
        scores_of([[cell]], [[9]])


@pytest.mark.parametrize("n", [[], [[]], [[0, 4]]])
def test_a_question_that_nobody_answered_is_refused_in_words(n: list[list[int]]) -> None:
    with pytest.raises(TooFewError, match="Nobody answered"):
        scores_of([[exact(1), exact(1)]], n)


def test_each_question_has_a_distribution_for_each_group() -> None:
    with pytest.raises(ValueError, match="one distribution for each group"):
        scores_of([[exact(3, 4)]], [[2, 2]])


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.lists(st.integers(1, 5), min_size=5, max_size=14), min_size=4, max_size=9),
    st.integers(0, 3),
)
def test_whatever_was_answered_the_means_lie_within_what_was_released(
    groups: list[list[int]], wider: int
) -> None:
    told = [
        {
            at: (max(low - wider, 0), min(high + wider, len(group)))
            for at, (low, high) in cell.items()
        }
        for group, cell in ((group, exact(*group)) for group in groups)
    ]

    teams = scores_of([told], [[len(group) for group in groups]])
    score = climate(teams)

    least = [
        1 + sum(low for low, _ in cell.values()) / n for cell, n in zip(told, teams.n, strict=True)
    ]
    most = [
        1 + sum(high for _, high in cell.values()) / n
        for cell, n in zip(told, teams.n, strict=True)
    ]
    assert (teams.mean >= np.array(least) - 1e-9).all()
    assert (teams.mean <= np.array(most) + 1e-9).all()
    assert (score.low < score.high).all()
    assert np.isfinite(score.estimate).all()
