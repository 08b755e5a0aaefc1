"""What a leader answered and guessed, beside the interval of the leader's own team.

Plain comparisons of interval ends, so that the leader's device can do the same and nobody else
need know the answer; tests/data/measurement/gap_vectors.json holds both to the same words.
Nothing here says who is right, and nothing is made a number that could be ranked.
"""

from enum import Enum
from math import sqrt
from typing import NamedTuple

AGREES_FROM = 4
"""'Agree' and 'strongly agree', on the five options."""

HALF_OF_THEM = 0.5

ONE_SIDE = 0.75
"""The part of an interval that must lie on the other side of one half to say 'maybe'."""

TOO_WIDE = 0.5
"""The part of the scale that an interval may cover before lying inside it means nothing."""


class Scale(NamedTuple):
    """least, most: its ends. step: how far two neighbouring answers are apart."""

    least: float
    most: float
    step: float


SCORE = Scale(1, 5, 1)
"""A mean of the five options."""

SHARE = Scale(0, 1, 0.1)
"""The share that agrees; a guess is given in people out of ten."""

_OPTIONS = SCORE


class Word(Enum):
    """How a leader's view and the team's lie to each other."""

    SAME = "same"
    MAYBE = "maybe"
    CLEAR = "clear"
    UNKNOWN = "unknown"


class Side(Enum):
    """Where the leader's view lies, seen from the team's interval."""

    ABOVE = "above"
    BELOW = "below"


class Why(Enum):
    """Why nothing can be said."""

    NO_ANSWER = "no_answer"
    NO_FIGURE = "no_figure"
    TOO_WIDE = "too_wide"
    EITHER_WAY = "either_way"


class Gap(NamedTuple):
    """side goes with MAYBE and CLEAR alone, why with UNKNOWN alone."""

    word: Word
    side: Side | None = None
    why: Why | None = None


class Gaps(NamedTuple):
    """The leader's own answer beside the team's, and the leader's guess of the team's."""

    own: Gap
    guess: Gap


def gap(
    own: float | None,
    guess: float | None,
    low: float | None,
    high: float | None,
    *,
    scale: Scale = SCORE,
    questions: int = 1,
) -> Gaps:
    """Return how a leader's own answer and guess lie to the team's interval low to high.

    scale: SCORE or SHARE; low, high and guess are in its unit, or None where there is none.
    own: the leader's answer among the five options, 1 to 5, or the mean of several `questions`.
    An answer stands for all that lies nearer to it than to the next one. Outside the interval by
    more than that is 'clear', by less 'maybe', inside it 'same', unless the interval covers more
    than half of the scale. Against a share the own answer is agreeing or not, and the question is
    on which side of one half the team is.
    Raises ValueError for an interval the wrong way round, or for what lies outside the scale.
    """
    _refuse_nonsense(own, guess, low, high, scale, questions)
    if low is None or high is None:
        return Gaps(_unknown(Why.NO_FIGURE), _unknown(Why.NO_FIGURE))
    if scale == SHARE:
        mine = _agreement_gap(own, low, high)
    else:
        mine = _distance_gap(own, low, high, scale, scale.step / 2 / sqrt(questions))
    return Gaps(mine, _distance_gap(guess, low, high, scale, scale.step / 2))


def _distance_gap(view: float | None, low: float, high: float, scale: Scale, reach: float) -> Gap:
    """A view that stands for all within `reach` of it, against an interval."""
    if view is None:
        return _unknown(Why.NO_ANSWER)
    if view > high:
        return Gap(Word.CLEAR if view - reach > high else Word.MAYBE, Side.ABOVE)
    if view < low:
        return Gap(Word.CLEAR if view + reach < low else Word.MAYBE, Side.BELOW)
    if high - low > TOO_WIDE * (scale.most - scale.least):
        return _unknown(Why.TOO_WIDE)
    return Gap(Word.SAME)


def _agreement_gap(own: float | None, low: float, high: float) -> Gap:
    """An own answer, agreeing or not, against the share that agrees."""
    if own is None:
        return _unknown(Why.NO_ANSWER)
    agrees = own >= AGREES_FROM
    side = Side.ABOVE if agrees else Side.BELOW
    least, most = (1 - high, 1 - low) if agrees else (low, high)  # of those who see it otherwise
    if least > HALF_OF_THEM:
        return Gap(Word.CLEAR, side)
    if most <= HALF_OF_THEM:
        return Gap(Word.SAME)
    if least + (1 - ONE_SIDE) * (most - least) > HALF_OF_THEM:
        return Gap(Word.MAYBE, side)
    return _unknown(Why.EITHER_WAY)


def _unknown(why: Why) -> Gap:
    return Gap(Word.UNKNOWN, why=why)


def _refuse_nonsense(
    own: float | None,
    guess: float | None,
    low: float | None,
    high: float | None,
    scale: Scale,
    questions: int,
) -> None:
    if (low is None) != (high is None):
        raise ValueError("an interval has two ends or none")
    if low is not None and high is not None and not scale.least <= low <= high <= scale.most:
        raise ValueError("an interval lies on its scale, its low end first")
    for view, on in ((own, _OPTIONS), (guess, scale)):
        if view is not None and not on.least <= view <= on.most:
            raise ValueError("an answer or a guess lies on its scale")
    if questions < 1:
        raise ValueError("an answer is to at least one question")
