"""The engine of scores: as the oracle has it, honest where there is little, and on real answers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.scores import (
    PRINTED,
    Estimates,
    TeamScores,
    climate,
    now,
    team_scores,
    variance_between_items,
)
from tests.pure.measurement.data import numbers, oracle
from tests.pure.measurement.measured import on_trials

TEAMS = TeamScores(n=[4, 6, 5, 8], mean=[3.2, 3.9, 2.6, 3.5], within=12.0)


def sound(told: Estimates) -> bool:
    """No figure is missing, each interval has width and holds its estimate, all on the scale."""
    figures = [told.estimate, told.low, told.high, told.sd, told.firm, told.real]
    firm = told.firm_low <= told.firm <= told.firm_high and told.firm_low < told.firm_high
    return bool(
        all(np.isfinite(figure).all() for figure in figures)
        and (told.low < told.high).all()
        and (told.low <= told.estimate).all()
        and (told.estimate <= told.high).all()
        and (told.low >= 1).all()
        and (told.high <= 5).all()
        and firm
    )


def test_means_errors_and_what_is_real_are_those_of_the_oracle() -> None:
    companies = sorted(set(numbers("lq2002", "COMPID")))[:10]
    people = [
        row
        for index, company in enumerate(companies)
        for row in np.flatnonzero(numbers("lq2002", "COMPID") == company)[: 6 if index % 2 else 4]
    ]
    scores = numbers("lq2002", "TSIG")[people]

    teams = team_scores(scores[:, None], numbers("lq2002", "COMPID")[people])
    told = climate(teams)

    assert teams.mean == pytest.approx(oracle("hb")["raw"])
    assert told.estimate == pytest.approx(oracle("hb")["hb_mean"], abs=0.001)
    assert told.sd == pytest.approx(oracle("hb")["hb_sd"], abs=0.001)
    assert float(told.real) == pytest.approx(oracle("hb")["rho_mean"], abs=0.001)
    assert told.estimate == pytest.approx(oracle("hb")["nuts_mean"], abs=0.01)
    assert told.sd == pytest.approx(oracle("hb")["nuts_sd"], abs=0.01)


def test_on_real_firms_the_error_is_a_third_below_the_bare_mean_and_intervals_hold() -> None:
    told = on_trials(60)

    assert told["climate"].error < 0.70 * told["bare climate"].error
    assert told["now"].error < 0.92 * told["bare now"].error
    assert 0.93 < told["climate"].coverage < 0.985
    assert 0.93 < told["now"].coverage < 0.985


def test_a_small_team_is_drawn_to_the_firm_more_than_a_large_one() -> None:
    told = climate(TeamScores(n=[4, 40, 10, 10], mean=[4.5, 4.5, 3.0, 3.0], within=40.0))

    assert told.firm < told.estimate[0] < told.estimate[1] < 4.5
    assert told.high[0] - told.low[0] > told.high[1] - told.low[1]


def test_now_lies_nearer_to_what_was_said_the_more_of_the_team_said_it() -> None:
    half = now(TEAMS, size=TEAMS.n * 2, asked=5, items=5)
    nearly = now(TEAMS, size=TEAMS.n + 1, asked=5, items=5)

    assert (abs(nearly.estimate - TEAMS.mean) < abs(half.estimate - TEAMS.mean)).all()
    assert (nearly.high - nearly.low < half.high - half.low).all()


def test_with_all_answered_and_all_asked_now_is_the_raw_mean_as_narrow_as_it_is_printed() -> None:
    told = now(TEAMS, size=TEAMS.n, asked=5, items=5)

    assert told.estimate == pytest.approx(TEAMS.mean)
    assert told.high - told.low == pytest.approx([2 * PRINTED] * 4)


def test_one_question_of_eleven_leaves_now_nearer_to_climate() -> None:
    one, all_asked = (now(TEAMS, TEAMS.n, asked, items=11) for asked in (1, 11))

    drawn = (TEAMS.mean - one.estimate) / (TEAMS.mean - climate(TEAMS).estimate)
    assert drawn == pytest.approx([1 - 0.473] * 4, abs=0.001)
    assert (one.high - one.low > all_asked.high - all_asked.low).all()


def test_noise_of_a_mean_widens_its_interval_and_leaves_the_ends_in_order() -> None:
    noisy = TeamScores(TEAMS.n, TEAMS.mean, TEAMS.within, noise=[0.2, 0.0, 0.0, 0.0])

    for told, plain in [
        (climate(noisy), climate(TEAMS)),
        (now(noisy, TEAMS.n, 1, 1), now(TEAMS, TEAMS.n, 1, 1)),
    ]:
        assert told.high[0] - told.low[0] > 1.1 * (plain.high[0] - plain.low[0])
        assert sound(told)


def test_many_firms_at_once_give_what_each_gives_alone() -> None:
    other = TeamScores(n=[7, 5, 9, 6], mean=[4.0, 4.4, 4.1, 3.0], within=20.0)
    both = TeamScores(
        np.stack([TEAMS.n, other.n]), np.stack([TEAMS.mean, other.mean]), [12.0, 20.0]
    )

    told = climate(both)

    for row, alone in enumerate([climate(TEAMS), climate(other)]):
        assert told.estimate[row] == pytest.approx(alone.estimate)
        assert told.low[row] == pytest.approx(alone.low, abs=1e-4)
        assert told.firm_high[row] == pytest.approx(float(alone.firm_high), abs=1e-4)


def test_a_team_that_was_not_heard_is_told_from_the_others_and_says_so_by_its_width() -> None:
    heard = climate(TEAMS)
    told = climate(TeamScores([*TEAMS.n, 0], [*TEAMS.mean, np.nan], TEAMS.within))

    assert told.estimate[:4] == pytest.approx(heard.estimate)
    assert told.estimate[4] == pytest.approx(float(heard.firm), abs=0.01)
    assert told.high[4] - told.low[4] > (heard.high - heard.low).max()


@pytest.mark.parametrize("asked", [None, 3])
def test_fewer_than_four_teams_stand_each_by_itself(asked: int | None) -> None:
    teams = TeamScores(n=[5, 6, 9], mean=[2.0, 3.0, 4.0], within=14.0)

    told = climate(teams) if asked is None else now(teams, [6, 8, 9], asked, items=3)

    assert not told.pooled
    assert list(told.estimate) == [2.0, 3.0, 4.0]
    assert sound(told)


def test_one_team_has_the_interval_of_its_own_mean() -> None:
    told = climate(team_scores([[2], [3], [3], [4], [5]], ["A"] * 5))

    # mean 3.4, variance 1.3, t with 4 degrees of freedom 2.776
    assert (told.low[0], told.high[0]) == pytest.approx((3.4 - 1.416, 3.4 + 1.416), abs=0.001)


@pytest.mark.parametrize("n_teams", [1, 2, 3, 4, 12])
def test_everybody_giving_the_same_answer_still_leaves_an_interval(n_teams: int) -> None:
    told = climate(TeamScores([7] * n_teams, [4.0] * n_teams, 0.0))

    assert sound(told)
    assert told.estimate == pytest.approx([4.0] * n_teams)
    assert (told.high - told.low > 0.1).all()
    assert (told.high - told.low < 1.5).all()


def test_everybody_at_the_end_of_the_scale_stays_on_it() -> None:
    told = climate(TeamScores([7] * 5, [5.0] * 5, 0.0))

    assert sound(told)
    assert list(told.high) == [5.0] * 5


def test_teams_that_each_agree_among_themselves_are_told_apart() -> None:
    told = climate(TeamScores([6] * 6, [1, 2, 3, 4, 5, 3], 0.0))

    assert sound(told)
    assert told.real > 0.6


def test_a_team_of_one_among_others_gets_a_wide_interval() -> None:
    told = climate(TeamScores([1, 6, 6, 7, 8], [5.0, 3.0, 3.2, 3.4, 3.1], 20.0))

    assert sound(told)
    assert told.high[0] - told.low[0] > (told.high - told.low)[1:].max()
    assert told.estimate[0] < 4.5


@pytest.mark.parametrize("n", [[1], [1, 1], [1, 1, 1]])
def test_one_person_from_each_of_a_few_teams_says_nothing(n: list[int]) -> None:
    with pytest.raises(TooFewError, match="can't be told from teams"):
        climate(TeamScores(n, [3.0] * len(n), 0.0))


def test_nobody_answering_is_refused_in_words() -> None:
    with pytest.raises(TooFewError, match="Nobody answered"):
        team_scores(np.full((4, 3), np.nan), ["A", "A", "B", "B"])
    with pytest.raises(TooFewError, match="Nobody answered"):
        TeamScores([0, 0], [np.nan, np.nan], 0.0)
    with pytest.raises(TooFewError, match="Nobody in one of these teams"):
        climate(TeamScores([5, 0], [3.0, np.nan], 4.0))


@pytest.mark.parametrize(
    ("teams", "size", "asked"),
    [(TEAMS, [3, 6, 5, 8], 5), (TEAMS, TEAMS.n, 0), (TEAMS, TEAMS.n, 6)],
    ids=["more answered than there are", "asked nothing", "asked more than there is"],
)
def test_what_cannot_be_is_refused(teams: TeamScores, size: list[int], asked: int) -> None:
    with pytest.raises(ValueError, match=r"team has|answered at least"):
        now(teams, size, asked, items=5)


@pytest.mark.parametrize("within", [-1.0, np.nan, np.inf])
def test_a_sum_of_squares_is_a_number_of_nought_or_more(within: float) -> None:
    with pytest.raises(ValueError, match="nought or more"):
        TeamScores([4, 4], [3.0, 3.0], within)


def test_several_firms_with_too_few_teams_come_one_by_one() -> None:
    with pytest.raises(ValueError, match="by itself"):
        climate(TeamScores([[4, 4], [5, 5]], [[3, 3], [4, 4]], [2.0, 2.0]))


def test_a_persons_score_is_the_mean_of_what_they_answered() -> None:
    teams = team_scores([[1, 3], [5, np.nan], [np.nan, np.nan], [2, 2]], ["B", "B", "B", "A"])

    assert list(teams.n) == [1, 2]
    assert list(teams.mean) == [2, 3.5]
    assert float(teams.within) == pytest.approx(4.5)


def test_the_variance_between_the_answers_of_one_person() -> None:
    assert variance_between_items([[1, 3], [5, 5], [2, np.nan]]) == pytest.approx(1.0)
    assert variance_between_items([[1], [2]]) is None


firms = st.lists(st.tuples(st.integers(1, 500), st.floats(1, 5)), min_size=4, max_size=30).flatmap(
    lambda teams: st.tuples(st.just(teams), st.floats(0, 4), st.floats(0, 1))
)


@settings(max_examples=80, deadline=None)
@given(firms)
def test_whatever_the_teams_every_figure_is_sound(firm: tuple[list, float, float]) -> None:
    told, variance, noise = firm
    n, mean = map(np.array, zip(*told, strict=True))
    teams = TeamScores(n, mean, variance * (n - 1).sum(), noise * variance / n)

    assert sound(climate(teams))
    assert sound(now(teams, n + n // 3, 2, items=3))


@settings(max_examples=40, deadline=None)
@given(firms, st.randoms(use_true_random=False))
def test_the_order_of_teams_changes_no_figure(firm: tuple[list, float, float], draw) -> None:
    told, variance, _ = firm
    n, mean = map(np.array, zip(*told, strict=True))
    order = draw.sample(range(len(n)), len(n))

    plain = climate(TeamScores(n, mean, variance * n.sum()))
    mixed = climate(TeamScores(n[order], mean[order], variance * n.sum()))

    assert mixed.estimate == pytest.approx(plain.estimate[order])
    assert mixed.low == pytest.approx(plain.low[order], abs=1e-3)


@settings(max_examples=40, deadline=None)
@given(firms, st.floats(0.1, 1))
def test_a_team_that_said_more_is_not_estimated_lower(
    firm: tuple[list, float, float], more: float
) -> None:
    told, variance, _ = firm
    n, mean = map(np.array, zip(*told, strict=True))
    within = (variance + 0.3) * n.sum()
    higher = mean + more * (np.arange(len(n)) == np.argmax(mean)) * (5 - mean)

    before, after = (climate(TeamScores(n, means, within)) for means in (mean, higher))

    best = int(np.argmax(mean))
    assert after.estimate[best] >= before.estimate[best] - 1e-9
