"""Reading both databases as they are, past the program's own models, and nothing but reading."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connections, router

AT_ONCE = 500
HEAVY, FEW = {"mailbox_piece", "letterbox_place"}, 100  # rows of an eighth of a megabyte
COPIED = {"static", "locale"}
DATABASES = {"default": "main database", "ballots": "database of the boxes"}
BOOKKEEPING = "django_migrations"

Row = dict[str, Any]


class CannotLookError(Exception):
    """Something that was to be looked at could not be read; `str()` says what and why."""


def is_sqlite(alias: str) -> bool:
    """Say whether a database is a file of SQLite."""
    return connections[alias].vendor == "sqlite"


def file_of(alias: str) -> Path | None:
    """Return the file of a SQLite database; None for one in memory or on a server."""
    if not is_sqlite(alias):
        return None
    for _number, name, path in asked(alias, "PRAGMA database_list"):
        if name == "main" and path:
            return Path(path)
    return None


def files_in(folder: Path) -> list[Path]:
    """Return every file below a folder, in order, but copies of the program's own."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if path.relative_to(folder).parts[0] not in COPIED)


def is_readable(path: Path) -> bool:
    """Say whether whoever looks may read a file."""
    return os.access(path, os.R_OK)


def asked(alias: str, sql: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    """Return all rows of a question."""
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def tables(alias: str) -> list[str]:
    """Return the names of all tables."""
    with connections[alias].cursor() as cursor:
        found = connections[alias].introspection.get_table_list(cursor)
    return sorted(table.name for table in found if table.type in {"t", "p"})


def models(alias: str) -> dict[str, Any]:
    """Return the models of this version whose tables lie in a database, by table."""
    return {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and router.allow_migrate_model(alias, model)
    }


def at_once(table: str) -> int:
    """Return how many rows of a table are held in memory at a time."""
    return FEW if table in HEAVY else AT_ONCE


def rows(alias: str, table: str) -> Iterator[Row]:
    """Yield every row of a table with all its columns, also those that no model knows."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        cursor.execute(" ".join(["SELECT * FROM", connection.ops.quote_name(table)]))
        names = [column[0] for column in cursor.description]
        while some := cursor.fetchmany(at_once(table)):
            yield from (dict(zip(names, row, strict=True)) for row in some)
