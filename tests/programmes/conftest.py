"""A firm of twelve groups, each under a lead of its own, and a round from before."""

import pytest

from bothways.people.models import Person
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.programmes.many_groups import BEFORE, counted_round, make_leaders, name_of

LOW_AND_HIGH = [4, 5, 6, 5, 4, 6, 5, 5, 4, 6, 5, 6]


@pytest.fixture
def leaders(firm: Cast) -> dict[str, Person]:
    """Twelve teams of ten, each with its lead."""
    return make_leaders(12, manager=firm.owner)


@pytest.fixture
def before(leaders: dict[str, Person]) -> Round:
    """A pulse a month ago, in which about half of each team agreed."""
    agree = {name_of(place): n for place, n in enumerate(LOW_AND_HIGH, start=1)}
    return counted_round(leaders, agree, closed=BEFORE)
