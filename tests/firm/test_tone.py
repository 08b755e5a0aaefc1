"""How the first hour speaks: short words, no promise that the software does not keep."""

import re

import pytest
from django.test import Client

from bothways.firm.path import STEPS
from bothways.firm.presets import PRESETS
from bothways.firm.queries import mark_of
from bothways.firm.ready import READY
from bothways.firm.suggestions import SUGGESTIONS
from bothways.firm.telling import facts_of, ready_words
from bothways.people.models import Person
from bothways.pure.wording import reading_grade
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.rounds import draft

EASY = 8.0
SENTENCE = re.compile(r"[^.:!?]+[.:!?]")
TOO_MUCH = ("100 %", "fully anonymous", "completely anonymous", "military", "guaranteed")
NOT_OUR_WORDS = ("successfully", "please note", "submit", "stakeholder", "engagement", "oops", "!")


def grade_of(sentences: list[str]) -> float:
    """The mean reading grade of these sentences."""
    return sum(map(reading_grade, sentences)) / len(sentences)


def sentences_in(text: str) -> list[str]:
    return [found.strip() for found in SENTENCE.findall(text) if len(found.split()) > 2]


def words_on(client: Client, address: str) -> str:
    """What a page says, without its marks."""
    main = client.get(address).content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.mark.parametrize(
    "step", ["people", "group", "representative", "values", "mail", "round", "words", "done"]
)
def test_every_screen_can_be_read_by_everybody(firm: Cast, client_of: ClientOf, step: str) -> None:
    said = sentences_in(words_on(client_of(firm.owner), f"/welcome/{step}/"))

    assert grade_of(said) <= EASY, sorted(said, key=reading_grade)[-3:]


def test_the_announcement_can_be_read_by_everybody(owner: Person) -> None:
    round_ = draft(owner)
    facts = [sentence for fact in facts_of(round_) for sentence in fact.sentences]

    assert grade_of(sentences_in(ready_words(round_))) <= EASY
    assert grade_of([s for fact in facts for s in sentences_in(fact)]) <= EASY


@pytest.mark.parametrize("step", [step.key for step in STEPS if step.key != "begin"])
def test_no_screen_promises_more_than_is_kept_or_speaks_like_an_office(
    firm: Cast, client_of: ClientOf, step: str
) -> None:
    draft(firm.owner)

    said = words_on(client_of(firm.owner), f"/welcome/{step}/").casefold()

    assert [word for word in (*TOO_MUCH, *NOT_OUR_WORDS) if word in said] == []


def test_what_can_be_chosen_has_a_name_of_its_own() -> None:
    for many in (PRESETS, READY, SUGGESTIONS, STEPS):
        keys = [one.key for one in many]  # type: ignore[attr-defined]
        assert len(set(keys)) == len(keys)


def test_a_suggestion_fits_into_its_fields() -> None:
    for one in SUGGESTIONS:
        assert len(str(one.name)) <= 60
        assert len(str(one.sentence)) <= 200


def test_two_lists_of_values_have_two_marks_and_the_same_list_has_one() -> None:
    one = [("Our word", "We keep it.")]

    assert mark_of(one) == mark_of(list(one))
    assert mark_of(one) != mark_of([("Our word", "We keep it"), *one])
    assert mark_of(one) != mark_of([])
    assert mark_of([("a", "b"), ("c", "d")]) != mark_of([("c", "d"), ("a", "b")])
