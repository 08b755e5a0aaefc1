import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0010_rounds_about_promises"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnQuestion",
            fields=[
                ("code", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("construct", models.CharField(blank=True, max_length=20)),
                (
                    "topic",
                    models.CharField(blank=True, max_length=40, verbose_name="topic of our own"),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("construct", ""), ("topic", ""), _connector="OR"),
                        name="own_question_under_one_heading",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnWording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("work", "Work, the team or the firm. Everyone is asked."),
                            (
                                "leader",
                                "One's own leader. Everyone is asked; by group, that leader alone sees it.",
                            ),
                            ("team", "The own team. Those who lead people are asked."),
                        ],
                        default="work",
                        max_length=6,
                    ),
                ),
                (
                    "keyed",
                    models.CharField(
                        choices=[
                            ("+", "Agreeing is the good sign"),
                            ("-", "Agreeing is the less good sign (in a survey only)"),
                        ],
                        default="+",
                        max_length=1,
                    ),
                ),
                ("text", models.CharField(max_length=600)),
                ("language", models.CharField(max_length=12)),
                ("texts", models.JSONField(default=dict)),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wordings",
                        to="surveys.ownquestion",
                    ),
                ),
            ],
            options={
                "ordering": ["question", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("question", "version"), name="own_wording_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="own_wording_has_words",
                    ),
                ],
            },
        ),
    ]
