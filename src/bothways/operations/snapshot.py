"""Looking at the main database in one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connections, transaction
from django.db.utils import ConnectionHandler

MAIN = "default"


@contextmanager
def one_moment() -> Iterator[None]:
    """Let every read inside see the same moment, and hold up nobody who writes.

    Inside a transaction it is that transaction's own view.
    """
    connection = connections[MAIN]
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        options = {**connection.settings_dict["OPTIONS"], "transaction_mode": "DEFERRED"}
        with instead_of_main(OPTIONS=options), transaction.atomic():
            yield


@contextmanager
def main_in(path: Path) -> Iterator[None]:
    """Let the main database be this SQLite file, here and now."""
    with instead_of_main(NAME=str(path)):
        yield


@contextmanager
def instead_of_main(**changes: Any) -> Iterator[None]:
    """Put another connection in the main one's place, and close it afterwards."""
    before = connections[MAIN]
    other = ConnectionHandler({MAIN: {**before.settings_dict, **changes}})[MAIN]
    connections[MAIN] = other
    try:
        yield
    finally:
        connections[MAIN] = before
        other.close()
