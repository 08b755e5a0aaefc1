"""What somebody reads who is refused: what happened, what to do next, and nobody's name."""

import pytest
from django.utils import translation

from bothways.people.errors import RefusedError
from bothways.programmes import errors
from bothways.pure.wording import HIGHEST_GRADE, reading_grade

SENTENCES = {
    errors.FixedError: "Take it back or end it with a reason, and declare another.",
    errors.StartsTooSoonError: "Choose tomorrow or a later day.",
    errors.RestTooSoonError: "Give it four weeks more",
    errors.NothingAskedError: "Ask it in a round first.",
    errors.NoGroupError: "Choose at least one to begin and leave one at least.",
    errors.NoReasonError: "Say why these groups begin.",
    errors.NoWordsError: "Say it in a sentence.",
    errors.HasStartedError: "You can end it early, with a reason.",
    errors.HasNotStartedError: "You can take it back, with a reason.",
    errors.IsOverError: "your text is still here",
}
EACH = pytest.mark.parametrize("kind", SENTENCES, ids=lambda kind: kind.__name__)


def test_every_refusal_of_this_room_is_looked_at_here() -> None:
    there = {
        one
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, RefusedError) and one is not RefusedError
    }

    assert there == {*SENTENCES, errors.AlreadyDeclaredError}


@EACH
def test_a_refusal_says_what_to_do_next(kind: type[RefusedError]) -> None:
    assert SENTENCES[kind] in str(kind())


@EACH
def test_a_refusal_is_whole_sentences_that_read_easily(kind: type[RefusedError]) -> None:
    words = str(kind())

    assert words.endswith(".")
    for sentence in words.rstrip(".").split(". "):
        assert reading_grade(sentence) <= HIGHEST_GRADE, sentence


@EACH
@pytest.mark.parametrize("language", ["de", "es"])
def test_a_refusal_is_said_in_the_readers_language(kind: type[RefusedError], language: str) -> None:
    english = str(kind())
    with translation.override(language):
        told = str(kind())

    assert told != english
    assert told.endswith(".")


def test_what_was_declared_a_moment_ago_knows_the_first_one() -> None:
    first = object()
    refusal = errors.AlreadyDeclaredError(first)

    assert refusal.first is first
    assert str(refusal) == "This was declared already."
