"""Which guides there are, and that every place that asks for one gets it."""

import re
from pathlib import Path

from django.conf import settings

from bothways.guides.queries import all_guides, guide_in
from bothways.guides.shelf import HEADINGS, SLUGS, TEXTS, WRITTEN_IN, path_of

ASKED = re.compile(r'\{%\s*guide\s+"([^"]*)"')
ROOMS = Path(TEXTS).parents[1]


def test_every_guide_has_a_text_in_the_language_it_was_written_in() -> None:
    assert [slug for slug in SLUGS if not path_of(slug, WRITTEN_IN).exists()] == []


def test_every_language_of_the_product_has_its_headings() -> None:
    assert set(HEADINGS) == {code for code, _name in settings.LANGUAGES}
    assert {len(headings) for headings in HEADINGS.values()} == {6}


def test_no_page_asks_for_a_guide_that_is_not_there() -> None:
    asked = {
        slug
        for path in ROOMS.rglob("templates/**/*.html")
        for slug in ASKED.findall(path.read_text())
    }

    assert asked <= set(SLUGS)


def test_a_guide_is_read_from_the_disk_once() -> None:
    assert guide_in("listening", "en") is guide_in("listening", "en")
    assert [guide.slug for guide in all_guides("en")] == list(SLUGS)


def test_a_region_of_a_language_gets_that_language() -> None:
    assert guide_in("listening", "en-gb").language == "en"


def test_a_language_that_is_no_language_leads_nowhere_else_on_the_disk() -> None:
    assert guide_in("listening", "../en").language == "en"
    assert guide_in("listening", "..").language == "en"
