"""The texts themselves, in each language: whole, well set, and shown as such."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from bothways.guides.queries import all_guides, guide_in
from bothways.guides.shelf import HEADINGS, SLUGS
from bothways.guides.text import Guide
from tests.cast import Cast

ClientOf = Callable[[object], Client]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
EVERY = [guide_in(slug, language) for slug in SLUGS for language in LANGUAGES]
OF_EACH = pytest.mark.parametrize(
    "guide", EVERY, ids=lambda guide: f"{guide.language}-{guide.slug}"
)
IN_EACH = pytest.mark.parametrize("language", LANGUAGES)
QUOTES = {"en": "“”", "de": "„“", "es": "«»"}


def words_of(guide: Guide) -> str:
    return "\n".join([guide.title, guide.whom, *guide.parts.blocks])


@OF_EACH
def test_what_is_quoted_has_the_signs_of_its_language_and_each_is_closed(guide: Guide) -> None:
    opening, closing = QUOTES[guide.language]
    for block in guide.parts.blocks:
        signs = re.findall(r"[“”„«»\"]", block)
        assert signs == [opening, closing] * (len(signs) // 2), block


@OF_EACH
def test_each_step_is_a_whole_sentence(guide: Guide) -> None:
    for step in guide.steps:
        assert step[0].isupper(), step
        assert step.endswith("."), step
        assert 2 <= len(step.split()) <= 11, step


@OF_EACH
def test_a_step_says_more_than_its_line_or_is_said_again_nowhere(guide: Guide) -> None:
    assert len(set(guide.steps)) == len(guide.steps)
    for step in guide.steps:
        [block] = [one for one in guide.parts.blocks if one.startswith(step)]
        assert len(block) > len(step) + 10, step


@OF_EACH
def test_nothing_of_markdown_is_left_in_what_is_read(guide: Guide) -> None:
    assert re.findall(r"\*\*|\]\(|^#|^>|^- ", words_of(guide), re.MULTILINE) == []


@OF_EACH
def test_no_two_blanks_no_blank_before_a_stop_and_no_stop_is_missing(guide: Guide) -> None:
    text = words_of(guide)

    assert "  " not in text
    assert re.findall(r" [.,;:?]", text) == []
    bodies = [one for one in guide.parts.blocks if one not in guide.parts.headings]
    assert [one for one in bodies if one[-1] not in ".?”“»"] == []


@OF_EACH
def test_an_example_is_of_a_place_with_so_many_people_or_of_a_trade(guide: Guide) -> None:
    heading = HEADINGS[guide.language][4]
    blocks = guide.parts.blocks
    example = blocks[blocks.index(heading) + 1]

    assert len(example.split()) > 50
    assert len(re.findall(r"[.?]", example)) >= 5


@OF_EACH
def test_no_guide_speaks_of_programs_for_a_guide_is_about_people(guide: Guide) -> None:
    of_programs = re.compile(r"\b(?:software|app|click|klick\w*|clic|dashboard|tool)\b", re.I)

    assert of_programs.findall(words_of(guide)) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_guide_has_one_title_in_each_language(slug: str) -> None:
    titles = {guide_in(slug, language).title for language in LANGUAGES}

    assert len(titles) == len(LANGUAGES)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_same_figures_and_days_stand_in_every_language(slug: str) -> None:
    def figures(language: str) -> list[str]:
        """Numbers of the example in digits, in no order: languages put them elsewhere."""
        guide = guide_in(slug, language)
        heading = HEADINGS[language][4]
        example = guide.parts.blocks[guide.parts.blocks.index(heading) + 1]
        return sorted(re.findall(r"\d+", example))

    assert figures("de") == figures("en")
    assert figures("es") == figures("en")


def test_no_source_stands_under_two_guides() -> None:
    sources = [source for guide in all_guides("en") for source in guide.sources]

    assert len(set(sources)) == len(sources)
    assert all(len(guide.sources) >= 2 for guide in all_guides("en"))


@IN_EACH
def test_the_page_of_a_guide_is_all_in_the_reader_s_language(
    firm: Cast, client_of: ClientOf, language: str
) -> None:
    firm.employee.language = language
    firm.employee.save()
    guide = guide_in("owning-a-mistake", language)

    html = client_of(firm.employee).get("/guides/owning-a-mistake/").content.decode()

    assert f'<html lang="{language}"' in html
    assert guide.title in html
    for heading in HEADINGS[language]:
        assert f"<h2>{heading}</h2>" in html
    main = html[html.index("<article") : html.index("</article>")]
    assert "lang=" not in main


@IN_EACH
def test_the_short_form_says_its_minutes_and_its_title_in_the_reader_s_language(
    language: str,
) -> None:
    guide = guide_in("listening", language)
    with translation.override(language):
        html = Template('{% load guides %}{% guide "listening" %}').render(Context({}))

    assert f"<bdi>{guide.title}</bdi>" in html
    assert f" {guide.minutes} minut" in html.lower()
    assert [step for step in guide.steps if step not in html] == []


def test_who_reads_it_in_another_language_hears_the_steps_in_english() -> None:
    with translation.override("ar"):
        html = Template('{% load guides %}{% guide "owning-a-mistake" %}').render(Context({}))

    assert '<ol class="guide__steps" lang="en" dir="ltr">' in html
    assert '<bdi lang="en">Owning a mistake</bdi>' in html


@pytest.mark.parametrize("who", ["owner", "people_lead", "manager", "employee", "representative"])
def test_every_role_reads_the_same_guides(firm: Cast, client_of: ClientOf, who: str) -> None:
    client = client_of(getattr(firm, who))

    assert client.get("/guides/").status_code == 200
    assert client.get("/guides/answering-a-result/").status_code == 200


def test_whoever_has_left_reads_none(firm: Cast, client_of: ClientOf) -> None:
    assert client_of(firm.leaver).get("/guides/").status_code == 302


def test_a_guide_can_only_be_read(firm: Cast, client_of: ClientOf) -> None:
    assert client_of(firm.owner).post("/guides/listening/").status_code == 405


def test_the_page_needs_no_script_and_no_style_of_its_own(firm: Cast, client_of: ClientOf) -> None:
    answer = client_of(firm.employee).get("/guides/listening/")
    html = answer.content.decode()

    assert "style-src 'self'" in answer["Content-Security-Policy"]
    main = html[html.index("<main") : html.index("</main>")]
    assert not re.findall(r"<script|<style|style=|\son\w+=", main)
