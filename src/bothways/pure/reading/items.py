"""What a question has shown so far: how often it was asked, left out, and how full its top is."""

from collections.abc import Sequence
from typing import Any

from bothways.pure.reading.changes import Moment, count_of
from bothways.pure.reading.told import Told

NEAR_THE_TOP = 0.9
"""From here on nearly everybody agrees, and a question can hardly show that anything got better."""


def statistics_of(past: Sequence[Moment]) -> dict[str, Any]:
    """Return the statistics of a wording over the rounds that asked it, from released values alone.

    past: the newest first. asked, answered, left_out: people over all rounds that have a figure;
    left out: those who sent a ballot without an answer to this question.
    """
    known = [moment for moment in past if moment.count is not None]
    answered = sum(moment.cell.n or 0 for moment in known)
    ballots = sum(moment.told.released.n_answered or 0 for moment in known)
    return {
        "times": len(past),
        "too_few": len(past) - len(known),
        "asked": sum(moment.told.asked_in(moment.cell) for moment in known),
        "answered": answered,
        "left_out": ballots - answered,
        "near_top": bool(known) and _is_near_the_top(known[0]),
    }


def asked_in_other_words(code: str, past: Sequence[Moment], earlier: Sequence[Told]) -> bool:
    """Say whether an earlier round asked this question in words that are not these."""
    same = {moment.told.id for moment in past}
    return any(code in told.wordings and told.id not in same for told in earlier)


def _is_near_the_top(moment: Moment) -> bool:
    count = count_of(moment.cell)
    return count is not None and count.low >= NEAR_THE_TOP * count.n
