"""Works the scores out. Imports numpy, so pages have it done by a process of its own (apart.py)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bothways.calculator.errors import BadFileError
from bothways.calculator.figures import FirmScores, Kind, TeamLine
from bothways.calculator.sheets import FirmAnswers
from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.reliability import alpha, enough, omega
from bothways.pure.measurement.scores import (
    Estimates,
    TeamScores,
    climate,
    now,
    team_scores,
    variance_between_items,
)

Floats = NDArray[np.float64]


def work_out(firms: Sequence[FirmAnswers], kind: Kind) -> list[FirmScores]:
    """Return the scores of each firm's teams, in the order of the file. Raises BadFileError."""
    return [_scores(firm, kind, alone=len(firms) == 1) for firm in firms]


def _scores(firm: FirmAnswers, kind: Kind, *, alone: bool) -> FirmScores:
    try:
        return _scores_of(firm, kind)
    except TooFewError as refusal:
        raise BadFileError(refusal.reason, firm="" if alone else f"{firm.name}: ") from refusal


def _scores_of(firm: FirmAnswers, kind: Kind) -> FirmScores:
    answers = np.array(firm.answers, dtype=np.float64).reshape(len(firm.answers), -1)
    # a question that was never asked of anybody is none; a person without an answer is not counted
    answers = answers[:, ~np.isnan(answers).all(0)]
    heard = ~np.isnan(answers).all(1)
    if not heard.any():
        raise TooFewError("nobody_answered")
    answers, of_team = answers[heard], np.array(firm.of_team)[heard]
    teams = team_scores(answers, of_team)
    spoke = np.unique(of_team)
    if kind == "climate":
        told = climate(teams)
    else:
        sizes = [firm.sizes[index] for index in spoke]
        if None in sizes:
            raise BadFileError("teams_wanted")
        asked = float((~np.isnan(answers)).sum(1).mean())
        within = variance_between_items(answers)
        told = now(teams, np.array(sizes, float), asked, answers.shape[1], within)
    return _told(firm, told, teams, spoke.tolist(), answers)


def _told(
    firm: FirmAnswers, told: Estimates, teams: TeamScores, spoke: list[int], answers: Floats
) -> FirmScores:
    figures = zip(spoke, teams.n, teams.mean, told.estimate, told.low, told.high, strict=True)
    return FirmScores(
        name=firm.name,
        teams=tuple(
            TeamLine(firm.teams[at], int(n), firm.sizes[at], *map(float, of_team))
            for at, n, *of_team in figures
        ),
        silent=tuple(team for at, team in enumerate(firm.teams) if at not in spoke),
        n=int(teams.n.sum()),
        n_questions=answers.shape[1],
        estimate=float(told.firm),
        low=float(told.firm_low),
        high=float(told.firm_high),
        real=float(told.real) if told.pooled else None,
        alpha=_alpha(answers),
        omega=_omega(answers),
    )


def _alpha(answers: Floats) -> float | None:
    """How well the questions go together, where enough people answered all of them."""
    try:
        return alpha(enough(answers)).alpha
    except TooFewError:
        return None


def _omega(answers: Floats) -> float | None:
    """The same without taking it that all questions weigh alike."""
    try:
        return omega(enough(answers)).omega
    except TooFewError:
        return None
