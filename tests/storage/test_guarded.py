"""Whichever way a row would change, its guard is asked first, and may refuse."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from bothways.people.models import Organisation
from bothways.storage.guarded import GUARDS, Guard, GuardedModel, GuardedQuerySet, guard, guard_of
from tests.cast import Cast
from tests.factories import make_organisation


class RefusedHereError(Exception):
    """What the guard of these tests says to everything."""


class Listening(Guard):
    """Write down what was asked, and refuse it where that is wished."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []
        self.refuses = False

    def _hear(self, what: str, told: Any) -> None:
        self.asked.append((what, told))
        if self.refuses:
            raise RefusedHereError

    def before_save(self, row: Any, fields: set[str]) -> None:
        self._hear("save", fields)

    def before_insert(self, rows: Sequence[Any]) -> None:
        self._hear("insert", [row.name for row in rows])

    def before_update(self, rows: GuardedQuerySet[Any], changes: dict[str, Any]) -> None:
        self._hear("update", changes)

    def before_delete(self, rows: GuardedQuerySet[Any]) -> None:
        self._hear("delete", rows.count())


@pytest.fixture
def listening(db: None) -> Iterator[Listening]:
    """A guard over the firm's own row, in place of the one that a running program has."""
    make_organisation()
    before = GUARDS.get(Organisation)
    guard(Organisation, heard := Listening())
    yield heard
    GUARDS.pop(Organisation)
    if before is not None:
        guard(Organisation, before)


def refused(listening: Listening) -> Listening:
    listening.refuses = True
    return listening


def test_a_saved_row_tells_every_column_that_is_written(listening: Listening) -> None:
    Organisation.objects.get().save()

    ((what, fields),) = listening.asked
    assert what == "save"
    assert fields == {field.attname for field in Organisation._meta.concrete_fields}


def test_a_row_saved_in_part_tells_that_part_alone(listening: Listening) -> None:
    Organisation.objects.get().save(update_fields=["name"])

    assert listening.asked == [("save", {"name"})]


def test_a_row_saved_in_no_part_tells_that_nothing_is_written(listening: Listening) -> None:
    Organisation.objects.get().save(update_fields=[])

    assert listening.asked == [("save", set())]


def test_what_was_never_read_of_a_row_is_not_said_to_be_written(listening: Listening) -> None:
    Organisation.objects.only("id", "k").get().save()

    assert listening.asked == [("save", {"id", "k"})]


def test_many_rows_at_once_are_asked_about_with_their_new_values(listening: Listening) -> None:
    assert Organisation.objects.filter(name="Millrace").update(name="Mill") == 1

    assert listening.asked == [("update", {"name": "Mill"})]


def test_new_rows_are_asked_about_though_they_come_from_something_read_once(
    listening: Listening,
) -> None:
    listening.refuses = True

    with pytest.raises(RefusedHereError):
        Organisation.objects.bulk_create(Organisation(name=one) for one in ("Mill", "Race"))

    assert listening.asked == [("insert", ["Mill", "Race"])]
    assert Organisation.objects.get().name == "Millrace"


def test_a_row_that_goes_is_asked_about_while_it_is_still_there(
    listening: Listening,
) -> None:
    Organisation.objects.get().delete()

    assert listening.asked[0] == ("delete", 1)
    assert not Organisation.objects.exists()


def test_a_delete_as_a_cascade_does_it_is_asked_about(listening: Listening) -> None:
    refused(listening)

    with pytest.raises(RefusedHereError):
        Organisation.objects.all()._raw_delete("default")

    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("way", ["save", "update", "delete a row", "delete rows", "bulk update"])
def test_what_the_guard_refuses_is_left_as_it_was(listening: Listening, way: str) -> None:
    row = Organisation.objects.get()
    row.name = "Other"
    refused(listening)
    ways = {
        "save": row.save,
        "update": lambda: Organisation.objects.update(name="Other"),
        "delete a row": row.delete,
        "delete rows": Organisation.objects.all().delete,
        "bulk update": lambda: Organisation.objects.bulk_update([row], ["name"]),
    }

    with pytest.raises(RefusedHereError), transaction.atomic():
        ways[way]()

    assert Organisation.objects.get().name == "Millrace"


def test_a_model_that_no_room_guards_changes_freely(firm: Cast) -> None:
    asked = guard_of(type(firm.owner))

    asked.before_save(firm.owner, {"name"})
    asked.before_insert([firm.owner])

    assert type(asked) is Guard
    assert type(firm.owner) not in GUARDS


def test_every_model_with_such_rows_goes_through_the_guard_from_relations_too() -> None:
    guarded = [model for model in apps.get_models() if issubclass(model, GuardedModel)]

    assert len(guarded) > 5
    for model in guarded:
        assert model._meta.base_manager_name == "objects", model
        assert issubclass(model._default_manager._queryset_class, GuardedQuerySet), model
