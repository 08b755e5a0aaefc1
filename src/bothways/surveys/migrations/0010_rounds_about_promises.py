from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0009_months_of_the_plan"),
    ]

    operations = [
        migrations.AlterField(
            model_name="round",
            name="kind",
            field=models.CharField(
                choices=[
                    ("pulse", "Pulse: a few questions, how many agree"),
                    ("survey", "Survey: the whole questionnaire, how answers spread"),
                    ("promises", "Promises: whether they were kept, how many agree"),
                ],
                default="pulse",
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="roundquestion",
            name="text",
            field=models.CharField(max_length=600),
        ),
    ]
