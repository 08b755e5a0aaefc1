"""Every own question that a round has asked already is kept among the firm's own.

One that everyone was asked and those who lead, too, is everyone's from now on: a question asks one
side alone, and everyone's line is the one that more people know.
"""

from typing import Any, ClassVar

from django.db import migrations

LEADERS = "leaders"


def keep(apps: Any, _schema_editor: Any) -> None:
    asked = apps.get_model("surveys", "RoundQuestion")._base_manager
    questions = apps.get_model("surveys", "OwnQuestion")._base_manager
    wordings = apps.get_model("surveys", "OwnWording")._base_manager
    rows = asked.filter(code__startswith="OWN-").select_related("round").defer("round__manifest")
    in_order = sorted(rows, key=lambda row: (row.round.audience != LEADERS, row.pk))
    for code, row in {row.code: row for row in in_order}.items():  # the last of each stays
        leads = "leader" if row.about_leader else "work"
        wordings.create(
            question=questions.create(code=code),
            version=row.version,
            about="team" if row.round.audience == LEADERS else leads,
            keyed=row.keyed,
            text=row.text,
            language=row.language,
            texts={**row.texts, row.language: row.text},
        )


class Migration(migrations.Migration):
    dependencies: ClassVar = [("surveys", "0011_own_questions")]

    operations: ClassVar = [migrations.RunPython(keep, migrations.RunPython.noop)]
