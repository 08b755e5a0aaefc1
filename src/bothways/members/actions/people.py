"""People come and go."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery

from bothways.members.actions.units import ensure_units
from bothways.members.errors import LastOwnerError, TakenError
from bothways.members.models import Card, Code, Passkey, Session
from bothways.people.models import Person, Role
from bothways.record.actions import note
from bothways.storage.alone import PEOPLE, stand_alone

MOST_LEVELS = 100


@transaction.atomic
def add_person(
    *,
    name: str,
    unit: str,
    by: Person | None,
    email: str | None = None,
    number: str | None = None,
    manager: Person | None = None,
    title: str = "",
    site: str = "",
    language: str = "",
    started_on: date | None = None,
    at: datetime | None = None,
) -> Person:
    """Add one person to the unit at the path `unit`, which is made if it is new.

    Raises TakenError if somebody has the address or the number already, leavers included.
    """
    stand_alone(PEOPLE)
    person = Person(
        name=name,
        email=email.strip().lower() if email else None,
        number=number or None,
        unit=ensure_units([unit])[unit],
        manager=manager,
        title=title,
        site=site,
        language=language,
        started_on=started_on,
    )
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        raise TakenError from error
    note("person.added", by=by, about=person, at=at)
    return person


@transaction.atomic
def end_membership(
    person: Person, *, by: Person | None, on: date, at: datetime | None = None
) -> None:
    """Keep somebody as a leaver from the day `on`: no sessions, no roles, nobody to lead.

    Those whom they led report to the leaver's own manager until somebody says otherwise.
    Raises LastOwnerError if no owner would stay.
    """
    stand_alone(PEOPLE)
    if let_go([person], on=on):
        note("person.left", by=by, about=person, at=at)
    person.refresh_from_db()


def note_export(*, by: Person, at: datetime | None = None) -> None:
    """Put on the record that somebody took the list of people out as a file."""
    note("people.exported", by=by, at=at)


def let_go(people: Collection[Person], *, on: date) -> int:
    """Make leavers of these people, without a word on the record; return of how many.

    Raises LastOwnerError if no owner would stay.
    """
    ids = [person.pk for person in people if person.left_on is None]
    owners = Role.objects.filter(kind=Role.Kind.OWNER, person__left_on=None)
    if owners.filter(person__in=ids).exists() and not owners.exclude(person__in=ids).exists():
        raise LastOwnerError
    Person.objects.filter(pk__in=ids).update(left_on=on)
    _hand_reports_up()
    for rows in (Session.objects, Code.objects, Card.objects, Passkey.objects, Role.objects):
        rows.filter(person__in=ids).delete()
    return len(ids)


def _hand_reports_up() -> None:
    """Let those whose manager has left report to that manager's manager, until one is here."""
    orphans = Person.objects.here().filter(manager__left_on__isnull=False)
    above = Person.objects.filter(pk=OuterRef("manager")).values("manager")
    for _step in range(MOST_LEVELS):
        if not orphans.update(manager=Subquery(above[:1])):
            return
