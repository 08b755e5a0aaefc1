"""Counting: the one place where exact counts exist, and they never leave this package."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from bothways.pure.disclosure.errors import DisclosureError

Answer = int | None
Ballot = Sequence[Answer]
Tally = tuple[int, ...]
"""The number of answers at or above 1, 2, 3, 4 and 5; the first is n."""

SCALE = (1, 2, 3, 4, 5)
_ALLOWED = frozenset((None, *SCALE))


def count(answers: Sequence[Answer]) -> Tally:
    """Return how many of the answers to one question are at or above 1, 2, 3, 4, 5."""
    return tuple(accumulate(answers.count(value) for value in reversed(SCALE)))[::-1]


def together(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies."""
    return tuple(map(sum, zip(*tallies, strict=True)))


def count_block(ballots: Sequence[Ballot], *, n_questions: int) -> list[Tally]:
    """Return one tally per question.

    Raises DisclosureError for a ballot with another number of answers, or one outside 1 to 5.
    """
    if any(len(ballot) != n_questions for ballot in ballots):
        raise DisclosureError("a ballot does not have one answer for each question")
    columns = list(zip(*ballots, strict=True)) if ballots else [()] * n_questions
    if any(not _ALLOWED.issuperset(column) for column in columns):
        raise DisclosureError("an answer is outside the scale of 1 to 5")
    return [count(column) for column in columns]
