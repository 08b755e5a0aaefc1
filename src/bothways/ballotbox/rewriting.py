"""Writing the database of the ballots anew, so that nothing of what was deleted is left in it."""

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from bothways.ballotbox.queries import BALLOTS

LONGEST_WAIT = "10s"


def rewrite(*models: type[Model]) -> None:
    """Write the file anew; on PostgreSQL these tables. Not to be called inside a transaction."""
    connection = connections[BALLOTS]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA temp_store=MEMORY")
            cursor.execute("VACUUM")
        else:
            _rewrite_tables(cursor, [model._meta.db_table for model in models])


def _rewrite_tables(cursor: CursorWrapper, tables: list[str]) -> None:
    """On PostgreSQL: new files for the tables, into which nothing goes but the rows that stay.

    VACUUM FULL would carry dead rows over while anybody holds an older snapshot, a replica
    included. If somebody holds a table for long this fails, and is tried again by the next run of
    the job: whoever votes in another round does not stand behind it for longer.
    """
    with transaction.atomic(using=BALLOTS):
        cursor.execute(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}'")
        for table in tables:
            cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            cursor.execute(f"CREATE TEMPORARY TABLE kept ON COMMIT DROP AS TABLE {table}")
            cursor.execute(f"TRUNCATE {table}")
            cursor.execute(f"INSERT INTO {table} TABLE kept")
            cursor.execute("DROP TABLE kept")
