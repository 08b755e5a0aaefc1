"""One writer at a time, where a look and the write that follows from it belong together.

SQLite has one writer for everything: whoever begins a transaction waits until the one before is
over. PostgreSQL lets all write at once, so those who must not meet say so by name.
"""

import hashlib

from django.db import DEFAULT_DB_ALIAS, connections, transaction

PEOPLE = "people"  # whoever writes people, units or roles


def stand_alone(what: str, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Wait until no other transaction that stands alone for `what` is under way.

    To be said first in a transaction, which it then holds for until its end. On SQLite the
    transaction itself does it.
    """
    connection = connections[using]
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("stand_alone() needs a transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_number(what)])


def _number(what: str) -> int:
    return int.from_bytes(hashlib.sha256(what.encode()).digest()[:8], "big", signed=True)
