"""Roles are given and taken in the open; one owner stays; no representative leads."""

from datetime import datetime

import pytest

from bothways.members.actions import give_role, take_role
from bothways.members.errors import HasLeftError, LastOwnerError, LeadsPeopleError, TwoSidesError
from bothways.people.models import Person, Role
from bothways.record.models import Entry
from tests.cast import Cast
from tests.factories import give


def test_a_role_is_given_in_the_open(firm: Cast, now: datetime) -> None:
    give_role(firm.employee, Role.Kind.PEOPLE_LEAD, by=firm.owner, at=now)

    assert firm.employee.has_role(Role.Kind.PEOPLE_LEAD)
    entry = Entry.objects.get(verb="role.given")
    assert (entry.by, entry.at, entry.about_id) == (firm.owner, now, str(firm.employee.pk))
    assert entry.details == {"role": "people_lead"}


def test_giving_twice_is_giving_once(firm: Cast) -> None:
    for _ in range(2):
        give_role(firm.employee, Role.Kind.PEOPLE_LEAD, by=firm.owner)

    assert firm.employee.roles.count() == 1
    assert Entry.objects.count() == 1


def test_whoever_leads_people_can_not_be_the_representative(firm: Cast) -> None:
    with pytest.raises(LeadsPeopleError, match="Choose someone who leads nobody"):
        give_role(firm.manager, Role.Kind.REPRESENTATIVE, by=firm.owner)

    assert not firm.manager.has_role(Role.Kind.REPRESENTATIVE)


def test_whoever_leads_only_somebody_who_has_left_may_be(firm: Cast) -> None:
    Person.objects.filter(pk=firm.leaver.pk).update(manager=firm.employee)

    give_role(firm.employee, Role.Kind.REPRESENTATIVE, by=firm.owner)

    assert firm.employee.has_role(Role.Kind.REPRESENTATIVE)


def test_a_leaver_gets_no_role(firm: Cast) -> None:
    with pytest.raises(HasLeftError):
        give_role(firm.leaver, Role.Kind.PEOPLE_LEAD, by=firm.owner)


def test_the_last_owner_keeps_owning(firm: Cast) -> None:
    with pytest.raises(LastOwnerError, match="One owner must stay"):
        take_role(firm.owner, Role.Kind.OWNER, by=firm.owner)

    assert firm.owner.has_role(Role.Kind.OWNER)


def test_an_owner_who_has_left_does_not_count_as_the_other_owner(firm: Cast) -> None:
    give(firm.leaver, Role.Kind.OWNER)

    with pytest.raises(LastOwnerError):
        take_role(firm.owner, Role.Kind.OWNER, by=firm.owner)


def test_one_of_two_owners_may_step_back(firm: Cast, now: datetime) -> None:
    give(firm.people_lead, Role.Kind.OWNER)

    take_role(firm.owner, Role.Kind.OWNER, by=firm.owner, at=now)

    assert not firm.owner.has_role(Role.Kind.OWNER)
    assert Entry.objects.get(verb="role.taken").details == {"role": "owner"}


def test_taking_what_nobody_has_is_not_on_the_record(firm: Cast) -> None:
    take_role(firm.employee, Role.Kind.PEOPLE_LEAD, by=firm.owner)

    assert not Entry.objects.exists()


@pytest.mark.parametrize("kind", [Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD])
def test_nobody_stands_on_both_sides(firm: Cast, kind: Role.Kind) -> None:
    with pytest.raises(TwoSidesError):
        give_role(firm.representative, kind, by=firm.owner)

    give(firm.employee, kind)
    with pytest.raises(TwoSidesError, match="choose somebody else"):
        give_role(firm.employee, Role.Kind.REPRESENTATIVE, by=firm.owner)
