"""Reminding of owed answers: whoever owes one before its day, the deputy once it is late."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from bothways.commitments.words import say_day
from bothways.pure.voices import REMIND_BEFORE
from bothways.voices.actions.shared import tell_about
from bothways.voices.models import Voice


@transaction.atomic
def remind(voice: Voice, *, at: datetime) -> bool:
    """Tell whoever owes the answer that its day is near; once it is late, the deputy as well.

    Each once. Returns whether anybody was told anything.
    """
    on = localdate(at)
    waiting = Voice.objects.filter(pk=voice.pk, answered_on=None)
    owing = voice.answered_by()
    if voice.is_late(on):
        if not waiting.filter(told_late=False).update(told_late=True, told_due=True):
            return False
        deputy = voice.deputy
        stands_by = [deputy] if deputy and deputy.is_active and deputy not in owing else []
        tell_about("voice.late", voice, to=[*owing, *stands_by], at=at)
        return True
    if voice.answer_due_on - on > REMIND_BEFORE or not voice.is_owed:
        return False
    if not waiting.filter(told_due=False).update(told_due=True):
        return False
    tell_about("voice.due", voice, to=owing, at=at, due=say_day(voice.answer_due_on))
    return True
