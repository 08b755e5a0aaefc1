from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0008_rounds_for_those_who_lead"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlannedMonth",
            fields=[
                ("month", models.DateField(primary_key=True, serialize=False)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("a", "Trust, safety to speak up, communication"),
                            ("b", "Fairness, recognition, follow-through"),
                            ("c", "Growth, balance, inclusion"),
                            ("survey", "The survey, the whole questionnaire"),
                            ("nothing", "Nothing"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
        ),
    ]
