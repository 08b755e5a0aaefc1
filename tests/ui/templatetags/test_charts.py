"""What the chart tags print: SVG with its numbers in words, no style, no script."""

import re
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from bothways.ui.charts import Point

ONE_BAND = '{% load charts %}{% band "q1" title desc probable=probable published=published %}'
ONE_HISTORY = '{% load charts %}{% history_chart "h" title desc points=points %}'
SOME_DOTS = '{% load charts %}{% dots "q1" "t" "d" agree=agree answered=answered asked=asked %}'
ONE_SPREAD = '{% load charts %}{% spread "q1" "t" "d" answered=answered at_least=at_least %}'


def printed(template: str, **context: Any) -> str:
    return Template(template).render(Context(context))


def a_band(**changes: Any) -> str:
    values: dict[str, Any] = {
        "title": "Trust",
        "desc": "31 of 46 agree.",
        "probable": (0.53, 0.8),
        "published": (31 / 46, 31 / 46),
    }
    return printed(ONE_BAND, **values | changes)


def test_a_band_says_its_numbers_in_title_and_desc() -> None:
    svg = a_band()

    assert '<title id="q1-bt">Trust</title>' in svg
    assert '<desc id="q1-bd">31 of 46 agree.</desc>' in svg
    assert 'aria-labelledby="q1-bt q1-bd"' in svg


def test_words_of_people_are_escaped_in_a_chart() -> None:
    assert "<b>" not in a_band(title="<b>Trust</b>")


def test_a_clamped_band_is_hatched_and_has_no_ring() -> None:
    svg = a_band(published=(0.75, 1.0))

    assert 'fill="url(#hatch)"' in svg
    assert 'class="rim"' not in svg


def test_places_keep_their_decimal_point_in_a_language_that_writes_a_comma() -> None:
    with translation.override("de"):
        svg = a_band()

    assert 'cx="67.39%"' in svg
    assert re.search(r'="\d+,\d', svg) is None


@pytest.mark.parametrize("asked", [60, 61])
def test_dots_are_drawn_for_sixty_people_at_most(asked: int) -> None:
    svg = printed(SOME_DOTS, agree=(30, 30), answered=50, asked=asked)

    assert svg.count("<circle") == (60 if asked == 60 else 0)


def test_a_spread_prints_a_piece_for_each_option_and_hatches_what_is_held_back() -> None:
    svg = printed(ONE_SPREAD, answered=10, at_least={2: (7, 10), 3: (6, 6), 4: (4, 4), 5: (0, 3)})

    assert 'class="spread__3"' in svg
    assert svg.count('class="spread__held"') == 2


def test_a_history_names_its_rounds_and_its_ends() -> None:
    points = [Point("Mar ’26", (0.4, 0.7), (0.5, 0.5)), Point("Jul ’26", (0.4, 0.7), (0.6, 0.6))]

    svg = printed(ONE_HISTORY, title="Trust", desc="Mar: 5 of 10", points=points)

    assert "Mar ’26" in svg
    assert svg.count('class="rim"') == 2
    assert "everyone" in svg


@pytest.mark.parametrize(
    "svg", [a_band, lambda: printed(SOME_DOTS, agree=(1, 2), answered=3, asked=4)]
)
def test_no_chart_has_a_viewbox_a_style_or_a_script(svg: Any) -> None:
    text = svg()

    assert "viewBox" not in text
    assert "style" not in text
    assert "script" not in text
