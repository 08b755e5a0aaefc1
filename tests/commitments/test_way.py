"""The drawing says what the words say."""

from datetime import date

from bothways.commitments.actions import break_commitment, keep_commitment, move_commitment
from bothways.commitments.models import Commitment
from bothways.commitments.way import Way, way_of
from tests.cast import Cast
from tests.commitments.conftest import DUE, days_after
from tests.factories import NOW, TODAY, at_nine, make_promise


def drawn(promise: Commitment, on: date, *, mirrored: bool = False) -> Way:
    """Return the drawing with the changes that are stored."""
    return way_of(promise, promise.changes.all(), on, mirrored=mirrored)


def test_what_is_on_its_way_is_one_stroke_to_its_day(promise: Commitment) -> None:
    way = drawn(promise, TODAY)

    assert way.strokes == [("0.0%", "100.0%")]
    assert way.head == "100.0%"
    assert not way.is_whole
    assert way.says == "Said: 2 Nov. Due: 12 Nov."


def test_kept_draws_the_stroke_that_comes_back(promise: Commitment, firm: Cast) -> None:
    keep_commitment(promise, by=firm.manager, words="Done.", at=at_nine(days_after(8)))

    way = drawn(promise, days_after(9))

    assert way.is_whole
    assert way.says == "Said: 2 Nov. Kept: 10 Nov."


def test_a_move_is_a_ring_on_the_way(promise: Commitment, firm: Cast) -> None:
    move_commitment(
        promise, by=firm.manager, to=days_after(20), words="Late.", at=at_nine(days_after(10))
    )

    way = drawn(promise, days_after(11))

    assert way.rims == ["0.0%", "50.0%"]
    assert way.says == "Said: 2 Nov. Moved, in time: 12 Nov. Due: 22 Nov."


def test_silence_is_a_stroke_that_stops_at_its_day(promise: Commitment) -> None:
    way = drawn(promise, days_after(20))

    assert way.strokes == [("0.0%", "50.0%")]
    assert way.dots == [("50.0%", "100.0%")]
    assert way.head == ""
    assert way.says == "Said: 2 Nov. Due: 12 Nov. Today: 22 Nov."


def test_broken_cuts_the_stroke_through(promise: Commitment, firm: Cast) -> None:
    break_commitment(promise, by=firm.manager, words="No money.", at=at_nine(DUE))

    way = drawn(promise, days_after(12))

    assert way.strokes == [("0.0%", "47.0%"), ("53.0%", "100.0%")]
    assert way.cut == "50.0%"


def test_kept_late_shows_the_day_that_passed(promise: Commitment, firm: Cast) -> None:
    keep_commitment(promise, by=firm.manager, words="Done.", at=at_nine(days_after(20)))

    assert drawn(promise, days_after(21)).says == "Said: 2 Nov. Due: 12 Nov. Kept: 22 Nov."


def test_a_label_that_would_run_into_an_end_is_left_out_and_its_ring_is_not(
    promise: Commitment, firm: Cast
) -> None:
    move_commitment(promise, by=firm.manager, to=days_after(100), words="Late.", at=NOW)

    way = drawn(promise, days_after(11))

    assert way.rims == ["0.0%", "0.0%"]
    assert [label.words for label in way.labels] == ["Said", "Due"]
    assert "Moved, in time: 2 Nov." in way.says


def test_a_fresh_silence_names_the_day_that_passed(promise: Commitment) -> None:
    way = drawn(promise, days_after(11))

    assert [(label.words, label.day) for label in way.labels] == [
        ("Said", "2 Nov"),
        ("Due", "12 Nov"),
    ]


def test_a_promise_for_today_has_a_way_too(firm: Cast) -> None:
    promise = make_promise(firm.owner, due_on=TODAY)

    assert drawn(promise, TODAY).says == "Said: 2 Nov. Due: 2 Nov."


def test_from_right_to_left_everything_is_mirrored(promise: Commitment) -> None:
    way = drawn(promise, days_after(30), mirrored=True)

    assert way.strokes == [("100.0%", "66.7%")]
    assert [label.anchor for label in way.labels] == ["end", "middle", "start"]
    assert way.mirrored


def test_a_label_near_an_end_leans_away_from_it(promise: Commitment, firm: Cast) -> None:
    move_commitment(
        promise, by=firm.manager, to=days_after(20), words="Late.", at=at_nine(days_after(4))
    )

    assert drawn(promise, TODAY).labels[1].anchor == "start"
    assert drawn(promise, TODAY, mirrored=True).labels[1].anchor == "end"
    assert drawn(promise, days_after(25)).labels[1].anchor == "end"


def test_what_ends_on_the_day_it_began_still_has_two_ends(promise: Commitment, firm: Cast) -> None:
    keep_commitment(promise, by=firm.manager, words="Done.", at=NOW)

    assert [label.x for label in drawn(promise, TODAY).labels] == ["0.0%", "100.0%"]
