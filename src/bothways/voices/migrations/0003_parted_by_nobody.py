from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("voices", "0002_asked_secretly"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="word", name="word_of_a_voice_is_somebodys"),
        migrations.AddConstraint(
            model_name="word",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("by__isnull", False),
                    ("kind__in", ["added", "parted", "taken_back"]),
                    _connector="OR",
                ),
                name="word_of_a_voice_is_somebodys",
            ),
        ),
    ]
