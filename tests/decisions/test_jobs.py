"""What runs by itself around decisions."""

from datetime import timedelta

from bothways.decisions.actions import let_stand
from bothways.decisions.jobs import remind_to_look_again
from bothways.decisions.models import Decision
from bothways.jobs.registry import JOBS
from bothways.notifications.models import Message
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import TODAY, at_nine, make_decision

DAY = TODAY + timedelta(days=90)


def reminded() -> list[str]:
    """Who was reminded to look again, by name."""
    told = Message.objects.filter(kind="decision.look_again").order_by("to__name")
    return list(told.values_list("to__name", flat=True))


def test_the_job_is_registered() -> None:
    assert JOBS["decisions.remind_to_look_again"].every == timedelta(hours=1)


def test_on_the_morning_of_the_day_those_who_decided_are_told_once(decision: Decision) -> None:
    assert remind_to_look_again(at_nine(DAY) - timedelta(days=1)) == ""
    assert remind_to_look_again(at_nine(DAY)) == "1 decision is due."
    assert remind_to_look_again(at_nine(DAY) + timedelta(hours=1)) == ""
    assert reminded() == ["Ruben Dahl"]


def test_before_seven_nobody_is_woken(decision: Decision) -> None:
    assert remind_to_look_again(at_nine(DAY).replace(hour=6, minute=59)) == ""


def test_a_day_the_worker_slept_through_is_told_later(decision: Decision) -> None:
    assert remind_to_look_again(at_nine(DAY) + timedelta(days=4)) == "1 decision is due."


def test_the_next_day_to_look_again_is_told_anew(firm: Cast, decision: Decision) -> None:
    remind_to_look_again(at_nine(DAY))
    decision.refresh_from_db()
    later = DAY + timedelta(days=30)
    let_stand(
        decision,
        by=firm.manager,
        why="Nobody is trained yet.",
        look_again_on=later,
        version=1,
        at=at_nine(DAY),
    )

    assert remind_to_look_again(at_nine(later)) == "1 decision is due."


def test_where_those_who_decided_have_left_the_owner_is_told(
    firm: Cast, decision: Decision
) -> None:
    Person.objects.filter(pk=firm.manager.pk).update(left_on=TODAY)

    remind_to_look_again(at_nine(DAY))

    assert reminded() == ["Sanne Weir"]


def test_what_was_replaced_is_not_told_of(firm: Cast, decision: Decision) -> None:
    make_decision(firm.manager, "Newer?", look_again_on=DAY + timedelta(days=9), replaces=decision)

    assert remind_to_look_again(at_nine(DAY)) == ""


def test_two_decisions_are_one_sentence(firm: Cast, decision: Decision) -> None:
    make_decision(firm.owner, "Another?")

    assert remind_to_look_again(at_nine(DAY)) == "2 decisions are due."
