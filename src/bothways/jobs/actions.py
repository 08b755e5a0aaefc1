"""Running what is due: each job by one worker at a time, and again if it fails or is killed.

A job is claimed by moving its due moment to the end of a lease, in one conditional update: the
database settles the race. The lease is renewed while the job runs. A worker that is killed
renews nothing, so its job is due again when the lease ends.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog
from django.db import DatabaseError, connection
from django.utils import timezone

from bothways.jobs import queries
from bothways.jobs.models import Schedule
from bothways.jobs.registry import AFTER_EACH, JOBS, Job
from bothways.pure.redaction import redacted

LEASE = timedelta(seconds=60)
RENEW_AFTER_SECONDS = 20
FIRST_RETRY = timedelta(seconds=5)
LAST_RETRY = timedelta(minutes=15)

log = structlog.get_logger("bothways.jobs")


def enrol_jobs(*, now: datetime) -> None:
    """Give every job of the registry its row, due at once; those that have one keep it."""
    new = [Schedule(name=name, due_at=now) for name in JOBS]
    Schedule.objects.bulk_create(new, ignore_conflicts=True)


def run_next_job(*, now: datetime) -> str | None:
    """Run the job that is longest overdue and that no other worker holds; return its name.

    None: nothing is due at `now`. A job that fails is kept for later, and raises nothing here.
    """
    for schedule in queries.due(now=now):
        if _claim(schedule, now=now):
            _run(JOBS[schedule.name], schedule, now=now)
            return schedule.name
    return None


def _claim(schedule: Schedule, *, now: datetime) -> bool:
    """Take a lease on a job, unless another worker was first."""
    still_due = Schedule.objects.filter(name=schedule.name, due_at=schedule.due_at)
    schedule.due_at = now + LEASE
    return bool(still_due.update(due_at=schedule.due_at))


def _run(job: Job, schedule: Schedule, *, now: datetime) -> None:
    try:
        with _renewed(schedule):
            words = job.work(now)
    except Exception as error:
        _put_off(job, schedule, error, now=now)
    else:
        said = {"last_words": words[:500]} if words else {}
        _finish(
            schedule, due_at=now + job.every, last_run_at=now, n_failures=0, last_error="", **said
        )
    finally:
        for tidy in AFTER_EACH:
            tidy()


def _put_off(job: Job, schedule: Schedule, error: Exception, *, now: datetime) -> None:
    """Keep what went wrong, and try again after 5, 10, 20 ... seconds, at most 15 minutes."""
    log.exception("job failed", job=job.name)
    n_failures = schedule.n_failures + 1
    wait = min(FIRST_RETRY * 2 ** min(n_failures - 1, 10), LAST_RETRY)
    _finish(
        schedule,
        due_at=now + wait,
        last_run_at=now,
        n_failures=n_failures,
        last_error=redacted(f"{type(error).__name__}: {error}")[:500],
    )


def _finish(schedule: Schedule, **changes: object) -> None:
    """Write how it went, if the lease is still ours."""
    ours = Schedule.objects.filter(name=schedule.name, due_at=schedule.due_at)
    if not ours.update(**changes):
        log.warning("lease lost while running", job=schedule.name)


@contextmanager
def _renewed(schedule: Schedule) -> Iterator[None]:
    """Renew the lease from beside while the work goes on."""
    done = threading.Event()
    beside = threading.Thread(target=_renew_until, args=(done, schedule), daemon=True)
    beside.start()
    try:
        yield
    finally:
        done.set()
        beside.join()


def _renew_until(done: threading.Event, schedule: Schedule) -> None:
    try:
        while not done.wait(RENEW_AFTER_SECONDS) and _renew(schedule):
            pass
    finally:
        connection.close()


def _renew(schedule: Schedule) -> bool:
    """Move the end of the lease; say whether it is still ours."""
    held_until = timezone.now() + LEASE
    ours = Schedule.objects.filter(name=schedule.name, due_at=schedule.due_at)
    try:
        renewed = ours.update(due_at=held_until)
    except DatabaseError:
        return True  # the work itself may be writing; the next renewal comes
    if renewed:
        schedule.due_at = held_until
    return bool(renewed)
