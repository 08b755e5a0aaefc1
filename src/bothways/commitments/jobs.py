"""What runs by itself around promises."""

from datetime import datetime, time, timedelta

from django.utils.timezone import localdate, localtime
from django.utils.translation import ngettext

from bothways.commitments import actions
from bothways.commitments.models import Commitment
from bothways.jobs.registry import job

MORNING = time(7)


@job(every=timedelta(hours=1))
def remind_of_promises(now: datetime) -> str:
    """From seven in the morning, tell each author which promise is due today or silent now."""
    if localtime(now).time() < MORNING:
        return ""
    on = localdate(now)
    promises = Commitment.objects.select_related("made_by").filter(made_by__left_on=None)
    due = promises.still_open().filter(due_on=on, made_on__lt=on, told_due=False)
    silent = promises.silent(on).filter(told_silent=False)
    n_told = sum(actions.remind_author(promise, at=now) for promise in due)
    n_told += sum(actions.tell_of_silence(promise, at=now) for promise in silent)
    if not n_told:
        return ""
    return ngettext("%(n)s author was told.", "%(n)s authors were told.", n_told) % {"n": n_told}
