"""Trays, spent stamps and the month's keys; on SQLite in tables that keep no order of arrival."""

from importlib import import_module

from django.db import migrations, models

CreateWithoutRowid = import_module(
    "bothways.ballotbox.migrations.0001_sealed_boxes"
).CreateWithoutRowid


class Migration(migrations.Migration):
    initial = True

    dependencies = [("ballotbox", "0004_second_key")]

    operations = [
        CreateWithoutRowid(
            name="Month",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("month", models.CharField(max_length=7, unique=True)),
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
        CreateWithoutRowid(
            name="Remnant",
            fields=[
                ("id", models.CharField(max_length=20, primary_key=True, serialize=False)),
            ],
        ),
    ]
