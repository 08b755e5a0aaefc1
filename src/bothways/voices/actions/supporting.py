"""Standing behind an idea or a question, by name, until one says otherwise."""

from django.db import transaction

from bothways.people.models import Person
from bothways.voices import errors
from bothways.voices.actions.shared import hold
from bothways.voices.models import Support, Voice


@transaction.atomic
def support(voice: Voice, *, by: Person) -> None:
    """Stand behind a voice; twice is once. Nothing of it goes on the record: it can be undone.

    Raises OwnVoiceError, ChangedMeanwhileError where it is out of sight.
    """
    hold(voice)
    if voice.is_said_by(by):
        raise errors.OwnVoiceError
    if voice.is_hidden or voice.is_taken_back:
        raise errors.ChangedMeanwhileError
    Support.objects.get_or_create(voice=voice, person=by)


def support_no_longer(voice: Voice, *, by: Person) -> None:
    """Stand behind a voice no longer, nor behind what was merged into it."""
    Support.objects.filter(person=by, voice__in=[voice, *voice.merged.all()]).delete()
