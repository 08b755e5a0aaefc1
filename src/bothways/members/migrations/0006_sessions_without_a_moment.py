"""Sessions are signed without the moment of their last writing; nobody has to sign in again."""

from typing import Any

from django.core.signing import BadSignature, Signer, TimestampSigner
from django.db import migrations

SALT = "django.contrib.sessions.SessionStore"  # a store is named by its class alone


def without(apps: Any, schema_editor: Any) -> None:
    _sign_anew(apps, schema_editor, TimestampSigner(salt=SALT), Signer(salt=SALT))


def again(apps: Any, schema_editor: Any) -> None:
    _sign_anew(apps, schema_editor, Signer(salt=SALT), TimestampSigner(salt=SALT))


def _sign_anew(apps: Any, schema_editor: Any, before: Signer, after: Signer) -> None:
    """Sign every row's content with the other signer; a row that nobody signed goes."""
    sessions = apps.get_model("members", "Session").objects.using(schema_editor.connection.alias)
    for row in sessions.all():
        try:
            content = before.unsign(row.session_data)
        except BadSignature:
            row.delete()
            continue
        row.session_data = after.sign(content)
        row.save(update_fields=["session_data"])


class Migration(migrations.Migration):
    dependencies = [("members", "0005_invitations_and_the_last_file")]

    operations = [migrations.RunPython(without, again)]
