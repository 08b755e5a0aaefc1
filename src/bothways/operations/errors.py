"""Refusals of this room: each says what is so and what to do."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.people.errors import RefusedError


class CannotKeepError(RefusedError):
    """The backup could not be written where it was meant to go; an older one is untouched."""

    def __init__(self, place: str, why: str) -> None:
        self.place, self.why = place, why

    def __str__(self) -> str:
        return _(
            "The backup was not made: %(place)s can't be written (%(why)s). Nothing that was "
            "there before was touched. Make room or choose another place, and try again."
        ) % {"place": self.place, "why": self.why}


class NoKeyError(RefusedError):
    """Nothing to encrypt or decrypt with was given."""

    def __str__(self) -> str:
        return _(
            "A backup is always encrypted. Give a public key that begins with age1, or a "
            "passphrase of at least 12 letters."
        )


class WrongKeyError(RefusedError):
    """The key or passphrase does not open this file."""

    def __str__(self) -> str:
        return _(
            "This key or passphrase does not open this backup, so nothing was changed. "
            "Try the key file that belongs to it, or the passphrase again."
        )


class DamagedError(RefusedError):
    """The file is not a whole backup."""

    def __str__(self) -> str:
        return _(
            "This file is not a whole backup: it was damaged, cut short or is something else. "
            "Nothing was changed. Fetch it again from where it is kept, or take the one before."
        )


class NewerBackupError(RefusedError):
    """The backup was made by a newer Bothways than this one."""

    def __init__(self, theirs: str, ours: str) -> None:
        self.theirs, self.ours = theirs, ours

    def __str__(self) -> str:
        return _(
            "This was made by Bothways %(theirs)s, and this is %(ours)s, which does not know all "
            "that is in it. Nothing was changed. Install Bothways %(theirs)s or newer and try "
            "again."
        ) % {"theirs": self.theirs, "ours": self.ours}


class NotEmptyError(RefusedError):
    """There is a firm in this installation already."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __str__(self) -> str:
        return _(
            "This installation is not empty. It holds: %(what)s. Restore into an empty one, or "
            "say --replace to lose all of this."
        ) % {"what": self.what}


class StillRunningError(RefusedError):
    """Something else has the database open."""

    def __str__(self) -> str:
        return _(
            "Bothways is still running on this database, so nothing was changed. Stop the web "
            "server and the worker first."
        )


class NotTheSameError(RefusedError):
    """What was read back differs from what was put in."""

    def __init__(self, tables: str) -> None:
        self.tables = tables

    def __str__(self) -> str:
        return _(
            "What was put back is not what the backup holds (%(tables)s), so nothing was changed."
        ) % {"tables": self.tables}


class NotTypedError(RefusedError):
    """What was typed to confirm is not what was asked for."""

    def __str__(self) -> str:
        return _("Nothing was changed: type the name exactly as it stands above the field.")


class BoxInUseError(RefusedError):
    """A round has ballots or keys, which are never copied."""

    def __init__(self, title: str, closes_at: datetime) -> None:
        self.title, self.closes_at = title, closes_at

    def __str__(self) -> str:
        return _(
            "Nothing was moved: the box of “%(title)s” is in use until it is counted. It "
            "closes on %(moment)s. Ballots and their keys are never copied, so that they are "
            "gone when they are shredded. Move after that, or before the next round is announced."
        ) % {
            "title": self.title,
            "moment": date_format(localtime(self.closes_at), "DATETIME_FORMAT"),
        }


class LettersWaitError(RefusedError):
    """Sealed letters wait for the next fixed hour; they are never copied."""

    def __str__(self) -> str:
        return _(
            "Nothing was moved: sealed letters wait to come out at the next fixed hour, and they "
            "are never copied. Let the worker run past that hour, stop it, and move then."
        )


class NotUpToDateError(RefusedError):
    """The tables here are older than this version."""

    def __str__(self) -> str:
        return _(
            "Nothing was moved: the databases here are not up to date. Run `python3 bothways "
            "prepare` and move again."
        )


class TakenError(RefusedError):
    """The target holds something."""

    def __init__(self, place: str, n_tables: int) -> None:
        self.place, self.n_tables = place, n_tables

    def __str__(self) -> str:
        return ngettext(
            "Nothing was moved: %(place)s is not empty, it holds %(n)d table. Make a new, "
            "empty database and name that.",
            "Nothing was moved: %(place)s is not empty, it holds %(n)d tables. Make a new, "
            "empty database and name that.",
            self.n_tables,
        ) % {"place": self.place, "n": self.n_tables}


class TargetAwayError(RefusedError):
    """The target can't be used."""

    def __init__(self, place: str, why: str) -> None:
        self.place, self.why = place, why

    def __str__(self) -> str:
        return _("Nothing was moved: %(place)s can't be used (%(why)s).") % {
            "place": self.place,
            "why": self.why,
        }


class UnfitError(RefusedError):
    """Something that is stored here has no room there."""

    def __init__(self, place: str, why: str) -> None:
        self.place, self.why = place, why

    def __str__(self) -> str:
        return _(
            "Nothing was moved: what stands in %(place)s has no room in the other database "
            "(%(why)s). Mend it here and move again."
        ) % {"place": self.place, "why": self.why}


class MovedOtherwiseError(RefusedError):
    """What was read back from the new database differs."""

    def __init__(self, table: str) -> None:
        self.table = table

    def __str__(self) -> str:
        return _(
            "Nothing was moved: what was read back of %(table)s is not what was put in. The "
            "new database is empty again and the one here is as it was."
        ) % {"table": self.table}
