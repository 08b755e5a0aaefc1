"""Shredding: after the release is kept, ballots and keys are gone for good."""

from uuid import UUID

from django.db import connections, transaction

from bothways.ballotbox.models import BlockKey, Box, Bundle
from bothways.ballotbox.queries import BALLOTS


def destroy(round_id: UUID) -> None:
    """Destroy a round's ballots and all its private keys; said twice, it changes nothing.

    Only the empty box with its closing moment stays, so that a late ballot can be told that it
    is late. SQLite overwrites the bytes as it deletes them; then the file (or the tables, on
    PostgreSQL) is rewritten, after the transaction if there is one.
    """
    with transaction.atomic(using=BALLOTS):
        Bundle.objects.filter(round=round_id.hex).delete()
        BlockKey.objects.filter(round=round_id.hex).delete()
        Box.objects.filter(pk=round_id.hex).update(shut=True, seal_key=None, receipt_key=None)
    transaction.on_commit(_rewrite, using=BALLOTS)


def _rewrite() -> None:
    """Write the database anew, so that no freed page or dead row is left in it."""
    connection = connections[BALLOTS]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA temp_store=MEMORY")
            cursor.execute("VACUUM")
            return
        for model in (Bundle, BlockKey, Box):
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"VACUUM (FULL, ANALYZE) {table}")
