"""The backup that makes itself: once a night, where a folder and a key are set."""

from datetime import datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.timezone import localtime

from bothways.operations.actions.backing_up import back_up, last_backup
from bothways.operations.errors import CannotKeepError
from bothways.operations.sealing import Key

AT = time(2, 0)


def back_up_at_night(now: datetime) -> str:
    """Make tonight's backup unless it is there; return a sentence of it, '' if none was due.

    Raises CannotKeepError where the folder is not there or can't be written.
    """
    key = Key(public=settings.BACKUP_KEY, passphrase=settings.BACKUP_PASSPHRASE)
    if not settings.BACKUP_TO or key == Key() or not is_due(now):
        return ""
    folder = Path(settings.BACKUP_TO)
    if not folder.is_dir():
        raise CannotKeepError(str(folder), "there is no such folder")
    made = back_up(to=folder, key=key, at=now, keep=settings.BACKUP_KEEP)
    return f"{made.path.name}: {made.n_rows} rows, {filesizeformat(made.size)}"


def is_due(now: datetime) -> bool:
    """Say whether there was none since the last two o'clock at night."""
    here = localtime(now)
    tonight = datetime.combine(here.date(), AT, tzinfo=here.tzinfo)
    if here < tonight:
        tonight -= timedelta(days=1)
    last = last_backup()
    return last is None or datetime.fromisoformat(last["at"]) < tonight
