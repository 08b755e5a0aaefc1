"""Every own question that a round has asked already is kept among the firm's own."""

from typing import Any, ClassVar

from django.db import migrations

LONGEST = 200


def keep(apps: Any, _schema_editor: Any) -> None:
    asked = apps.get_model("surveys", "RoundQuestion")._base_manager
    questions = apps.get_model("surveys", "OwnQuestion")._base_manager
    wordings = apps.get_model("surveys", "OwnWording")._base_manager
    rows = asked.filter(code__startswith="OWN-").select_related("round").order_by("code", "pk")
    for code, row in {row.code: row for row in rows if len(row.text) <= LONGEST}.items():
        leads = "leader" if row.about_leader else "work"
        wordings.create(
            question=questions.create(code=code),
            version=row.version,
            about="team" if row.round.audience == "leaders" else leads,
            keyed=row.keyed,
            text=row.text,
            language=row.language,
            texts={**row.texts, row.language: row.text},
        )


class Migration(migrations.Migration):
    dependencies: ClassVar = [("surveys", "0011_own_questions")]

    operations: ClassVar = [migrations.RunPython(keep, migrations.RunPython.noop)]
