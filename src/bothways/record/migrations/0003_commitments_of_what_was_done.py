"""Every entry that was there before the ledger gets a salt and a commitment."""

import secrets
from typing import Any

from django.db import migrations

from bothways.pure.ledger import SALT_LENGTH, entry_commitment, entry_text


def commit(apps: Any, _schema_editor: Any) -> None:
    entries = apps.get_model("record", "Entry")._base_manager
    for entry in entries.filter(commitment=b"").iterator(chunk_size=1000):
        salt = secrets.token_bytes(SALT_LENGTH)
        text = entry_text(
            at=entry.at,
            verb=entry.verb,
            by=entry.by_id.hex if entry.by_id else "",
            about=(entry.about_kind, entry.about_id),
            details=entry.details,
        )
        entries.filter(pk=entry.pk).update(salt=salt, commitment=entry_commitment(salt, text))


def forget(apps: Any, _schema_editor: Any) -> None:
    apps.get_model("record", "Leaf")._base_manager.all().delete()
    apps.get_model("record", "Head")._base_manager.all().delete()
    apps.get_model("record", "Entry")._base_manager.all().update(salt=b"", commitment=b"")


class Migration(migrations.Migration):
    dependencies = [("record", "0002_the_ledger")]

    operations = [migrations.RunPython(commit, forget)]
