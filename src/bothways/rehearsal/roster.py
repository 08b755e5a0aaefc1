"""A wave's people in the throw-away installation."""

from datetime import date

from django.db import transaction

from bothways.people.models import Organisation, Person, Role, Unit
from bothways.rehearsal.files import Somebody, Wave


def found_firm(wave: Wave, *, k: int, c: int) -> Person:
    """Make the organisation and the one who opens its rounds, who has left and isn't asked."""
    root = next(iter(wave.people.values())).unit.split("/")[0]
    Organisation.objects.create(name=root, k=k, c=c)
    opener = Person.objects.create(name="Rehearsal", unit=_unit(root, {}), left_on=date(1970, 1, 1))
    Role.objects.create(person=opener, kind=Role.Kind.OWNER)
    return opener


def settle(wave: Wave, *, on: date) -> dict[str, Person]:
    """Make the installation's people those of this wave; return them by id.

    Who is not in the wave has left, who is in it again is back.
    """
    units = {unit.path: unit for unit in Unit.objects.all()}
    for path in {person.unit for person in wave.people.values()}:
        _unit(path, units)
    known = {person.number: person for person in Person.objects.exclude(number=None)}
    new = {
        somebody.id: Person(number=somebody.id, name=somebody.id)
        for somebody in wave.people.values()
        if somebody.id not in known
    }
    everybody: dict[str | None, Person] = dict(known)
    everybody.update(new)
    for somebody in wave.people.values():
        _move(everybody[somebody.id], somebody, units, everybody)
    for number, person in known.items():
        if number not in wave.people:
            person.left_on = on
    with transaction.atomic():
        Person.objects.bulk_create(new.values())
        Person.objects.bulk_update(known.values(), ["unit", "manager", "left_on"], batch_size=300)
    return {number: everybody[number] for number in wave.people}


def _move(
    person: Person, somebody: Somebody, units: dict[str, Unit], everybody: dict[str | None, Person]
) -> None:
    person.unit = units[somebody.unit]
    person.manager = everybody[somebody.manager] if somebody.manager else None
    person.left_on = None


def _unit(path: str, units: dict[str, Unit]) -> Unit:
    """Return the unit of a path, made with those above it where missing."""
    if path in units:
        return units[path]
    above, _, name = path.rpartition("/")
    parent = _unit(above, units) if above else None
    units[path] = Unit.objects.create(name=name, path=path, parent=parent)
    return units[path]
