"""People come and go."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery

from bothways.members.actions.units import ensure_units
from bothways.members.errors import (
    DayPassedError,
    HasLeftError,
    LastOwnerError,
    NotAnOwnerError,
    TakenError,
)
from bothways.members.models import Card, Code, Passkey, Session
from bothways.people.models import Line, Person, Role
from bothways.people.queries import owners_who_stay
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
    Raises LastOwnerError if no owner would stay, and NotAnOwnerError if somebody else than an
    owner lets one go; by nobody means that a day came which was named before.
    """
    stand_alone(PEOPLE)
    if by is not None:
        _only_owners_let_owners_go(person, by=by)
    if let_go([person], on=on):
        note("person.left", by=by, about=person, at=at)
    person.refresh_from_db()


@transaction.atomic
def plan_leaving(person: Person, *, last_day: date | None, on: date, by: Person) -> None:
    """Keep the last day of somebody who stays until then, or None: they stay.

    Nothing is on the record before the day: that somebody leaves is theirs to tell.
    Raises HasLeftError, DayPassedError for a day before `on`, LastOwnerError and NotAnOwnerError.
    """
    stand_alone(PEOPLE)
    if person.left_on is not None:
        raise HasLeftError
    if last_day is not None and last_day < on:
        raise DayPassedError
    _only_owners_let_owners_go(person, by=by)
    owners = owners_who_stay()
    if last_day and owners.filter(person=person) and not owners.exclude(person=person):
        raise LastOwnerError
    person.leaves_on = last_day
    person.save(update_fields=["leaves_on"])


def _only_owners_let_owners_go(person: Person, *, by: Person) -> None:
    """Look at the roles as they are now, not as they were when the page was opened."""
    owners = Role.objects.filter(kind=Role.Kind.OWNER)
    if owners.filter(person=person).exists() and not owners.filter(person=by).exists():
        raise NotAnOwnerError


def mark_leavers(*, on: date) -> int:
    """Keep as leavers all whose last day was before `on`; return how many."""
    over = list(Person.objects.filter(left_on=None, leaves_on__lt=on))
    for person in over:
        end_membership(person, by=None, on=person.leaves_on or on)
    return len(over)


def note_export(*, by: Person, at: datetime | None = None) -> None:
    """Put on the record that somebody took the list of people out as a file."""
    note("people.exported", by=by, at=at)


def let_go(people: Collection[Person], *, on: date) -> int:
    """Make leavers of these people, without a word on the record; return of how many.

    Raises LastOwnerError if no owner would stay.
    """
    ids = [person.pk for person in people if person.left_on is None]
    owners = owners_who_stay()
    if owners.filter(person__in=ids).exists() and not owners.exclude(person__in=ids).exists():
        raise LastOwnerError
    Person.objects.filter(pk__in=ids).update(left_on=on, leaves_on=None)
    Line.objects.filter(leader__in=ids).delete()
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
