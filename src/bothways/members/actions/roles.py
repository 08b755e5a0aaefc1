"""Roles that somebody gives; who leads people follows from the reporting line alone."""

from datetime import datetime

from django.db import transaction

from bothways.members.errors import HasLeftError, LastOwnerError, LeadsPeopleError, TwoSidesError
from bothways.members.queries import FOR_THE_COMPANY
from bothways.people.models import Person, Role
from bothways.people.queries import direct_reports, owners_who_stay
from bothways.record.actions import note
from bothways.storage.alone import PEOPLE, stand_alone


@transaction.atomic
def give_role(
    person: Person, kind: Role.Kind, *, by: Person | None, at: datetime | None = None
) -> None:
    """Give a role to somebody who is here; giving it twice is giving it once.

    Raises HasLeftError, LeadsPeopleError for a representative who leads people, and TwoSidesError
    for a representative who is owner or people lead.
    """
    stand_alone(PEOPLE)
    if not person.is_active:
        raise HasLeftError
    if _would_sit_on_two_sides(person, kind):
        raise TwoSidesError
    if kind == Role.Kind.REPRESENTATIVE and direct_reports(person):
        raise LeadsPeopleError
    _role, is_new = Role.objects.get_or_create(person=person, kind=kind)
    vars(person).pop("role_kinds", None)
    if is_new:
        note("role.given", by=by, about=person, at=at, role=kind.value)


@transaction.atomic
def take_role(
    person: Person, kind: Role.Kind, *, by: Person | None, at: datetime | None = None
) -> None:
    """Take a role away. Raises LastOwnerError if nobody else owns."""
    stand_alone(PEOPLE)
    others = owners_who_stay()
    if kind == Role.Kind.OWNER and all(role.person_id == person.pk for role in others):
        raise LastOwnerError
    n_taken, _what = Role.objects.filter(person=person, kind=kind).delete()
    vars(person).pop("role_kinds", None)
    if n_taken:
        note("role.taken", by=by, about=person, at=at, role=kind.value)


def _would_sit_on_two_sides(person: Person, kind: Role.Kind) -> bool:
    held = set(person.roles.values_list("kind", flat=True)) | {kind}
    return Role.Kind.REPRESENTATIVE in held and not held.isdisjoint(FOR_THE_COMPANY)
