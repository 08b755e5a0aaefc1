"""Charts as tags: Python has the numbers, the parts in templates/ui print the SVG.

Each wants a `title` and a `desc` with the numbers in words, and a `key` that is unique on the
page. A page that shows a chart prints {% hatch %} once, before the first of them.
"""

from collections.abc import Mapping, Sequence

from django import template

from bothways.ui.charts import (
    DOT_STEP,
    MOST_DOTS,
    Point,
    Range,
    band_places,
    dot_places,
    history_places,
    spread_places,
)

register = template.Library()

Context = dict[str, object]


@register.inclusion_tag("ui/_hatch.html")
def hatch() -> Context:
    """Define the pattern of what is held back; once a page."""
    return {}


@register.inclusion_tag("ui/_band.html")
def band(
    key: str,
    title: str,
    desc: str,
    *,
    probable: Range,
    published: Range,
    estimate: float | None = None,
) -> Context:
    """Draw where the true value probably lies, on a line from nobody to everyone, or 1 to 5."""
    places = band_places(probable=probable, published=published, estimate=estimate)
    return {"key": key, "title": title, "desc": desc, "places": places}


@register.inclusion_tag("ui/_dots.html")
def dots(
    key: str, title: str, desc: str, *, agree: tuple[int, int], answered: int, asked: int
) -> Context:
    """Draw one dot per person; nothing where more than 60 were asked."""
    if asked > MOST_DOTS:
        return {}
    places = dot_places(agree=agree, answered=answered, asked=asked)
    height = places[-1].y + DOT_STEP // 2 if places else 0
    return {"key": key, "title": title, "desc": desc, "dots": places, "height": height}


@register.inclusion_tag("ui/_spread.html")
def spread(
    key: str, title: str, desc: str, *, answered: int, at_least: Mapping[int, tuple[int, int]]
) -> Context:
    """Draw how answers spread over the five options."""
    places = spread_places(answered=answered, at_least=at_least)
    return {"key": key, "title": title, "desc": desc, "places": places}


@register.inclusion_tag("ui/_history_chart.html")
def history_chart(key: str, title: str, desc: str, *, points: Sequence[Point]) -> Context:
    """Draw the same question over rounds, oldest first."""
    return {"key": key, "title": title, "desc": desc, "places": history_places(points)}
