"""Beside a change of a score the page says how small a change so many people can show."""

import pytest
from django.template.loader import render_to_string

from bothways.trust.scores import Score


def score(answered: int, change: str = "") -> Score:
    return Score(
        estimate=3.62,
        probable=(3.3, 3.9),
        raw=(3.6, 3.6),
        answered=answered,
        asked=answered,
        pooled=True,
        change=change,
    )


def shown(one: Score) -> str:
    return render_to_string("trust/_score.html", {"score": one, "key": "k", "title": "Trust"})


@pytest.mark.parametrize(
    ("answered", "points"), [(6, "0.9"), (15, "0.6"), (50, "0.3"), (200, "0.2")]
)
def test_fewer_people_show_only_larger_changes(answered: int, points: str) -> None:
    assert score(answered).what_would_show == (
        f"Among {answered} people, a change below about {points} would not show clearly."
    )


def test_it_stands_beside_a_change_and_nowhere_else() -> None:
    assert "would not show clearly" in shown(score(6, "No clear change"))
    assert "would not show clearly" not in shown(score(6))
