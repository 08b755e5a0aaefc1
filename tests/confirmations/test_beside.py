"""What stands beside a promise and under it, for each who reads it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bothways.commitments.models import Commitment
from bothways.commitments.registry import (
    SECTIONS,
    WORDS,
    beside_a_promise,
    sections_under,
    under_a_promise,
    words_beside,
)
from bothways.confirmations.actions import answer_contest, ask_openly, judge
from bothways.confirmations.beside import all_they_say, what_they_say
from bothways.confirmations.models import Judgement
from bothways.people.models import Person
from bothways.surveys.actions import announce_round
from bothways.surveys.models import Round
from tests.cast import ASSEMBLY, Cast
from tests.confirmations.made import (
    BY_NAME,
    DECEMBER,
    SECRETLY,
    answering,
    counted_month,
    drafted,
    kept,
)
from tests.factories import TODAY, at_nine, make_promise, make_unit
from tests.rounds import NEWS, counted

CONFIRMED, CONTESTED = Judgement.Says.CONFIRMED, Judgement.Says.CONTESTED
TOMORROW = at_nine(TODAY + timedelta(days=1))
SOON = TODAY + timedelta(days=2)
LATER = TODAY + timedelta(days=60)


def under(promise: Commitment, reader: Person) -> str:
    return " ".join(all_they_say(promise, reader, SOON).split())


def test_what_several_rooms_say_stands_in_the_order_of_registering(firm: Cast) -> None:
    promise = make_promise(firm.manager)
    n_words, n_sections = len(WORDS), len(SECTIONS)
    try:
        beside_a_promise(lambda promises, _reader, _on: {one.pk: "First." for one in promises})
        beside_a_promise(lambda _promises, _reader, _on: {promise.pk: "Second."})
        under_a_promise(lambda _promise, _reader, _on: "")  # type: ignore[arg-type,return-value]

        assert words_beside([promise], firm.employee, TODAY)[promise.pk] == ["First.", "Second."]
        assert words_beside([], firm.employee, TODAY) == {}
        assert sections_under(promise, firm.employee, TODAY) == []
    finally:
        del WORDS[n_words:], SECTIONS[n_sections:]


def test_an_open_promise_and_one_that_nobody_is_asked_about_say_nothing(firm: Cast) -> None:
    open_one, unasked = make_promise(firm.manager), kept(firm.manager, "Nobody is asked of this.")

    assert under(open_one, firm.employee) == under(unasked, firm.employee) == ""
    assert what_they_say([open_one, unasked], firm.employee, SOON) == {}


def test_one_of_those_it_was_made_to_can_say_it_and_the_others_read(firm: Cast) -> None:
    promise = kept(firm.manager, to=make_unit(ASSEMBLY), confirm=BY_NAME)
    way = reverse("confirmations:judge", args=[promise.pk])

    assert way in under(promise, firm.employee)
    for other in (firm.manager, firm.other_employee, firm.owner):
        assert way not in under(promise, other)
        assert "Nobody has said yet whether it was kept." in under(promise, other)


def test_what_one_said_can_be_said_differently_until_it_stands(firm: Cast) -> None:
    promise = kept(firm.manager, to=make_unit(ASSEMBLY), confirm=BY_NAME)
    judge(promise, by=firm.employee, says=CONFIRMED, words="All nine.", at=TOMORROW)

    now = under(promise, firm.employee)
    later = all_they_say(promise, firm.employee, LATER)

    assert "Say it differently" in now
    assert "Jo Marsh: it was kept" in now
    assert "“All nine.”" in now
    assert "Say it differently" not in later
    assert "Jo Marsh: it was kept" in later


def test_the_author_alone_sees_the_way_to_answer_until_it_is_answered(firm: Cast) -> None:
    promise = kept(firm.manager, to=make_unit(ASSEMBLY), confirm=BY_NAME)
    contest = judge(promise, by=firm.employee, says=CONTESTED, words="No.", at=TOMORROW)
    answer = reverse("confirmations:answer", args=[promise.pk, contest.pk])
    again = reverse("confirmations:open-again", args=[promise.pk])
    assert answer in under(promise, firm.manager)
    assert again in under(promise, firm.manager)
    assert answer not in under(promise, firm.employee)
    assert again not in under(promise, firm.owner)

    answer_contest(contest, by=firm.manager, words="On Monday.", at=TOMORROW)

    assert answer not in under(promise, firm.manager)
    assert again in under(promise, firm.manager)
    assert "Ruben Dahl answered on 3 November:" in under(promise, firm.owner)


def test_a_secret_question_says_how_far_it_is(firm: Cast) -> None:
    promise = kept(firm.owner, confirm=SECRETLY)
    assert "asked secretly in the round of a coming month" in under(promise, firm.employee)

    round_ = drafted()
    assert "It is not announced yet." in under(promise, firm.employee)

    announce_round(round_, by=firm.owner, at=at_nine(DECEMBER))
    assert "They are asked secretly just now." in under(promise, firm.employee)

    Round.objects.filter(pk=round_.pk).update(state="void", voided_at=round_.closes_at)
    assert "the round is void. It is not asked again." in under(promise, firm.employee)


def test_a_figure_comes_with_where_it_is_from_and_who_else_may_be_in_it(firm: Cast) -> None:
    promise = kept(firm.owner, confirm=SECRETLY)
    people = [person for person in Person.objects.here() if person != firm.owner]

    round_ = counted_month(firm.owner, {person: [1] for person in people[:12]})

    text = under(promise, firm.employee)
    assert "At most 3 of 12 who answered say it was kept." in text
    assert "A few may have answered to whom it was not promised." in text
    assert reverse("confirmations:asked", args=[round_.pk]) in text
    assert what_they_say([promise], firm.employee, SOON) == {
        promise.pk: "At most 3 of 12 who answered say it was kept."
    }


def test_what_was_never_asked_says_so_after_half_a_year(firm: Cast) -> None:
    promise = kept(firm.owner, confirm=SECRETLY)

    said = all_they_say(promise, firm.employee, TODAY + timedelta(days=190))

    assert "It ended over half a year ago and was not asked." in said


@pytest.mark.parametrize("who", ["manager", "employee", "owner"])
def test_too_few_to_ask_is_said_to_all_and_mended_by_the_author_alone(firm: Cast, who: str) -> None:
    promise = kept(firm.manager, to=make_unit(ASSEMBLY), confirm=SECRETLY)
    for heard in promise.audience.exclude(person=firm.employee)[:4]:
        heard.person.left_on = TODAY
        heard.person.save()
    instead = reverse("confirmations:ask-openly", args=[promise.pk])

    text = under(promise, getattr(firm, who))

    assert "Too few of those it was made to are here" in text
    assert (instead in text) == (who == "manager")
    ask_openly(promise, by=firm.manager, at=TOMORROW)
    assert "Nobody has said yet" in under(promise, getattr(firm, who))


def test_whether_it_helped_stands_there_though_nobody_was_asked_if_it_was_kept(
    firm: Cast,
) -> None:
    pulse = counted(firm.owner, {})
    promise = kept(firm.owner, origin=answering(pulse, NEWS.code))
    assert under(promise, firm.employee) == ""

    counted_month(firm.owner, {firm.employee: [4]}, DECEMBER + timedelta(days=14))

    text = under(promise, firm.employee)
    assert "Did it help?" in text
    assert "Too few answered to say." in text
