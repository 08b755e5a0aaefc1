"""Making a backup: all of the firm, encrypted, while Bothways goes on running.

The whole of it is held in memory, compressed (a few megabytes for a firm of 500), so that nothing
unencrypted ever touches a disk.
"""

import json
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from bothways import __version__
from bothways.operations import archive
from bothways.operations.errors import CannotKeepError
from bothways.operations.rows import applied, firm_in, tables_at
from bothways.operations.sealing import Key, seal
from bothways.operations.snapshot import one_moment

NAMED = re.compile(r"bothways-\d{4}-\d\d-\d\d-\d{6}\.age")
LAST = "last-backup"


@dataclass(frozen=True)
class Backup:
    """One backup that was made."""

    path: Path
    size: int
    n_rows: int
    n_people: int


def back_up(*, to: Path, key: Key, at: datetime, keep: int = 0) -> Backup:
    """Write a backup to a file, or under a dated name into a folder; return what was made.

    keep: of the dated ones in the folder, how many of the newest stay (0: all).
    Raises NoKeyError, or CannotKeepError if it can't be written; then older ones are untouched.
    """
    seal(b"", key)  # before the long work
    path = to / f"bothways-{at.astimezone(UTC):%Y-%m-%d-%H%M%S}.age" if to.is_dir() else to
    packed, checked = _packed(at)
    _write(path, seal(packed, key))
    if to.is_dir() and keep:
        _drop_older(to, keep)
    made = Backup(path, path.stat().st_size, checked.n_rows, checked.count("people.person"))
    _remember(made, at)
    return made


def last_backup() -> dict[str, str] | None:
    """Return when and where the last backup from this machine went, or None."""
    try:
        said = json.loads((settings.DATA / LAST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return dict(said)


def _packed(at: datetime) -> tuple[bytes, archive.Checked]:
    """Return the backup and what a reader of it finds."""
    with one_moment():
        migrations = applied()
        models = tables_at(migrations)
        head = archive.Head(
            format=archive.FORMAT,
            version=__version__,
            made_at=at.astimezone(UTC).isoformat(timespec="seconds"),
            firm=firm_in(models),
            migrations=migrations,
            tables=[model._meta.label_lower for model in models],
        )
        packed = archive.pack(head, models, _files())
    return packed, archive.check(packed)


def _files() -> dict[str, bytes]:
    paths = [settings.DATA / name for name in archive.KEPT_FILES]
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


def _write(path: Path, content: bytes) -> None:
    """Write beside and rename, so that the name always stands for a whole backup."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        _drop(beside)
        raise CannotKeepError(str(path.parent), error.strerror or type(error).__name__) from error


def _drop(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def _drop_older(folder: Path, keep: int) -> None:
    dated = sorted(path for path in folder.iterdir() if NAMED.fullmatch(path.name))
    for path in dated[:-keep]:
        _drop(path)


def _remember(made: Backup, at: datetime) -> None:
    said = {"at": at.isoformat(), "path": str(made.path), "size": str(made.size)}
    (settings.DATA / LAST).write_text(json.dumps(said), encoding="utf-8")
