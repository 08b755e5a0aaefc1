"""What runs by itself around confirmations."""

from datetime import datetime, timedelta

from bothways.confirmations import actions
from bothways.jobs.registry import job


@job(every=timedelta(hours=6))
def gather_promises(now: datetime) -> str:
    """From the first working day of a month, draft its round about promises; announce nothing."""
    round_ = actions.gather(at=now)
    return f"drafted: {round_.questions.count()} questions" if round_ else ""
