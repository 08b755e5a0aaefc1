"""The days of promises for somebody's own calendar."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bothways.commitments.models import Commitment
from bothways.notifications.calendar import Day, dated
from bothways.people.models import Person


@dated
def days_of_promises(person: Person, on: date) -> Iterator[Day]:
    """The open promises that somebody gave, and those made to them (2 queries).

    What is between two people stands in the calendars of these two alone.
    """
    open_ones = Commitment.objects.filter(state=Commitment.State.OPEN)
    own = Q(made_by=person)
    theirs = Q(audience__person=person) & (Q(to_person=None) | Q(to_person=person))
    for promise in open_ones.filter(own | theirs).select_related("made_by").distinct():
        yield day_of(promise, reader=person)


def day_of(promise: Commitment, *, reader: Person) -> Day:
    """Return the day of one promise, as its reader's calendar shows it."""
    if promise.made_by_id == reader.pk:
        title = _("Your word: %(text)s") % {"text": promise.text}
    else:
        title = _("%(who)s promised: %(text)s") % {
            "who": promise.made_by.name,
            "text": promise.text,
        }
    return Day(
        key=f"promise-{promise.pk}",
        on=promise.due_on,
        title=title,
        link=reverse("commitments:one", args=[promise.pk]),
        n_moves=promise.n_moves,
    )
