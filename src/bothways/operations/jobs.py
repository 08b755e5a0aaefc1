"""What runs by itself here."""

from datetime import datetime, timedelta

from bothways.jobs.registry import job
from bothways.operations.actions.nightly import back_up_at_night


@job(every=timedelta(minutes=30))
def back_up(now: datetime) -> str:
    """Make a backup every night after two, if a folder and a key are set."""
    return back_up_at_night(now)
