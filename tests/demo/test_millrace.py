"""The finished demo that tests share: copies of it, and databases that get their own back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from bothways.people.models import Organisation
from tests.blank import FILES
from tests.millrace import laid_out, standing_in

pytestmark = pytest.mark.slow


def test_a_copy_is_whole_and_changing_it_changes_no_other(tmp_path: Path) -> None:
    mine, other = laid_out(tmp_path / "mine"), laid_out(tmp_path / "other")

    with closing(sqlite3.connect(mine / FILES["default"])) as changed:
        changed.execute("UPDATE people_organisation SET name = 'Another'")
        changed.commit()
    with closing(sqlite3.connect(other / FILES["default"])) as kept:
        assert kept.execute("SELECT name FROM people_organisation").fetchall() == [("Millrace",)]


@pytest.fixture(scope="module")
def names(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> list[list[str]]:
    """What the firm is called before, while and after Millrace stands in."""

    def called() -> list[str]:
        return list(Organisation.objects.values_list("name", flat=True))

    with django_db_blocker.unblock():
        found = [called()]
        with standing_in(laid_out(tmp_path_factory.mktemp("standing-in") / "demo")):
            found.append(called())
        return [*found, called()]


def test_afterwards_the_databases_hold_what_they_held(names: list[list[str]]) -> None:
    assert names == [[], ["Millrace"], []]
