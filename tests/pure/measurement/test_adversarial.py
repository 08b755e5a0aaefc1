"""The engines under input chosen to break them, or from a firm that is nothing like others."""

import time

import numpy as np
import pytest

from bothways.pure.measurement.intervals import ReleasedCount
from bothways.pure.measurement.ranges import scores_of
from bothways.pure.measurement.scores import TeamScores, climate, now
from bothways.pure.measurement.shares import shares
from tests.pure.measurement.small_firms import between, cut, favourable, lq2002, released
from tests.pure.measurement.test_scores import sound as sound_scores
from tests.pure.measurement.test_shares import sound as sound_shares

DRAW = np.random.default_rng(5)
MANY = 1000
SIZES = DRAW.integers(1, 501, MANY)


def test_a_thousand_teams_of_up_to_five_hundred_are_scored_in_a_moment() -> None:
    mean = DRAW.uniform(1, 5, MANY)
    teams = TeamScores(SIZES, mean, 0.7 * (SIZES - 1).sum())

    started = time.process_time()
    told = climate(teams)

    assert time.process_time() - started < 5
    assert sound_scores(told)
    assert told.real > 0.4
    large = SIZES > 100
    assert told.estimate[large] == pytest.approx(mean[large], abs=0.1)


def test_a_thousand_groups_of_up_to_five_hundred_have_their_shares() -> None:
    hits = DRAW.binomial(SIZES, DRAW.beta(4, 6, MANY))
    counts = [ReleasedCount(int(x), int(x), int(n)) for x, n in zip(hits, SIZES, strict=True)]

    told = shares(counts)

    assert sound_shares(told)
    assert told.firm == pytest.approx(0.4, abs=0.03)
    assert told.firm_high - told.firm_low < 0.06
    assert told.real == pytest.approx(1 / 11, abs=0.03)


def test_a_thousand_groups_of_which_nothing_is_known_say_nothing() -> None:
    told = shares([ReleasedCount(0, int(n), int(n)) for n in SIZES])

    assert sound_shares(told)
    assert (told.high - told.low > 0.85).all()
    assert told.firm == pytest.approx(0.5, abs=0.01)


def test_one_known_group_among_many_unknown_is_not_drowned() -> None:
    told = shares([ReleasedCount(9, 9, 10), *[ReleasedCount(0, 10, 10)] * 50])

    assert told.estimate[0] > 0.7
    assert told.estimate[1] > 0.55
    assert told.high[1] - told.low[1] > told.high[0] - told.low[0]


@pytest.mark.parametrize(
    ("n", "mean", "within"),
    [
        ([500, 1, 1, 1], [3, 5, 1, 5], 400.0),
        ([2] * 4, [1, 5, 1, 5], 0.0),
        ([1] * 4, [1, 5, 1, 5], 0.0),
        ([1] * 300, [1, 5] * 150, 0.0),
        ([500] * 4, [3, 3, 3, 3.0001], 1e-12),
        ([500] * 300, [1, 5] * 150, 0.0),
        ([4] * 4, [1, 1, 1, 1], 0.0),
        ([4] * 4, [3] * 4, 1e9),
        ([4] * 4, [1 + 1e-15, 1, 1, 1], 0.0),
    ],
)
def test_no_firm_breaks_the_engine(n: list[int], mean: list[float], within: float) -> None:
    teams = TeamScores(n, mean, within)

    assert sound_scores(climate(teams))
    assert sound_scores(now(teams, np.array(n) + 1, 1, items=11))
    assert sound_scores(now(teams, np.array(n), 1, items=1))


@pytest.mark.parametrize("noise", [0.0, 1e-9, 0.5, 4.0, 1e6])
def test_any_noise_only_widens(noise: float) -> None:
    plain = climate(TeamScores([6] * 6, [2, 3, 4, 3, 2, 4], 18.0))
    noisy = climate(TeamScores([6] * 6, [2, 3, 4, 3, 2, 4], 18.0, [noise] * 6))

    assert sound_scores(noisy)
    assert (noisy.high - noisy.low).mean() >= (plain.high - plain.low).mean() - 1e-3


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95, 0.999])
def test_a_higher_level_gives_a_wider_interval(level: float) -> None:
    teams = TeamScores([6] * 6, [2, 3, 4, 3, 2, 4], 18.0)
    counts = [ReleasedCount(2, 4, 8)] * 6

    for less, more in [
        (climate(teams, 0.4), climate(teams, level)),
        (shares(counts, 0.4), shares(counts, level)),
    ]:
        assert (more.low <= less.low).all()
        assert (more.high >= less.high).all()


def test_a_group_is_not_moved_by_what_its_range_hides() -> None:
    """Two firms with other answers and one release: every estimate is the same."""
    firm = cut(lq2002(("LEAD01", "LEAD02")), seed=3, n_teams=8, n=(9, 12))
    other = firm.answers.copy()
    team = firm.team == 2
    low = np.flatnonzero(team & (firm.answers[:, 0] <= 2))
    for person in low:
        if between(other[team, 0], 2, 2)[0] == between(other[team, 0], 2, 2)[1]:
            break
        changed = other.copy()
        changed[person, 0] = 3 - changed[person, 0]
        if released(firm._replace(answers=changed), 2) == released(firm, 2):
            other = changed

    told, same = (
        climate(scores_of(*released(one, 2))) for one in (firm, firm._replace(answers=other))
    )

    assert list(told.estimate) == list(same.estimate)
    assert list(told.low) == list(same.low)
    assert favourable(firm, 0, 2) == favourable(firm._replace(answers=other), 0, 2)


def test_the_same_input_gives_the_same_bits() -> None:
    counts = [ReleasedCount(0, 3, 9), ReleasedCount(5, 5, 8), ReleasedCount(4, 7, 7)] * 3
    teams = TeamScores([6, 7, 8, 9], [3, 4, 2, 3], 20.0)

    assert shares(counts).low.tobytes() == shares(counts).low.tobytes()
    assert climate(teams).high.tobytes() == climate(teams).high.tobytes()


def test_what_goes_in_stays_as_it_was() -> None:
    n, mean = np.array([6.0, 7, 8, 9, 5]), np.array([3.0, 4, np.nan, 3, 2])
    n[2] = 0

    climate(TeamScores(n, mean, 20.0))

    assert list(n) == [6, 7, 0, 9, 5]
    assert np.isnan(mean[2])


@pytest.mark.parametrize("width", [0, 1, 2, 4, 8])
def test_a_wider_range_leaves_more_open(width: int) -> None:
    others = [ReleasedCount(5, 5, 16), ReleasedCount(8, 8, 16), ReleasedCount(6, 6, 16)] * 2
    narrow = shares([*others, ReleasedCount(4, 4 + width, 16)])
    wide = shares([*others, ReleasedCount(4, 4 + width + 4, 16)])

    assert wide.sd[-1] >= narrow.sd[-1]
    assert wide.estimate[-1] > narrow.estimate[-1]


def test_more_people_saying_the_same_are_believed_more() -> None:
    told = shares([ReleasedCount(n, n, n) for n in (7, 14, 70)] + [ReleasedCount(4, 4, 10)] * 9)

    assert told.firm < told.estimate[0] < told.estimate[1] < told.estimate[2]
    assert list(told.sd[:3]) == sorted(told.sd[:3], reverse=True)
