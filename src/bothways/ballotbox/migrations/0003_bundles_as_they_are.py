"""PostgreSQL stores a bundle as it is: sealed ballots don't get smaller, and its size tells nothing.

An empty bundle would be squeezed to nearly nothing and grow with each ballot. And what is dead is
cleared away as soon as the server gets to it.
"""

from typing import Any

from django.db import migrations

AS_IT_IS = "ALTER TABLE ballotbox_bundle ALTER COLUMN records SET STORAGE EXTERNAL"
AS_USUAL = "ALTER TABLE ballotbox_bundle ALTER COLUMN records SET STORAGE EXTENDED"
SWEPT = (
    "ALTER TABLE ballotbox_bundle SET (autovacuum_vacuum_scale_factor = 0, "
    "autovacuum_vacuum_threshold = 20, toast.autovacuum_vacuum_scale_factor = 0, "
    "toast.autovacuum_vacuum_threshold = 200)"
)
NOT_SWEPT = (
    "ALTER TABLE ballotbox_bundle RESET (autovacuum_vacuum_scale_factor, "
    "autovacuum_vacuum_threshold, toast.autovacuum_vacuum_scale_factor, "
    "toast.autovacuum_vacuum_threshold)"
)


def forwards(_apps: Any, schema_editor: Any) -> None:
    _say(schema_editor, AS_IT_IS, SWEPT)


def backwards(_apps: Any, schema_editor: Any) -> None:
    _say(schema_editor, AS_USUAL, NOT_SWEPT)


def _say(schema_editor: Any, *words: str) -> None:
    is_here = schema_editor.connection.alias == "ballots"
    if schema_editor.connection.vendor == "postgresql" and is_here:
        for one in words:
            schema_editor.execute(one)


class Migration(migrations.Migration):
    dependencies = [("ballotbox", "0002_rewritten_after_shredding")]

    operations = [migrations.RunPython(forwards, backwards)]
