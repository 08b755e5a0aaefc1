"""Attachments come out with their letters, are fetched by their ids, and go after 100 days."""

from datetime import UTC, datetime, timedelta

import pytest

from bothways.letterbox import actions as letterbox
from bothways.letterbox.actions import post_letter, post_piece
from bothways.letterbox.queries import MonthKey, holds_letters
from bothways.mailbox.actions import forget_old_pieces, packets, take_out
from bothways.mailbox.actions import pieces as actions
from bothways.mailbox.models import Packet, Piece
from bothways.mailbox.queries import piece
from bothways.pure.mailbox.client import posted
from bothways.pure.mailbox.pieces import id_in, open_pieces, piece_id
from tests.letterbox.attach import a_piece, bodies_apart, piece_bodies, pieces_of
from tests.letterbox.pen import DESK, a_letter, a_stamp, body_of

MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)
AFTERNOON = MORNING + timedelta(hours=6)
NEXT_DAY = MORNING + timedelta(days=1)


@pytest.fixture(autouse=True)
def begun(month: MonthKey) -> None:
    assert take_out(at=MORNING) == 0


def test_an_attachment_comes_out_with_its_letter_and_is_put_together_by_its_key(
    month: MonthKey,
) -> None:
    stamp, key = a_stamp(month), bytes([7] * 32)
    records = pieces_of(300_000, key=key)
    for body in piece_bodies(month, records, stamp):
        post_piece(body)
    post_letter(body_of(posted(stamp, a_letter())))
    assert piece(piece_id(key, 0).hex()) is None

    assert take_out(at=AFTERNOON) == 1

    fetched = [piece(piece_id(key, number).hex()) or b"" for number in range(3)]
    assert open_pieces(fetched, 300_000, key=key, desk=DESK) == bytes(300_000)
    assert {row.hour for row in Piece.objects.all()} == {Packet.objects.get().hour}
    assert not holds_letters()


def test_nothing_in_the_table_leads_from_a_piece_to_anything() -> None:
    names = {field.name for field in Piece._meta.get_fields()}

    assert names == {"id", "hour", "record"}
    assert not any(field.is_relation for field in Piece._meta.get_fields())


def test_a_crash_between_keeping_and_overwriting_doubles_nothing(
    month: MonthKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [record for record, body in bodies_apart(month, 3) if post_piece(body) is None]
    actions._keep("2026-11-23T13", records[:2])

    take_out(at=AFTERNOON)

    assert sorted(bytes(row.record) for row in Piece.objects.all()) == sorted(records)

    def crash(*_: object, **_named: object) -> None:
        raise OSError("killed")

    late = piece_bodies(month, [a_piece()])[0]
    post_piece(late)
    with monkeypatch.context() as patched:
        patched.setattr(packets, "_put_out", crash)
        with pytest.raises(OSError, match="killed"):
            take_out(at=NEXT_DAY)
    take_out(at=NEXT_DAY)

    assert Piece.objects.count() == 4


def test_of_two_pieces_of_one_id_the_first_one_stays(month: MonthKey) -> None:
    first = a_piece()
    again = first[:17] + bytes(reversed(first[17:]))
    for record in (first, again):
        post_piece(piece_bodies(month, [record])[0])
        take_out(at=AFTERNOON if record is first else NEXT_DAY)

    assert piece(id_in(first)) == first


def test_a_piece_whose_letter_never_came_comes_out_and_goes_like_any_other(
    month: MonthKey,
) -> None:
    post_piece(piece_bodies(month, [a_piece()])[0])
    assert take_out(at=AFTERNOON) == 0
    assert Piece.objects.count() == 1

    assert forget_old_pieces(at=AFTERNOON + timedelta(days=99)) == 0
    assert forget_old_pieces(at=AFTERNOON + timedelta(days=101)) == 1
    assert letterbox.take_pieces(list) == 0
