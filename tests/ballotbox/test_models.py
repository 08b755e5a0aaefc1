"""The tables: no row number, no moment of writing, no way out."""

import pytest
from django.apps import apps
from django.db import connections, models

from bothways.ballotbox.models import Box

MODELS = list(apps.get_app_config("ballotbox").get_models())
COUNTERS = (models.AutoField, models.BigAutoField, models.SmallAutoField)
MOMENTS = {"opens_at", "closes_at"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_table_has_a_counter_a_relation_or_a_moment_of_writing(model: type) -> None:
    for field in model._meta.get_fields():
        assert not field.is_relation
        assert not isinstance(field, COUNTERS)
        if isinstance(field, models.DateField | models.TimeField):
            assert field.name in MOMENTS
            assert not getattr(field, "auto_now", False)
            assert not getattr(field, "auto_now_add", False)


@pytest.mark.sqlite
def test_on_sqlite_no_table_has_a_rowid() -> None:
    with connections["ballots"].cursor() as cursor:
        cursor.execute("PRAGMA table_list")
        without = {row[1]: row[4] for row in cursor.fetchall()}

    assert {model._meta.db_table: without[model._meta.db_table] for model in MODELS} == {
        model._meta.db_table: 1 for model in MODELS
    }


def test_the_tables_are_in_the_ballots_database_alone() -> None:
    tables = {model._meta.db_table for model in MODELS}

    assert tables <= set(connections["ballots"].introspection.table_names())
    assert not tables & set(connections["default"].introspection.table_names())


def test_the_only_moments_are_the_rounds_own() -> None:
    found = {f.name for f in Box._meta.get_fields() if isinstance(f, models.DateField)}

    assert found == MOMENTS
