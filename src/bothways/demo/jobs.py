"""What runs by itself in the demo alone."""

from datetime import datetime, timedelta

from bothways.demo import second_key
from bothways.jobs.registry import job


@job(every=timedelta(seconds=2))
def keep_second_key(now: datetime) -> str:
    """Stamp, open and count with the demo's second key, which lies on this computer too."""
    n_done = second_key.serve(now)
    return f"{n_done} done" if n_done else ""
