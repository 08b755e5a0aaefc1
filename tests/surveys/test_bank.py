"""The question book: complete, in order, each wording with its version."""

from dataclasses import replace

import pytest
from django.utils import translation

from bothways.surveys.bank import (
    CONSTRUCTS,
    all_items,
    askable,
    by_code,
    construct_name,
    wordings,
)
from bothways.surveys.wording import points_at_leader


def test_every_item_belongs_to_a_construct_that_has_a_name() -> None:
    assert {item.construct for item in all_items()} <= set(CONSTRUCTS)


def test_every_construct_has_items() -> None:
    assert set(CONSTRUCTS) == {item.construct for item in all_items()}


def test_every_item_has_a_version_a_direction_and_a_key() -> None:
    for item in all_items():
        assert item.version >= 1, item
        assert item.direction in {"up", "down"}, item
        assert item.keyed in {"+", "-"}, item
        assert item.scale in {"agree", "0-10"}, item
        assert item.role in {"anchor", "full", ""}, item


def test_what_mirrors_something_is_for_leaders_and_mirrors_what_is_asked_of_employees() -> None:
    asked = [item for item in all_items() if item.direction == "up"]
    codes, constructs = {item.code for item in asked}, {item.construct for item in asked}
    mirrors = [item for item in all_items() if item.mirrors]

    assert mirrors
    assert {item.direction for item in mirrors} == {"down"}
    assert {item.mirrors for item in mirrors} <= codes | constructs


def test_what_is_asked_of_everyone_is_about_the_work_and_its_leaders() -> None:
    for kind in ("pulse", "survey"):
        assert {item.direction for item in askable(kind)} == {"up"}
        assert {item.scale for item in askable(kind)} == {"agree"}


def test_how_likely_is_not_asked_in_five_options_of_agreeing() -> None:
    recommending = by_code(["U-REC01"])[0]

    assert recommending.scale == "0-10"
    assert recommending not in askable("survey")
    assert recommending not in askable("pulse")


def test_a_survey_asks_more_than_a_pulse_may() -> None:
    pulse, survey = set(askable("pulse")), set(askable("survey"))

    assert pulse < survey
    assert {item.role for item in survey - pulse} == {"full"}


def test_a_construct_of_a_pulse_has_more_than_one_question_to_turn_to() -> None:
    n_items: dict[str, int] = {}
    for item in askable("pulse"):
        n_items[item.construct] = n_items.get(item.construct, 0) + 1

    assert n_items["TRU"] >= 2
    assert n_items["PSY"] >= 2


def test_items_come_in_the_order_of_the_book_whatever_was_asked_for() -> None:
    codes = [item.code for item in askable("pulse")][:5]

    assert [item.code for item in by_code(reversed(codes))] == codes


def test_a_code_that_is_in_no_book_is_left_out() -> None:
    assert by_code(["U-NONE9"]) == []


@pytest.mark.parametrize(("code", "name"), [("PSY", "Safety to speak up"), ("OWN-1", "OWN-1")])
def test_a_construct_is_called_by_its_name_or_by_its_code(code: str, name: str) -> None:
    assert construct_name(code) == name


def test_the_book_is_read_once() -> None:
    assert all_items() is all_items()


@pytest.mark.parametrize("language", ["de", "es"])
def test_every_item_is_worded_in_every_language_for_the_version_there_is(language: str) -> None:
    missing = [item.code for item in all_items() if language not in wordings(item)]

    assert missing == []


@pytest.mark.parametrize("language", ["de", "es"])
def test_a_translation_says_its_version_its_state_and_the_firms_name_where_the_item_does(
    language: str,
) -> None:
    for item in all_items():
        wording = wordings(item)[language]
        assert wording.translation >= 1, item
        assert wording.state in {"draft", "reviewed"}, item
        assert ("{company}" in wording.text) == ("{company}" in item.text), item
        assert len(wording.text) <= 120, item


@pytest.mark.parametrize("language", ["de", "es"])
def test_what_is_about_ones_leader_points_at_them_in_every_language(language: str) -> None:
    """The rule of who sees it must not depend on the language that somebody wrote in."""
    for item in all_items():
        if points_at_leader(item.text):
            assert points_at_leader(wordings(item)[language].text), item


def test_an_item_is_shown_in_the_readers_language() -> None:
    item = by_code(["U-ENG3"])[0]

    with translation.override("de"):
        assert item.worded == "Meine Arbeit fühlt sich nützlich an."
    with translation.override("en"):
        assert item.worded == item.text


def test_a_translation_of_another_version_is_not_used() -> None:
    item = replace(by_code(["U-ENG3"])[0], version=2)

    assert wordings(item) == {}
