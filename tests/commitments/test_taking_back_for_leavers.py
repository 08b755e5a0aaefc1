"""What was ended because nobody took it on can be opened again, like every end, for a day."""

from datetime import timedelta

import pytest

from bothways.commitments import errors, queries
from bothways.commitments.actions import (
    break_commitment,
    end_for_leaver,
    hand_over,
    keep_commitment,
    take_back_end_for_leaver,
)
from bothways.commitments.models import Change, Commitment
from bothways.notifications.models import Message
from bothways.people.models import Person
from bothways.record.models import Entry
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import NOW, TODAY, make_promise
from tests.wishing import wish_at_once

ENDED = "The hall is given up."
BACK = "It was the other hall."


@pytest.fixture
def ended(promise: Commitment, firm: Cast) -> Commitment:
    """A promise of somebody who left, ended by the owner."""
    Person.objects.filter(pk=firm.manager.pk).update(left_on=TODAY)
    promise.refresh_from_db()
    end_for_leaver(promise, by=firm.owner, words=ENDED, at=NOW)
    return promise


def test_it_is_open_again_and_both_stay_in_sight(ended: Commitment, firm: Cast) -> None:
    take_back_end_for_leaver(ended, by=firm.owner, words=BACK, at=NOW + timedelta(days=1))

    ended.refresh_from_db()
    assert (ended.state, ended.ending, ended.ended_by, ended.closed_on) == ("open", "", None, None)
    assert ended.made_by == firm.manager
    said = [(change.kind, change.words) for change in queries.history_of(ended)]
    assert said == [(Change.Kind.ENDED, ENDED), (Change.Kind.TAKEN_BACK, BACK)]


def test_it_is_on_the_record_by_whoever_did_it_and_those_it_was_made_to_are_told(
    promise: Commitment, firm: Cast
) -> None:
    wish_at_once("promised", [firm.employee])
    Person.objects.filter(pk=firm.manager.pk).update(left_on=TODAY)
    promise.refresh_from_db()
    end_for_leaver(promise, by=firm.owner, words=ENDED, at=NOW)

    take_back_end_for_leaver(promise, by=firm.owner, words=BACK, at=NOW)

    entry = Entry.objects.get(verb="commitment.taken_back")
    assert (entry.by, entry.details) == (firm.owner, {"words": BACK})
    mails = Message.objects.filter(to=firm.employee, body__contains=BACK)
    assert mails.count() == 1


def test_it_can_be_handed_over_then(ended: Commitment, firm: Cast) -> None:
    take_back_end_for_leaver(ended, by=firm.owner, words=BACK, at=NOW)

    hand_over(ended, to=firm.employee, by=firm.people_lead, words="Could you?", at=NOW)

    assert queries.asked_now(ended) is not None
    assert ended in queries.open_of_leaver(firm.manager)


def test_after_the_next_day_the_end_stands(ended: Commitment, firm: Cast) -> None:
    with pytest.raises(errors.TooLateToTakeBackError):
        take_back_end_for_leaver(ended, by=firm.owner, words=BACK, at=NOW + timedelta(days=2))


def test_twice_is_refused(ended: Commitment, firm: Cast) -> None:
    stale = Commitment.objects.get(pk=ended.pk)
    take_back_end_for_leaver(ended, by=firm.owner, words=BACK, at=NOW)

    with pytest.raises(errors.StillOpenError):
        take_back_end_for_leaver(stale, by=firm.owner, words=BACK, at=NOW)

    assert ended.changes.filter(kind=Change.Kind.TAKEN_BACK).count() == 1


@pytest.mark.parametrize("end", [keep_commitment, break_commitment])
def test_what_its_author_ended_is_theirs_to_open(
    promise: Commitment, firm: Cast, end: object
) -> None:
    end(promise, by=firm.manager, words="So it is.", at=NOW)  # type: ignore[operator]
    Person.objects.filter(pk=firm.manager.pk).update(left_on=TODAY)

    with pytest.raises(errors.NotEndedForLeaverError, match="Only they can open it again"):
        take_back_end_for_leaver(promise, by=firm.owner, words=BACK, at=NOW)


@pytest.mark.parametrize("words", ["", " ", "x" * 1001])
def test_it_needs_words(ended: Commitment, firm: Cast, words: str) -> None:
    with pytest.raises((errors.NoWordsError, errors.TooManyWordsError)):
        take_back_end_for_leaver(ended, by=firm.owner, words=words, at=NOW)

    assert not Entry.objects.filter(verb="commitment.taken_back").exists()


def test_the_owner_opens_it_on_its_page_and_what_was_typed_stays(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    owner, address = client_of(firm.owner), f"/promises/{promise.pk}/"
    Person.objects.filter(pk=firm.manager.pk).update(left_on=TODAY)
    owner.post(f"{address}nobody/", {"words": ENDED})
    assert f"{address}nobody/back/" in owner.get(address).content.decode()
    assert f"{address}nobody/back/" not in client_of(firm.employee).get(address).content.decode()
    assert client_of(firm.employee).get(f"{address}nobody/back/").status_code == 403

    empty = owner.post(f"{address}nobody/back/", {"words": ""})
    assert "Say it in a sentence." in empty.content.decode()
    assert owner.post(f"{address}nobody/back/", {"words": BACK}).status_code == 302
    again = owner.post(f"{address}nobody/back/", {"words": BACK})

    assert again.status_code == 409
    assert BACK in again.content.decode()
    promise.refresh_from_db()
    assert promise.is_open


def test_between_two_the_one_who_is_left_opens_it(firm: Cast, client_of: ClientOf) -> None:
    between = make_promise(firm.manager, "A stool for you.", to=firm.employee)
    Person.objects.filter(pk=firm.manager.pk).update(left_on=TODAY)
    between.refresh_from_db()
    end_for_leaver(between, by=firm.employee, words=ENDED, at=NOW)

    take_back_end_for_leaver(between, by=firm.employee, words=BACK, at=NOW)

    assert client_of(firm.owner).get(f"/promises/{between.pk}/nobody/back/").status_code == 404
    assert not Entry.objects.filter(verb="commitment.taken_back").exists()
