"""The tables: no row number, no moment, no way out."""

import pytest
from django.apps import apps
from django.db import connections, models

MODELS = list(apps.get_app_config("letterbox").get_models())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_table_has_a_counter_a_relation_or_a_moment(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        assert not field.is_relation
        assert not isinstance(
            field, models.AutoField | models.DateField | models.TimeField | models.FloatField
        )


@pytest.mark.sqlite
def test_on_sqlite_no_table_has_a_rowid() -> None:
    with connections["ballots"].cursor() as cursor:
        cursor.execute("PRAGMA table_list")
        without = {row[1]: row[4] for row in cursor.fetchall()}

    assert [without[model._meta.db_table] for model in MODELS] == [1] * len(MODELS)


def test_the_tables_are_in_the_ballots_database_alone() -> None:
    tables = {model._meta.db_table for model in MODELS}

    assert tables <= set(connections["ballots"].introspection.table_names())
    assert not tables & set(connections["default"].introspection.table_names())


@pytest.mark.postgresql
def test_on_postgresql_rows_are_stored_as_they_are() -> None:
    with connections["ballots"].cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, a.attstorage FROM pg_attribute a JOIN pg_class c "
            "ON c.oid = a.attrelid WHERE a.attname = 'records' AND c.relname LIKE 'letterbox%'"
        )
        assert dict(cursor.fetchall()) == {
            "letterbox_tray": "e",
            "letterbox_spent": "e",
            "letterbox_place": "e",
        }
