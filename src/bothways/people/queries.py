"""Reads about people that more than one room needs."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from bothways.people.models import (
    Line,
    Organisation,
    Person,
    PersonQuerySet,
    Role,
    Value,
    here_on,
    standing_in,
)
from bothways.storage.kept_queries import KeptThings

FIRM = KeptThings(Organisation.objects.order_by)  # every page names it


def organisation() -> Organisation | None:
    """Return the firm, or None before the first-run wizard has named it."""
    return FIRM.first()


def firm_language() -> str:
    """Return the language of the firm's own words, '' while none was chosen."""
    firm = organisation()
    return firm.language if firm else ""


def values_held() -> list[Value]:
    """Return what the firm stands for, in its order."""
    return list(Value.objects.filter(dropped_on=None))


def read_roles(people: Iterable[Person]) -> None:
    """Read the roles of many people at once, so that `role_kinds` of none asks for them (1 query).

    Of one person nothing is read here: most pages know their own reader's already.
    """
    unknown = {person.pk: person for person in people if "role_kinds" not in vars(person)}
    if len(unknown) < 2:
        return
    held: dict[UUID, set[str]] = {pk: set() for pk in unknown}
    for pk, kind in Role.objects.filter(person__in=unknown).values_list("person_id", "kind"):
        held[pk].add(kind)
    for pk, person in unknown.items():
        person.role_kinds = frozenset(held[pk])


def stand_in_of(person: Person, *, on: date) -> Person | None:
    """Return who stands in for the manager of `person` that day, if somebody does and is here."""
    lines = Line.objects.filter(standing_in(on), here_on(on, prefix="leader__"), person=person)
    line = lines.select_related("leader").first()
    return line.leader if line else None


def line_above(person: Person, *, on: date | None = None) -> list[Person]:
    """Return the people above `person`, nearest first: manager, manager's manager, ...

    Whoever stands in for a manager that day is in the line in the manager's place.
    """
    day = on or localdate()
    above: list[Person] = []
    at = stand_in_of(person, on=day) or person.manager
    while at is not None and at not in above:
        above.append(at)
        at = stand_in_of(at, on=day) or at.manager
    return above


def direct_reports(person: Person, *, on: date | None = None) -> list[Person]:
    """Return those who report to `person` and are here, by name, stood in for included."""
    day = on or localdate()
    for_now = Line.objects.filter(standing_in(day), leader=person).values("person")
    led = Person.objects.filter(Q(manager=person) | Q(pk__in=for_now))
    return list(led.filter(here_on(day)).select_related("unit"))


def leaders_here() -> PersonQuerySet:
    """Return those who are here and to whom somebody who is here reports."""
    led = Person.objects.here().exclude(manager=None)
    return Person.objects.here().filter(pk__in=led.order_by().values("manager"))


def owners_who_stay() -> QuerySet[Role]:
    """Return the roles of the owners who have not left and whose last day is not named yet."""
    return Role.objects.filter(kind=Role.Kind.OWNER, person__left_on=None, person__leaves_on=None)


def managers() -> dict[UUID, UUID | None]:
    """Return everybody's manager by id (1 query): the one line by which figures are seen."""
    return dict(Person.objects.values_list("pk", "manager_id"))
