"""A query is put together once, and asked for whoever it is on whatever day."""

from datetime import timedelta

import pytest
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from bothways.commitments.models import Commitment
from bothways.storage.kept_queries import Day, Id, KeptQuery
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
