"""What those who lead read when something is refused: what happened and what to do next."""

import pytest
from django.utils import translation

from bothways.leaders import errors
from bothways.people.errors import RefusedError
from bothways.pure.wording import HIGHEST_GRADE, reading_grade

SENTENCES = {
    errors.BoxInsteadError: "answers by name are not taken",
    errors.NothingAskedError: "Wait for one.",
    errors.NothingSaidError: "Answer one question at least, and say that everyone may see it.",
    errors.AlreadyUsedError: "Next time you can answer differently, or not at all.",
    errors.NothingToShareError: "nothing to share yet, or nobody to share it with",
}
EACH = pytest.mark.parametrize("kind", SENTENCES, ids=lambda kind: kind.__name__)


def test_every_refusal_of_this_room_is_looked_at_here() -> None:
    there = {
        one
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, RefusedError) and one is not RefusedError
    }

    assert there == set(SENTENCES)


@EACH
def test_a_refusal_says_what_happened_in_sentences_that_read_easily(
    kind: type[RefusedError],
) -> None:
    words = str(kind())

    assert SENTENCES[kind] in words
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
