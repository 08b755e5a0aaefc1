"""The days by which answers are owed, for somebody's own calendar."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from bothways.notifications.calendar import Day, dated
from bothways.people.models import Person
from bothways.voices.actions.shared import path_of
from bothways.voices.queries import owed_by


@dated
def days_of_voices(person: Person, on: date) -> Iterator[Day]:
    """By when an answer to an idea or a question is owed, for whoever owes it."""
    for voice in owed_by(person):
        yield Day(
            key=f"voice-{voice.pk}",
            on=voice.answer_due_on,
            title=_("An answer is owed: %(question)s") % {"question": voice.title},
            link=path_of(voice),
            words=_("The day after, everyone sees that it is late."),
        )
