"""What runs by itself here."""

from datetime import datetime, timedelta

from bothways.jobs.registry import job
from bothways.surveys import actions


@job(every=timedelta(seconds=15))
def tell_of_open_box(now: datetime) -> str:
    """Tell everybody who is asked, once, that the box is open."""
    told = actions.tell_of_open_box(now)
    return f"told {told} people" if told else ""


@job(every=timedelta(minutes=10))
def remind_everyone(now: datetime) -> str:
    """Remind everybody a day before the box closes, answered or not."""
    told = actions.remind_everyone(now)
    return f"reminded {told} people" if told else ""
