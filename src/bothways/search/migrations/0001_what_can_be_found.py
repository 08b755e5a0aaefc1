"""The copies of what everybody may see."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.CreateModel(
            name="Indexed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("ref", models.CharField(max_length=60)),
                ("title", models.TextField()),
                ("body", models.TextField(blank=True)),
                ("said_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "ref"), name="indexed_once"),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="indexed_says_something",
                    ),
                ],
            },
        ),
    ]
