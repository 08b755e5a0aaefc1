"""The machine and its folder: clock, disk, permissions, files that belong to this version."""

import hashlib
import os
import shutil
import stat
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from bothways import __version__
from bothways.jobs.models import Schedule
from bothways.operations.doctor.finding import Finding, fine, soon, wrong
from bothways.record.models import Entry

OFF_A_LITTLE, OFF_MUCH = 30.0, 120.0  # seconds
FULL, NEARLY_FULL = 100 * 2**20, 2**30


def version() -> Finding:
    """Which Bothways this is, and that it does not show its insides."""
    about = _("Version")
    if settings.DEBUG:
        to_do = _("Take BOTHWAYS_DEBUG out of the settings.")
        return wrong(about, _("Error pages show the insides of the server."), to_do)
    return fine(about, _("Bothways %(version)s.") % {"version": __version__})


def clock(now: datetime) -> Iterator[Finding]:
    """Whether the clock agrees with the disk's, and lies after all that was done before."""
    about = _("Clock")
    off = _of_the_disk() - time.time()
    if abs(off) > OFF_A_LITTLE:
        yield off_by(about, off, _("the disk that holds the data"))
    last = _last_deed()
    if last and last > now + timedelta(seconds=OFF_A_LITTLE):
        yield off_by(about, (last - now).total_seconds(), _("what was written last"))
    else:
        yield fine(
            about, _("It is %(now)s.") % {"now": f"{now.astimezone(UTC):%Y-%m-%d %H:%M} UTC"}
        )


def off_by(about: str, seconds: float, than: str) -> Finding:
    """Say by how much the clock differs from another one."""
    to_do = _("Set this machine's clock, and let it follow a time server (systemd-timesyncd, NTP).")
    minutes = max(1, round(abs(seconds) / 60))
    words = (
        _("This machine's clock is %(n)d minutes behind %(than)s.")
        if seconds > 0
        else _("This machine's clock is %(n)d minutes ahead of %(than)s.")
    ) % {"n": minutes, "than": than}
    return (wrong if abs(seconds) > OFF_MUCH else soon)(about, words, to_do)


def _of_the_disk() -> float:
    """The clock by which the data folder's disk writes: another machine's, on a network disk."""
    probe = settings.DATA / ".clock"
    try:
        probe.unlink(missing_ok=True)
        probe.write_bytes(b"")
        written = probe.stat().st_mtime
        probe.unlink()
    except OSError:
        return time.time()
    return written


def _last_deed() -> datetime | None:
    """When something was done last, a job or an entry of the record (1 query)."""
    ran = Schedule.objects.exclude(last_run_at=None).order_by().values_list("last_run_at")
    newest = Entry.objects.filter(pk__in=Entry.objects.order_by("-id").values("pk")[:1])
    both = ran.union(newest.order_by().values_list("at"))
    return max((at for (at,) in both if at is not None), default=None)


def disk() -> Finding:
    """Room on the disk, and that it can be written."""
    about, place = _("Disk"), str(settings.DATA)
    free = shutil.disk_usage(settings.DATA).free
    if not _can_write(settings.DATA):
        to_do = _("Let the user that runs Bothways own this folder, and look at the disk.")
        return wrong(about, _("%(place)s can't be written.") % {"place": place}, to_do)
    words = _("%(free)s are free in %(place)s.") % {"free": filesizeformat(free), "place": place}
    to_do = _("Make room: with a full disk no ballot, promise or backup can be kept.")
    if free < FULL:
        return wrong(about, words, to_do)
    return soon(about, words, to_do) if free < NEARLY_FULL else fine(about, words)


def _can_write(folder: Path) -> bool:
    probe = folder / ".written"
    try:
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError:
        return False
    return True


def folder() -> Finding:
    """That nobody else on the machine can read the data."""
    about = _("Data folder")
    names = ("secret", "bothways.sqlite3", "ballots.sqlite3", "first-run-token")
    paths = [settings.DATA, *(settings.DATA / name for name in names)]
    loose = [path for path in paths if path.exists() and _open_to_others(path)]
    if loose and os.name != "nt":
        words = _("Others on this machine can read: %(places)s.") % {
            "places": ", ".join(map(str, loose))
        }
        to_do = _("Run: chmod -R go= %(place)s") % {"place": settings.DATA}
        return wrong(about, words, to_do)
    return fine(about, _("Only its owner can read %(place)s.") % {"place": settings.DATA})


def _open_to_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def files() -> Iterator[Finding]:
    """The files that make this version: the ballot client as it was built, languages, time zone."""
    yield _client()
    yield _languages()
    about = _("Time zone")
    if settings.TIME_ZONE == "UTC":
        to_do = _("Set BOTHWAYS_TIME_ZONE, as in Europe/Berlin, so that days end at your midnight.")
        yield soon(about, _("Days are counted in UTC."), to_do)
    else:
        yield fine(about, settings.TIME_ZONE)


def _client() -> Finding:
    about = _("Ballot client")
    script, said = (finders.find(f"bothways/ballot.js{end}") for end in ("", ".sha256"))
    to_do = _("Fetch this version of Bothways again: the file was changed, or is not there.")
    if not script or not said:
        return wrong(about, _("The script that seals answers is not there."), to_do)
    found = hashlib.sha256(Path(script).read_bytes()).hexdigest()
    if found != Path(said).read_text(encoding="ascii").split()[0]:
        return wrong(about, _("The script that seals answers is not the one we built."), to_do)
    return fine(about, _("It is the one that was built: %(mark)s.") % {"mark": found[:16]})


def _languages() -> Finding:
    about = _("Languages")
    wanted = [code for code, _name in settings.LANGUAGES if code != "en"]
    folders = [Path(place) for place in settings.LOCALE_PATHS]
    missing = [
        code
        for code in wanted
        if not any((at / code / "LC_MESSAGES" / "django.mo").exists() for at in folders)
    ]
    if missing:
        words = _("Not compiled: %(codes)s.") % {"codes": ", ".join(missing)}
        return soon(about, words, _("Run: python3 bothways prepare"))
    return fine(about, _("Compiled: %(codes)s.") % {"codes": ", ".join(["en", *wanted])})
