"""Another connection in the main one's place, and the main one back afterwards."""

from pathlib import Path

import pytest
from django.db import connections, transaction
from pytest_django import Settings

from bothways.operations.snapshot import instead_of_main, main_in, one_moment
from bothways.people.models import Person
from tests.cast import Cast


def test_inside_the_main_database_is_another_file_and_afterwards_the_old_one(
    firm: Cast, empty_database: Path
) -> None:
    before = connections["default"]

    with main_in(empty_database):
        assert not Person.objects.exists()

    assert connections["default"] is before
    assert Person.objects.count() == 32


def test_the_main_one_comes_back_after_a_failure_too(firm: Cast, empty_database: Path) -> None:
    before = connections["default"]

    with pytest.raises(RuntimeError), main_in(empty_database):
        raise RuntimeError

    assert connections["default"] is before


def test_other_settings_of_the_connection_stay(house: Cast) -> None:
    said = connections["default"].settings_dict["OPTIONS"]

    with instead_of_main(OPTIONS={**said, "timeout": 3}):
        here = connections["default"].settings_dict
        assert here["OPTIONS"] == {**said, "timeout": 3}
        assert here["NAME"] == str(Path(here["NAME"]))


def test_within_a_transaction_the_moment_is_that_of_the_transaction(house: Cast) -> None:
    with transaction.atomic():
        Person.objects.filter(pk=house.employee.pk).update(title="not yet committed")

        with one_moment():
            assert Person.objects.filter(title="not yet committed").exists()


def test_reading_one_moment_takes_no_lock_from_who_writes(house: Cast, settings: Settings) -> None:
    other_way = connections["default"]

    with one_moment():
        Person.objects.count()
        assert connections["default"] is not other_way
        mode = connections["default"].settings_dict["OPTIONS"]["transaction_mode"]

    assert mode == "DEFERRED"
