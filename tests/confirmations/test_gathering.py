"""Which promises a month's round asks about, once ever, and what becomes of its draft."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from bothways.commitments.actions import take_back_end
from bothways.commitments.models import Commitment
from bothways.confirmations.actions import gather
from bothways.confirmations.gathering import MOST_ASKED, first_working_day, to_ask
from bothways.confirmations.models import Gathered, GatheredMonth
from bothways.confirmations.questions import code_of
from bothways.people.models import Person
from bothways.surveys.actions import announce_round, drop_draft, set_days
from bothways.surveys.errors import CannotOpenError
from bothways.surveys.models import Round
from tests.cast import ASSEMBLY, OFFICE, Cast
from tests.confirmations.made import BY_NAME, DECEMBER, SECRETLY, answering, drafted, kept
from tests.factories import TODAY, at_nine, make_unit
from tests.rounds import NEWS, counted

JANUARY = date(2027, 1, 4)
TEXTS = (
    "Gloves lie at each machine.", "The roof over the bicycles is tight.", "Soup comes on Fridays.",
    "Overtime is asked a week ahead.", "Every night shift has a lead.", "A doctor visits us.",
    "We mend the lift.", "Wages of March come early.", "Lockers get new keys.", "Phones may ring.",
)  # fmt: skip


def asked_of(round_: Round) -> list[tuple[str, str]]:
    return [(row.commitment.text, row.asks) for row in round_.gathered.all()]


def test_it_asks_of_what_was_kept_in_the_months_before_and_chose_to_be_asked_secretly(
    firm: Cast,
) -> None:
    promise = kept(firm.owner, confirm=SECRETLY)
    kept(firm.owner, "By name it is.", confirm=BY_NAME)
    kept(firm.owner, "Nobody is asked of this.")
    kept(firm.owner, "It ended this month.", confirm=SECRETLY, closed_on=DECEMBER)
    kept(firm.owner, "It is too long ago.", confirm=SECRETLY, made_on=date(2026, 3, 2),
         closed_on=date(2026, 5, 2))  # fmt: skip

    round_ = drafted()

    assert asked_of(round_) == [(promise.text, "kept")]
    assert (round_.kind, round_.audience, round_.state) == ("promises", "everyone", "draft")
    assert round_.title == "Promises, December 2026"
    assert [question.code for question in round_.questions.all()] == [code_of(promise, "kept")]


def test_what_can_still_be_opened_again_waits(firm: Cast) -> None:
    promise = kept(firm.owner, confirm=SECRETLY, closed_on=date(2026, 11, 30))

    assert to_ask(DECEMBER) == []
    assert [one.commitment for one in to_ask(date(2026, 12, 2))] == [promise]


def test_whether_it_helped_is_asked_six_weeks_after_an_answer_ended(firm: Cast) -> None:
    pulse = counted(firm.owner, {})
    promise = kept(firm.owner, origin=answering(pulse, NEWS.code))
    kept(firm.owner, "It answers nothing.")

    round_ = drafted(date(2026, 12, 15))

    assert asked_of(round_) == [(promise.text, "helped")]
    question = round_.questions.get()
    assert question.text == (
        f"After the question “{NEWS.text}” this was promised: “{promise.text}” "
        "It has made a difference."
    )
    assert to_ask(date(2026, 12, 14), but=round_) == []


def test_too_few_to_hear_it_are_not_asked(firm: Cast) -> None:
    kept(firm.manager, to=make_unit(ASSEMBLY), confirm=SECRETLY)
    assert len(to_ask(DECEMBER)) == 1

    left = Person.objects.filter(unit=make_unit(ASSEMBLY)).exclude(pk=firm.manager.pk)
    Person.objects.filter(pk__in=list(left.values_list("pk", flat=True)[:3])).update(left_on=TODAY)

    assert to_ask(DECEMBER) == []
    assert gather(at=at_nine(DECEMBER)) is None


def test_eight_at_most_the_oldest_first_and_the_rest_the_month_after(firm: Cast) -> None:
    for number, text in enumerate(reversed(TEXTS)):
        kept(firm.owner, text, confirm=SECRETLY, closed_on=TODAY + timedelta(days=20 - number))

    round_ = drafted()
    announce_round(round_, by=firm.owner, at=at_nine(DECEMBER))

    assert [text for text, _asks in asked_of(round_)] == list(TEXTS[:MOST_ASKED])
    assert [one.commitment.text for one in to_ask(JANUARY)] == list(TEXTS[MOST_ASKED:])


def test_two_promises_of_nearly_the_same_words_are_not_asked_within_a_quarter(firm: Cast) -> None:
    first = kept(firm.owner, "The roster hangs on Thursday.", confirm=SECRETLY)
    again = kept(firm.owner, "The roster hangs on Thursdays.", confirm=SECRETLY,
                 closed_on=TODAY + timedelta(days=8))  # fmt: skip

    round_ = drafted()
    announce_round(round_, by=firm.owner, at=at_nine(DECEMBER))

    assert [row.commitment for row in round_.gathered.all()] == [first]
    assert to_ask(JANUARY) == []
    assert [one.commitment for one in to_ask(date(2027, 4, 1))] == [again]


def test_a_promise_is_asked_about_once_ever_and_in_one_question_of_a_round(firm: Cast) -> None:
    pulse = counted(firm.owner, {})
    promise = kept(firm.owner, confirm=SECRETLY, origin=answering(pulse, NEWS.code))
    first = drafted(date(2026, 12, 15))
    announce_round(first, by=firm.owner, at=at_nine(date(2026, 12, 15)))
    later = [[one.asks for one in to_ask(date(2027, month, 1))] for month in (3, 5)]

    assert asked_of(first) == [(promise.text, "kept")]
    assert later == [["helped"], ["helped"]]  # also when the quarter of alike words is over
    other = Round.objects.create(title="x", opens_at=first.opens_at, closes_at=first.closes_at)
    again = Gathered(round=other, code="WORD-K-0", commitment=promise, asks="kept")
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_a_month_has_one_round_at_most_and_begins_on_a_working_day(firm: Cast) -> None:
    kept(firm.owner, confirm=SECRETLY, made_on=date(2026, 7, 1), closed_on=date(2026, 7, 5))

    assert first_working_day(date(2026, 8, 20)) == date(2026, 8, 3)
    assert gather(at=at_nine(date(2026, 8, 2))) is None
    round_ = drafted(date(2026, 8, 3))
    assert gather(at=at_nine(date(2026, 8, 3))) == round_
    announce_round(round_, by=firm.owner, at=at_nine(date(2026, 8, 3)))
    kept(firm.owner, "Another.", confirm=SECRETLY, made_on=date(2026, 7, 1),
         closed_on=date(2026, 7, 6))  # fmt: skip

    assert gather(at=at_nine(date(2026, 8, 20))) is None
    assert Round.objects.count() == GatheredMonth.objects.count() == 1


def test_its_box_opens_three_days_later_on_a_working_day_for_a_week(firm: Cast) -> None:
    kept(firm.owner, confirm=SECRETLY)

    round_ = drafted(date(2026, 12, 2))

    assert round_.opens_at.date() == date(2026, 12, 7)
    assert round_.closes_at.date() == date(2026, 12, 14)


def test_a_draft_that_nobody_announced_gets_later_days_and_keeps_its_questions(firm: Cast) -> None:
    kept(firm.owner, confirm=SECRETLY)
    round_ = drafted()
    questions = set(round_.questions.values_list("code", flat=True))

    again = gather(at=at_nine(DECEMBER + timedelta(days=9)))

    assert again is not None
    assert again.pk == round_.pk
    assert again.opens_at.date() == date(2026, 12, 14)
    assert set(again.questions.values_list("code", flat=True)) == questions


def test_days_that_somebody_chose_stay(firm: Cast) -> None:
    kept(firm.owner, confirm=SECRETLY)
    round_ = drafted()
    opens = at_nine(date(2026, 12, 20))
    set_days(round_, by=firm.owner, at=opens, opens_at=opens, closes_at=opens + timedelta(days=5))

    again = gather(at=at_nine(DECEMBER), again=True)

    assert again is not None
    assert again.opens_at == opens


def test_what_was_not_announced_in_a_month_is_asked_in_the_next(firm: Cast) -> None:
    promise = kept(firm.owner, confirm=SECRETLY)
    old = drafted()

    new = drafted(JANUARY)

    assert asked_of(new) == [(promise.text, "kept")]
    assert not Round.objects.filter(pk=old.pk).exists()
    assert new.title == "Promises, January 2027"


def test_a_draft_that_was_thrown_away_does_not_come_back_that_month(firm: Cast) -> None:
    promise = kept(firm.owner, confirm=SECRETLY)
    drop_draft(drafted(), by=firm.owner, at=at_nine(DECEMBER))

    assert gather(at=at_nine(DECEMBER + timedelta(days=3))) is None
    assert [row.commitment for row in drafted(JANUARY).gathered.all()] == [promise]


def test_a_promise_that_was_opened_again_is_not_asked_about(firm: Cast) -> None:
    promise = kept(firm.owner, confirm=SECRETLY)
    other = kept(firm.owner, "Soup comes on Fridays.", confirm=SECRETLY)
    round_ = drafted()
    at = at_nine(DECEMBER)
    promise.refresh_from_db()
    take_back_end(promise, by=firm.owner, words="Not all of it.", at=at, contested=True)
    with pytest.raises(CannotOpenError, match="Gather the questions anew"):
        announce_round(round_, by=firm.owner, at=at)

    again = gather(at=at)

    assert again is not None
    assert [row.commitment for row in again.gathered.all()] == [other]
    announce_round(Round.objects.get(pk=round_.pk), by=firm.owner, at=at)


def test_a_draft_with_nothing_left_to_ask_goes(firm: Cast) -> None:
    promise = kept(firm.owner, confirm=SECRETLY)
    drafted()
    Commitment.objects.filter(pk=promise.pk).update(confirm="not")

    assert gather(at=at_nine(DECEMBER)) is None
    assert not Round.objects.exists()


def test_without_a_firm_or_with_a_unit_too_small_nothing_is_asked(db: None, firm: Cast) -> None:
    kept(firm.people_lead, to=make_unit(OFFICE), confirm=BY_NAME)
    firm.organisation.delete()

    assert to_ask(DECEMBER) == []
