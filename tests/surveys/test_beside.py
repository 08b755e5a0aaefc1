"""Beside which rounds people write letters, and which are left out."""

import pytest

from bothways.mailbox.registry import Beside
from bothways.people.models import Organisation, Person
from bothways.surveys.beside import rounds
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import make_people
from tests.leading import OF_THE_TEAM, more_leaders
from tests.mailbox.desk import an_open_desk
from tests.rounds import draft, opened


@pytest.fixture
def round_(firm: Cast) -> Round:
    make_people(8)
    Organisation.objects.update(k=5)
    return opened(firm.people_lead)


def test_a_round_takes_letters_until_it_closes_and_answers_afterwards(round_: Round) -> None:
    assert list(rounds()) == [
        Beside(str(round_.pk), "November pulse", round_.closes_at.date()),
    ]

    Round.objects.update(state=Round.State.CLOSED)

    assert [one.closes_on for one in rounds()] == [None]


def test_a_draft_and_a_round_of_leaders_are_left_out(firm: Cast) -> None:
    more_leaders(8, under=firm.owner)
    opened(firm.owner, questions=OF_THE_TEAM, audience=Round.Audience.LEADERS)
    draft(firm.people_lead, title="Next")

    assert list(rounds()) == []


def test_where_fewer_than_twice_the_smallest_group_are_asked_nobody_writes_beside(
    firm: Cast,
) -> None:
    n_asked = Person.objects.here().count()
    Organisation.objects.update(k=n_asked // 2 + 1)
    opened(firm.people_lead)

    assert list(rounds()) == []


def test_a_round_stays_however_k_is_raised_later(round_: Round) -> None:
    Round.objects.update(state=Round.State.CLOSED)
    Organisation.objects.update(k=40)

    assert [one.key for one in rounds()] == [str(round_.pk)]


def test_the_page_offers_the_round_while_it_is_open(
    firm: Cast, round_: Round, client_of: ClientOf
) -> None:
    an_open_desk(firm.people_lead, firm.manager)
    client = client_of(firm.employee)

    while_open = client.get("/mailbox/").content.decode()
    Round.objects.update(state=Round.State.CLOSED)
    closed = client.get("/mailbox/").content.decode()

    assert "beside the round “November pulse”" in while_open
    assert "once the round has closed on" in while_open
    assert "beside the round" not in closed
    assert "Ideas · November pulse" in closed, "the answers' thread has its name"
