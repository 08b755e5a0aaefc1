"""Second units, second leaders, and those who stand in for a manager from day to day."""

from datetime import date, datetime

from django.db import transaction

from bothways.members.errors import StandInError
from bothways.people.models import Also, Line, Person, Role, Unit
from bothways.record.actions import note


@transaction.atomic
def work_also_in(
    person: Person, unit: Unit, *, by: Person | None, at: datetime | None = None
) -> None:
    """Let somebody be shown in a second unit; blocks and figures go by the first one alone."""
    if unit.pk == person.unit_id:
        return
    _also, is_new = Also.objects.get_or_create(person=person, unit=unit)
    if is_new:
        note("line.changed", by=by, about=person, at=at)


@transaction.atomic
def stop_also(also: Also, *, by: Person | None, at: datetime | None = None) -> None:
    """Show somebody no longer in a second unit."""
    person = also.person
    also.delete()
    note("line.changed", by=by, about=person, at=at)


@transaction.atomic
def draw_line(
    person: Person,
    leader: Person,
    kind: Line.Kind,
    *,
    by: Person | None,
    from_on: date | None = None,
    until_on: date | None = None,
    at: datetime | None = None,
) -> Line:
    """Give somebody a second leader, or one who stands in; there is one stand-in at a time.

    Raises StandInError: oneself, somebody who has left or is the manager already, days in the
    wrong order; or the representative as one who stands in, because then they would lead people.
    """
    in_order = from_on is None or until_on is None or from_on <= until_on
    if leader in (person, person.manager) or leader.left_on is not None or not in_order:
        raise StandInError
    if kind == Line.Kind.INTERIM:
        if leader.has_role(Role.Kind.REPRESENTATIVE):
            raise StandInError
        Line.objects.filter(person=person, kind=kind).delete()
    line, _is_new = Line.objects.update_or_create(
        person=person,
        leader=leader,
        kind=kind,
        defaults={"from_on": from_on, "until_on": until_on},
    )
    note("line.changed", by=by, about=person, at=at)
    return line


@transaction.atomic
def end_line(line: Line, *, by: Person | None, at: datetime | None = None) -> None:
    """Take a second leader or a stand-in away."""
    person = line.person
    line.delete()
    note("line.changed", by=by, about=person, at=at)
