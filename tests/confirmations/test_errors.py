"""What each refusal around confirmations says, in the reader's language, naming nobody."""

import pytest
from django.utils import translation

from bothways.confirmations import errors
from bothways.people.errors import RefusedError

EACH = [
    (errors.NotKeptNowError, "not closed as kept now"),
    (errors.NotMadeToYouError, "Only those it was made to"),
    (errors.NotAskedByNameError, "Nobody is asked by name"),
    (errors.ReasonMissingError, "what you see differently"),
    (errors.TooLateToChangeError, "more than two weeks ago"),
    (errors.AnsweredOnceError, "talk to each other"),
    (errors.NothingToAnswerError, "nothing to answer"),
    (errors.NotTooFewError, "asked secretly"),
]


@pytest.mark.parametrize(("error", "says"), EACH)
def test_it_says_what_happened(error: type[RefusedError], says: str) -> None:
    assert says in str(error())


@pytest.mark.parametrize(("error", "_says"), EACH)
def test_it_is_another_sentence_in_each_language(error: type[RefusedError], _says: str) -> None:
    words = set()
    for language in ("en", "de", "es"):
        with translation.override(language):
            words.add(str(error()))

    assert len(words) == 3
    assert all(text.endswith(".") for text in words)


def test_no_refusal_is_left_out_here() -> None:
    named = {
        one
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, RefusedError) and one is not RefusedError
    }

    assert named == {error for error, _says in EACH}
