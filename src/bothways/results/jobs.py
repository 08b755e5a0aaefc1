"""What runs by itself here."""

from datetime import datetime, timedelta

from bothways.jobs.registry import job
from bothways.results import actions


@job(every=timedelta(seconds=10))
def close_due_rounds(now: datetime) -> str:
    """Close, count and release the rounds whose time is up."""
    released = actions.close_due_rounds(now)
    return f"released {len(released)} rounds" if released else ""
