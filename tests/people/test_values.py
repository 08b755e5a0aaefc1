"""What the firm stands for, as the database holds it."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from bothways.commitments.models import Commitment
from bothways.people.models import Person, Value
from bothways.people.queries import values_held
from tests.factories import TODAY, make_promise


def value(name: str, place: int = 1, **fields: object) -> Value:
    return Value.objects.create(name=name, sentence="So.", place=place, **fields)


def test_values_stand_in_the_order_they_were_given(db: None) -> None:
    value("Second", 2)
    value("First", 1)

    assert [one.name for one in values_held()] == ["First", "Second"]
    assert str(values_held()[0]) == "First"


def test_a_name_stands_once_among_those_that_are_held(db: None) -> None:
    value("Fair")

    with pytest.raises(IntegrityError), transaction.atomic():
        value("Fair", 2)


def test_a_dropped_value_makes_room_for_its_name(db: None) -> None:
    value("Fair", dropped_on=TODAY)
    value("Fair")

    assert len(values_held()) == 1


def test_a_value_that_a_promise_points_to_can_not_be_deleted(owner: Person) -> None:
    fair = value("Fair")
    promise = make_promise(owner, value=fair)

    with pytest.raises(ProtectedError):
        fair.delete()

    assert Commitment.objects.get().value == fair == promise.value


def test_a_promise_needs_no_value(owner: Person) -> None:
    assert make_promise(owner).value is None
