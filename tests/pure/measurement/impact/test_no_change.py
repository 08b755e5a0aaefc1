"""The firms in which nothing has changed are what they are said to be."""

import numpy as np

from tests.pure.measurement.impact.no_change import Cut, firms, units


def test_all_real_answers_are_there() -> None:
    assert len(units()) == 49
    assert sum(len(unit) for unit in units()) == 2042
    assert {unit.shape[1] for unit in units()} == {11}


def test_firms_have_as_many_teams_as_was_said_and_half_of_them_had_it() -> None:
    for teams in firms(40, Cut(), seed=1):
        n = len(teams.before)
        assert 10 <= n <= 20
        assert int(np.sum(teams.treated)) == n // 2


def test_the_same_seed_gives_the_same_firms() -> None:
    one, other = (next(firms(1, Cut(), seed=5)) for _ in range(2))

    assert np.array_equal(one.before, other.before)
    assert np.array_equal(one.treated, other.treated)


def test_on_average_nothing_has_changed() -> None:
    changes = [np.mean(teams.after - teams.before) for teams in firms(200, Cut(), seed=2)]

    assert abs(float(np.mean(changes))) < 0.02


def test_the_low_ones_are_the_low_ones() -> None:
    for teams in firms(40, Cut(chosen="low"), seed=3):
        before, had = np.asarray(teams.before), np.asarray(teams.treated)
        assert before[had].max() <= before[~had].min()


def test_who_stays_answers_the_same() -> None:
    cut = Cut(stays=1.0)

    assert all(np.allclose(teams.before, teams.after) for teams in firms(10, cut, seed=4))


def test_what_is_added_is_added_to_those_alone_who_had_it() -> None:
    teams = next(firms(1, Cut(stays=1.0, effect=0.3), seed=4))
    changes = np.asarray(teams.after) - np.asarray(teams.before)

    assert np.allclose(changes, 0.3 * np.asarray(teams.treated))


def test_clamped_shares_are_middles_of_ranges_with_their_noise() -> None:
    for teams in firms(20, Cut(scale="share", people=(7, 12)), seed=6):
        before = np.asarray(teams.before)
        assert ((before > 0) & (before < 1)).all(), "the ends are held back"
        assert (np.asarray(teams.noise) >= 0).all()
