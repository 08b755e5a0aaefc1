"""Higher rooms say what must hold before a round opens."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from bothways.people.models import Person
from bothways.surveys.actions import announce_round
from bothways.surveys.errors import CannotOpenError
from bothways.surveys.models import Round
from bothways.surveys.registry import CONDITIONS, condition, what_stands_in_the_way
from tests.factories import NOW
from tests.rounds import draft


@pytest.fixture
def stubborn() -> Iterator[None]:
    """A room that lets no round open, for two reasons."""

    def never(_round: Round, _at: datetime) -> list[str]:
        return ["Answer the last round first.", "It is Monday."]

    condition(never)
    yield
    CONDITIONS.remove(never)


def test_nothing_stands_in_the_way_of_an_ordinary_round(owner: Person) -> None:
    assert what_stands_in_the_way(draft(owner), NOW) == []


def test_every_reason_is_said_at_once(owner: Person, stubborn: None) -> None:
    assert what_stands_in_the_way(draft(owner), NOW) == [
        "Answer the last round first.",
        "It is Monday.",
    ]


def test_a_round_does_not_open_against_a_condition(owner: Person, stubborn: None) -> None:
    round_ = draft(owner)

    with pytest.raises(CannotOpenError, match="It is Monday"):
        announce_round(round_, by=owner, at=NOW)

    round_.refresh_from_db()
    assert round_.state == Round.State.DRAFT
