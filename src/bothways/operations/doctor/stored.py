"""What is kept and what works on it: databases, worker, outbox, backups, boxes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.jobs import queries as jobs
from bothways.notifications.models import Message
from bothways.operations import rows
from bothways.operations.actions.backing_up import last_backup
from bothways.operations.doctor.finding import Finding, fine, soon, wrong
from bothways.results.lost import box_is_there
from bothways.search.queries import out_of_step
from bothways.surveys.queries import with_a_box

ASLEEP = timedelta(minutes=2)
STUCK = timedelta(hours=1)
OLD_BACKUP = timedelta(days=2)
OFTEN = 3
PRAGMAS = {
    "default": {"journal_mode": {"wal"}, "secure_delete": {"1"}, "foreign_keys": {"1"}},
    "ballots": {"journal_mode": {"truncate"}, "secure_delete": {"1"}},
}


def databases() -> Iterator[Finding]:
    """Both databases: that they answer, are whole, and have the tables of this version."""
    names = {"default": _("Main database"), "ballots": _("Database of the boxes")}
    for alias, about in names.items():
        yield _database_or_why(alias, about)
    yield _schema()


def _database_or_why(alias: str, about: str) -> Finding:
    try:
        return _database(alias, about)
    except DatabaseError as error:
        to_do = _("Look at the disk and at the database server; else restore the last backup.")
        return wrong(about, f"{type(error).__name__}: {error}", to_do)


def _database(alias: str, about: str) -> Finding:
    connection = connections[alias]
    if connection.vendor == "postgresql":
        return _postgres(connection, about)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check")
        said = str(cursor.fetchone()[0])
        found = {name: _pragma(cursor, name) for name in PRAGMAS[alias]}
    if said != "ok":
        to_do = _("Stop Bothways, keep a copy of the data folder, and restore the last backup.")
        return wrong(about, _("It is damaged: %(said)s.") % {"said": said}, to_do)
    odd = [name for name, good in PRAGMAS[alias].items() if found[name] not in good | {"memory"}]
    if odd:
        words = _("It does not run as it should: %(names)s.") % {"names": ", ".join(odd)}
        return wrong(about, words, _("Start Bothways again. It sets this for each connection."))
    return fine(about, _("SQLite, whole."))


def _pragma(cursor: Any, name: str) -> str:
    cursor.execute(f"PRAGMA {name}")
    return str(cursor.fetchone()[0])


def _postgres(connection: Any, about: str) -> Finding:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), current_setting('max_connections')::int FROM pg_stat_activity"
        )
        used, most = cursor.fetchone()
    words = _("PostgreSQL %(version)s; %(used)d of %(most)d connections are in use.") % {
        "version": connection.pg_version // 10000,
        "used": used,
        "most": most,
    }
    if used > 0.8 * most:
        return soon(about, words, _("Raise max_connections, or run fewer web processes."))
    return fine(about, words)


def _schema() -> Finding:
    about = _("Tables")
    here, ours = set(rows.applied()), rows.known()
    if here - ours - _foreign(here, ours):
        to_do = _("Install the version that made them, or restore a backup that this one knows.")
        return wrong(about, _("A newer Bothways has changed the tables."), to_do)
    pending = len(ours - here)
    if pending:
        words = ngettext(
            "%(n)d change of the tables is still to be made.",
            "%(n)d changes of the tables are still to be made.",
            pending,
        ) % {"n": pending}
        return wrong(about, words, _("Run: python3 bothways upgrade"))
    return fine(about, _("They are those of this version."))


def _foreign(here: set[rows.Node], ours: set[rows.Node]) -> set[rows.Node]:
    """Migrations of rooms that are not here at all, as the demo's."""
    rooms = {app for app, _name in ours}
    return {node for node in here if node[0] not in rooms}


def worker(now: datetime) -> Iterator[Finding]:
    """That somebody does what runs by itself, and that none of it fails again and again."""
    about, runs = _("Worker"), jobs.last_runs()
    last = max((run.last_run_at for run in runs if run.last_run_at), default=None)
    to_do = _("Start it: `bothways serve` starts both, `bothways worker` the worker alone.")
    if last is None:
        yield wrong(about, _("It has never run. No mail leaves, and no box is counted."), to_do)
    elif now - last > ASLEEP:
        when = date_format(localtime(last), "DATETIME_FORMAT")
        words = _("It last did something on %(when)s. No mail leaves, and no box is counted.")
        yield wrong(about, words % {"when": when}, to_do)
    else:
        yield fine(about, _("It is at work."))
    for run in runs:
        if run.n_failures >= OFTEN:
            words = _("%(job)s failed %(n)d times in a row: %(error)s") % {
                "job": run.name,
                "n": run.n_failures,
                "error": run.last_error,
            }
            yield wrong(_("Job"), words, _("Mend what it says; it is tried again by itself."))


def outbox(now: datetime) -> Finding:
    """That mails leave."""
    about = _("Outbox")
    if not settings.MAIL_LEAVES:
        to_do = _("Set BOTHWAYS_MAIL_URL.")
        return soon(about, _("There is no mail server, so every mail waits."), to_do)
    waiting = Message.objects.filter(state=Message.State.WAITING, made_at__lt=now - STUCK).count()
    if waiting:
        words = ngettext(
            "%(n)d mail has waited for more than an hour.",
            "%(n)d mails have waited for more than an hour.",
            waiting,
        ) % {"n": waiting}
        return wrong(about, words, _("Run: python3 bothways doctor, and see what it says of mail."))
    return fine(about, _("Nothing waits for long."))


def backup(now: datetime) -> Finding:
    """That there is a backup, and that it is not an old one."""
    about, last = _("Backup"), last_backup()
    to_do = _("Set BOTHWAYS_BACKUP_TO and BOTHWAYS_BACKUP_KEY, and one is made every night.")
    if last is None:
        return soon(about, _("None was ever made from this machine."), to_do)
    at = datetime.fromisoformat(last["at"])
    said = {"when": date_format(localtime(at), "DATETIME_FORMAT"), "place": last["path"]}
    words = _("The last one was made on %(when)s: %(place)s.") % said
    if now - at > OLD_BACKUP:
        return soon(about, words, to_do)
    if not Path(last["path"]).exists():
        return soon(about, _("%(place)s is not there any more.") % said, to_do)
    return fine(about, words)


def boxes() -> Iterator[Finding]:
    """Rounds whose box can't be found."""
    try:
        lost = [round_ for round_ in with_a_box() if not box_is_there(round_)]
    except DatabaseError:
        return  # said of the database itself
    for round_ in lost:
        words = _("The box of “%(title)s” is not in the database of the boxes.")
        to_do = _("If its disk is not mounted, mount it within the hour; then the round is void.")
        yield wrong(_("Box"), words % {"title": round_.title}, to_do)


def search() -> Iterator[Finding]:
    """That the search finds what is there, and nothing else."""
    about = _("Search")
    try:
        found = out_of_step()
    except DatabaseError:
        return  # said of the tables themselves
    if found:
        words = _("%(missing)d things can't be found, %(wrong)d are found that don't say so.") % {
            "missing": found.n_missing,
            "wrong": found.n_wrong,
        }
        to_do = _("It mends itself within the hour; at once with: python3 bothways reindex")
        yield soon(about, words, to_do)
    else:
        yield fine(about, _("It finds what is there."))
