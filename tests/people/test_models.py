"""One-line answers of people, and what the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction

from bothways.people.models import Organisation, Person, Role
from tests.cast import Cast
from tests.factories import give, make_organisation, make_person


def test_there_is_one_organisation(firm: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(name="Second")


@pytest.mark.parametrize(("k", "c"), [(4, 2), (7, 0)])
def test_no_group_smaller_than_five_and_no_coalition_of_nobody(k: int, c: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(name="Weak", k=k, c=c)


def test_two_people_have_two_addresses(firm: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_person("Double", email=firm.employee.email)


def test_people_without_address_and_number_may_be_many(firm: Cast) -> None:
    for _ in range(2):
        make_person("Floor", email=None, number=None)

    assert Person.objects.filter(email=None, number=None).count() == 2


def test_a_role_is_held_once(firm: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        give(firm.owner, Role.Kind.OWNER)


def test_here_are_those_who_have_not_left(firm: Cast) -> None:
    assert firm.leaver not in Person.objects.here()
    assert firm.employee in Person.objects.all().here()
    assert (firm.leaver.is_active, firm.employee.is_active) == (False, True)


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Ada Quinn", "AQ"), ("Ada van der Quinn", "AV"), ("cher", "C"), ("  ida  krog ", "IK")],
)
def test_initials_are_two_letters_at_most(name: str, initials: str) -> None:
    assert Person(name=name).initials == initials


def test_a_manager_is_one_by_the_reporting_line_alone(firm: Cast) -> None:
    assert firm.manager.leads_people
    assert not firm.employee.leads_people
    assert firm.manager.role_kinds == frozenset()


def test_whoever_is_led_only_by_leavers_leads_nobody(firm: Cast) -> None:
    Person.objects.filter(pk=firm.leaver.pk).update(manager=firm.employee)

    assert not firm.employee.leads_people


def test_a_person_is_called_by_name(firm: Cast) -> None:
    assert str(firm.employee) == "Jo Marsh"
    assert str(firm.organisation) == "Millrace"
    assert str(firm.employee.unit) == "Assembly"
    assert str(firm.owner.roles.get()) == "owner"


def test_no_moment_of_signing_in_is_kept() -> None:
    names = {field.name for field in Person._meta.get_fields()}

    assert "last_login" not in names
    assert "date_joined" not in names
    make_organisation()
