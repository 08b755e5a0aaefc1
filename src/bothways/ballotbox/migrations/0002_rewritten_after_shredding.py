"""Whether the disk was written anew after a round's ballots were shredded.

A column that may be empty is added in place: on SQLite the table stays without row numbers.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ballotbox", "0001_sealed_boxes")]

    operations = [
        migrations.AddField(
            model_name="box", name="rewritten", field=models.BooleanField(null=True)
        ),
    ]
