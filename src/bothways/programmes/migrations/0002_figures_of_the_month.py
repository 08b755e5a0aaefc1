import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0001_declared_before_the_start"),
        ("surveys", "0012_own_questions_that_were_asked"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="design",
            name="design_rest_comes_later",
        ),
        migrations.AlterField(
            model_name="design",
            name="chosen",
            field=models.CharField(
                choices=[
                    ("lot", "drawn by lot"),
                    ("unrelated", "chosen for a reason that has nothing to do with the figures"),
                    ("low", "chosen because they scored low"),
                    ("all", "everybody at once"),
                    ("firm", "the whole firm, by a figure of the month"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="design",
            name="chosen_by_round",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="surveys.round",
            ),
        ),
        migrations.AlterField(
            model_name="design",
            name="scale",
            field=models.CharField(
                choices=[
                    ("share", "how many agree"),
                    ("score", "the score from 1 to 5"),
                    ("rate", "leavers a year per 100 people"),
                    ("amount", "a figure of the month"),
                ],
                max_length=6,
            ),
        ),
        migrations.AlterField(
            model_name="design",
            name="target",
            field=models.CharField(max_length=40),
        ),
        migrations.AddConstraint(
            model_name="design",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("chosen__in", ["all", "firm"]), ("rest_on", None)),
                    models.Q(
                        models.Q(("chosen__in", ["all", "firm"]), _negated=True),
                        ("rest_on__gt", models.F("starts_on")),
                        ("rest_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="design_rest_comes_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="design",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("chosen", "firm"),
                        ("chosen_by_round", None),
                        ("scale__in", ["rate", "amount"]),
                    ),
                    models.Q(
                        models.Q(("chosen", "firm"), _negated=True),
                        ("chosen_by_round__isnull", False),
                        ("scale__in", ["share", "score"]),
                    ),
                    _connector="OR",
                ),
                name="design_by_a_round_or_by_months",
            ),
        ),
    ]
