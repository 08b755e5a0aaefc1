from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("commitments", "0004_between_two_by_name")]

    operations = [
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirm", "by_name"), ("to", "person")),
                    models.Q(("to", "person"), _negated=True),
                    _connector="OR",
                ),
                name="commitment_confirmed_as_it_was_made",
            ),
        ),
    ]
