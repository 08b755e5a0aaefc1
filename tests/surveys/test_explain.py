"""What stands before the first question is true in this configuration."""

import pytest
from django.utils import translation

from bothways.keyholders.models import Keyholder
from bothways.people.models import Person
from bothways.surveys.explain import (
    SCALE,
    box_words,
    keys_of,
    limits,
    smallest_shown,
    what_happens,
    what_is_done,
)
from bothways.surveys.second_key import State, second_key_state, state_of
from tests.cast import Cast
from tests.factories import NOW
from tests.rounds import opened


def test_three_sentences_in_the_order_in_which_it_happens(owner: Person) -> None:
    happens = what_happens(opened(owner))

    assert [short for short, _ in happens] == [
        "Sealed first.",
        "Opened once, with the company's key.",
        "Counted, then destroyed.",
    ]


def test_with_one_key_nobody_is_promised_a_second(owner: Person) -> None:
    text = " ".join(" ".join(pair) for pair in what_happens(opened(owner)))

    assert "no second key" in text
    assert "the company alone could open the box" in text
    assert "two keys" not in text


@pytest.mark.parametrize(
    ("k", "c", "smallest"),
    [(7, 2, 7), (9, 3, 9), (5, 1, 5), (7, 3, 9), (5, 2, 7)],
)
def test_no_figure_is_of_fewer_than_k_and_twice_c_plus_three(k: int, c: int, smallest: int) -> None:
    assert smallest_shown(k, c) == smallest


def test_the_smallest_group_is_the_one_of_this_rounds_rules(owner: Person, firm: Cast) -> None:
    firm.organisation.k, firm.organisation.c = 9, 3
    firm.organisation.save()

    assert "totals of 9 people or more" in what_happens(opened(owner))[2][1]


@pytest.mark.parametrize(
    "word", ["false", "one key", "network", "watched", "copy", "come back", "say no"]
)
def test_the_limits_are_said_where_people_answer(word: str) -> None:
    assert any(word in limit for limit in limits("none"))


def test_nothing_promises_more_than_is_kept(owner: Person) -> None:
    said = [*limits("none"), *(text for pair in what_happens(opened(owner)) for text in pair)]

    for text in said:
        assert "fully anonymous" not in text.lower()
        assert "100" not in text
        assert "nobody can ever" not in text.lower()
        assert "!" not in text


def test_the_answers_have_words_and_no_numbers() -> None:
    assert [value for value, _ in SCALE] == [1, 2, 3, 4, 5]
    assert [str(words) for _, words in SCALE][::4] == ["Strongly disagree", "Strongly agree"]
    assert not any(char.isdigit() for _, words in SCALE for char in str(words))


def test_the_page_brings_along_what_the_box_may_answer_because_the_box_knows_no_language() -> None:
    with translation.override("de"):
        words = dict(box_words())

    assert words["late"].startswith("Diese Runde ist geschlossen.")
    assert {"malformed", "forged", "older", "busy"} <= set(words)


@pytest.mark.parametrize(
    ("keys", "true", "false"),
    [
        ("none", "There is one key", "two keys"),
        ("apart", "two keys", "company alone"),
        ("same_host", "company alone", "It takes both"),
    ],
)
def test_what_is_said_of_keys_is_true_where_the_second_key_is(
    keys: State, true: str, false: str
) -> None:
    said = " ".join([*limits(keys), *(text for pair in what_is_done(7, 2, keys) for text in pair)])

    assert true in said
    assert false not in said


def test_a_round_is_explained_by_its_own_rules(owner: Person) -> None:
    round_ = opened(owner)

    assert keys_of(round_) == state_of({"guardian": None}) == "none"
    assert state_of({"guardian": {"key": "of nobody here"}}) == "same_host"


@pytest.mark.parametrize("where", ["apart", "same_host"])
def test_where_the_second_key_is_said_to_be_is_where_it_is(
    representative: Person, where: str
) -> None:
    assert second_key_state() == "none"
    Keyholder.objects.create(
        person=representative, name="Edda Falk", sign_public="k", where=where, since=NOW
    )

    assert second_key_state() == state_of({"guardian": {"key": "k"}}) == where
