from typing import Any

from django.db import migrations


def between_two_by_name(apps: Any, _editor: Any) -> None:
    """The one person whom a promise was made to says by name what became of it."""
    made = apps.get_model("commitments", "commitment").objects
    made.filter(to="person").update(confirm="by_name")


class Migration(migrations.Migration):
    dependencies = [("commitments", "0003_what_kind_of_word")]

    operations = [
        migrations.RunPython(between_two_by_name, migrations.RunPython.noop, elidable=True)
    ]
