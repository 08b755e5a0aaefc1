"""PostgreSQL stores a row as it is: its size on the disk tells nothing, and what is dead goes soon."""

from typing import Any

from django.db import migrations

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
    dependencies = [("letterbox", "0001_trays_and_stamps")]

    operations = [migrations.RunPython(store_as_it_is, migrations.RunPython.noop)]
