"""How far the people of one team agree with each other. For checking only, and never displayed.

In a team of six the agreement index rwg(j) is wrong by .23 where teams truly differ by .04, so a
page that showed it would show chance. It is here because published figures of it can be met.
Sources: James, Demaree and Wolf (1984), J. Appl. Psychol. 69, 85-98; Lindell, Brandt and Whitney
(1999), Appl. Psychol. Meas. 23, 127-135; Burke, Finkelstein and Dusig (1999), Organ. Res. Methods
2, 49-68.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from bothways.pure.measurement.errors import TooFewError

BY_CHANCE = 2.0
"""The variance of answers if each of five options were as likely: (5 squared - 1) / 12."""


@dataclass(frozen=True)
class Agreement:
    """How far one team agrees over several questions.

    rwgj: 0 to 1. lindell: the same without the many questions' bonus, 1 or less, below 0 where
    they differ more than by chance. from_mean, from_median: the mean distance of an answer from
    its question's mean or median, in points.
    """

    rwgj: float
    lindell: float
    from_mean: float
    from_median: float


def rwg(answers: ArrayLike, by_chance: float = BY_CHANCE) -> float:
    """Return how far one team agrees on one question: 1 fully, 0 as by chance, below 0 less.

    answers: (n,), on five options. by_chance: the variance of answers given by chance.
    Raises TooFewError for a team of one.
    """
    y = np.asarray(answers, float)
    _refuse_alone(len(y))
    return 1 - float(y.var(ddof=1)) / by_chance


def agreement(answers: ArrayLike, by_chance: float = BY_CHANCE) -> Agreement:
    """Return how far one team agrees over questions.

    answers: (n, Q), on five options, none missing. by_chance: as for rwg.
    Raises TooFewError for a team of one; ValueError for a missing answer.
    """
    y = np.asarray(answers, float)
    if not np.isfinite(y).all():
        raise ValueError("a person with a missing answer is left out before")
    _refuse_alone(len(y))
    n_questions = y.shape[1]
    share = float(y.var(axis=0, ddof=1).mean()) / by_chance
    known = n_questions * max(0.0, 1 - share)
    return Agreement(
        rwgj=known / (known + share) if known else 0.0,
        lindell=1 - share,
        from_mean=float(np.abs(y - y.mean(axis=0)).mean()),
        from_median=float(np.abs(y - np.median(y, axis=0)).mean()),
    )


def _refuse_alone(n: int) -> None:
    if n < 2:
        raise TooFewError("one_person")
