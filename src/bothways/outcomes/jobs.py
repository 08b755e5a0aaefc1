"""What runs by itself in this room."""

from datetime import datetime, timedelta

from bothways.jobs.registry import job
from bothways.outcomes.actions import forget_drafts, take_what_is_delivered

A_DRAFT_LASTS = timedelta(days=1)


@job(every=timedelta(days=1))
def look_after_figures(now: datetime) -> str:
    """Forget files of figures that nobody confirmed, and write down what other rooms counted."""
    forget_drafts(before=now - A_DRAFT_LASTS)
    n_taken = take_what_is_delivered(at=now)
    return f"{n_taken} figures" if n_taken else ""
