"""What runs by itself around ideas and questions."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils.timezone import localdate, localtime
from django.utils.translation import ngettext

from bothways.jobs.registry import job
from bothways.pure.voices import REMIND_BEFORE
from bothways.voices import actions
from bothways.voices.models import Voice

MORNING = time(7)


@job(every=timedelta(hours=1))
def remind_of_answers(now: datetime) -> str:
    """From seven in the morning, tell who owes an answer that its day is near, or is past."""
    if localtime(now).time() < MORNING:
        return ""
    on = localdate(now)
    near = Q(told_due=False, answer_due_on__lte=on + REMIND_BEFORE)
    late = Q(told_late=False, answer_due_on__lt=on)
    waiting = Voice.objects.all().owed().filter(near | late).select_related("owner", "deputy")
    n_told = sum(actions.remind(voice, at=now) for voice in waiting)
    if not n_told:
        return ""
    words = ngettext("%(n)s reminder was sent.", "%(n)s reminders were sent.", n_told)
    return words % {"n": n_told}
