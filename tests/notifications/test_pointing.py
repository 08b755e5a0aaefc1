"""What stands in whose week is found by one query, whatever rooms point at it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from bothways.commitments.models import Commitment, Heard
from bothways.commitments.queries import with_people
from bothways.notifications import pointing
from bothways.notifications.blanks import Asking
from bothways.notifications.models import PutOff
from bothways.notifications.pointing import Point, Pointing, point, put_together
from bothways.people.models import Organisation, Person
from tests.cast import Cast
from tests.factories import TODAY, make_promise

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def found_by(pointings: Sequence[Pointing]) -> list[list[tuple[UUID | None, Any]]]:
    return pointing.found_by(put_together(pointings), Asking([], TODAY))


def put_off(person: Person, key: str, n_days: int = 3) -> PutOff:
    return PutOff.objects.create(person=person, key=key, until_on=TODAY + timedelta(days=n_days))


def test_nothing_that_points_asks_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert found_by([]) == []


def test_rows_of_several_tables_come_back_each_in_its_place_with_its_own_kinds(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = put_off(firm.employee, "confirm:a-b-c")
    mine = make_promise(firm.manager, "A stool.", due_on=TODAY)
    pointings = [
        point(Organisation.objects.all()),
        point(PutOff.objects.all(), whose="person_id", thing="key", since="until_on"),
        point(Commitment.objects.none(), whose="made_by_id"),
        point(Commitment.objects.all(), whose="made_by_id", about="pk", said="text", who="to"),
    ]

    with django_assert_num_queries(1):
        firms, later, none, promises = found_by(pointings)

    assert [(whose, one.since, one.said) for whose, one in firms] == [(None, None, "")]
    assert later == [
        (row.person_id, Point(row.person_id, "confirm:a-b-c", "", "", "", row.until_on))
    ]
    assert none == []
    ((whose, found),) = promises
    assert (whose, UUID(found.thing), UUID(found.about)) == (firm.manager.pk, mine.pk, mine.pk)
    assert (found.said, found.who, found.since) == ("A stool.", "all", None)


def test_what_several_point_at_is_read_once_for_all_of_them(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ours = make_promise(firm.manager, "A stool.", to=firm.employee, due_on=TODAY)
    given = point(Commitment.objects.all(), with_people, whose="made_by_id")
    heard = point(Heard.objects.all(), with_people, whose="person_id", thing="commitment_id")

    with django_assert_num_queries(2):
        of_given, of_heard = found_by([given, heard])
        assert ours.made_by.name == of_given[0][1].made_by.name

    assert of_given == [(firm.manager.pk, ours)]
    assert of_heard == [(firm.employee.pk, ours)]
    assert of_given[0][1] is of_heard[0][1]


def test_what_is_not_there_any_more_when_it_is_read_stands_in_no_week(firm: Cast) -> None:
    put_off(firm.employee, uuid4().hex)

    def read(ids: Sequence[str]) -> list[Commitment]:
        return list(Commitment.objects.filter(pk__in=ids))

    assert found_by([point(PutOff.objects.all(), read, whose="person_id", thing="key")]) == [[]]


def test_of_many_the_newest_few_of_each_week_are_read(firm: Cast) -> None:
    for n_days in (1, 5, 3):
        put_off(firm.employee, f"thing {n_days}", n_days)
    put_off(firm.colleague, "thing 2", 2)
    rows = PutOff.objects.all()

    (found,) = found_by([point(rows, None, 2, whose="person_id", thing="key", since="until_on")])

    keys = {(whose, one.thing) for whose, one in found}
    assert keys == {
        (firm.employee.pk, "thing 5"),
        (firm.employee.pk, "thing 3"),
        (firm.colleague.pk, "thing 2"),
    }
    assert all(isinstance(one.since, date) for _whose, one in found)
