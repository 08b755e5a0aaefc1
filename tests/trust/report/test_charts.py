"""What the report's charts draw: the same places as the page's, in lines and greys."""

from datetime import date

import pytest

from bothways.trust.report import charts
from bothways.ui.charts import Point
from bothways.ui.paper import Box, Paper

LINE = Box(20, 100, 100, 5)


@pytest.fixture
def paper() -> Paper:
    return Paper(title="Probe", language="en", on=date(2026, 11, 22))


def strokes(paper: Paper, kind: str) -> list[list[object]]:
    return [values for what, values in paper.strokes if what == kind]


def test_a_band_lies_between_its_ends_on_a_line_from_nobody_to_everyone(paper: Paper) -> None:
    charts.band(paper, LINE, probable=(0.25, 0.75), published=(0.5, 0.5))

    assert strokes(paper, "rule") == [[20, 102.5, 100]]
    assert strokes(paper, "shade") == [[(45.0, 100.9, 50.0, 3.2)]]


def test_an_exact_share_has_a_ring_and_nothing_is_hatched(paper: Paper) -> None:
    charts.band(paper, LINE, probable=(0.25, 0.75), published=(0.5, 0.5))

    assert strokes(paper, "ring") == [[70.0, 102.5, 1.2]]
    assert strokes(paper, "frame") == []


def test_what_is_held_back_is_hatched_and_has_no_ring(paper: Paper) -> None:
    charts.band(paper, LINE, probable=(0.4, 1.0), published=(0.75, 1.0))

    assert strokes(paper, "ring") == []
    assert strokes(paper, "frame") == [[(95.0, 101.5, 25.0, 2.0)]]


def test_a_band_that_reaches_everyone_has_no_hard_end_there(paper: Paper) -> None:
    charts.band(paper, LINE, probable=(0.4, 1.0), published=(0.75, 0.75))

    hard = [values for values in strokes(paper, "line") if values[1] == 0.6]
    assert len(hard) == 1


def test_every_line_of_a_hatch_stays_in_its_box(paper: Paper) -> None:
    box = Box(30, 50, 12, 2)

    charts.hatch(paper, box)

    lines = strokes(paper, "line")
    assert len(lines) > 5
    for points, _thick in lines:
        for x, y in points:  # type: ignore[attr-defined]
            assert box.x - 1e-9 <= x <= box.x + box.width + 1e-9
            assert box.y - 1e-9 <= y <= box.y + box.height + 1e-9


def test_a_history_stands_oldest_first_with_its_months_below(paper: Paper) -> None:
    points = [
        Point("Jul ’26", (0.3, 0.7), (0.5, 0.5)),
        Point("Oct ’26", (0.5, 0.9), (0.6, 0.8)),
    ]

    charts.history(paper, Box(20, 100, 100, 25), points)

    assert [values[0] for values in strokes(paper, "text")] == ["Jul ’26", "Oct ’26"]
    assert [values[0] for values in strokes(paper, "ring")] == [45.0]
    assert len(strokes(paper, "frame")) == 1
    assert len(strokes(paper, "rule")) == 3
