"""What is in a backup, and what lies about that is a copy of the boxes."""

import gzip
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings

from bothways.operations import archive
from bothways.operations.audit.finding import Finding, violation
from bothways.operations.audit.links import LONG_TEXT, MAY_BE_LONG, is_shaped
from bothways.operations.audit.look import Look
from bothways.operations.audit.reading import (
    CannotLookError,
    file_of,
    files_in,
    is_readable,
)
from bothways.operations.rows import LEFT_OUT
from bothways.operations.sealing import BEGINS, unseal
from bothways.people.errors import RefusedError

BALLOTS_IN_BACKUP = violation(
    "ballots-in-a-backup",
    "No backup may hold ballots or keys of a round: copies of an open box tell who came between "
    "them, and with the key what they said.",
    "Destroy this backup and all made like it, and see what makes them.",
)
TOO_MUCH_IN_BACKUP = violation(
    "too-much-in-a-backup",
    "A backup leaves out sessions, codes, tries and mails on their way: they tell who was here "
    "when.",
    "Destroy this backup, and make one with: python3 bothways backup",
)
OPEN_BACKUP = violation(
    "backup-not-closed",
    "A backup that everybody can open holds all people and the installation's secret.",
    "Destroy it, and make backups with: python3 bothways backup",
)
COPY_OF_BOXES = violation(
    "copy-of-the-boxes",
    "A copy of the boxes outlives the count: it keeps ballots, and keys that open them.",
    "Overwrite it, and see what made it.",
)

SQLITE = b"SQLite format 3\x00"
SHORTEST = 20
SPARE_KEYS = "keyholders.sparekey"
BALLOT_TABLES = (
    "ballotbox_bundle",
    "ballotbox_blockkey",
    "ballotbox_box",
    "letterbox_month",
    "letterbox_spent",
    "letterbox_tray",
    "letterbox_place",
)
SEALED = ("ballotbox.", "letterbox.")


def check(look: Look) -> Iterator[Finding]:
    """Read the backup that was named, and look for copies in the folders that are known."""
    if look.backup is not None:
        yield from _given(look, look.backup)
    own = {path.resolve() for alias in ("default", "ballots") if (path := file_of(alias))}
    for folder in filter(
        None, [look.data, Path(settings.BACKUP_TO) if settings.BACKUP_TO else None]
    ):
        for path in files_in(folder):
            if path.resolve() not in own and is_readable(path):
                yield from _lying_about(path)


def _given(look: Look, path: Path) -> Iterator[Finding]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CannotLookError(f"{path} can't be read: {error.strerror}.") from None
    if content.startswith(BEGINS):
        yield from _archive(look, path, _opened(look, path, content))
        return
    yield OPEN_BACKUP.at(str(path), "This file is not encrypted.")
    yield from _raw(look, path, content)


def _opened(look: Look, path: Path, content: bytes) -> bytes:
    if not (look.key.secret or look.key.passphrase):
        raise CannotLookError(f"{path} is closed: say --key FILE or --passphrase-file FILE.")
    try:
        return unseal(content, look.key)
    except RefusedError as error:
        raise CannotLookError(f"{path}: {error}") from None


def _archive(look: Look, path: Path, packed: bytes) -> Iterator[Finding]:
    """The lines of a backup as Bothways makes it, each table by what it is and what it holds."""
    try:
        yield from _tables(look, path, packed)
    except archive.BROKEN:
        yield from _raw(look, path, packed)


def _tables(look: Look, path: Path, packed: bytes) -> Iterator[Finding]:
    """All lines are searched at once; each for itself only where there is something, to say where.

    A line that is shorter than a credential can't hold one.
    """
    content = gzip.decompress(packed)
    has_something = bool(look.of_ballots.found_deep(content))
    label, columns = "", list[str]()
    for line in content.splitlines():
        if line.startswith(b"[") and len(line) < LONG_TEXT and not has_something:
            continue
        value = json.loads(line)
        if isinstance(value, dict) and "table" in value:
            label, columns = str(value["table"]), list(value["columns"])
            yield from _table(f"{path}: {label}", label)
        elif isinstance(value, list):
            for column, inside in zip(columns, value, strict=True):
                name = f"{label.replace('.', '_')}.{column}"
                yield from _value(look, f"{path}: {label}", name, inside, deep=has_something)


def _table(where: str, label: str) -> Iterator[Finding]:
    if label.startswith(SEALED) or label == SPARE_KEYS or not _is_known(label):
        yield BALLOTS_IN_BACKUP.at(where, f"The backup holds a table {label}.")
    elif label in LEFT_OUT or label.partition(".")[0] in LEFT_OUT:
        yield TOO_MUCH_IN_BACKUP.at(where, f"The backup holds a table {label}.")


def _value(look: Look, where: str, column: str, value: object, *, deep: bool) -> Iterator[Finding]:
    if not isinstance(value, str) or len(value) < SHORTEST:
        return
    for what in sorted(look.of_ballots.found_deep(value.encode())) if deep else ():
        yield BALLOTS_IN_BACKUP.at(f"{where}, {column}", f"The backup holds {what}.")
    if column not in MAY_BE_LONG and is_shaped(value):
        yield BALLOTS_IN_BACKUP.at(f"{where}, {column}", "It holds what looks like a credential.")


def _raw(look: Look, path: Path, content: bytes) -> Iterator[Finding]:
    """Any other file: by the names of the tables, and by what is in the boxes now."""
    for table in BALLOT_TABLES:
        if table.encode() in content or table.replace("_", ".", 1).encode() in content:
            yield BALLOTS_IN_BACKUP.at(str(path), f"The file has a table {table}.")
    for what in sorted(look.of_ballots.found_deep(content)):
        yield BALLOTS_IN_BACKUP.at(str(path), f"The file holds {what}.")


def _is_known(label: str) -> bool:
    """A table of this version; one of an older version is by its room."""
    return label.partition(".")[0] in {app.label for app in apps.get_app_configs()}


def _lying_about(path: Path) -> Iterator[Finding]:
    with path.open("rb") as file:
        begins = file.read(len(SQLITE))
    if begins == SQLITE and _has_boxes(path):
        yield COPY_OF_BOXES.at(str(path), "This file is a database with boxes in it.")
    elif path.suffix == ".age" and not (BEGINS.startswith(begins) and begins):
        yield OPEN_BACKUP.at(str(path), "This file is called a backup and is not encrypted.")


def _has_boxes(path: Path) -> bool:
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        connection.close()
    except sqlite3.DatabaseError:
        return False
    return bool({name for (name,) in found} & set(BALLOT_TABLES))
