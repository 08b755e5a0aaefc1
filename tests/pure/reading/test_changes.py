"""What became of a figure: only as sure as the released ranges allow."""

import pytest

from bothways.pure.disclosure import Cell
from bothways.pure.reading.changes import Moment, change_between
from tests.pure.reading.told import told, votes


def cell(low: int, high: int, n: int | None) -> Cell:
    return Cell("firm", "", ("b0",), "U-PSY1", n, None if n else 6, {4: (low, high)})


def went(before: Cell, after: Cell) -> tuple[str, str]:
    change = change_between(Moment(told([votes(5, 5)]), before), after)
    return change["went"], change["how"]


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (25, 26, ("unclear", "")),
        (25, 30, ("up", "leaning")),
        (25, 33, ("up", "probably")),
        (20, 40, ("up", "clearly")),
        (40, 20, ("down", "clearly")),
        (30, 25, ("down", "leaning")),
    ],
)
def test_a_change_is_as_sure_as_its_direction(before: int, now: int, said: tuple[str, str]) -> None:
    assert went(cell(before, before, 50), cell(now, now, 50)) == said


def test_a_clamped_figure_can_still_show_a_change() -> None:
    assert went(cell(20, 20, 50), cell(47, 47, 50)) == ("up", "clearly")
    assert went(cell(20, 20, 50), cell(28, 50, 50))[0] == "up"


def test_two_ranges_that_overlap_show_no_change() -> None:
    assert went(cell(0, 3, 12), cell(0, 3, 12)) == ("unclear", "")


def test_too_few_is_never_compared() -> None:
    nothing = cell(0, 6, None)

    assert went(nothing, cell(5, 5, 12)) == ("few", "")
    assert went(cell(5, 5, 12), nothing) == ("few", "")
