"""Attachments: cut into sealed pieces of one size, which only the letter's key puts together."""

import hashlib
import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.ballots import ForgedError, ShapeError
from bothways.pure.mailbox.letters import AlteredError
from bothways.pure.mailbox.pieces import (
    A_STAMP,
    MOST_BYTES,
    PIECE,
    POSTED_LENGTH,
    ROOM,
    STEPS,
    PostedPiece,
    id_in,
    n_pieces,
    open_pieces,
    piece_id,
    seal_pieces,
    spent_piece,
)
from bothways.pure.mailbox.stamps import BOOK

KEY, DESK = bytes(range(32)), bytes.fromhex("00112233445566ff")
WORKED = Path(__file__).parents[2] / "data" / "pieces-v1.json"


def some_bytes(n: int) -> bytes:
    """So many bytes, the same in every language."""
    return bytes((at * 7 + at // 251) % 256 for at in range(n))


@pytest.fixture(scope="module")
def sealed() -> list[bytes]:
    return seal_pieces(some_bytes(2 * ROOM + 5), key=KEY, desk=DESK)


def test_what_was_sealed_opens_and_every_piece_has_one_size(sealed: list[bytes]) -> None:
    assert [len(record) for record in sealed] == [PIECE] * 3
    assert open_pieces(sealed, 2 * ROOM + 5, key=KEY, desk=DESK) == some_bytes(2 * ROOM + 5)


def test_the_worked_example_is_what_comes_of_its_key(sealed: list[bytes]) -> None:
    worked = json.loads(WORKED.read_text())

    assert worked["key"] == KEY.hex()
    assert worked["ids"] == [id_in(record) for record in sealed]
    assert worked["sha256"] == [hashlib.sha256(record).hexdigest() for record in sealed]
    assert worked["steps"] == {str(n): n_pieces(n) for n in map(int, worked["steps"])}
    assert worked["spent"] == spent_piece(bytes(32), 3, sealed[0]).hex()


@given(st.integers(min_value=1, max_value=MOST_BYTES))
def test_a_file_of_any_size_fits_and_at_most_half_as_much_again_is_filling(n: int) -> None:
    count = n_pieces(n)

    assert count in STEPS
    assert n <= count * ROOM <= 1.5 * n + ROOM


@pytest.mark.parametrize("n", [0, -1, MOST_BYTES + 1])
def test_no_file_and_too_large_ones_are_refused(n: int) -> None:
    with pytest.raises(ShapeError, match="20 MB"):
        n_pieces(n)


def test_the_largest_letter_takes_a_book_and_each_stamp_pays_for_five_megabytes() -> None:
    assert n_pieces(MOST_BYTES) == BOOK * A_STAMP
    for stamps in range(1, BOOK + 1):
        assert n_pieces(stamps * 5_000_000) <= stamps * A_STAMP


def test_sizes_that_differ_a_little_give_the_same_number_of_pieces() -> None:
    assert all(two <= 2 * one for one, two in pairwise(STEPS))
    assert len({n_pieces(n) for n in range(5 * ROOM, 6 * ROOM, 4_000)}) == 1


@given(st.integers(0, 2), st.integers(0, PIECE - 1), st.integers(1, 255))
@settings(max_examples=20, deadline=None)
def test_one_altered_byte_anywhere_is_found_out(which: int, at: int, by: int) -> None:
    records = seal_pieces(some_bytes(2 * ROOM + 5), key=KEY, desk=DESK)
    record = bytearray(records[which])
    record[at] ^= by
    records[which] = bytes(record)

    with pytest.raises(AlteredError):
        open_pieces(records, 2 * ROOM + 5, key=KEY, desk=DESK)


def test_pieces_that_are_missing_swapped_cut_off_or_of_another_desk_do_not_open(
    sealed: list[bytes],
) -> None:
    one, two, three = sealed
    for records in ([one, two], [two, one, three], [one, two, three, three], []):
        with pytest.raises((AlteredError, ShapeError)):
            open_pieces(records, 2 * ROOM + 5, key=KEY, desk=DESK)
    with pytest.raises(AlteredError):
        open_pieces(sealed, 2 * ROOM + 5, key=KEY, desk=bytes(8))
    with pytest.raises(AlteredError):
        open_pieces(sealed[:1], 5, key=KEY, desk=DESK)


def test_what_stands_behind_the_end_is_found_out(sealed: list[bytes]) -> None:
    with pytest.raises(AlteredError, match="filled up"):
        open_pieces(sealed, 2 * ROOM + 4, key=KEY, desk=DESK)


def test_nothing_in_a_piece_tells_which_others_are_of_the_same_letter(sealed: list[bytes]) -> None:
    ids = [record[:17] for record in sealed]

    assert len(set(ids)) == 3
    assert not set(ids) & {record[:17] for record in seal_pieces(b"x", key=bytes(32), desk=DESK)}
    assert piece_id(KEY, 0) not in sealed[1]


def test_a_body_of_another_length_number_or_version_is_no_piece(sealed: list[bytes]) -> None:
    body = bytes(32 * 3 + 384) + bytes([0]) + bytes(64) + sealed[0]
    assert PostedPiece.from_bytes(body).to_bytes() == body
    assert len(body) == POSTED_LENGTH
    late = replace(PostedPiece.from_bytes(body), number=40)
    other = replace(PostedPiece.from_bytes(body), record=b"\x02" + sealed[0][1:])

    for bad in (body[:-1], body + b"\x00", b"", late.to_bytes(), other.to_bytes()):
        with pytest.raises(ShapeError):
            PostedPiece.from_bytes(bad)


def test_a_stamp_that_is_no_signature_is_refused(sealed: list[bytes]) -> None:
    piece = PostedPiece(bytes(32), bytes(32), bytes(32), bytes(384), 0, bytes(64), sealed[0])

    with pytest.raises(ForgedError, match="another month"):
        piece.check(b"no key")


def test_what_is_kept_of_a_piece_names_the_stamp_and_the_number_by_a_hash(
    sealed: list[bytes],
) -> None:
    kept = [spent_piece(key, number, sealed[0]) for key in (KEY, DESK * 4) for number in (0, 1)]

    assert len({one[:16] for one in kept}) == 4
    assert len({one[16:] for one in kept}) == 1
    assert all(len(one) == 32 for one in kept)
