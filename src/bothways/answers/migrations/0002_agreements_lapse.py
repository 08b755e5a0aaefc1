from django.conf import settings
from django.db import migrations, models

HOLDS = models.Q(("lapsed_on", None))


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0001_agreements_to_ask_first"),
        ("surveys", "0010_rounds_about_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="lapsed_on",
            field=models.DateField(blank=True, null=True, verbose_name="lapsed on"),
        ),
        migrations.AlterModelOptions(name="agreement", options={"ordering": ["side", "pk"]}),
        migrations.RemoveConstraint(model_name="agreement", name="agreement_once_a_side"),
        migrations.RemoveConstraint(model_name="agreement", name="agreement_once_a_person"),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                condition=HOLDS, fields=("round", "side"), name="agreement_once_a_side"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                condition=HOLDS, fields=("round", "by"), name="agreement_once_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=HOLDS | models.Q(("lapsed_on__gte", models.F("said_on"))),
                name="agreement_lapses_after_it_was_given",
            ),
        ),
    ]
