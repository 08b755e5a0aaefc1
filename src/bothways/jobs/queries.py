"""What runs by itself, and how it went."""

from datetime import datetime

from bothways.jobs.models import Schedule
from bothways.jobs.registry import JOBS


def last_runs() -> list[Schedule]:
    """Return every job that there is, with its last run, words and error, by name."""
    return list(Schedule.objects.filter(name__in=JOBS))


def due(*, now: datetime) -> list[Schedule]:
    """Return the jobs that are due, the longest overdue first."""
    return list(Schedule.objects.filter(name__in=JOBS, due_at__lte=now).order_by("due_at"))
