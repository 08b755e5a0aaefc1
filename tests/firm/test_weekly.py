"""The first hour stands in the week of those who set up, until it is done or put away."""

import pytest

from bothways.firm.actions import end_first_hour
from bothways.notifications.weekly import NEEDS_ME, lines_for
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import TODAY


def first_hours(*people: Person) -> list[str]:
    weeks = lines_for(people, TODAY)
    return [
        f"{line.words}: {line.more}"
        for person in people
        for line in weeks[person.pk][NEEDS_ME]
        if line.key == "first-hour"
    ]


@pytest.mark.parametrize("together", [True, False])
def test_what_is_left_stands_with_those_who_set_up(firm: Cast, together: bool) -> None:
    people = [firm.owner, firm.people_lead, firm.employee]
    found = (
        first_hours(*people) if together else [one for who in people for one in first_hours(who)]
    )

    assert len(found) == 2
    assert found[0].startswith("Your first round: 6 of 9 steps are left. Next: ")


def test_who_puts_it_away_is_not_asked_again(firm: Cast) -> None:
    end_first_hour()

    assert first_hours(firm.owner, firm.people_lead) == []
