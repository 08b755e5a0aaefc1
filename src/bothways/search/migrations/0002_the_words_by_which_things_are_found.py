"""The words by which each database finds things: a table of its own kind, no model."""

from typing import Any, ClassVar

from django.db import migrations

from bothways.search.index import index


def make_words(_apps: Any, schema_editor: Any) -> None:
    index(schema_editor.connection.alias).make()


def drop_words(_apps: Any, schema_editor: Any) -> None:
    index(schema_editor.connection.alias).drop()


class Migration(migrations.Migration):
    dependencies: ClassVar = [("search", "0001_what_can_be_found")]
    operations: ClassVar = [migrations.RunPython(make_words, drop_words)]
