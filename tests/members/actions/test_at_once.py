"""Two who act at the same moment, on a database that lets both write."""

from collections.abc import Callable

import pytest

from bothways.members.actions import add_person, give_role, import_people, take_role
from bothways.members.errors import LastOwnerError, TakenError
from bothways.members.importing import read_table
from bothways.people.models import Person, Role, Unit
from tests.at_once import both
from tests.factories import NOW, make_person

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True, databases="__all__")]
OWNER = Role.Kind.OWNER


def test_two_owners_who_take_each_other_s_role_leave_one() -> None:
    one, other = make_person("One"), make_person("Other")
    for person in (one, other):
        give_role(person, OWNER, by=None)

    said = both(
        lambda: take_role(other, OWNER, by=one, at=NOW),
        lambda: take_role(one, OWNER, by=other, at=NOW),
    )

    assert [type(error) for error in said if error] == [LastOwnerError]
    assert Role.objects.filter(kind=OWNER).count() == 1


def test_two_who_add_people_to_the_same_new_team_make_one_team() -> None:
    make_person("Somebody")

    said = both(
        lambda: add_person(name="Ada", unit="Millrace/New", by=None),
        lambda: add_person(name="Bo", unit="Millrace/New", by=None),
    )

    assert said == [None, None]
    assert Unit.objects.filter(path="Millrace/New").count() == 1
    assert Person.objects.filter(unit__path="Millrace/New").count() == 2


def test_of_two_people_with_one_address_the_second_is_refused() -> None:
    def add(name: str) -> Callable[[], object]:
        return lambda: add_person(name=name, email="a@x.example", unit="Millrace", by=None)

    said = both(add("Ada"), add("Abe"))

    assert [type(error) for error in said if error] == [TakenError]
    assert Person.objects.filter(email="a@x.example").count() == 1


def test_the_same_file_confirmed_twice_is_taken_in_once() -> None:
    table = read_table(b"name,email,unit\nAda,a@x.example,Millrace\nBo,b@x.example,Millrace/T\n")

    said = both(
        lambda: import_people(table, by=None, on=NOW.date()),
        lambda: import_people(table, by=None, on=NOW.date()),
    )

    assert said == [None, None]
    assert Person.objects.count() == 2
