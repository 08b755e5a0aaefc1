"""What runs by itself around the search."""

from datetime import datetime, timedelta

from django.utils.translation import ngettext

from bothways.jobs.registry import job
from bothways.search.actions import rebuild
from bothways.search.queries import out_of_step


@job(every=timedelta(hours=1))
def keep_in_step(_now: datetime) -> str:
    """Compare what can be found with what everybody may see, and make it anew if they differ."""
    if not out_of_step():
        return ""
    n = rebuild()
    return ngettext("%(n)s thing can be found.", "%(n)s things can be found.", n) % {"n": n}
