"""What the database itself refuses, and what a promise says about itself."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from bothways.commitments.models import Change, Commitment, Heard
from bothways.people.models import Person
from tests.cast import Cast
from tests.commitments.conftest import DUE, days_after
from tests.factories import TODAY, make_promise


def row(by: Person, **fields: Any) -> Commitment:
    """A promise that is sound unless a field says otherwise, not saved."""
    sound = {"made_by": by, "text": "A word.", "to": "all", "made_on": TODAY}
    return Commitment(**(sound | {"first_due_on": DUE, "due_on": DUE} | fields))


def test_a_sound_promise_is_taken(owner: Person) -> None:
    row(owner).save()

    assert Commitment.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""},
        {"to": "unit"},
        {"to": "person"},
        {"to": "nobody"},
        {"state": "kept"},
        {"state": "kept", "closed_on": TODAY},
        {"state": "broken", "closing_words": "I forgot."},
        {"state": "kept", "closed_on": TODAY - timedelta(days=1), "closing_words": "Done."},
        {"closed_on": TODAY, "closing_words": "Done."},
        {"state": "gone"},
        {"first_due_on": TODAY - timedelta(days=1)},
        {"due_on": DUE + timedelta(days=1)},
        {"n_moves": 1},
        {"n_moves": 1, "due_on": DUE - timedelta(days=1)},
        {"round_id": uuid4()},
        {"round_id": uuid4(), "question": "U-TRU1"},
        {"question": "U-TRU1", "figure": "31 of 46 agree."},
    ],
)
def test_the_database_refuses_what_is_no_promise(owner: Person, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        row(owner, **fields).save()


def test_the_database_refuses_two_addressees(firm: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        row(firm.owner, to="person", to_person=firm.employee, to_unit=firm.employee.unit).save()


def test_the_database_refuses_a_promise_to_oneself(owner: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        row(owner, to="person", to_person=owner).save()


def test_one_person_hears_a_promise_once(promise: Commitment) -> None:
    heard = promise.audience.first()

    assert heard is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Heard.objects.create(commitment=promise, person=heard.person)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "word", "words": ""},
        {"kind": "word", "words": "Soon.", "due_was": DUE, "due_now": DUE + timedelta(days=1)},
        {"kind": "moved", "words": "Later."},
        {"kind": "moved", "words": "Earlier.", "due_was": DUE, "due_now": TODAY},
        {
            "kind": "moved",
            "words": "Too late.",
            "said_on": DUE + timedelta(days=1),
            "due_was": DUE,
            "due_now": DUE + timedelta(days=9),
        },
    ],
)
def test_the_database_refuses_a_change_that_says_nothing_true(
    promise: Commitment, fields: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Change(commitment=promise, **({"said_on": TODAY} | fields)).save()


def test_what_was_said_is_never_changed_or_deleted(promise: Commitment) -> None:
    change = Change.objects.create(
        commitment=promise, kind=Change.Kind.WORD, words="Ordered.", said_on=TODAY
    )

    with pytest.raises(TypeError, match="never changed"):
        change.save()
    with pytest.raises(TypeError, match="never deleted"):
        change.delete()
    assert str(change) == "a word on the way"


def test_a_promise_to_a_unit_is_in_everyones_sight(promise: Commitment, firm: Cast) -> None:
    assert all(promise.is_in_sight_of(person) for person in firm.people())


def test_a_promise_to_one_person_is_in_the_sight_of_the_two(firm: Cast) -> None:
    between = make_promise(firm.employee, to=firm.manager)

    seen = {person.name for person in firm.people() if between.is_in_sight_of(person)}

    assert seen == {"Jo Marsh", "Ruben Dahl"}


def test_it_can_be_moved_until_its_day_ends(promise: Commitment) -> None:
    assert promise.may_move(DUE)
    assert not promise.may_move(days_after(11))


def test_silence_begins_the_day_after(promise: Commitment) -> None:
    assert not promise.is_silent(DUE)
    assert promise.is_silent(days_after(11))
    assert promise.quiet_since() == DUE


def test_a_word_before_the_day_does_not_end_a_silence_after_it(promise: Commitment) -> None:
    promise.last_word_on = days_after(9)

    assert promise.is_silent(days_after(11))


def test_a_word_after_the_day_holds_for_seven_days(promise: Commitment) -> None:
    promise.last_word_on = days_after(12)

    assert not promise.is_silent(days_after(12))
    assert not promise.is_silent(days_after(19))
    assert promise.is_silent(days_after(20))


@pytest.mark.parametrize("n_days", range(0, 30, 3))
@pytest.mark.parametrize("word", [None, 0, 9, 10, 12, 15])
def test_the_list_and_the_promise_agree_on_silence(
    promise: Commitment, n_days: int, word: int | None
) -> None:
    promise.last_word_on = None if word is None else days_after(word)
    promise.save()

    on = days_after(n_days)

    assert Commitment.objects.all().silent(on).exists() == promise.is_silent(on)


def test_an_end_may_be_taken_back_until_the_next_day_is_over(promise: Commitment) -> None:
    assert not promise.may_be_taken_back(TODAY)

    promise.closed_on = TODAY

    assert promise.may_be_taken_back(days_after(1))
    assert not promise.may_be_taken_back(days_after(2))
