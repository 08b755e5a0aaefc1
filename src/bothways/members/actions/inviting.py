"""Telling people that they can sign in: in waves, by hand, and never because of a file alone."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from bothways.members.models import Invitation
from bothways.members.queries import not_invited
from bothways.notifications.actions import tell
from bothways.people.models import Person
from bothways.people.queries import organisation
from bothways.record.actions import note


@transaction.atomic
def invite(people: Iterable[Person], *, by: Person, on: date, at: datetime | None = None) -> int:
    """Mail an invitation to those of `people` who never got one; return how many were mailed.

    Whoever is not here yet, or has no address, is passed over and can be invited later.
    """
    wanted = {person.pk for person in people}
    chosen = [person for person in not_invited() if person.pk in wanted]
    Invitation.objects.bulk_create(Invitation(person=person, sent_on=on) for person in chosen)
    if not chosen:
        return 0
    firm = organisation()
    link = f"{settings.BASE_URL}/sign-in/"
    n_told = tell("member.invited", to=chosen, at=at, firm=firm.name if firm else "", link=link)
    note("people.invited", by=by, at=at, n=n_told)
    return n_told
