"""What runs by itself here."""

from datetime import datetime, timedelta

from bothways.guardian import actions
from bothways.jobs.registry import job


@job(every=timedelta(hours=1))
def remind_of_the_second_key(now: datetime) -> str:
    """Tell who keeps the second key, once a day, that a round waits for it."""
    told = actions.remind(now)
    return f"told {told} people" if told else ""
