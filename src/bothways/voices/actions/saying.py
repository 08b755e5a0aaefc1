"""Saying an idea or a question by name."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from bothways.people.models import Person
from bothways.pure.voices import answer_due_on
from bothways.storage.alone import stand_alone
from bothways.voices import errors
from bothways.voices.actions.shared import mark_of, noted, tell_owing
from bothways.voices.models import Voice
from bothways.voices.wording import Told

MOST_A_DAY = 10


@transaction.atomic
def say(*, by: Person, told: Told, at: datetime, asked_of: Person | None = None) -> Voice:
    """Put an idea or a question before everybody, by name; its answer is owed from now on.

    asked_of: of a question, the leader who is asked; without one it is everybody in charge.
    Raises NoWordsError, TooManyWordsError, AlreadySaidError for a second click,
    TooManyTodayError, NobodyInChargeError.
    """
    stand_alone(f"voices of {by.pk}")
    on, words = localdate(at), told.checked()
    if asked_of is not None and not (asked_of.is_active and asked_of.leads_people):
        raise errors.NobodyInChargeError(asked_of.name)
    today = Voice.objects.filter(author=by, said_on=on)
    first = today.filter(kind=words["kind"], title=words["title"], text=words["text"]).first()
    if first is not None:
        raise errors.AlreadySaidError(first.pk)
    if today.count() >= MOST_A_DAY:
        raise errors.TooManyTodayError
    voice = Voice.objects.create(
        way=Voice.Way.BY_NAME,
        author=by,
        said_on=on,
        answer_due_on=answer_due_on(on),
        asked_of=asked_of,
        owner=asked_of,
        **words,
    )
    noted("voice.said", voice, by=by, at=at, kind=voice.kind, mark=mark_of(voice))
    tell_owing("voice.said", voice, at=at, but=by, who=by.name)
    return voice
