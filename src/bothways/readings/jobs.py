"""What runs by itself here."""

from datetime import datetime, timedelta

from django.utils.translation import ngettext

from bothways.jobs.registry import job
from bothways.readings import actions


@job(every=timedelta(seconds=10))
def read_new_releases(_now: datetime) -> str:
    """Work out what new results say, with how uncertain they are, so that pages only read it."""
    n = len(actions.keep_readings())
    return ngettext("read %(n)s result", "read %(n)s results", n) % {"n": n} if n else ""
