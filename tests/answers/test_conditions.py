"""No new questions before old answers."""

from datetime import date, timedelta

import pytest

from bothways.answers import errors
from bothways.answers.actions import agree, withdraw
from bothways.answers.models import Agreement
from bothways.answers.queries import agreed, owed_before
from bothways.commitments.actions import break_commitment, give_word
from bothways.commitments.models import Commitment
from bothways.commitments.queries import origin_of
from bothways.decisions.actions import say_no
from bothways.decisions.queries import prompt_in
from bothways.people.models import Person, Role
from bothways.record.models import Entry as Recorded
from bothways.surveys.actions import announce_round
from bothways.surveys.errors import CannotOpenError
from bothways.surveys.models import Round
from bothways.surveys.registry import what_stands_in_the_way
from tests.answers.conftest import AFTER, FAIR
from tests.cast import Cast
from tests.factories import TODAY, WHY, at_nine, give, make_promise
from tests.rounds import SAFETY, draft

COUNTED = TODAY + timedelta(days=7)
LONG = COUNTED + timedelta(days=60)
WHY_NOW = "The move is decided next week, and we have to hear you before it."


def promised(by: Person, round_: Round, code: str, due_on: date = LONG) -> Commitment:
    origin = origin_of(round_.pk, code)
    return make_promise(by, f"{code} gets better.", made_on=COUNTED, due_on=due_on, origin=origin)


def refused(by: Person, round_: Round, code: str) -> None:
    prompt = prompt_in({"round": str(round_.pk), "question": code})
    assert prompt is not None
    say_no(by=by, prompt=prompt, reasons=WHY, look_again_on=LONG, at=at_nine(COUNTED))


def in_the_way(round_: Round) -> str:
    return " ".join(what_stands_in_the_way(round_, AFTER))


def test_two_questions_without_an_answer_stand_in_the_way(
    firm: Cast, asked: Round, following: Round
) -> None:
    assert "2 questions of “November pulse” ask for an answer and have none" in in_the_way(
        following
    )

    with pytest.raises(CannotOpenError, match="Answer them first"):
        announce_round(following, by=firm.people_lead, at=AFTER)


def test_a_promise_and_a_reason_clear_the_way(firm: Cast, asked: Round, following: Round) -> None:
    promised(firm.manager, asked, "U-COM1")
    assert "1 question of “November pulse” asks" in in_the_way(following)

    refused(firm.owner, asked, "U-GRO1")

    assert in_the_way(following) == ""
    announce_round(following, by=firm.people_lead, at=AFTER)
    assert following.state == Round.State.OPEN


def test_a_promise_to_one_person_alone_is_no_answer(
    firm: Cast, asked: Round, following: Round
) -> None:
    make_promise(firm.manager, "For you.", to=firm.employee, made_on=COUNTED,
                 origin=origin_of(asked.pk, "U-COM1"))  # fmt: skip
    refused(firm.owner, asked, "U-GRO1")

    assert "1 question" in in_the_way(following)


def test_a_silent_answer_stands_in_the_way_until_a_word_is_said(
    firm: Cast, asked: Round, following: Round
) -> None:
    promise = promised(firm.manager, asked, "U-COM1", due_on=COUNTED + timedelta(days=1))
    refused(firm.owner, asked, "U-GRO1")
    assert "“I hear about changes early enough to prepare.” is silent" in in_the_way(following)

    give_word(promise, by=firm.manager, words="The board comes on Monday.", at=AFTER)

    assert in_the_way(following) == ""


def test_a_broken_promise_with_its_explanation_is_an_answer(
    firm: Cast, asked: Round, following: Round
) -> None:
    promise = promised(firm.manager, asked, "U-COM1")
    refused(firm.owner, asked, "U-GRO1")
    break_commitment(promise, by=firm.manager, words="Two orders came in.", at=at_nine(COUNTED))

    assert in_the_way(following) == ""


def test_questions_that_most_agree_with_ask_for_nothing(asked: Round, following: Round) -> None:
    assert SAFETY.code not in {entry.code for entry in owed_before(following, COUNTED)}


