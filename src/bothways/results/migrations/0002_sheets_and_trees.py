"""The sheet of a closed box, and releases that are signed as a tree."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("results", "0001_releases"),
        ("surveys", "0004_stamps_of_the_second_key"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sheet",
            fields=[
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="sheet",
                        serialize=False,
                        to="surveys.round",
                    ),
                ),
                ("text", models.TextField()),
                ("leaves", models.BinaryField()),
                ("company_signature", models.CharField(max_length=128)),
                ("guardian_signature", models.CharField(blank=True, max_length=128)),
            ],
        ),
        migrations.AddField(
            "release",
            "guardian_signature",
            models.CharField(blank=True, max_length=128, default=""),
        ),
        migrations.AddField(
            "release", "root", models.CharField(blank=True, max_length=64, default="")
        ),
        migrations.AddField("release", "salts", models.TextField(blank=True, default="")),
    ]
