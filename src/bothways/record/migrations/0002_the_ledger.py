import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0001_entries"),
    ]

    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField(max_length=32)),
                ("at", models.DateTimeField(verbose_name="when")),
                ("origin", models.CharField(max_length=80)),
                ("signature", models.BinaryField(max_length=64)),
                ("key", models.BinaryField(max_length=32)),
            ],
            options={
                "ordering": ["-size"],
            },
        ),
        migrations.AddField(
            model_name="entry",
            name="commitment",
            field=models.BinaryField(default=b"", max_length=32),
        ),
        migrations.AddField(
            model_name="entry",
            name="erased_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="entry",
            name="salt",
            field=models.BinaryField(default=b"", max_length=32),
        ),
        migrations.AlterField(
            model_name="entry",
            name="details",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name="entry",
            name="verb",
            field=models.CharField(blank=True, max_length=60, verbose_name="what was done"),
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("commitment", models.BinaryField(max_length=32)),
                ("below", models.BinaryField(default=b"")),
                (
                    "entry",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaf",
                        to="record.entry",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
    ]
