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


def test_a_page_has_one_pattern_of_what_is_held_back_and_nobody_reads_it_aloud() -> None:
    html = printed("{% load charts %}{% hatch %}")

    assert html.count('id="hatch"') == 1
    assert 'aria-hidden="true"' in html


def test_dots_where_nobody_was_asked_are_nothing_at_all() -> None:
    assert "<svg" not in printed(SOME_DOTS, agree=(0, 0), answered=0, asked=0)


def test_every_kind_of_dot_is_told_apart_without_its_colour() -> None:
    svg = printed(SOME_DOTS, agree=(1, 2), answered=3, asked=4)

    assert [svg.count(f'class="{kind}"') for kind in ("dot", "held", "no", "none")] == [1] * 4
    assert svg.count('fill="url(#hatch)"') == 1
    assert svg.count('r="3"') == 1


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_the_ends_of_a_history_are_named_in_the_language_of_the_page(language: str) -> None:
    points = [Point("Jul ’26", (0.4, 0.7), (0.6, 0.6))]
    with translation.override(language):
        html = printed(ONE_HISTORY, title="t", desc="d", points=points)
        ends = [translation.gettext(word) for word in ("everyone", "half", "nobody")]

    assert all(f"<span>{end}</span>" in html for end in ends)
    assert ("<span>everyone</span>" in html) == (language == "en")


def test_a_history_of_one_round_has_no_line_to_another() -> None:
    points = [Point("<Jul>", (0.4, 0.7), (0.6, 1.0))]

    svg = printed(ONE_HISTORY, title="t", desc="d", points=points)

    assert 'class="link"' not in svg
    assert 'class="rim"' not in svg
    assert "&lt;Jul&gt;" in svg


def test_two_charts_on_a_page_have_names_that_never_meet() -> None:
    band = '{% band key "t" "d" probable=p published=p %}'
    both = "{% load charts %}{% for key in keys %}" + band + "{% endfor %}"

    html = printed(both, keys=["q1", "q2"], p=(0.2, 0.4))

    named = re.findall(r'\bid="([^"]+)"', html)
    assert len(named) == len(set(named)) == 4
