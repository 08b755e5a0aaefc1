"""Pieces of attachments: paid for by the stamp of their letter, in places that chance chooses."""

from collections.abc import Sequence

import pytest

from bothways.ballotbox.errors import BoxRefusal, BusyRefusal, ShapeRefusal
from bothways.letterbox import places
from bothways.letterbox.actions import (
    drop_month,
    post_letter,
    post_piece,
    stop_stamping,
    take_pieces,
)
from bothways.letterbox.errors import FalseStampRefusal, OldStampRefusal, SpentRefusal
from bothways.letterbox.models import Place
from bothways.letterbox.queries import MonthKey, holds_letters
from bothways.pure.mailbox import BOOK, BOOKS
from bothways.pure.mailbox.client import posted, posted_piece
from bothways.pure.mailbox.pieces import A_STAMP
from tests.letterbox.attach import a_piece, bodies_apart, piece_bodies
from tests.letterbox.pen import a_letter, a_month, a_stamp, body_of


def lying() -> list[bytes]:
    return [bytes(row.records) for row in Place.objects.filter(is_full=True)]


def taken() -> list[bytes]:
    found: list[bytes] = []
    take_pieces(found.extend)
    return found


def test_one_stamp_pays_for_a_letter_and_its_pieces(month: MonthKey) -> None:
    stamp, records = a_stamp(month), [a_piece() for _ in range(3)]

    for body in piece_bodies(month, records, stamp):
        post_piece(body)
    post_letter(body_of(posted(stamp, a_letter())))

    assert sorted(lying()) == sorted(records)
    assert holds_letters()


def test_the_very_same_piece_again_changes_nothing(month: MonthKey) -> None:
    stamp, record = a_stamp(month), a_piece()
    body = posted_piece(stamp, 0, record).to_bytes()
    post_piece(body)
    before = list(Place.objects.order_by("id").values_list("id", "is_full", "records"))

    post_piece(body)

    assert list(Place.objects.order_by("id").values_list("id", "is_full", "records")) == before


def test_the_same_piece_after_it_came_out_does_not_come_again(month: MonthKey) -> None:
    body = piece_bodies(month, [a_piece()])[0]
    post_piece(body)
    assert len(taken()) == 1

    post_piece(body)

    assert lying() == []


def test_a_number_is_used_once(month: MonthKey) -> None:
    stamp, first = a_stamp(month), a_piece()
    post_piece(posted_piece(stamp, 7, first).to_bytes())

    with pytest.raises(SpentRefusal):
        post_piece(posted_piece(stamp, 7, a_piece()).to_bytes())

    assert lying() == [first]


@pytest.mark.parametrize("at", [0, 40, 100, 470, 482, 546, 5_000])
def test_a_piece_that_was_altered_on_its_way_is_refused(month: MonthKey, at: int) -> None:
    body = bytearray(piece_bodies(month, [a_piece()])[0])
    body[at] ^= 1

    with pytest.raises(BoxRefusal) as refused:
        post_piece(bytes(body))

    assert isinstance(refused.value, FalseStampRefusal | OldStampRefusal | ShapeRefusal)
    assert lying() == []


def test_stamps_of_a_month_that_is_over_count_until_they_are_dropped(month: MonthKey) -> None:
    in_time, late = (piece_bodies(month, [a_piece()])[0] for _ in range(2))
    stop_stamping(month.id)
    post_piece(in_time)
    drop_month(month.id)

    with pytest.raises(OldStampRefusal):
        post_piece(late)

    assert len(lying()) == 1


@pytest.mark.parametrize("body", [b"", b"{}", b"\x00" * 131_617, b"x" * 10])
def test_what_is_no_piece_is_refused(month: MonthKey, body: bytes) -> None:
    del month
    with pytest.raises(BoxRefusal):
        post_piece(body)


def test_more_places_are_laid_out_and_no_place_says_who_came_before(
    month: MonthKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "FEWEST", 4)
    monkeypatch.setattr(places, "STEP", 8)
    arrived = [record for record, body in bodies_apart(month, 24) if post_piece(body) is None]

    there = {bytes(row.records): row.id for row in Place.objects.filter(is_full=True)}

    assert set(there) == set(arrived)
    assert Place.objects.count() in (24, 32, 40)
    assert sorted(row.id for row in Place.objects.all()) == list(range(Place.objects.count()))
    assert {len(bytes(row.records)) for row in Place.objects.all()} == {131_072}
    assert not any(any(bytes(row.records)) for row in Place.objects.filter(is_full=False))
    beyond = [at for at, record in enumerate(arrived) if there[record] >= 8]
    assert min(beyond) < 12  # some of the first moved over


def test_a_stamp_pays_for_40_pieces_and_nobody_s_month_fills_the_half_day(
    month: MonthKey,
) -> None:
    stamp, record = a_stamp(month), a_piece()
    post_piece(posted_piece(stamp, 39, record).to_bytes())

    with pytest.raises(ShapeRefusal):
        post_piece(posted_piece(stamp, 40, record).to_bytes())

    assert BOOK * BOOKS * A_STAMP * 2 < places.MOST


def test_past_the_last_place_the_slot_is_busy_and_the_piece_can_come_again(
    month: MonthKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "FEWEST", 2)
    monkeypatch.setattr(places, "MOST", 2)
    bodies = [body for _, body in bodies_apart(month, 3)]
    for body in bodies[:2]:
        post_piece(body)

    with pytest.raises(BusyRefusal):
        post_piece(bodies[2])

    assert len(taken()) == 2
    post_piece(bodies[2])
    assert len(lying()) == 1


def test_what_was_taken_is_overwritten_and_the_room_beyond_goes(
    month: MonthKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "FEWEST", 2)
    monkeypatch.setattr("bothways.letterbox.actions.pieces.FEWEST", 2)
    arrived = {record for record, body in bodies_apart(month, 9) if post_piece(body) is None}

    assert set(taken()) == arrived

    assert [bytes(row.records) for row in Place.objects.all()] == [bytes(131_072)] * 2
    assert taken() == []
    assert not holds_letters()


def test_what_could_not_be_kept_stays(month: MonthKey) -> None:
    for _, body in bodies_apart(month, 3):
        post_piece(body)

    def full(_records: Sequence[bytes]) -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        take_pieces(full)

    assert len(lying()) == 3


def test_a_piece_under_a_stamp_of_a_month_that_has_not_begun_is_refused(db: None) -> None:
    body = piece_bodies(a_month("9999-12"), [a_piece()])[0]

    with pytest.raises(FalseStampRefusal):
        post_piece(body)

    assert lying() == []
