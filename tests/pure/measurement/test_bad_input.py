"""What firms really send: each statistic has its sentence, and none a crash or a false figure."""

import warnings
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pytest

from bothways.pure.measurement import ReleasedCount
from bothways.pure.measurement.agreement import agreement
from bothways.pure.measurement.change import mean_change
from bothways.pure.measurement.drivers import shares, shares_across_constructs
from bothways.pure.measurement.errors import SENTENCES, TooFewError
from bothways.pure.measurement.recommending import recommendation
from bothways.pure.measurement.reliability import alpha, complete, omega, omega_of_correlations
from bothways.pure.measurement.series import interrupted_series
from bothways.pure.measurement.variance import anova, components

NAN = float("nan")
SOME = np.random.default_rng(9).integers(1, 6, (24, 4)).astype(float)
TEAMS = np.repeat(["a", "b", "c", "d"], 6)


def with_column(values: float) -> np.ndarray:
    """SOME, with one more question that got one answer from everybody."""
    return np.column_stack([SOME, np.full(len(SOME), values)])


ANSWERS = {
    "everybody gives the same answer": (np.full((24, 4), 4.0), TEAMS),
    "a team of one": (SOME, ["alone", *TEAMS[1:]]),
    "one team only": (SOME, ["a"] * 24),
    "every team is of one": (SOME, [str(n) for n in range(24)]),
    "all 'doesn't apply'": (np.full((24, 4), NAN), TEAMS),
    "a question never asked": (with_column(NAN), TEAMS),
    "a question that all answer alike": (with_column(3), TEAMS),
    "each team of one mind": (np.repeat([[1.0], [3], [4], [5]], 6, axis=0) * [1, 1, 1, 1], TEAMS),
    "halves that were asked different questions": (
        np.where((np.arange(24)[:, None] < 12) == (np.arange(4) < 2), SOME, NAN),
        TEAMS,
    ),
    "one person": (SOME[:1], TEAMS[:1]),
    "nobody": (SOME[:0], TEAMS[:0]),
    "two questions that are one": (np.column_stack([SOME[:, 0], SOME[:, 0], SOME[:, 1]]), TEAMS),
    "opposites": (np.column_stack([SOME[:, 0], 6 - SOME[:, 0]]), TEAMS),
}

Asked = Callable[[np.ndarray, Any], Any]


def of_people(ask: Callable[..., Any]) -> Asked:
    """A statistic of one score per person, those without any answer left out."""

    def asked(answers: np.ndarray, teams: Any) -> Any:
        heard = np.isfinite(answers).any(axis=1)
        scores = np.array([np.nanmean(row) for row in answers[heard]])
        return ask(scores, np.asarray(teams)[heard])

    return asked


STATISTICS: dict[str, Asked] = {
    "anova": of_people(anova),
    "components": of_people(components),
    "agreement": lambda answers, _: agreement(complete(answers)),
    "alpha": lambda answers, _: alpha(answers),
    "omega": lambda answers, _: omega(answers),
    "omega of correlations": lambda answers, _: omega_of_correlations(answers),
    "shares": lambda answers, _: shares(answers[:, 0], answers[:, 1:]),
}


def figures(told: object) -> Iterator[float]:
    """Give every number in a result."""
    if is_dataclass(told):
        for field in fields(told):
            yield from figures(getattr(told, field.name))
    elif isinstance(told, float | int | np.ndarray):
        yield from np.ravel(np.asarray(told, float)).tolist()


def told_or_why(statistic: str, sent: str) -> object:
    """Return what a statistic says of what was sent, or the sentence why it says nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return STATISTICS[statistic](*ANSWERS[sent])
        except TooFewError as refused:
            return SENTENCES[refused.reason]


@pytest.mark.parametrize("statistic", STATISTICS)
@pytest.mark.parametrize("sent", ANSWERS)
def test_a_statistic_gives_figures_or_its_sentence(sent: str, statistic: str) -> None:
    told = told_or_why(statistic, sent)

    # the ratio F of teams that agree fully is beyond all bounds, and is no interval
    assert not [value for value in figures(told) if np.isnan(value)]
    assert statistic == "anova" or np.isfinite(list(figures(told))).all()


def test_what_is_only_awkward_still_gets_its_figures() -> None:
    for statistic, sent in (
        ("anova", "a team of one"),
        ("components", "a question never asked"),
        ("agreement", "one team only"),
        ("alpha", "every team is of one"),
    ):
        assert not isinstance(told_or_why(statistic, sent), str), (statistic, sent)


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda: recommendation(0, 0, 0), "below_20"),
        (lambda: mean_change([3.0, 3, 3], [3.0, 3, 3]), "no_differences"),
        (lambda: mean_change([], []), "few_teams"),
        (lambda: interrupted_series([], 0), "short_before"),
        (lambda: interrupted_series([3.0] * 20, 10), "no_differences"),
        (lambda: shares_across_constructs([], {}), "few_teams"),
        (
            lambda: shares_across_constructs(
                [ReleasedCount(0, 10, 10)] * 10, {"a": [ReleasedCount(0, 10, 10)] * 10}
            ),
            "no_differences",
        ),
    ],
)
def test_what_rests_on_released_figures_has_its_sentence_too(
    ask: Callable[[], object], reason: str
) -> None:
    with pytest.raises(TooFewError) as refused:
        ask()

    assert refused.value.reason == reason
    assert str(refused.value) == SENTENCES[reason]
