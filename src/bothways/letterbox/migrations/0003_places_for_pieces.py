"""Places for pieces of attachments; on SQLite in a table that keeps no order of arrival."""

from importlib import import_module

from django.db import migrations, models

CreateWithoutRowid = import_module(
    "bothways.ballotbox.migrations.0001_sealed_boxes"
).CreateWithoutRowid


class Migration(migrations.Migration):
    dependencies = [("letterbox", "0002_rows_as_they_are")]

    operations = [
        CreateWithoutRowid(
            name="Place",
            fields=[
                ("id", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("is_full", models.BooleanField()),
                ("records", models.BinaryField()),
            ],
        ),
    ]
