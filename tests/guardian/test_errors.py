"""The refusals of the second key's room: a sentence each, in each language."""

import pytest
from django.utils.translation import override

from bothways.guardian.errors import (
    ListChangedError,
    NotAnswersError,
    ShapeError,
    UnknownRoundError,
    UnsignedError,
    WrongStampError,
)
from bothways.people.errors import RefusedError

EACH = [
    (UnsignedError(), "Look at the clock of the machine that sends it."),
    (NotAnswersError(), "Nothing of it was taken."),
    (ShapeError(), "so it was not taken."),
    (UnknownRoundError(), "Load the page again."),
    (ListChangedError(), "tell everyone if you can't explain it."),
    (WrongStampError(), "It was not handed on."),
]


@pytest.mark.parametrize(("refusal", "ends"), EACH, ids=lambda one: type(one).__name__)
def test_each_refusal_ends_with_what_to_do_or_what_was_not_done(
    refusal: RefusedError, ends: str
) -> None:
    assert str(refusal).endswith(ends)


@pytest.mark.parametrize("language", ["de", "es"])
def test_each_refusal_is_said_in_each_language(language: str) -> None:
    english = {str(refusal) for refusal, _ in EACH}
    with override(language):
        told = {str(refusal) for refusal, _ in EACH}

    assert len(told) == len(EACH)
    assert not told & english
