"""A page of two columns: a thing between them would push the rest into the wrong one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from tests.cast import ASSEMBLY, Cast
from tests.conftest import ClientOf
from tests.factories import make_decision, make_promise, make_unit
from tests.ui.columns import strays


def open_promise(firm: Cast) -> str:
    today = localdate()
    due = today + timedelta(days=9)
    given = make_promise(firm.manager, to=make_unit(ASSEMBLY), made_on=today, due_on=due)
    return f"/promises/{given.pk}/"


def decision(firm: Cast) -> str:
    return f"/decisions/{make_decision(firm.owner, recorded_on=localdate()).pk}/"


@pytest.mark.django_db
@pytest.mark.parametrize("whose", ["manager", "owner"])
@pytest.mark.parametrize("address", [open_promise, decision], ids=["promise", "decision"])
def test_all_of_it_stands_in_the_head_or_in_a_column(
    firm: Cast, client_of: ClientOf, address: Callable[[Cast], str], whose: str
) -> None:
    page = client_of(getattr(firm, whose)).get(address(firm)).content.decode()

    assert "page--aside" in page
    assert strays(page) == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/promises/", "/decisions/", "/trust/", "/anonymity/"])
def test_so_it_is_on_the_pages_that_everybody_opens(
    firm: Cast, client_of: ClientOf, address: str
) -> None:
    assert strays(client_of(firm.manager).get(address).content.decode()) == []


def test_a_line_between_the_columns_is_found() -> None:
    page = '<main class="page--aside"><header class="head"><br></header><p>Alone</p></main>'

    assert strays(page) == [set()]


def test_what_a_drawing_is_made_of_and_what_is_hidden_is_not_taken_for_a_column() -> None:
    page = '<main><figure class="full"><svg><line/></svg></figure><p hidden>No</p></main>'

    assert strays(page) == []
