"""Counting: the one place where exact counts exist, and they never leave this package."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from bothways.pure.disclosure.errors import DisclosureError
from bothways.pure.disclosure.values import Block

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


def refuse_strays(blocks: Sequence[Block], answers: Mapping[str, Sequence[Ballot]]) -> None:
    """Raise DisclosureError for ballots of an unknown block, or more of them than people."""
    eligible = {block.id: block.eligible for block in blocks}
    if len(eligible) != len(blocks):
        raise DisclosureError("two blocks have the same id")
    for block, ballots in answers.items():
        if block not in eligible:
            raise DisclosureError(
                f"there are ballots of a block {block!r} that is not in the round"
            )
        if len(ballots) > eligible[block]:
            raise DisclosureError(f"block {block!r} has more ballots than eligible people")
