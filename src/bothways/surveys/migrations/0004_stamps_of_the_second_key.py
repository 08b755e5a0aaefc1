"""What the guardian is to stamp, and has stamped, while a round with two keys is open."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("surveys", "0003_wordings_in_every_language")]

    operations = [
        migrations.AddField("entitlement", "for_guardian", models.BinaryField(null=True)),
        migrations.AddField("entitlement", "stamp", models.BinaryField(null=True)),
    ]
