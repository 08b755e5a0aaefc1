"""What became of a figure, in words: only as sure as the released ranges allow."""

import pytest

from bothways.pure.disclosure import Cell
from bothways.trust.change import change_words
from bothways.trust.figures import Figure, figure_of


def figure(low: int, high: int, n: int) -> Figure:
    return figure_of(Cell("firm", "", ("b1",), "q", n, None, {4: (low, high)}), asked=n)


def nothing() -> Figure:
    return figure_of(Cell("firm", "", ("b1",), "q", None, 6, {4: (0, 6)}), asked=9)


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (25, 26, "No clear change"),
        (25, 30, "Leaning up"),
        (25, 33, "Probably up"),
        (20, 40, "Clearly up"),
        (40, 20, "Clearly down"),
        (30, 25, "Leaning down"),
    ],
)
def test_a_change_is_named_by_how_sure_its_direction_is(before: int, now: int, words: str) -> None:
    assert change_words(figure(before, before, 50), figure(now, now, 50)) == words


def test_a_clamped_figure_can_still_show_a_change() -> None:
    exact = change_words(figure(20, 20, 50), figure(47, 47, 50))
    clamped = change_words(figure(20, 20, 50), figure(28, 50, 50))

    assert exact == "Clearly up"
    assert clamped != "No clear change"


def test_two_ranges_that_overlap_show_no_change() -> None:
    assert change_words(figure(0, 3, 12), figure(0, 3, 12)) == "No clear change"


def test_the_first_time_has_nothing_to_be_compared_with() -> None:
    assert change_words(None, figure(5, 5, 12)) == "First time asked"


def test_too_few_is_never_compared() -> None:
    assert change_words(nothing(), figure(5, 5, 12)) == "Too few to compare"
    assert change_words(figure(5, 5, 12), nothing()) == "Too few to compare"
