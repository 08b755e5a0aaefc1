"""How sure a difference is, in the words of the ladder. Plain sums, no library."""

from statistics import NormalDist
from typing import Any

from bothways.pure.measurement.change import Score, change_of_scores
from bothways.pure.measurement.intervals import Change, Direction, in_words


def difference(value: float, sd: float, other: float, other_sd: float) -> dict[str, Any]:
    """Return on which side of `other` the true `value` lies, and how sure that is.

    sd, other_sd: their standard deviations, above 0; the two are taken as independent.
    """
    return said(change_of_scores(Score(other, other_sd), Score(value, sd)))


def against(value: float, sd: float, firm: float) -> dict[str, Any]:
    """Return on which side of the firm's mean a group's true value lies, and how sure that is.

    'Clearly' where the firm's mean lies outside the group's 95 % interval, so that page and word
    agree. The firm's own uncertainty is not added: it is in the group's already, which is drawn
    towards that mean.
    """
    return said(in_words(NormalDist(0, sd).cdf(value - firm)))


def said(change: Change) -> dict[str, Any]:
    """Return a direction and how sure it is as a reading keeps it: no words where it is unclear."""
    how = "" if change.direction is Direction.UNCLEAR else change.strength.value
    return {"went": change.direction.value, "how": how}


def sd_of(low: float, high: float) -> float:
    """Return the standard deviation behind the ends of a 95 % interval."""
    return max((high - low) / (2 * 1.96), 1e-6)
