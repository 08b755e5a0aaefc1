"""The list of promises page by page, by queries that are put together once."""

from datetime import timedelta

import pytest
from django.core.paginator import Paginator
from pytest_django import DjangoAssertNumQueries

from bothways.commitments.listing import Listing, rows_of
from bothways.commitments.models import Commitment
from bothways.commitments.queries import listed
from bothways.commitments.views.pages import KINDS_SHOWN, SHOWN
from tests.cast import ASSEMBLY, Cast
from tests.commitments.conftest import days_after
from tests.commitments.test_queries import a_year_of_promises
from tests.factories import TODAY, make_promise, make_unit

pytestmark = pytest.mark.both


def test_each_filter_lists_what_the_query_lists_in_its_order(firm: Cast) -> None:
    a_year_of_promises(firm)
    make_promise(firm.employee, "mine, to one", to=firm.manager)
    make_promise(firm.manager, "amends", to=firm.employee, kind=Commitment.Kind.AMENDS)
    make_promise(firm.other_manager, "between two others", to=firm.other_employee)
    on = days_after(12)

    for show in SHOWN:
        for kind in KINDS_SHOWN:
            asked = {"show": show, "on": on, "kind": kind}
            for person in (firm.employee, firm.manager, firm.owner):
                rows = listed(person, **asked)
                page = Listing(person, **asked)
                assert len(page) == rows.count(), asked
                assert page[0:50] == list(rows), asked
    everything = {"show": "all", "on": on, "kind": ""}
    assert Listing(firm.owner, **everything)[1] == listed(firm.owner, **everything)[1]


def test_a_page_of_it_costs_two_queries_and_the_number_of_all_another(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(7):
        make_promise(firm.manager, f"Number {number}.", due_on=TODAY + timedelta(days=number))

    with django_assert_num_queries(3):
        page = Paginator(Listing(firm.employee, show="all", on=TODAY, kind=""), 3).get_page(3)
        found = [one.text for one in page]

    assert found == ["Number 6."]
    assert page.paginator.num_pages == 3


def test_a_row_says_who_promised_what_to_whom_as_its_reader_reads_it(firm: Cast) -> None:
    firm.manager.title = "shift lead"
    given = make_promise(firm.employee, "To you.", to=firm.manager, made_on=TODAY)
    to_team = make_promise(firm.manager, "To us.", to=make_unit(ASSEMBLY), made_on=TODAY)
    day = f"{TODAY.day} {TODAY:%B}"

    mine, ours = rows_of([given, to_team], firm.employee, TODAY)
    (theirs,) = rows_of([given], firm.manager, TODAY)

    assert mine.by == f"You, to {firm.manager.name}, on {day}"
    assert theirs.by == f"{firm.employee.name}, to you, on {day}"
    assert ours.by == f"{firm.manager.name}, shift lead, to {ours.promise.to_unit}, on {day}"
    assert (mine.may_say, theirs.may_say, ours.may_say) == (True, False, False)
    assert (mine.how.sign, list(mine.beside)) == ("open", [])
