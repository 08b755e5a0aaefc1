"""Who is here on a day, and who stands in for whom."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.timezone import localdate

from bothways.people.models import Also, Line, Person, here_on
from bothways.people.queries import (
    direct_reports,
    line_above,
    managers,
    owners_who_stay,
    stand_in_of,
)
from tests.cast import Cast
from tests.factories import make_person

A_DAY = timedelta(days=1)


def stands_in(leader: Person, person: Person, *, first: date | None = None,
              last: date | None = None) -> Line:  # fmt: skip
    return Line.objects.create(
        person=person, leader=leader, kind=Line.Kind.INTERIM, from_on=first, until_on=last
    )


@pytest.mark.parametrize(
    ("begins", "leaves", "is_here"),
    [
        (None, None, True),
        (0, None, True),
        (1, None, False),
        (-9, 0, True),
        (-9, -1, False),
        (-9, 1, True),
        (1, 2, False),
    ],
)
def test_somebody_is_here_from_the_first_day_to_the_last(
    firm: Cast, begins: int | None, leaves: int | None, is_here: bool
) -> None:
    today = localdate()
    person = make_person(
        "Dee Day",
        started_on=None if begins is None else today + begins * A_DAY,
        leaves_on=None if leaves is None else today + leaves * A_DAY,
    )

    assert person.is_active is is_here
    assert Person.objects.here().filter(pk=person.pk).exists() is is_here


def test_on_another_day_others_are_here(firm: Cast) -> None:
    day = date(2027, 3, 1)
    person = make_person("Dee Day", started_on=day, leaves_on=day + A_DAY)

    found = [
        Person.objects.filter(here_on(day + n * A_DAY), pk=person.pk).exists()
        for n in (-1, 0, 1, 2)
    ]

    assert found == [False, True, True, False]


def test_who_comes_later_can_not_sign_in_before(firm: Cast) -> None:
    person = make_person("Dee Day", started_on=localdate() + A_DAY)
    client = Client()
    client.force_login(person)

    assert client.get("/me/").url.startswith("/sign-in/")

    Person.objects.filter(pk=person.pk).update(started_on=localdate())
    client.force_login(person)
    assert client.get("/me/").status_code == 200


def test_who_stands_in_is_above_in_the_managers_place_while_it_lasts(firm: Cast) -> None:
    today = localdate()
    stands_in(firm.other_manager, firm.employee, first=today, last=today)

    assert line_above(firm.employee) == [firm.other_manager, firm.owner]
    assert line_above(firm.employee, on=today + A_DAY) == [firm.manager, firm.owner]
    assert stand_in_of(firm.employee, on=today - A_DAY) is None


def test_who_stands_in_and_has_left_stands_in_no_more(firm: Cast) -> None:
    stands_in(firm.leaver, firm.employee)

    assert stand_in_of(firm.employee, on=localdate()) is None


def test_who_stands_in_leads_people_and_has_them_in_the_list(firm: Cast) -> None:
    assert not firm.colleague.leads_people
    stands_in(firm.colleague, firm.employee)

    colleague = Person.objects.get(pk=firm.colleague.pk)
    assert colleague.leads_people
    assert direct_reports(colleague) == [firm.employee]
    assert firm.employee in direct_reports(firm.manager)


def test_a_second_leader_leads_nobody_and_is_in_no_line(firm: Cast) -> None:
    Line.objects.create(person=firm.employee, leader=firm.colleague, kind=Line.Kind.MATRIX)

    assert not firm.colleague.leads_people
    assert direct_reports(firm.colleague) == []
    assert line_above(firm.employee) == [firm.manager, firm.owner]


def test_the_line_by_which_figures_are_seen_knows_no_stand_in(firm: Cast) -> None:
    stands_in(firm.other_manager, firm.employee)

    assert managers()[firm.employee.pk] == firm.manager.pk


def test_there_is_one_stand_in_and_nobody_leads_themselves(firm: Cast) -> None:
    stands_in(firm.colleague, firm.employee)
    for leader, kind in ((firm.owner, "interim"), (firm.employee, "matrix")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Line.objects.create(person=firm.employee, leader=leader, kind=kind)


def test_a_line_does_not_end_before_it_begins(firm: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        stands_in(firm.colleague, firm.employee, first=localdate(), last=localdate() - A_DAY)


def test_an_owner_whose_last_day_is_named_is_none_who_stays(firm: Cast) -> None:
    assert [role.person for role in owners_who_stay()] == [firm.owner]

    Person.objects.filter(pk=firm.owner.pk).update(leaves_on=localdate() + A_DAY)

    assert not owners_who_stay().exists()


def test_lines_and_units_are_called_by_what_they_are(firm: Cast) -> None:
    line = stands_in(firm.colleague, firm.employee)
    also = Also.objects.create(person=firm.employee, unit=firm.other_employee.unit)

    assert str(line) == "Tariq Bell (stands in for the manager)"
    assert str(also) == "Stores"
