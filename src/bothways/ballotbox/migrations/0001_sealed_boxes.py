"""Boxes, block keys and bundles; on SQLite in tables that keep no order of arrival."""

from typing import Any

from django.db import migrations, models


class CreateWithoutRowid(migrations.CreateModel):
    """As CreateModel, but on SQLite WITHOUT ROWID: a rowid tells which row came first."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor != "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            sql, params = schema_editor.table_sql(model)
            schema_editor.execute(f"{sql} WITHOUT ROWID", params or None)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateWithoutRowid(
            name="Box",
            fields=[
                ("round", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("manifest_hash", models.BinaryField(null=True)),
                ("size", models.PositiveSmallIntegerField(null=True)),
                ("opens_at", models.DateTimeField(null=True)),
                ("closes_at", models.DateTimeField(null=True)),
                ("shut", models.BooleanField(default=False)),
                ("seal_key", models.BinaryField(null=True)),
                ("receipt_key", models.BinaryField(null=True)),
            ],
        ),
        CreateWithoutRowid(
            name="BlockKey",
            fields=[
                ("id", models.CharField(max_length=300, primary_key=True, serialize=False)),
                ("round", models.CharField(max_length=32)),
                ("block", models.CharField(max_length=255)),
                ("public_key", models.BinaryField()),
                ("signing_key", models.BinaryField(null=True)),
                ("n_parts", models.PositiveSmallIntegerField(default=1)),
            ],
        ),
        CreateWithoutRowid(
            name="Bundle",
            fields=[
                ("id", models.CharField(max_length=310, primary_key=True, serialize=False)),
                ("round", models.CharField(max_length=32)),
                ("block", models.CharField(max_length=255)),
                ("records", models.BinaryField()),
            ],
        ),
    ]
