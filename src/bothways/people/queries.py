"""Reads about people that more than one room needs."""

from uuid import UUID

from bothways.people.models import Organisation, Person


def organisation() -> Organisation | None:
    """Return the firm, or None before the first-run wizard has named it."""
    return Organisation.objects.first()


def line_above(person: Person) -> list[Person]:
    """Return the people above `person`, nearest first: manager, manager's manager, ..."""
    above: list[Person] = []
    at = person.manager
    while at is not None and at not in above:
        above.append(at)
        at = at.manager
    return above


def direct_reports(person: Person) -> list[Person]:
    """Return those who report to `person` and are here, by name."""
    return list(person.reports.filter(left_on=None).select_related("unit"))


def managers() -> dict[UUID, UUID | None]:
    """Return everybody's manager by id (1 query)."""
    return dict(Person.objects.values_list("pk", "manager_id"))
