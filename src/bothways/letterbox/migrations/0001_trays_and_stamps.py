"""Trays, spent stamps and the month's keys, in tables that keep no order of arrival.

On SQLite without row numbers; on PostgreSQL a row is stored as it is, so that its size on the disk
tells nothing, and what is dead is cleared away soon.
"""

from importlib import import_module
from typing import Any

from django.db import migrations, models

CreateWithoutRowid = import_module(
    "bothways.ballotbox.migrations.0001_sealed_boxes"
).CreateWithoutRowid
TABLES = ("letterbox_tray", "letterbox_spent")
AS_IT_IS = "ALTER TABLE {} ALTER COLUMN records SET STORAGE EXTERNAL"
SWEPT = (
    "ALTER TABLE {} SET (autovacuum_vacuum_scale_factor = 0, "
    "autovacuum_vacuum_threshold = 20, toast.autovacuum_vacuum_scale_factor = 0, "
    "toast.autovacuum_vacuum_threshold = 200)"
)


def store_as_it_is(_apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    if connection.vendor == "postgresql" and connection.alias == "ballots":
        for table in TABLES:
            for words in (AS_IT_IS, SWEPT):
                schema_editor.execute(words.format(table))


class Migration(migrations.Migration):
    initial = True

    dependencies = [("ballotbox", "0004_second_key")]

    operations = [
        CreateWithoutRowid(
            name="Month",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("month", models.CharField(max_length=7)),
                ("public_key", models.BinaryField()),
                ("signing_key", models.BinaryField(null=True)),
            ],
        ),
        CreateWithoutRowid(
            name="Spent",
            fields=[
                ("id", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("month", models.CharField(max_length=64)),
                ("records", models.BinaryField()),
            ],
        ),
        CreateWithoutRowid(
            name="Tray",
            fields=[
                ("id", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("size", models.PositiveIntegerField()),
                ("records", models.BinaryField()),
            ],
        ),
        migrations.RunPython(store_as_it_is, migrations.RunPython.noop),
    ]
