"""What runs by itself around decisions."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils.timezone import localdate, localtime
from django.utils.translation import ngettext

from bothways.decisions import actions
from bothways.decisions.models import Decision
from bothways.jobs.registry import job

MORNING = time(7)


@job(every=timedelta(hours=1))
def remind_to_look_again(now: datetime) -> str:
    """From seven in the morning of the day, tell who decided that it is to be looked at again."""
    if localtime(now).time() < MORNING:
        return ""
    come = Q(look_again_on__lte=localdate(now), told_look_again=False)
    due = Decision.objects.filter(come, replaced_by=None).select_related("made_by")
    n_told = sum(actions.remind_deciders(decision, at=now) for decision in due)
    if not n_told:
        return ""
    words = ngettext("%(n)s decision is due.", "%(n)s decisions are due.", n_told)
    return words % {"n": n_told}
