"""Two clicks at the same moment, on a database that lets both write."""

import pytest

from bothways.commitments.actions import (
    break_commitment,
    end_for_leaver,
    hand_over,
    keep_commitment,
    make_commitment,
    take_on,
)
from bothways.commitments.errors import AlreadyClosedError, AlreadyGivenError, NotYourWordError
from bothways.commitments.models import Change, Commitment, HandOver
from bothways.people.models import Person
from bothways.record.models import Entry
from tests.at_once import both
from tests.factories import NOW, make_people, make_person

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True, databases="__all__")]


def test_a_promise_that_is_sent_twice_is_one_promise() -> None:
    author = make_person("Author")
    make_people(3)

    def give() -> object:
        return make_commitment(by=author, text="Soup.", due_on=NOW.date(), to=None, at=NOW)

    said = both(give, give)

    assert [type(error) for error in said if error] == [AlreadyGivenError]
    assert Commitment.objects.count() == 1


def test_a_promise_is_kept_once_however_often_one_clicks() -> None:
    author = make_person("Author")
    make_people(3)
    promise = make_commitment(by=author, text="Soup.", due_on=NOW.date(), to=None, at=NOW)

    def keep() -> object:
        mine = Commitment.objects.get(pk=promise.pk)
        return keep_commitment(mine, by=author, words="Served.", at=NOW)

    said = both(keep, keep)

    assert [type(error) for error in said if error] == [AlreadyClosedError]
    assert Change.objects.count() == 1
    assert Entry.objects.filter(verb="commitment.kept").count() == 1


def test_of_two_who_close_it_while_it_changes_hands_one_does() -> None:
    """Its author keeps it, and at the same moment somebody says yes to it and breaks it."""
    author, taker = make_person("Author"), make_person("Taker")
    promise = make_commitment(by=author, text="Soup.", due_on=NOW.date(), to=None, at=NOW)
    asked = hand_over(promise, to=taker, by=author, words="Could you?", at=NOW)

    def keep() -> object:
        mine = Commitment.objects.get(pk=promise.pk)
        return keep_commitment(mine, by=author, words="Served.", at=NOW)

    def take_on_and_break() -> object:
        take_on(HandOver.objects.get(pk=asked.pk), by=taker, words="", at=NOW)
        mine = Commitment.objects.get(pk=promise.pk)
        return break_commitment(mine, by=taker, words="No pot.", at=NOW)

    said = both(keep, take_on_and_break)

    promise.refresh_from_db()
    (refused,) = [type(error) for error in said if error]
    ends = Entry.objects.filter(verb__in=["commitment.kept", "commitment.broken"])
    assert [entry.verb for entry in ends] == [f"commitment.{promise.state}"]
    if promise.state == Commitment.State.KEPT:
        assert (promise.made_by, refused) == (author, AlreadyClosedError)
    else:
        assert promise.made_by == taker
        assert refused in {AlreadyClosedError, NotYourWordError}
    assert promise.changes.filter(kind__in=["kept", "broken"]).count() == 1


def test_of_the_owner_and_another_who_end_a_leavers_promise_one_does() -> None:
    owner, leaver = make_person("Owner"), make_person("Leaver")
    promise = make_commitment(by=leaver, text="Soup.", due_on=NOW.date(), to=None, at=NOW)
    Person.objects.filter(pk=leaver.pk).update(left_on=NOW.date())

    def end() -> object:
        mine = Commitment.objects.get(pk=promise.pk)
        return end_for_leaver(mine, by=owner, words="No pot.", at=NOW)

    said = both(end, end)

    assert [type(error) for error in said if error] == [AlreadyClosedError]
    assert Entry.objects.filter(verb="commitment.ended").count() == 1
