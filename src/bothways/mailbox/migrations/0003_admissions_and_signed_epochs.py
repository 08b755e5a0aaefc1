"""Readers' own keys sign: whom they let in, what they share, which key of the desk they made."""

import django.db.models.deletion
from django.db import migrations, models


def signed(model: str, name: str, length: int) -> migrations.AddField:
    """A field that every row has from now on; there were no rows before the first release."""
    field: models.CharField[str, str] = models.CharField(max_length=length, default="")
    return migrations.AddField(model, name, field, preserve_default=False)


class Migration(migrations.Migration):
    dependencies = [("mailbox", "0002_board")]

    operations = [
        signed("epoch", "begins", 13),
        migrations.AddField("epoch", "again", models.BooleanField(default=False)),
        signed("epoch", "by", 43),
        signed("epoch", "co", 86),
        signed("share", "by", 43),
        signed("share", "signature", 86),
        migrations.CreateModel(
            name="Admission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("by", models.CharField(max_length=43)),
                ("seal", models.CharField(max_length=43)),
                ("sign", models.CharField(max_length=43)),
                ("compared", models.BooleanField()),
                ("signature", models.CharField(max_length=86)),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admissions",
                        to="mailbox.desk",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="admissions",
                        to="mailbox.reader",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("by", "of", "seal", "sign", "compared"), name="admitted_once"
                    )
                ],
            },
        ),
    ]
