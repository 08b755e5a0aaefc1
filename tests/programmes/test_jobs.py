"""What runs by itself around programmes, and that it may run twice."""

import pytest

from bothways.people.models import Person
from bothways.programmes.actions import declare, withdraw
from bothways.programmes.jobs import draw_lots, look_whether_it_worked
from bothways.programmes.models import Draw, Programme, Verdict
from bothways.programmes.queries import newest_groups
from bothways.record.actions import append_entries
from bothways.surveys.models import Round
from tests.factories import TODAY, at_nine
from tests.programmes.many_groups import AFTER, agreeing, counted_round, declared, drawn, wish

pytestmark = pytest.mark.django_db
NOW = at_nine(TODAY)


def test_what_waits_for_its_lot_is_drawn_once_it_is_on_the_ledger(
    people_lead: Person, before: Round
) -> None:
    for title in ("One", "Two"):
        declare(wish(title=title), by=people_lead, at=NOW)
    assert draw_lots(NOW) == ""

    append_entries(at=NOW)

    assert draw_lots(NOW) == "2 lots were drawn."
    assert draw_lots(NOW) == ""
    assert Draw.objects.count() == 2


def test_nothing_is_drawn_for_what_needs_no_lot_or_is_over(
    people_lead: Person, before: Round
) -> None:
    first = (newest_groups()[0].key,)
    declared(people_lead, title="By hand", chosen="unrelated", first=first, why="A date.")
    withdraw(declared(people_lead), by=people_lead, words="No money.", at=NOW)

    assert draw_lots(NOW) == ""


def test_each_is_looked_at_once_when_its_round_is_counted(
    people_lead: Person, before: Round, leaders: dict[str, Person]
) -> None:
    programme = drawn(people_lead)
    assert look_whether_it_worked(NOW) == ""
    counted_round(leaders, agreeing(programme, first=8, rest=3), closed=AFTER)

    assert look_whether_it_worked(at_nine(AFTER)) == "1 programme was looked at."
    assert look_whether_it_worked(at_nine(AFTER)) == ""
    assert Verdict.objects.count() == 1
    assert Programme.objects.get().state == "judged"
