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


@pytest.mark.parametrize(
    "fields",
    [
        {"ending": "left", "state": "broken", "closed_on": TODAY, "closing_words": "Gone."},
        {"ending": "nobody", "state": "broken", "closed_on": TODAY, "closing_words": "Gone."},
        {"ending": "bored", "state": "broken", "closed_on": TODAY, "closing_words": "Gone."},
    ],
    ids=["left, of many", "nobody, ended by nobody", "no reason we know"],
)
def test_a_promise_to_many_ends_for_no_other_reason(
    promise: Commitment, fields: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError, match="ended_for_a_reason"), transaction.atomic():
        Commitment.objects.filter(pk=promise.pk).update(**fields)


@pytest.mark.parametrize("state", ["open", "kept"])
def test_only_what_is_not_kept_was_ended_in_somebody_s_place(
    promise: Commitment, firm: Cast, state: str
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=promise.pk).update(state=state, ended_by=firm.owner)


def test_a_promise_shows_one_picture_for_one_thing(promise: Commitment) -> None:
    shown = show(promise, kind="picture", words="A gauge on a wall")
    fields = {"media_type": "image/webp", "width": 2, "height": 2, "sha256": "ab" * 32}
    Picture.objects.create(evidence=shown, shown_by=promise.made_by, content=b"1", **fields)

    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.create(evidence=shown, shown_by=promise.made_by, content=b"2", **fields)


def test_evidence_is_not_taken_away_before_it_was_shown(promise: Commitment) -> None:
    shown = show(promise, kind="text", words="All eight gauges hang there.")
    there = Evidence.objects.filter(pk=shown.pk)
    gone = {"words": "", "link": ""}

    with pytest.raises(IntegrityError, match="whole_or_taken_away"), transaction.atomic():
        there.update(taken_away_on=TODAY - timedelta(days=1), **gone)
    assert there.update(taken_away_on=TODAY, **gone) == 1


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_an_answer_comes_on_the_day_of_the_question_or_later(
    promise: Commitment, firm: Cast, days: int
) -> None:
    asked = HandOver.objects.filter(pk=ask(promise, firm.employee).pk)
    answer = {"state": "declined", "answered_on": TODAY + timedelta(days=days)}

    if days < 0:
        with pytest.raises(IntegrityError, match="answered_on_a_day"), transaction.atomic():
            asked.update(**answer)
    else:
        assert asked.update(**answer) == 1


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://shop.example/8", "shop.example"),
        ("https://Shop.Example:8443/8?a=b#c", "shop.example"),
        ("https://xn--mller-kva.example", "xn--mller-kva.example"),
        ("", ""),
    ],
)
def test_a_link_says_where_it_leads_and_nothing_more(link: str, host: str) -> None:
    assert Evidence(kind="link", link=link).host == host
