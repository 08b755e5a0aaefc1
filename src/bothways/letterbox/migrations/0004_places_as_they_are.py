"""PostgreSQL stores a place as it is, and what is dead of it goes soon."""

from importlib import import_module
from typing import Any

from django.db import migrations

rows_as_they_are = import_module("bothways.letterbox.migrations.0002_rows_as_they_are")
TABLE = "letterbox_place"


def store_as_it_is(_apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    if connection.vendor == "postgresql" and connection.alias == "ballots":
        for words in (rows_as_they_are.AS_IT_IS, rows_as_they_are.SWEPT):
            schema_editor.execute(words.format(TABLE))


class Migration(migrations.Migration):
    dependencies = [("letterbox", "0003_places_for_pieces")]

    operations = [migrations.RunPython(store_as_it_is, migrations.RunPython.noop)]