def test_a_round_about_promises_waits_for_nobody(firm: Cast, asked: Round) -> None:
    about = draft(firm.people_lead, questions=[FAIR], opens_at=AFTER)
    about.kind = Round.Kind.PROMISES

    assert owed_before(about, COUNTED) == []


def test_a_round_of_the_leaders_waits_for_their_own_result_alone(firm: Cast, asked: Round) -> None:
    of_leaders = draft(firm.people_lead, questions=[FAIR], opens_at=AFTER, audience="leaders")

    assert owed_before(of_leaders, COUNTED) == []


def test_owner_and_representative_together_can_set_it_aside_once_on_the_record(
    firm: Cast, asked: Round, following: Round
) -> None:
    agree(following, by=firm.owner, words=WHY_NOW, at=AFTER)
    assert not agreed(following)
    assert in_the_way(following) != ""
    agree(following, by=firm.representative, words="Ask now, answer both.", at=AFTER)

    announce_round(following, by=firm.people_lead, at=AFTER)

    said = Recorded.objects.filter(verb="override.agreed")
    assert {entry.details["words"] for entry in said} == {WHY_NOW, "Ask now, answer both."}
    later = draft(firm.people_lead, questions=[FAIR], opens_at=AFTER + timedelta(days=100))
    assert not agreed(later)


def test_either_can_withdraw_until_it_is_used(firm: Cast, asked: Round, following: Round) -> None:
    agree(following, by=firm.owner, words=WHY_NOW, at=AFTER)
    agree(following, by=firm.representative, words="Ask now.", at=AFTER)
    withdraw(following, by=firm.representative, at=AFTER)
    assert not agreed(following)
    assert Recorded.objects.filter(verb="override.withdrawn").count() == 1

    agree(following, by=firm.representative, words="Ask now, after all.", at=AFTER)
    announce_round(following, by=firm.people_lead, at=AFTER)

    with pytest.raises(errors.AlreadyUsedError):
        withdraw(following, by=firm.owner, at=AFTER)
    with pytest.raises(errors.AlreadyUsedError):
        agree(following, by=firm.owner, words="More.", at=AFTER)
    assert Agreement.objects.count() == 2


def test_an_owner_who_is_the_representative_too_is_one_side_only(
    firm: Cast, asked: Round, following: Round
) -> None:
    give(firm.owner, Role.Kind.REPRESENTATIVE)
    agree(following, by=firm.owner, words=WHY_NOW, at=AFTER)
    agree(following, by=firm.owner, words="And for the others.", at=AFTER)

    assert [one.side for one in Agreement.objects.all()] == ["owner"]
    assert not agreed(following)


def test_a_firm_without_a_representative_has_the_honest_answer_alone(
    firm: Cast, asked: Round, following: Round
) -> None:
    Role.objects.filter(kind=Role.Kind.REPRESENTATIVE).delete()
    give(firm.owner, Role.Kind.REPRESENTATIVE)

    with pytest.raises(errors.NoRepresentativeError, match="with a promise, or with a reason"):
        agree(following, by=firm.owner, words=WHY_NOW, at=AFTER)


def test_whoever_lost_the_role_meanwhile_no_longer_counts(
    firm: Cast, asked: Round, following: Round
) -> None:
    agree(following, by=firm.owner, words=WHY_NOW, at=AFTER)
    agree(following, by=firm.representative, words="Ask now.", at=AFTER)
    Role.objects.filter(person=firm.representative).delete()

    assert not agreed(following)


def test_nobody_agrees_without_words_without_need_or_without_a_side(
    firm: Cast, asked: Round, following: Round
) -> None:
    with pytest.raises(errors.NoWordsError):
        agree(following, by=firm.owner, words="  ", at=AFTER)
    with pytest.raises(errors.TooManyWordsError):
        agree(following, by=firm.owner, words="x" * 1001, at=AFTER)
    with pytest.raises(errors.NotYourSideError):
        agree(following, by=firm.people_lead, words=WHY_NOW, at=AFTER)
    promised(firm.manager, asked, "U-COM1")
    refused(firm.owner, asked, "U-GRO1")
    with pytest.raises(errors.NothingIsOwedError):
        agree(following, by=firm.owner, words=WHY_NOW, at=AFTER)
