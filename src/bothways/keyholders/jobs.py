"""What runs by itself here."""

from datetime import datetime, timedelta

from bothways.jobs.registry import job
from bothways.keyholders import actions


@job(every=timedelta(minutes=10))
def look_after_the_key(now: datetime) -> str:
    """End the office of a keyholder who left, lost the role, leads people or acts for the firm."""
    why = actions.end_office_of_the_dependent(at=now)
    return f"the second key has no holder any more: {why}" if why else ""
