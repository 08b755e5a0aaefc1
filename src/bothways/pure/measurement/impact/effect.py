"""What is said of an effect: its rung, its size with an interval, and what can't be told.

Every effect starts from the expectation that actions of this kind change little: its prior is
normal around nothing, with a standard deviation of a quarter of a point (five-point scale) or of
nine in a hundred people (share who agree). What the teams show is weighed against that.
Source: Gelman and Carlin (2014), Perspectives on Psychological Science 9(6), 641-651, on how far
noisy comparisons overstate effects; the ladder of words is that of intervals.py.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum
from math import isfinite, sqrt
from typing import Final

from bothways.pure.measurement import intervals
from bothways.pure.measurement.intervals import Direction, Strength

PRIOR_POINTS: Final = 0.25
"""Standard deviation of an effect on a score from 1 to 5, before anything was seen."""

PRIOR_SHARE: Final = 0.09
"""The same on a share between 0 and 1: over lq2002's units a point goes with .30 to .42."""

Z: Final = 1.959964
"""The normal quantile of a 95 % interval."""


class Rung(IntEnum):
    """How well a comparison is protected from seeing what is not there."""

    STORY = 0
    BEFORE_AFTER = 1
    COMPARED = 2
    BY_LOT = 3


class Reason(Enum):
    """Why there is no figure."""

    NONE = ""
    TOO_FEW_TEAMS = "too_few_teams"
    ONE_TEAM = "one_team"
    NO_DIFFERENCES = "no_differences"
    SAME_BEFORE = "same_before"
    SHORT_BEFORE = "short_before"
    SHORT_AFTER = "short_after"


class Says(Enum):
    """The words that people read, by the probability of the direction."""

    TOO_FEW = "too few to tell"
    NO_CLEAR_EFFECT = "no clear effect"
    LEANING_UP = "leaning up"
    PROBABLY_UP = "probably up"
    CLEARLY_UP = "clearly up"
    LEANING_DOWN = "leaning down"
    PROBABLY_DOWN = "probably down"
    CLEARLY_DOWN = "clearly down"


_SAYS = {
    (Direction.UNCLEAR, Strength.NO_CLEAR_CHANGE): Says.NO_CLEAR_EFFECT,
    (Direction.UP, Strength.LEANING): Says.LEANING_UP,
    (Direction.UP, Strength.PROBABLY): Says.PROBABLY_UP,
    (Direction.UP, Strength.CLEARLY): Says.CLEARLY_UP,
    (Direction.DOWN, Strength.LEANING): Says.LEANING_DOWN,
    (Direction.DOWN, Strength.PROBABLY): Says.PROBABLY_DOWN,
    (Direction.DOWN, Strength.CLEARLY): Says.CLEARLY_DOWN,
}


@dataclass(frozen=True)
class Effect:
    """How far those with it moved more than could be expected without it.

    estimate, low, high: weighed with the prior, with the 95 % interval, in the unit of what went
    in (points, or a share of 1); raw, error: what the teams alone show, and its standard error.
    rises: the probability that the effect lies above nothing. All None where `reason` is not NONE.
    """

    rung: Rung
    says: Says
    reason: Reason = Reason.NONE
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    raw: float | None = None
    error: float | None = None
    rises: float | None = None
    n_with: int = 0
    n_without: int = 0

    @property
    def is_found(self) -> bool:
        """The interval leaves nothing out: 'clearly', one way or the other."""
        return self.says in {Says.CLEARLY_UP, Says.CLEARLY_DOWN}


def too_few(rung: Rung, reason: Reason, *, n_with: int = 0, n_without: int = 0) -> Effect:
    """Return an effect of which nothing can be said, and why."""
    return Effect(rung, Says.TOO_FEW, reason, n_with=n_with, n_without=n_without)


def weighed(
    rung: Rung,
    *,
    raw: float,
    error: float,
    df: float,
    prior: float,
    n_with: int = 0,
    n_without: int = 0,
) -> Effect:
    """Weigh what the teams show with the prior, and return it in words and numbers.

    raw, error: an estimate and its standard error, in the unit of `prior`; error > 0. df: degrees
    of freedom of that error, > 0. prior: standard deviation around 0, > 0. Student's interval is
    taken as a normal one of the same width, so that both weigh by their squared widths and an
    effect that is larger than expected is pulled in, never thrown away.
    Raises ValueError outside those.
    """
    from scipy.special import ndtr, stdtrit

    if not (error > 0 and df > 0 and prior > 0 and all(map(isfinite, (raw, error, df)))):
        raise ValueError("an effect needs a finite estimate with an error above nothing")
    wide = error * float(stdtrit(df, 0.975)) / Z
    keeps = prior**2 / (prior**2 + wide**2)
    estimate, spread = keeps * raw, sqrt(keeps) * wide
    rises = float(ndtr(estimate / spread))
    return Effect(
        rung=rung,
        says=in_words(rises),
        estimate=estimate,
        low=estimate - Z * spread,
        high=estimate + Z * spread,
        raw=float(raw),
        error=float(error),
        rises=rises,
        n_with=n_with,
        n_without=n_without,
    )


def in_words(rises: float) -> Says:
    """Return the words for the probability, from 0 to 1, that an effect lies above nothing."""
    return _SAYS[intervals.in_words(rises)]
