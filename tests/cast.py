"""The cast: Millrace, a small firm of 31 people, and those whom the tests call by name.

Millrace (owner) > Operations > Assembly (12), Stores (11), Dispatch (3: too few for a group)
                 > Office (4, the people lead among them)
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import pytest

from bothways.people.models import Organisation, Person, Role
from tests.factories import FIRM, make_organisation, make_units, new_person

ASSEMBLY = "Millrace/Operations/Assembly"
STORES = "Millrace/Operations/Stores"
DISPATCH = "Millrace/Operations/Dispatch"
OFFICE = "Millrace/Office"


@dataclass(frozen=True)
class Cast:
    """Everybody whom a test may call by name."""

    organisation: Organisation
    owner: Person
    people_lead: Person
    manager: Person
    other_manager: Person
    employee: Person
    colleague: Person
    other_employee: Person
    dispatcher: Person
    representative: Person
    leaver: Person

    def people(self) -> list[Person]:
        """The named ones, the leaver included."""
        values = (getattr(self, field.name) for field in fields(self))
        return [value for value in values if isinstance(value, Person)]


def make_firm() -> Cast:
    """Put Millrace into the database: in four statements, since most tests begin with it."""
    organisation = make_organisation()
    stands_at = make_units(ASSEMBLY, STORES, DISPATCH, OFFICE)
    people: list[Person] = []

    def person(name: str = "", *, unit: str = FIRM, **fields: Any) -> Person:
        people.append(new_person(name, unit=stands_at[unit], **fields))
        return people[-1]

    owner = person("Sanne Weir")
    people_lead = person("Lena Oduya", unit=OFFICE, manager=owner)
    manager = person("Ruben Dahl", unit=ASSEMBLY, manager=owner)
    other_manager = person("Pia Novak", unit=STORES, manager=owner)
    employee = person("Jo Marsh", unit=ASSEMBLY, manager=manager)
    colleague = person("Tariq Bell", unit=ASSEMBLY, manager=manager)
    representative = person("Edda Falk", unit=STORES, manager=other_manager)
    other_employee = person("Ines Roth", unit=STORES, manager=other_manager)
    dispatcher = person("Omar Lind", unit=DISPATCH, manager=other_manager)
    leaver = person("Nils Grau", unit=ASSEMBLY, manager=manager, left_on=date(2026, 9, 30))
    unnamed = ((9, ASSEMBLY, manager), (8, STORES, other_manager), (2, DISPATCH, other_manager))
    for how_many, unit, leads in (*unnamed, (3, OFFICE, people_lead)):
        for _ in range(how_many):
            person(unit=unit, manager=leads)
    Person.objects.bulk_create(people)
    Role.objects.bulk_create(
        [
            Role(person=owner, kind=Role.Kind.OWNER),
            Role(person=people_lead, kind=Role.Kind.PEOPLE_LEAD),
            Role(person=representative, kind=Role.Kind.REPRESENTATIVE),
        ]
    )
    return Cast(
        organisation=organisation,
        owner=owner,
        people_lead=people_lead,
        manager=manager,
        other_manager=other_manager,
        employee=employee,
        colleague=colleague,
        other_employee=other_employee,
        dispatcher=dispatcher,
        representative=representative,
        leaver=leaver,
    )


@pytest.fixture
def firm(db: None) -> Cast:
    """Millrace with everybody in it."""
    return make_firm()


@pytest.fixture
def owner(firm: Cast) -> Person:
    """Sanne Weir, who owns Millrace and leads the three leads."""
    return firm.owner


@pytest.fixture
def people_lead(firm: Cast) -> Person:
    """Lena Oduya, who keeps the list of people and leads the office."""
    return firm.people_lead


@pytest.fixture
def manager(firm: Cast) -> Person:
    """Ruben Dahl, who leads Assembly."""
    return firm.manager


@pytest.fixture
def other_manager(firm: Cast) -> Person:
    """Pia Novak, who leads Stores and Dispatch."""
    return firm.other_manager


@pytest.fixture
def employee(firm: Cast) -> Person:
    """Jo Marsh of Assembly, who reports to the manager."""
    return firm.employee


@pytest.fixture
def colleague(firm: Cast) -> Person:
    """Tariq Bell, of the same team as the employee."""
    return firm.colleague


@pytest.fixture
def other_employee(firm: Cast) -> Person:
    """Ines Roth of Stores, under the other manager."""
    return firm.other_employee


@pytest.fixture
def dispatcher(firm: Cast) -> Person:
    """Omar Lind of Dispatch, a team of three."""
    return firm.dispatcher


@pytest.fixture
def representative(firm: Cast) -> Person:
    """Edda Falk of Stores, whom the employees chose."""
    return firm.representative


@pytest.fixture
def leaver(firm: Cast) -> Person:
    """Nils Grau, who left Assembly on 30 September 2026."""
    return firm.leaver
