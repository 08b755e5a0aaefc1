"""A figure about a promise in words, from what was released and nothing else."""

import pytest

from bothways.confirmations.figures import say
from bothways.pure.disclosure import Cell


def cell(low: int, high: int, n: int | None = 20) -> Cell:
    ranges = {4: (low, high)} if n is not None else {}
    return Cell("WORD-K-1", "firm", "Millrace", ("b1",), n, 6, ranges)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (12, 12, "12 of 20 who answered say it was kept."),
        (17, 20, "At least 17 of 20 who answered say it was kept."),
        (0, 3, "At most 3 of 20 who answered say it was kept."),
        (4, 9, "Between 4 and 9 of 20 who answered say it was kept."),
    ],
)
def test_it_says_the_range_that_was_released(low: int, high: int, said: str) -> None:
    assert say("kept", cell(low, high)) == said
    assert say("helped", cell(low, high)) == said.replace("was kept", "has made a difference")


def test_too_few_is_an_answer() -> None:
    assert say("kept", cell(0, 0, None)) == say("helped", None) == "Too few answered to say."
