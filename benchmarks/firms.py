"""Firms for measuring: so many people in teams of ten under leads."""

from bothways.people.models import Organisation, Person, Role
from tests.factories import make_people, make_person, make_unit

TEAM = 10
TEAMS_A_DEPARTMENT = 6


def firm_of(how_many: int) -> tuple[Person, list[Person]]:
    """Return (the owner, everybody) of a firm of that many people."""
    Organisation.objects.get_or_create(defaults={"name": "Millrace"})
    owner = make_person("Olive Owner")
    Role.objects.create(person=owner, kind=Role.Kind.OWNER)
    people = [owner]
    number = 0
    while len(people) < how_many:
        unit = make_unit(f"Millrace/Dep {number // TEAMS_A_DEPARTMENT}/Team {number}")
        lead = make_person(f"Lead {number}", unit=unit, manager=owner)
        rest = min(TEAM - 1, how_many - len(people) - 1)
        people += [lead, *make_people(rest, unit=unit, manager=lead)]
        number += 1
    return owner, people
