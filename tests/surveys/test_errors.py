"""The sentences with which this room refuses: each says what to do, in each language."""

import pytest
from django.utils.translation import override

from bothways.people.errors import RefusedError
from bothways.surveys.errors import (
    BoxClosedError,
    BoxLostError,
    CannotOpenError,
    EnvelopeGoneError,
    FirmFixedError,
    FrozenError,
    NotAskedError,
    NotPlannedError,
)
from tests.factories import NOW

LONG = "Ünïcode & <b>" + "x" * 107
EACH = [
    (FrozenError(NOW), "The rules of this round were fixed on 2 November 2026."),
    (FirmFixedError("Spring"), "'Spring' was announced with this smallest group"),
    (NotAskedError(), "You are in the next one."),
    (EnvelopeGoneError(), "on another device. Answer there."),
    (BoxLostError(), "Tell whoever runs the server."),
    (BoxClosedError(), "The next round asks you again."),
    (NotPlannedError(), "Open the plan again to see what changed."),
]


@pytest.mark.parametrize(("refusal", "says"), EACH, ids=lambda one: type(one).__name__)
def test_each_refusal_says_what_is_the_matter_and_what_comes_next(
    refusal: RefusedError, says: str
) -> None:
    assert says in str(refusal)


@pytest.mark.parametrize("language", ["de", "es"])
def test_each_refusal_is_said_in_each_language_with_nothing_left_to_fill_in(language: str) -> None:
    english = [str(refusal) for refusal, _ in EACH]
    with override(language):
        told = [str(refusal) for refusal, _ in EACH]

    assert all(one != other for one, other in zip(told, english, strict=True))
    assert not any("%(" in one or "{" in one for one in told)
    assert "2026" in told[0]
    assert "Spring" in told[1]


def test_that_it_was_tried_is_on_the_record_is_said_to_whoever_tries() -> None:
    for refusal in (FrozenError(NOW), FirmFixedError(LONG)):
        assert str(refusal).endswith("That it was tried is on the record, where everyone sees it.")


def test_a_long_title_is_said_whole_and_as_it_is() -> None:
    assert LONG in str(FirmFixedError(LONG))


def test_all_reasons_against_opening_are_said_in_their_order() -> None:
    assert str(CannotOpenError(["First.", "Then."])) == "First. Then."
    assert CannotOpenError(["First.", "Then."]).reasons == ["First.", "Then."]
