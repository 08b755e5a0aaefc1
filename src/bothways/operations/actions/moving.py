"""Moving an installation from one database to another: everything but ballots, or nothing.

A box that is in use is never moved: its ballots and keys would lie in two places, and what lies
in the old one could not be shredded with the new (docs/decisions/moving-between-databases.md).
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.utils import ConnectionHandler

from bothways.ballotbox.queries import BALLOTS, with_secrets
from bothways.letterbox.queries import holds_letters
from bothways.operations import rows
from bothways.operations.errors import (
    BoxInUseError,
    LettersWaitError,
    MovedOtherwiseError,
    NotUpToDateError,
    StillRunningError,
    TakenError,
    TargetAwayError,
    UnfitError,
)
from bothways.operations.snapshot import MAIN
from bothways.search.actions import rebuild
from bothways.storage import addresses
from bothways.storage.tables import is_up_to_date, last_ones
from bothways.surveys.models import Round
from bothways.surveys.queries import with_a_box

TARGET, TARGET_BALLOTS = "moved", "moved_ballots"
MADE_AGAIN = {"contenttypes", "auth"}  # by Django, at the next start; nothing points there
LEFT_BEHIND = {
    "keyholders.sparekey",  # two installations must not lend the same key; made anew
    "mailbox.drawn",  # of stamps whose keys stay behind; the new installation makes its own
    "search.indexed",  # made again in the other database, with its own words
}
AT_ONCE = 1000
TEXTS = ("CharField", "TextField")
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)

Say = Callable[[str], None]


@dataclass(frozen=True)
class Table:
    """What was moved of one table; `hash` is of all rows, whatever their order."""

    name: str
    n: int
    hash: str


def move(to: str, ballots_to: str, *, say: Say = lambda _line: None) -> list[Table]:
    """Copy this installation into two empty databases and compare; return each table's figures.

    to, ballots_to: addresses that were checked. The source stays as it is. Raises BoxInUseError,
    StillRunningError, NotUpToDateError, TakenError, TargetAwayError, UnfitError or
    MovedOtherwiseError; then the target is as empty as before.
    """
    _refuse_what_can_not_move()
    insist_on_being_alone()
    with _made(to, TARGET), _made(ballots_to, TARGET_BALLOTS, ballots=True), _held_still():
        with transaction.atomic(using=TARGET), transaction.atomic(using=TARGET_BALLOTS):
            main = [_copied(model, MAIN, TARGET, say) for model in _tables(MAIN)]
            box = [_copied(model, BALLOTS, TARGET_BALLOTS, say) for model in _tables(BALLOTS)]
            rebuild(using=TARGET)
        return main + box


def insist_on_being_alone() -> None:
    """Raise StillRunningError while a web server or a worker is connected to the main database."""
    connection = connections[MAIN]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(OTHERS)
            if cursor.fetchone()[0]:
                raise StillRunningError
        return
    path = str(connection.settings_dict["NAME"])
    if connection.in_atomic_block or "memory" in path:
        return
    connection.close()
    with closing(sqlite3.connect(path, timeout=0)) as database:
        try:
            database.execute("PRAGMA locking_mode=EXCLUSIVE")
            database.execute("BEGIN EXCLUSIVE")
            database.execute("ROLLBACK")
        except sqlite3.OperationalError:
            raise StillRunningError from None


def _refuse_what_can_not_move() -> None:
    for alias in (MAIN, BALLOTS):
        if not is_up_to_date(alias):
            raise NotUpToDateError
    shredded_soon = Round.objects.filter(pk__in=with_secrets()).exclude(state=Round.State.DRAFT)
    for round_ in [*with_a_box(), *shredded_soon]:
        raise BoxInUseError(round_.title, round_.closes_at)
    if holds_letters():
        raise LettersWaitError


@contextmanager
def _held_still() -> Iterator[None]:
    """Let nothing change in the source meanwhile; what is read is of one moment."""
    with transaction.atomic(using=MAIN), transaction.atomic(using=BALLOTS):
        for alias in (MAIN, BALLOTS):
            if connections[alias].vendor == "postgresql":
                with connections[alias].cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@contextmanager
def _made(url: str, alias: str, *, ballots: bool = False) -> Iterator[None]:
    """Make the tables in an empty database; take them away again if anything fails inside."""
    settings = addresses.database(url, ballots=ballots)
    if not addresses.is_postgres(url):
        Path(settings["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    target = ConnectionHandler({MAIN: settings})[MAIN]
    _insist_on_an_empty_place(target, url)
    connections[alias] = target
    try:
        _make_tables(target, BALLOTS if ballots else MAIN)
        yield
    except BaseException:
        with suppress(DatabaseError):
            _empty(target)
        raise
    finally:
        target.close()
        del connections[alias]


def _insist_on_an_empty_place(target: BaseDatabaseWrapper, url: str) -> None:
    try:
        with target.cursor() as cursor:
            there = target.introspection.table_names(cursor)
            if target.vendor == "postgresql":
                cursor.execute("SHOW server_encoding")
                if cursor.fetchone()[0] != "UTF8":
                    raise TargetAwayError(addresses.shown(url), "its encoding is not UTF8")
    except DatabaseError as error:
        target.close()
        raise TargetAwayError(addresses.shown(url), str(error).splitlines()[0]) from None
    if there:
        target.close()
        raise TakenError(addresses.shown(url), len(there))


def _make_tables(target: BaseDatabaseWrapper, place: str) -> None:
    """Run the migrations as if the target stood in its later place, so that none goes astray."""
    before = connections[place]
    connections[place] = target
    target.alias, alias = place, target.alias
    try:
        executor = MigrationExecutor(target)
        executor.migrate(last_ones(executor, place))
    finally:
        connections[place] = before
        target.alias = alias


def _empty(target: BaseDatabaseWrapper) -> None:
    """Take away all that was made: the tables, or the file."""
    if target.vendor == "sqlite":
        target.close()
        path = Path(str(target.settings_dict["NAME"]))
        for end in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        return
    with target.cursor() as cursor:
        for table in target.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {target.ops.quote_name(table)} CASCADE")


def _tables(alias: str) -> list[Any]:
    """Return what is copied: everything of the people; of ballots the empty boxes alone."""
    models = MigrationLoader(None).project_state().apps.get_models(include_auto_created=True)
    if alias == BALLOTS:
        return [model for model in models if model._meta.label_lower == "ballotbox.box"]
    apart = MADE_AGAIN | {"ballotbox", "letterbox"}
    wanted = [
        model
        for model in models
        if model._meta.managed
        and not {model._meta.app_label, model._meta.label_lower} & (apart | LEFT_BEHIND)
    ]
    return sorted(wanted, key=lambda model: str(model._meta.db_table))


def _copied(model: Any, source: str, target: str, say: Say) -> Table:
    """Copy a table in pieces, read it back and compare."""
    name = model._meta.db_table
    model._base_manager.using(target).all()._raw_delete(target)  # what a migration put there
    sent, found = rows.Sum(), rows.Sum()
    lines = rows.lines_of(model, source)
    while some := list(islice(lines, rows.at_once(model, AT_ONCE))):
        for line in some:
            sent.add(line)
        things = [_fit(model, json.loads(line)) for line in some]
        try:
            rows.put_rows(model, things, target)
        except DatabaseError as error:
            raise UnfitError(name, str(error).splitlines()[0]) from None
    rows.go_on_counting([model], target)
    for line in rows.lines_of(model, target):
        found.add(line)
    if found.said() != sent.said():
        raise MovedOtherwiseError(name)
    say(name)
    return Table(name, sent.n, f"{sent.hash:064x}")


def _fit(model: Any, row: list[Any]) -> list[Any]:
    """Return a row if PostgreSQL has room for it; SQLite never looked. Raises UnfitError."""
    for field, value in zip(model._meta.concrete_fields, row, strict=True):
        if not isinstance(value, str) or field.get_internal_type() not in TEXTS:
            continue
        place = f"{model._meta.db_table}.{field.column}, key {row[0]}"
        if field.max_length and len(value) > field.max_length:
            raise UnfitError(place, f"more than {field.max_length} letters")
        if "\0" in value:
            raise UnfitError(place, "a sign that PostgreSQL can't keep (NUL)")
    return row
