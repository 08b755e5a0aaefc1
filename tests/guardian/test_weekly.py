"""What the second key puts into the week of whoever keeps it, and into nobody else's."""

from django.utils import timezone

from bothways.notifications.weekly import NEEDS_ME, lines_for
from bothways.people.models import Person
from bothways.surveys.models import Round
from tests.keeper import Keeper


def test_a_closed_box_needs_the_keeper_of_the_second_key_alone(
    closed: Round, representative: Person, employee: Person
) -> None:
    on = timezone.localdate(closed.closes_at)
    weeks = lines_for([representative, employee], on)
    (line,) = [one for one in weeks[representative.pk][NEEDS_ME] if one.key == "keys"]

    assert str(line.words) == "1 round waits for your key."
    assert line.link == "/guardian/"
    assert [one.key for one in weeks[employee.pk][NEEDS_ME]] == []


def test_a_key_that_nothing_waits_for_is_no_line(keeper: Keeper, representative: Person) -> None:
    week = lines_for([representative], timezone.localdate())[representative.pk]

    assert keeper is not None
    assert week[NEEDS_ME] == []
