"""Migrations are named for the change, stand in one line, and can be taken back."""

import re

import pytest
from django.apps import apps
from django.db import migrations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

LOADER = MigrationLoader(None)
OURS = sorted(  # Django reads a folder into a set, and every worker of a run needs one order
    key for key in LOADER.disk_migrations if apps.get_app_config(key[0]).name.startswith("bothways")
)


@pytest.mark.parametrize("key", OURS, ids=".".join)
def test_a_migration_is_named_for_its_change(key: tuple[str, str]) -> None:
    assert re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", key[1])
    assert "_auto_" not in key[1]
    assert not key[1].endswith("_initial")


@pytest.mark.parametrize("app", sorted({app for app, _ in OURS}))
def test_the_migrations_of_a_room_stand_in_one_line(app: str) -> None:
    names = sorted(name for room, name in OURS if room == app)

    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    assert len(LOADER.graph.leaf_nodes(app)) == 1


@pytest.mark.parametrize("key", OURS, ids=".".join)
def test_a_migration_can_be_taken_back(key: tuple[str, str]) -> None:
    operations: list[Operation] = LOADER.disk_migrations[key].operations

    assert [operation for operation in operations if not operation.reversible] == []


@pytest.mark.parametrize("key", OURS, ids=".".join)
def test_a_migration_changes_tables_or_rows_but_not_both(key: tuple[str, str]) -> None:
    by_hand = (migrations.RunPython, migrations.RunSQL)
    kinds = {isinstance(op, by_hand) for op in LOADER.disk_migrations[key].operations}

    assert len(kinds) <= 1
