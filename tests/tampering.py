"""What whoever has root can do and the program can't: change fixed rows past guards and triggers.

For tests that look at what happens then.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.models import QuerySet

from bothways.storage import triggers


@contextmanager
def as_root(using: str = "default") -> Iterator[None]:
    """Take the triggers down inside, as whoever owns the database can."""
    triggers.take_down(using)
    try:
        yield
    finally:
        triggers.put_up(using)


def tamper(rows: QuerySet[Any], **changes: Any) -> int:
    """Change rows whatever is fixed about them."""
    with as_root(rows.db):
        return QuerySet.update(rows, **changes)


def remove(rows: QuerySet[Any]) -> int:
    """Delete rows whatever is fixed about them; what points at them stays."""
    with as_root(rows.db):
        return QuerySet._raw_delete(rows, rows.db)


def flush_as_root() -> None:
    """Let the tests' own emptying of the database go past the triggers; migrate puts them back.

    For every connection: beside a browser's loop of events Django opens another one.
    """
    operations = type(connections["default"].ops)
    flush = operations.sql_flush

    def with_triggers_down(self: Any, *args: Any, **kwargs: Any) -> list[str]:
        triggers.take_down(self.connection.alias)
        return flush(self, *args, **kwargs)

    operations.sql_flush = with_triggers_down  # type: ignore[method-assign]
