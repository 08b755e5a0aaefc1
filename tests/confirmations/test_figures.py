"""A figure about a promise in words, from what was released and nothing else."""

import pytest
from django.utils import translation

from bothways.confirmations.figures import say
from bothways.pure.disclosure import Cell


def cell(low: int, high: int, n: int | None = 20) -> Cell:
    ranges = {4: (low, high)} if n is not None else {}
    return Cell("firm", "Millrace", ("b1",), "WORD-K-1", n, 6, ranges)


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


@pytest.mark.parametrize("language", ["de", "es"])
def test_a_range_keeps_its_numbers_in_every_language(language: str) -> None:
    for low, high in ((12, 12), (17, 20), (0, 3), (4, 9)):
        in_english = say("kept", cell(low, high))
        with translation.override(language):
            words = say("kept", cell(low, high)), say("helped", cell(low, high))

        assert in_english not in words
        assert words[0] != words[1]
        assert all("20" in text and "%(" not in text for text in words)
        shown = str(high if low == 0 else low)
        assert all(shown in text for text in words)


@pytest.mark.parametrize(
    ("low", "high", "begins"), [(0, 0, "0 of 20"), (20, 20, "20 of 20"), (0, 20, "At least 0")]
)
def test_nobody_and_everybody_are_figures_as_any_other(low: int, high: int, begins: str) -> None:
    assert say("kept", cell(low, high)).startswith(begins)
