"""Differences between teams and within them, by hand and where they can't be told."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.variance import Anova, anova, components, waba

ANSWERS = [1, 3, 2, 4, 6, 8]
TEAM = ["a", "a", "b", "b", "c", "c"]


def test_a_table_by_hand() -> None:
    # means 2, 3, 7, of all 4: between 2 (4 + 1 + 9) = 28 over 2, within 3 times 2 over 3
    table = anova(ANSWERS, TEAM)

    assert table == Anova(2, 3, 14, 2, f=7, icc1=0.75, icc2=pytest.approx(6 / 7))


def test_teams_that_differ_less_than_by_chance_have_no_reliability() -> None:
    table = anova([1, 5, 2, 4, 3, 3], TEAM)

    assert table.icc1 == -1, "two in each that differ more than people of different teams"
    assert table.icc2 == 0


def test_teams_that_agree_fully_are_one_person_each() -> None:
    table = anova([1, 1, 4, 4, 2, 2], TEAM)

    assert (table.f, table.icc1, table.icc2) == (float("inf"), 1, 1)


def test_a_mean_is_drawn_towards_all_as_far_as_it_is_noise() -> None:
    found = components(ANSWERS, TEAM)

    assert found.reliability == pytest.approx([12 / 14] * 3)
    assert found.shrunken == pytest.approx([4 + (mean - 4) * 12 / 14 for mean in (2, 3, 7)])
    assert found.conditional_error == pytest.approx([(6 / 7) ** 0.5] * 3)
    assert found.error == pytest.approx([(6 / 7 + (14 / 6) / 49) ** 0.5] * 3)
    assert (found.icc1, found.icc2) == (pytest.approx(0.75), pytest.approx(6 / 7))


def test_a_small_team_is_drawn_further_than_a_big_one() -> None:
    found = components([1, 2, 4, 5, 4, 5, 4, 5, 2, 3, 2, 3], ["a"] * 2 + ["b"] * 6 + ["c"] * 4)

    assert list(found.n) == [2, 6, 4]
    assert found.reliability[0] < found.reliability[2] < found.reliability[1]


def test_a_correlation_falls_into_its_two_parts() -> None:
    chance = np.random.default_rng(5)
    teams = np.repeat(np.arange(8), 5)
    one = chance.normal(size=40) + chance.normal(size=8)[teams]
    other = chance.normal(size=40) - one / 2

    parts = waba(one, other, teams)

    between = parts.eta_between[0] * parts.eta_between[1] * parts.between
    within = parts.eta_within[0] * parts.eta_within[1] * parts.within
    assert parts.raw == pytest.approx(between + within)
    assert parts.raw == pytest.approx(np.corrcoef(one, other)[0, 1])
    for between_1, within_1 in zip(parts.eta_between, parts.eta_within, strict=True):
        assert between_1**2 + within_1**2 == pytest.approx(1)


@pytest.mark.parametrize(
    ("answers", "teams", "reason"),
    [
        ([], [], "nobody_answered"),
        ([1, 2], ["a", "a"], "one_team"),
        ([1, 2], ["a", "b"], "one_in_each"),
        ([3, 3, 3], ["a", "a", "b"], "no_differences"),
    ],
)
@pytest.mark.parametrize("ask", [anova, components, lambda y, t: waba(y, y, t)])
def test_what_cannot_be_told_has_its_reason(ask, answers, teams, reason) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TooFewError) as refused:
        ask(answers, teams)

    assert refused.value.reason == reason


def test_scores_that_differ_only_between_teams_have_no_two_parts() -> None:
    with pytest.raises(TooFewError) as refused:
        waba([1, 1, 2, 2], [1, 2, 3, 4], ["a", "a", "b", "b"])

    assert refused.value.reason == "no_differences"


@pytest.mark.parametrize("ask", [anova, components])
def test_a_missing_answer_is_not_passed_over_in_silence(ask) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="left out before"):
        ask([1, float("nan"), 3], ["a", "a", "b"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 4)), min_size=3, max_size=40))
def test_no_answers_lead_to_a_figure_that_is_none(people: list[tuple[int, int]]) -> None:
    answers, teams = zip(*people, strict=True)
    try:
        found = components(answers, teams)
    except TooFewError:
        return
    values = [*found.shrunken, *found.error, found.mean, found.mean_error, found.icc1, found.icc2]

    assert np.isfinite(values).all()
    assert 0 <= found.icc1 <= 1
    assert found.mean_error > 0
