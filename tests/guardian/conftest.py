"""A round with two keys, as the tests of the desk find it."""

from datetime import datetime, timedelta

import pytest

from bothways.people.models import Person
from bothways.results.actions import close_due_rounds
from bothways.surveys.models import Round
from tests.cast import ASSEMBLY, STORES, Cast
from tests.keeper import Keeper, confirmed_round, everybody_answers, keeper_in_office

ANSWERS = (4, 2, 5)
N_A_TEAM = 8


@pytest.fixture
def keeper(representative: Person) -> Keeper:
    """Edda Falk, who keeps the second key on a machine of her own."""
    return keeper_in_office(representative)


@pytest.fixture
def round_(firm: Cast, keeper: Keeper) -> Round:
    """A round under two keys that Edda has confirmed; its box is open."""
    return confirmed_round(firm.owner, keeper)


@pytest.fixture
def voters(firm: Cast) -> list[Person]:
    """Eight of Assembly and eight of Stores."""
    teams = [Person.objects.here().filter(unit__path=path) for path in (ASSEMBLY, STORES)]
    return [person for team in teams for person in team.order_by("name")[:N_A_TEAM]]


@pytest.fixture
def closed(round_: Round, keeper: Keeper, voters: list[Person]) -> Round:
    """The same after the voters have answered and the box was closed."""
    everybody_answers(round_, keeper, dict.fromkeys(voters, ANSWERS))
    assert close_due_rounds(round_.closes_at) == []
    round_.refresh_from_db()
    return round_


@pytest.fixture
def after(round_: Round) -> datetime:
    """An hour after the box closed."""
    return round_.closes_at + timedelta(hours=1)
