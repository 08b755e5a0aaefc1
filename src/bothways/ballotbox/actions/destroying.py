"""Shredding: after the release is kept, ballots and keys are gone for good."""

from functools import partial
from uuid import UUID

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from bothways.ballotbox.models import BlockKey, Box, Bundle, Peeled
from bothways.ballotbox.queries import BALLOTS

LONGEST_WAIT = "10s"


def destroy(round_id: UUID) -> None:
    """Destroy a round's ballots and all its private keys; said twice, it changes nothing.

    Only the empty box with its closing moment stays, so that a late ballot can be told that it
    is late. SQLite overwrites the bytes as it deletes them; then the file (or the tables, on
    PostgreSQL) is rewritten, after the transaction if there is one. Until that has worked,
    `queries.left_traces` says so, and it is to be said again.
    """
    with transaction.atomic(using=BALLOTS):
        Bundle.objects.filter(round=round_id.hex).delete()
        Peeled.objects.filter(round=round_id.hex).delete()
        BlockKey.objects.filter(round=round_id.hex).delete()
        gone = dict.fromkeys(("seal_key", "receipt_key", "slips_key"))
        Box.objects.filter(pk=round_id.hex).update(shut=True, **gone)
    transaction.on_commit(partial(_rewrite, round_id), using=BALLOTS)


def _rewrite(round_id: UUID) -> None:
    """Write the database anew, so that no freed page or dead row is left in it; and keep that."""
    connection = connections[BALLOTS]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA temp_store=MEMORY")
            cursor.execute("VACUUM")
        else:
            _rewrite_tables(cursor)
    Box.objects.filter(pk=round_id.hex).update(rewritten=True)


def _rewrite_tables(cursor: CursorWrapper) -> None:
    """On PostgreSQL: new files for the tables, into which nothing goes but the rows that stay.

    VACUUM FULL would carry dead rows over while anybody holds an older snapshot, a replica
    included. If somebody holds a table for long this fails, and is tried again by the next run of
    the job: whoever votes in another round does not stand behind it for longer.
    """
    with transaction.atomic(using=BALLOTS):
        cursor.execute(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}'")
        for table in (model._meta.db_table for model in (Bundle, Peeled, BlockKey, Box)):
            cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            cursor.execute(f"CREATE TEMPORARY TABLE kept ON COMMIT DROP AS TABLE {table}")
            cursor.execute(f"TRUNCATE {table}")
            cursor.execute(f"INSERT INTO {table} TABLE kept")
            cursor.execute("DROP TABLE kept")
