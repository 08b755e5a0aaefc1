"""Reading from the replica: for exports and figures over years, never for a page after a write.

The replica is asked first how far it has come. Where it is away, behind, or no replica any more,
the same is read from the primary; nobody notices but the primary.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

import structlog
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections

REPLICA = "replica"
STANDS = "SELECT pg_current_wal_insert_lsn()"
HAS_COME = (
    "SELECT pg_is_in_recovery() AND (pg_last_wal_replay_lsn() >= %s::pg_lsn OR "
    "now() - pg_last_xact_replay_timestamp() <= make_interval(secs => %s))"
)

T = TypeVar("T")

log = structlog.get_logger("bothways.storage")
_reading: ContextVar[bool] = ContextVar("reading_from_replica", default=False)


def is_reading_from_replica() -> bool:
    """Say whether reads go to the replica here and now; the router asks."""
    return _reading.get()


def read_apart(read: Callable[[], T]) -> T:
    """Return what `read` reads, from the replica if it can be trusted, else from the primary.

    `read` only reads, and fetches all it needs: it is called again if the replica goes away.
    """
    with reading_from_replica() as from_replica:
        if not from_replica:
            return read()
        try:
            return read()
        except (OperationalError, InterfaceError) as error:
            _let_go(error)
    return read()


@contextmanager
def reading_from_replica() -> Iterator[bool]:
    """Send all reads inside to the replica if it can be trusted now; yield whether they go there.

    What goes wrong inside is not caught; read_apart() does that.
    """
    token = _reading.set(is_fresh())
    try:
        yield _reading.get()
    finally:
        _reading.reset(token)


def is_fresh() -> bool:
    """Say whether there is a replica that has all, or is few enough seconds behind."""
    if REPLICA not in connections.settings or connections[DEFAULT_DB_ALIAS].in_atomic_block:
        return False
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(STANDS)
            (stands,) = cursor.fetchone()
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(HAS_COME, [stands, settings.REPLICA_LAG_SECONDS])
            return bool(cursor.fetchone()[0])
    except (OperationalError, InterfaceError) as error:
        _let_go(error)
        return False


def _let_go(error: Exception) -> None:
    """Say that the replica was away, without its address, and begin anew next time."""
    log.warning("the replica did not answer; read from the primary", error=type(error).__name__)
    connections[REPLICA].close()
