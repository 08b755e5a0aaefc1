"""What runs by itself in this room."""

from datetime import datetime, timedelta

from bothways.jobs.registry import job
from bothways.members.actions import forget_what_is_over


@job(every=timedelta(hours=1))
def forget(now: datetime) -> str:
    """Delete codes, counts of attempts, sessions and import drafts whose time is over."""
    n_gone = forget_what_is_over(at=now)
    return f"{n_gone} gone" if n_gone else ""
