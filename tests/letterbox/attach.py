"""Attachments for the tests of the slot: sealed and stamped as a device does it."""

import secrets
from collections.abc import Iterator

from bothways.letterbox.queries import MonthKey
from bothways.pure.mailbox.client import Stamp, posted_piece
from bothways.pure.mailbox.pieces import PIECE, VERSION, seal_pieces
from tests.letterbox.pen import DESK, a_stamp


def a_piece() -> bytes:
    """A sealed piece of something."""
    return VERSION + secrets.token_bytes(PIECE - 1)


def pieces_of(n_bytes: int, *, key: bytes = bytes(32), desk: bytes = DESK) -> list[bytes]:
    """The sealed pieces of a file of so many bytes."""
    return seal_pieces(bytes(n_bytes), key=key, desk=desk)


def piece_bodies(month: MonthKey, records: list[bytes], stamp: Stamp | None = None) -> list[bytes]:
    """These pieces as they are posted, all under one stamp."""
    paid = stamp or a_stamp(month)
    return [posted_piece(paid, at, record).to_bytes() for at, record in enumerate(records)]


def bodies_apart(month: MonthKey, n: int) -> Iterator[tuple[bytes, bytes]]:
    """So many pieces under stamps of their own: (record, body)."""
    for _ in range(n):
        record = a_piece()
        yield record, piece_bodies(month, [record])[0]
