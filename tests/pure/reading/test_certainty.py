"""How sure a difference is, as a reading keeps it."""

import pytest

from bothways.pure.measurement.change import Score, change_of_scores
from bothways.pure.reading.certainty import against, difference, said, sd_of

NOTHING = {"went": "unclear", "how": ""}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (3.5, NOTHING),
        (3.6, NOTHING),
        (3.8, {"went": "up", "how": "leaning"}),
        (4.0, {"went": "up", "how": "probably"}),
        (4.3, {"went": "up", "how": "clearly"}),
        (2.7, {"went": "down", "how": "clearly"}),
    ],
)
def test_a_score_is_held_against_an_earlier_one(value: float, told: dict[str, str]) -> None:
    assert difference(value, 0.2, 3.5, 0.2) == told


def test_a_difference_is_a_change_from_the_other_to_the_value() -> None:
    change = change_of_scores(Score(3.5, 0.3), Score(4.0, 0.2))

    assert difference(4.0, 0.2, 3.5, 0.3) == said(change)


def test_the_other_way_round_is_the_other_direction() -> None:
    assert difference(3.5, 0.2, 4.3, 0.2) == {"went": "down", "how": "clearly"}


def test_a_group_is_clearly_apart_where_the_firm_lies_outside_its_interval() -> None:
    assert against(3.0, 0.2, 3.0 + 0.4)["how"] == "clearly"
    assert against(3.0, 0.2, 3.0 + 0.38)["how"] == "probably"
    assert against(3.0, 0.2, 3.05) == NOTHING


def test_the_ends_of_an_interval_give_its_deviation() -> None:
    assert sd_of(3.0 - 1.96 * 0.25, 3.0 + 1.96 * 0.25) == pytest.approx(0.25)
