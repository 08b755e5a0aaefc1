import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("surveys", "0010_rounds_about_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("owner", "for the firm"),
                            ("representative", "for the employees"),
                        ],
                        max_length=14,
                    ),
                ),
                ("words", models.CharField(max_length=1000, verbose_name="why it can't wait")),
                ("said_on", models.DateField(verbose_name="on")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="surveys.round",
                    ),
                ),
            ],
            options={
                "ordering": ["side"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "side"), name="agreement_once_a_side"),
                    models.UniqueConstraint(fields=("round", "by"), name="agreement_once_a_person"),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="agreement_has_words"
                    ),
                ],
            },
        ),
    ]
