"""Pieces of attachments that came out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mailbox", "0003_admissions_and_signed_epochs")]

    operations = [
        migrations.CreateModel(
            name="Piece",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("hour", models.CharField(db_index=True, max_length=13)),
                ("record", models.BinaryField()),
            ],
        ),
    ]
