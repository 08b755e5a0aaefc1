"""What those who heard a promise said of its end, at Millrace."""

import pytest
from django.utils.timezone import localdate

from bothways.commitments.models import Commitment
from bothways.confirmations.models import Gathered, Judgement
from bothways.confirmations.queries import confirmed, helped
from bothways.people.models import Person
from bothways.surveys.models import Round
from tests.millrace import NOW

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("millrace")]
TODAY = localdate(NOW)


def promised(words: str) -> Commitment:
    return Commitment.objects.get(text__startswith=words)


def test_one_month_s_promises_were_judged_in_a_box_and_counted() -> None:
    round_ = Round.objects.get(kind=Round.Kind.PROMISES)

    assert round_.state == "released"
    assert 3 <= round_.gathered.count() <= 8
    assert set(round_.gathered.values_list("asks", flat=True)) == set(Gathered.Asks)


def test_what_the_box_said_of_a_promise_stands_beside_it() -> None:
    asked = Gathered.objects.filter(asks=Gathered.Asks.KEPT).values_list("commitment", flat=True)

    assert [one.words for one in confirmed(list(asked)).values() if one.words]


def test_whether_an_answer_to_a_result_helped_was_asked_six_weeks_later() -> None:
    asked = Gathered.objects.filter(asks=Gathered.Asks.HELPED).values_list("commitment", flat=True)

    assert any(helped(list(asked)).values())


def test_a_promise_that_was_contested_has_the_contest_and_its_answer() -> None:
    boots = promised("Nobody on line 2 waits")
    contest = boots.judgements.get(says=Judgement.Says.CONTESTED)

    assert contest.person.name == "Thandi Dube"
    assert contest.reply.words.startswith("You are right")
    assert boots.judgements.filter(says=Judgement.Says.CONFIRMED).count() == 2


def test_somebody_behind_a_door_has_an_end_to_judge() -> None:
    jo, ruben = (Person.objects.get(number=number) for number in ("M011", "M004"))
    waits = Commitment.objects.filter(state="kept", judgements=None, confirm="by_name")

    assert waits.filter(to_person=jo).exists()
    assert waits.filter(to_person=ruben).exists()


def test_what_makes_a_broken_promise_good_says_which_one_it_was() -> None:
    amends = Commitment.objects.get(kind=Commitment.Kind.AMENDS)
    prompt = amends.prompt

    assert prompt is not None
    assert prompt.words == "No Saturday shifts this quarter."
    assert promised(prompt.words).state == "broken"


def test_an_action_says_which_decision_or_meeting_it_came_from() -> None:
    actions = Commitment.objects.filter(kind=Commitment.Kind.ACTION)

    assert {action.prompt_kind for action in actions} == {"decision", "meeting", "suggestion"}
