"""What must hold before a round about promises is announced."""

from bothways.commitments.actions import take_back_end
from bothways.confirmations.conditions import asks_what_it_would_ask_today
from bothways.people.models import Person
from tests.cast import ASSEMBLY, Cast
from tests.confirmations.made import DECEMBER, SECRETLY, drafted, kept
from tests.factories import TODAY, at_nine, make_unit
from tests.rounds import draft

AT = at_nine(DECEMBER)


def test_another_round_is_none_of_its_business(firm: Cast) -> None:
    assert asks_what_it_would_ask_today(draft(firm.owner), AT) == []


def test_a_draft_as_it_would_be_made_today_may_be_announced(firm: Cast) -> None:
    kept(firm.owner, confirm=SECRETLY)

    assert asks_what_it_would_ask_today(drafted(), AT) == []


def test_a_promise_that_was_opened_again_stands_in_the_way(firm: Cast) -> None:
    promise = kept(firm.owner, confirm=SECRETLY)
    round_ = drafted()
    take_back_end(promise, by=firm.owner, words="Not all of it.", at=AT, contested=True)

    (reason,) = asks_what_it_would_ask_today(round_, AT)

    assert "was opened again" in reason


def test_so_do_people_who_left_meanwhile(firm: Cast) -> None:
    kept(firm.manager, to=make_unit(ASSEMBLY), confirm=SECRETLY)
    round_ = drafted()
    team = Person.objects.filter(unit=make_unit(ASSEMBLY)).exclude(pk=firm.manager.pk)
    Person.objects.filter(pk__in=list(team.values_list("pk", flat=True)[:4])).update(left_on=TODAY)

    (reason,) = asks_what_it_would_ask_today(round_, AT)

    assert "too few of those it was made to are left" in reason
