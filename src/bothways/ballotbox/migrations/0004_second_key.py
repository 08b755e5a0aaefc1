"""What a round with a guardian has besides: stamps, slips, and the groups that come back peeled.

Columns that may be empty are added in place: on SQLite the tables stay without row numbers.
"""

from importlib import import_module

from django.db import migrations, models

CreateWithoutRowid = import_module(
    "bothways.ballotbox.migrations.0001_sealed_boxes"
).CreateWithoutRowid


class Migration(migrations.Migration):
    dependencies = [("ballotbox", "0003_bundles_as_they_are")]

    operations = [
        migrations.AddField("box", "has_guardian", models.BooleanField(null=True)),
        migrations.AddField("box", "slips_key", models.BinaryField(null=True)),
        migrations.AddField("blockkey", "guardian_key", models.BinaryField(null=True)),
        CreateWithoutRowid(
            name="Peeled",
            fields=[
                ("round", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("groups", models.BinaryField()),
            ],
        ),
    ]
