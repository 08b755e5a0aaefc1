"""What trouble of the database means for whoever brings something: try again, or it is full."""

from django.db import DatabaseError, InterfaceError, OperationalError, connections

from bothways.ballotbox.errors import BoxRefusal, BusyRefusal, FullRefusal
from bothways.ballotbox.queries import BALLOTS

SQLITE_BUSY, SQLITE_LOCKED = 5, 6
SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL = 8, 10, 13
POSTGRES_FULL = ("53100", "25006")  # no room; read-only, as a replica that was taken for it
POSTGRES_LATER = ("08", "40", "53", "55", "57")  # connection, conflict, resources, lock, restart


def trouble(error: DatabaseError) -> BoxRefusal | None:
    """Return the refusal for a full disk, a busy file or a server that is away, else None."""
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code in (SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY):
        return FullRefusal()
    if connections[BALLOTS].vendor == "postgresql":
        return _of_postgres(error)
    return BusyRefusal() if code in (SQLITE_BUSY, SQLITE_LOCKED) else None


def _of_postgres(error: DatabaseError) -> BoxRefusal | None:
    """A server that restarts, refuses or was cut off is there again soon: all can be sent again."""
    state = getattr(error.__cause__, "sqlstate", None) or ""
    if state in POSTGRES_FULL:
        return FullRefusal()
    is_away = isinstance(error, OperationalError | InterfaceError)
    return BusyRefusal() if is_away or state.startswith(POSTGRES_LATER) else None
