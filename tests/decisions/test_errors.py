"""Every refusal says what to do next, and names nobody."""

import inspect
from uuid import UUID

import pytest

from bothways.decisions import errors
from bothways.people.errors import RefusedError

WITH_SOMETHING = {
    errors.TooManyWordsError: errors.TooManyWordsError(280),
    errors.AlreadyRecordedError: errors.AlreadyRecordedError(UUID(int=1)),
}
ALL = [
    found
    for _name, found in inspect.getmembers(errors, inspect.isclass)
    if issubclass(found, RefusedError) and found is not RefusedError
]


@pytest.mark.parametrize("refusal", ALL)
def test_a_refusal_is_whole_sentences_for_a_page(refusal: type[RefusedError]) -> None:
    said = str(WITH_SOMETHING.get(refusal) or refusal())

    assert said.endswith(".")
    assert "!" not in said
    assert said[0].isupper()
    assert 20 < len(said) < 200


def test_how_long_it_may_be_is_said() -> None:
    assert "280 characters" in str(errors.TooManyWordsError(280))


def test_a_second_click_knows_the_first() -> None:
    assert errors.AlreadyRecordedError(UUID(int=7)).first == UUID(int=7)
