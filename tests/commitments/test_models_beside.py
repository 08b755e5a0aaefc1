"""What the database refuses of evidence and of hand-overs."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from bothways.commitments.models import Change, Commitment, Evidence, HandOver, Picture
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import TODAY


def show(promise: Commitment, **fields: object) -> Evidence:
    return Evidence.objects.create(
        commitment=promise, shown_by=promise.made_by, shown_on=TODAY, **fields
    )


def ask(promise: Commitment, to: Person, **fields: object) -> HandOver:
    by = promise.made_by
    wanted = {"words": "I leave in May.", "asked_on": TODAY} | fields
    return HandOver.objects.create(
        commitment=promise, given_by=by, taken_by=to, asked_by=by, **wanted
    )


def test_evidence_is_words_a_link_or_a_picture(promise: Commitment) -> None:
    words = show(promise, kind="text", words="All eight gauges hang there.")
    link = show(promise, kind="link", words="The order", link="https://shop.example/8")

    assert list(promise.evidence.all()) == [words, link]
    assert str(words) == "All eight gauges hang there."


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "text", "words": ""},
        {"kind": "link", "words": "The order", "link": ""},
        {"kind": "link", "words": "The order", "link": "http://shop.example/8"},
        {"kind": "text", "words": "See", "link": "https://shop.example/8"},
        {"kind": "text", "words": "Away, and still there", "taken_away_on": TODAY},
        {"kind": "text", "taken_away_on": TODAY - timedelta(days=1)},
    ],
    ids=["no words", "no link", "not https", "a link beside words", "half taken away", "before"],
)
def test_the_database_refuses_evidence_that_is_not_whole(
    promise: Commitment, fields: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError, match="whole_or_taken_away"), transaction.atomic():
        show(promise, **fields)


def test_a_picture_goes_with_whoever_showed_it_and_its_place_stays(promise: Commitment) -> None:
    shown = show(promise, kind="picture", words="A gauge on a wall")
    Picture.objects.create(
        evidence=shown,
        shown_by=promise.made_by,
        content=b"...",
        media_type="image/webp",
        width=2,
        height=2,
        sha256="ab" * 32,
    )

    Picture.objects.filter(shown_by=promise.made_by).delete()

    assert not Picture.objects.exists()
    assert Evidence.objects.filter(pk=shown.pk).exists()


def test_only_one_person_is_asked_at_a_time(promise: Commitment, firm: Cast) -> None:
    first = ask(promise, firm.employee)

    with pytest.raises(IntegrityError), transaction.atomic():
        ask(promise, firm.colleague)

    HandOver.objects.filter(pk=first.pk).update(state="declined", answered_on=TODAY)
    assert ask(promise, firm.colleague).state == HandOver.State.ASKED


def test_nobody_hands_a_promise_to_themselves_or_without_a_word(
    promise: Commitment, firm: Cast
) -> None:
    with pytest.raises(IntegrityError, match="somebody_else"), transaction.atomic():
        ask(promise, promise.made_by)
    with pytest.raises(IntegrityError, match="has_words"), transaction.atomic():
        ask(promise, firm.employee, words="")


def test_an_answer_has_its_day(promise: Commitment, firm: Cast) -> None:
    with pytest.raises(IntegrityError, match="answered_on_a_day"), transaction.atomic():
        ask(promise, firm.employee, state="accepted")
    with pytest.raises(IntegrityError, match="answered_on_a_day"), transaction.atomic():
        ask(promise, firm.employee, answer_words="No time")


def test_only_a_handed_change_says_from_whom_to_whom(promise: Commitment, firm: Cast) -> None:
    asked = ask(promise, firm.employee)

    with pytest.raises(IntegrityError, match="hands_over_or_not"), transaction.atomic():
        Change.objects.create(
            commitment=promise, kind="word", words="On it", said_on=TODAY, hand_over=asked
        )
    with pytest.raises(IntegrityError, match="hands_over_or_not"), transaction.atomic():
        Change.objects.create(commitment=promise, kind="handed", words="Over", said_on=TODAY)


@pytest.mark.parametrize("ending", ["nobody", "left"])
def test_an_open_promise_has_no_ending_yet(promise: Commitment, ending: str) -> None:
    with pytest.raises(IntegrityError, match="ended_for_a_reason"), transaction.atomic():
        Commitment.objects.filter(pk=promise.pk).update(ending=ending)
