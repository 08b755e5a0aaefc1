"""The pages of the guides, and their short form where they are used."""

from collections.abc import Callable

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from bothways.guides.queries import all_guides, guide_in
from bothways.guides.shelf import SLUGS
from tests.cast import Cast

ClientOf = Callable[[object], Client]


def shown(slug: str) -> str:
    """What the tag puts on a page."""
    return Template('{% load guides %}{% guide "' + slug + '" %}').render(Context({}))


def test_every_guide_stands_on_the_list_with_its_minutes(firm: Cast, client_of: ClientOf) -> None:
    html = client_of(firm.employee).get("/guides/").content.decode()

    for guide in all_guides("en"):
        assert guide.title in html
        assert f'href="/guides/{guide.slug}/"' in html
    assert "3 minutes" in html


def test_a_guide_is_read_whole_with_its_sources(firm: Cast, client_of: ClientOf) -> None:
    html = client_of(firm.employee).get("/guides/listening/").content.decode()

    assert "<h1>Listening so that people feel heard</h1>" in html
    assert "<h2>Words to borrow</h2>" in html
    assert "Rogers, Carl R.; Farson, Richard E. (1957)." in html


def test_there_is_no_guide_of_another_name(firm: Cast, client_of: ClientOf) -> None:
    assert client_of(firm.employee).get("/guides/keeping-silent/").status_code == 404


@pytest.mark.parametrize("slug", SLUGS)
def test_the_short_form_has_each_step_and_the_way_to_the_whole(slug: str) -> None:
    html = shown(slug)

    assert html.count("<li>") == len(guide_in(slug, "en").steps) >= 4
    assert f'href="/guides/{slug}/"' in html
    assert "<details" in html


def test_a_guide_without_a_text_in_ones_language_is_read_in_english_and_says_so() -> None:
    with translation.override("ar"):
        html = shown("listening")

    assert 'lang="en" dir="ltr"' in html
    assert "Listening so that people feel heard" in html


def test_a_name_that_is_no_guide_is_refused() -> None:
    with pytest.raises(LookupError, match="keeping-silent"):
        guide_in("keeping-silent", "en")
