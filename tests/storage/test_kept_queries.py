"""A query is put together once, and asked for whoever it is on whatever day."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from bothways.commitments.models import Commitment
from bothways.storage.kept_queries import (
    FEWEST_AT_ONCE,
    MOST_AT_ONCE,
    Day,
    Id,
    KeptByIds,
    KeptQuery,
    KeptThings,
    filled,
    names_of,
    thing_of,
)
from tests.cast import Cast
from tests.factories import TODAY, make_promise

pytestmark = pytest.mark.both

A_WEEK = timedelta(days=7)


def given_by() -> KeptQuery:
    promises = Commitment.objects.filter(made_by=Id("person"), due_on__lte=Day("on") - A_WEEK)
    return KeptQuery(lambda: promises.order_by("due_on").values_list("pk", "due_on", "text"))


def test_its_rows_are_as_django_reads_them(firm: Cast) -> None:
    first = make_promise(firm.manager, "A stool.", due_on=TODAY + A_WEEK)
    second = make_promise(firm.manager, "Two {} stools.", due_on=TODAY + 2 * A_WEEK)
    make_promise(firm.employee, "A lamp.", due_on=TODAY + A_WEEK)
    of = {"person": firm.manager.pk}
    query = given_by()

    assert query.rows(**of, on=second.due_on + A_WEEK) == [
        (first.pk, first.due_on, first.text),
        (second.pk, second.due_on, second.text),
    ]
    assert query.rows(**of, on=second.due_on) == [(first.pk, first.due_on, first.text)]
    assert query.part(1, 9, **of, on=second.due_on + A_WEEK)[0][2] == "Two {} stools."
    assert [query.count(**of, on=TODAY + days * A_WEEK) for days in range(4)] == [0, 0, 1, 2]


def test_it_is_put_together_when_it_is_first_asked_and_never_again(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made: list[int] = []

    def make():  # type: ignore[no-untyped-def]
        made.append(1)
        return Commitment.objects.filter(made_by=Id("person")).values_list("text")

    query = KeptQuery(make)
    assert made == []
    for person in (firm.manager, firm.employee):
        make_promise(person, f"From {person.name}.")
        with django_assert_num_queries(1):
            assert query.rows(person=person.pk) == [(f"From {person.name}.",)]
    assert made == [1]


def test_only_a_while_is_taken_from_a_day_before_the_database_is_asked(firm: Cast) -> None:
    later = Day("on") - A_WEEK - A_WEEK

    assert later.later == -2 * A_WEEK
    assert not isinstance(later - F("n_moves"), Day)


def test_whole_things_come_as_django_reads_them_and_can_be_saved(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = make_promise(firm.manager, "A stool.", due_on=TODAY + A_WEEK)
    second = make_promise(firm.manager, "A lamp.", due_on=TODAY + 2 * A_WEEK)
    given = KeptThings(lambda: Commitment.objects.filter(made_by=Id("person")).order_by("due_on"))

    with django_assert_num_queries(2):
        found, one = given.all(person=firm.manager.pk), given.first(person=firm.manager.pk)
    one.text = "A stool with a back."  # type: ignore[union-attr]
    one.save()  # type: ignore[union-attr]

    assert found == [first, second]
    assert (found[0].made_by, found[0].due_on) == (firm.manager, first.due_on)
    assert given.first(person=firm.employee.pk) is None
    assert Commitment.objects.get(pk=first.pk).text == "A stool with a back."


def test_a_column_that_was_left_out_is_read_when_it_is_asked_for(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    promise = make_promise(firm.manager, "A stool.")
    names = names_of(Commitment, "text")
    (row,) = Commitment.objects.values_list(*names)

    found = thing_of(Commitment, names, row)

    assert found == promise
    with django_assert_num_queries(1):
        assert found.text == "A stool."


def test_things_come_by_their_ids_with_what_stands_beside_them(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    mine = [make_promise(firm.manager, f"Stool {number}.") for number in range(FEWEST_AT_ONCE + 1)]
    to_one = make_promise(firm.manager, "A lamp.", to=firm.employee)
    read = KeptByIds(Commitment, "text", made_by=(), to_person=["email"])
    wanted = [*(one.pk for one in mine), str(to_one.pk), uuid4()]

    with django_assert_num_queries(1):
        found = {one.pk: one for one in read(wanted)}
        people = [(one.made_by, one.to_person) for one in found.values()]

    assert set(found) == {one.pk for one in [*mine, to_one]}
    assert set(people) == {(firm.manager, None), (firm.manager, firm.employee)}
    assert len({id(made_by) for made_by, _to in people}) == 1
    with django_assert_num_queries(2):
        assert found[to_one.pk].text == "A lamp."
        assert found[to_one.pk].to_person.email == firm.employee.email  # type: ignore[union-attr]


def test_of_no_ids_nothing_is_asked_and_many_are_asked_in_parts(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    promise = make_promise(firm.manager)
    read = KeptByIds(Commitment)

    with django_assert_num_queries(0):
        assert read([]) == []
    for number in (1, 2, FEWEST_AT_ONCE, FEWEST_AT_ONCE + 1, 100):
        with django_assert_num_queries(1):
            assert read([promise.pk] * number) == [promise]
    with django_assert_num_queries(2):
        assert read([promise.pk] * (MOST_AT_ONCE + 1)) == [promise, promise]


def test_things_of_a_query_come_with_what_stands_beside_them(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_promise(firm.manager, "A lamp.", to=firm.employee)
    given = KeptThings(
        lambda: Commitment.objects.filter(made_by=Id("person")), "figure", made_by=(), to_person=()
    )

    with django_assert_num_queries(1):
        found = given.first(person=firm.manager.pk)
        assert (found.made_by, found.to_person) == (firm.manager, firm.employee)  # type: ignore[union-attr]


def test_a_blank_that_stands_in_a_query_many_times_is_filled_once() -> None:
    asked: list[object] = []
    today = Day("on")
    today.value = lambda said: asked.append(said) or said["on"]  # type: ignore[method-assign]

    told = filled([today, "open", today], {"on": TODAY}, connection)

    assert told == [str(TODAY), "open", str(TODAY)] or told == [TODAY, "open", TODAY]
    assert len(asked) == 1
