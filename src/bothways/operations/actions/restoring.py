"""Putting a backup back: checked to its last byte first, then all of it or nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import ForeignObjectRel

from bothways import __version__
from bothways.ballotbox import actions as box
from bothways.ballotbox.queries import BALLOTS, with_secrets
from bothways.firm.models import Mark
from bothways.notifications.models import PushAddress
from bothways.notifications.weekly_mails import pass_over_this_week
from bothways.operations import archive, rows
from bothways.operations.actions.erasing import ERASED, erase_again, erased_people
from bothways.operations.errors import (
    DamagedError,
    NewerBackupError,
    NotEmptyError,
    NotTheSameError,
    StillRunningError,
)
from bothways.operations.sealing import Key, unseal
from bothways.operations.snapshot import MAIN, main_in
from bothways.record.actions import note
from bothways.results.lost import void_all_after_a_restore
from bothways.search.actions import rebuild
from bothways.surveys.models import Round

COUNTED = {
    "people.person": "people",
    "surveys.round": "rounds",
    "results.release": "results",
    "commitments.commitment": "promises",
    "record.entry": "entries of the record",
}


@dataclass(frozen=True)
class Restored:
    """What was put back."""

    backup: archive.Checked
    n_void: int


def read_backup(path: Path, key: Key) -> tuple[bytes, archive.Checked]:
    """Return what a backup holds, read to its end.

    Raises WrongKeyError, DamagedError, or NewerBackupError if this version can't know all of it.
    """
    packed = unseal(path.read_bytes(), key)
    checked = archive.check(packed)
    unknown = set(checked.head.migrations) - rows.known()
    if unknown or checked.head.format > archive.FORMAT:
        raise NewerBackupError(checked.head.version, __version__)
    return packed, checked


def what_is_here() -> dict[str, int]:
    """Return what this installation holds now, by noun; empty if there is no firm in it."""
    here = rows.applied()
    if not here:
        return {}
    models = rows.tables_at(node for node in here if node in rows.known())
    counts = {
        COUNTED[label]: model._base_manager.using(MAIN).count()
        for model in models
        if (label := model._meta.label_lower) in COUNTED
    }
    return counts if rows.firm_in(models) or counts.get("people") else {}


def restore(packed: bytes, checked: archive.Checked, *, at: datetime, replace: bool) -> Restored:
    """Put back what read_backup() returned, bring it up to date and compare it.

    Rounds that had a box are void afterwards and every box here is destroyed; nobody is signed in.
    Raises NotEmptyError, StillRunningError or NotTheSameError; then nothing was changed.
    """
    here = what_is_here()
    if here and not replace:
        raise NotEmptyError(", ".join(f"{n} {noun}" for noun, n in here.items()))
    with _all_or_nothing():
        _fill(packed, checked)
        n_void = _settle(checked, at)
    _put_files(checked)
    _empty_boxes()
    return Restored(checked, n_void)


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """Work on a database beside the real one (SQLite), or in one transaction (PostgreSQL)."""
    connection = connections[MAIN]
    if connection.vendor == "postgresql":
        with transaction.atomic():
            _drop_tables()
            yield
        return
    path = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    _insist_on_being_alone(path)
    beside = path.with_name("restoring.sqlite3")
    _remove(beside)
    try:
        with main_in(beside):
            yield
        with closing(sqlite3.connect(beside)) as database:
            database.execute("PRAGMA journal_mode=DELETE")
        _insist_on_being_alone(path)
        beside.replace(path)
    finally:
        _remove(beside)


def _insist_on_being_alone(path: Path) -> None:
    """Raise StillRunningError while another process has the file open; leave no log beside it."""
    if not path.exists():
        return
    with closing(sqlite3.connect(path, timeout=0)) as database:
        try:
            database.execute("PRAGMA locking_mode=EXCLUSIVE")
            database.execute("BEGIN EXCLUSIVE")
            database.execute("COMMIT")
            database.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError:
            raise StillRunningError from None
        except sqlite3.DatabaseError:
            return  # what stands there is no database any more


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _drop_tables() -> None:
    connection = connections[MAIN]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        if cursor.fetchone()[0]:
            raise StillRunningError
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")


def _fill(packed: bytes, checked: archive.Checked) -> None:
    """Make the tables as they were, fill and compare them, then bring them up to date."""
    connection = connections[MAIN]
    MigrationExecutor(connection).migrate(rows.leaves(checked.head.migrations))
    models = rows.tables_at(checked.head.migrations)
    with connection.constraint_checks_disabled(), transaction.atomic():
        for model in models:  # what a migration put in comes back from the backup
            model._base_manager.using(MAIN).all()._raw_delete(MAIN)
        _put_tables(packed, {model._meta.label_lower: model for model in models})
        rows.go_on_counting(models)
        connection.check_constraints()
    found = rows.sums_of(models)
    differing = [label for label, said in found.items() if said != checked.sums.get(label)]
    if differing or set(found) != set(checked.sums):
        raise NotTheSameError(", ".join(differing))
    call_command("migrate", database=MAIN, verbosity=0, interactive=False)


def _put_tables(packed: bytes, models: dict[str, Any]) -> None:
    for label, columns, some in archive.tables_in(packed):
        model = models.get(label)
        if model is None or columns != [f.attname for f in model._meta.concrete_fields]:
            raise DamagedError
        rows.put_rows(model, some)


def _settle(checked: archive.Checked, at: datetime) -> int:
    """Erase again whom the backup still knows, give up rounds without a box; how many of those.

    That it was restored is noted first: what the ledger signs from here on is of another epoch.
    """
    note("installation.restored", by=None, at=at, made_at=checked.head.made_at)
    erase_again(checked.files.get(ERASED, b"").decode(), at=at)
    PushAddress.objects.all().delete()  # nobody is signed in, so no browser is anybody's to ring
    pass_over_this_week(at=at)  # its mails may have left after the backup was made
    voided = void_all_after_a_restore(at=at)
    _renew_drafts()
    rebuild()
    return len(voided)


def _renew_drafts() -> None:
    """Give each draft another id: the one it had may have had a box here since the backup.

    A box is made once for a round, so that nobody can make a second one beside the first. Whatever
    belongs to the draft goes along, also where a round does not know what points at it.
    """
    known_or_not = Round._meta.get_fields(include_hidden=True)
    pointing = [one for one in known_or_not if isinstance(one, ForeignObjectRel)]
    for draft in Round.objects.filter(state=Round.State.DRAFT):
        old, draft.pk = draft.pk, uuid4()
        draft.save(force_insert=True)
        for relation in pointing:
            model: Any = relation.related_model
            name = relation.field.name
            model._base_manager.filter(**{name: old}).update(**{name: draft.pk})
        Mark.objects.filter(about=str(old)).update(about=str(draft.pk))
        Round.objects.filter(pk=old).delete()


def _put_files(checked: archive.Checked) -> None:
    theirs = checked.files.get(ERASED, b"").decode()
    both = sorted(erased_people(theirs) | erased_people())
    files = {**checked.files, ERASED: "".join(f"{one}\n" for one in both).encode()}
    for name, content in files.items():
        beside = settings.DATA / f".{name}.part"
        beside.unlink(missing_ok=True)
        beside.touch(mode=0o600)
        beside.write_bytes(content)
        beside.replace(settings.DATA / name)
    (settings.DATA / "first-run-token").unlink(missing_ok=True)


def _empty_boxes() -> None:
    """Make the box's tables, and destroy whatever box was here: no round holds to it any more."""
    call_command("migrate", database=BALLOTS, verbosity=0, interactive=False)
    for round_id in with_secrets():
        box.destroy(round_id)
