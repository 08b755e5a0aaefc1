"""Numbers for Prometheus: jobs, outbox, disk, backup. Nothing personal, nothing of a round.

No number here is per person or group, none counts ballots or envelopes, and none changes when
somebody signs in or answers.
"""

import shutil
from datetime import datetime

from django.conf import settings
from django.db.models import Count

from bothways import __version__
from bothways.jobs import queries as jobs
from bothways.notifications.models import Message
from bothways.operations import rows
from bothways.operations.actions.backing_up import last_backup

STEP = 64 * 1024 * 1024
WATCHED = (Message.State.WAITING, Message.State.FAILED)


def written() -> bytes:
    """Return all numbers in Prometheus' text format."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest

    registry = CollectorRegistry()

    def gauge(name: str, says: str, *labels: str) -> Gauge:
        return Gauge(f"bothways_{name}", says, labels, registry=registry)

    gauge("info", "Which version runs.", "version").labels(__version__).set(1)
    last = gauge("job_last_run_timestamp_seconds", "When each job ran last.", "job")
    failures = gauge("job_failures", "How often each job failed in a row.", "job")
    for run in jobs.last_runs():
        last.labels(run.name).set(run.last_run_at.timestamp() if run.last_run_at else 0)
        failures.labels(run.name).set(run.n_failures)
    mails = gauge("outbox_messages", "Mails that wait, or were given up.", "state")
    for state, n in _mails().items():
        mails.labels(state).set(n)
    free = _in_steps(shutil.disk_usage(settings.DATA).free)
    gauge("disk_free_bytes", "Room beside the data, in steps of 64 MiB.").set(free)
    gauge("database_bytes", "Size of the main database file, in steps of 64 MiB.").set(_size())
    gauge("tables_pending", "Changes of the tables still to be made.").set(
        len(rows.known() - set(rows.applied()))
    )
    gauge("last_backup_timestamp_seconds", "When the last backup was made.").set(_last_backup())
    return bytes(generate_latest(registry))


def _mails() -> dict[str, int]:
    found = Message.objects.filter(state__in=WATCHED).order_by().values_list("state")
    counts = dict(found.annotate(n=Count("pk")))
    return {state.value: int(counts.get(state.value, 0)) for state in WATCHED}


def _size() -> int:
    path = settings.DATA / "bothways.sqlite3"
    return _in_steps(path.stat().st_size) if path.exists() else 0


def _in_steps(n_bytes: int) -> int:
    """Return about as many bytes: exact ones, kept by a watcher, tell when something was written.

    At a quiet hour that is when somebody signed in or fetched an envelope.
    """
    return round(n_bytes / STEP) * STEP


def _last_backup() -> float:
    last = last_backup()
    return datetime.fromisoformat(last["at"]).timestamp() if last else 0
