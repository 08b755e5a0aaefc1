"""A bundle: the ballots of one block as one run of bytes that remembers no order of arrival.

Records of fixed size, sorted by their one-time key, then empty ones up to the capacity. A bundle
is always equally long, so that taking a ballot never makes the file grow.
"""

import hashlib
from collections.abc import Iterator

from bothways.pure.ballots.credentials import CREDENTIAL_LENGTH, KEY_LENGTH
from bothways.pure.ballots.envelope import EMPTY, FILLED, record_size
from bothways.pure.ballots.errors import CrowdedError, OlderError, ShapeError
from bothways.pure.ballots.rfc9474 import PREFIX_LENGTH

LARGEST = 1_000_000
COUNTER_AT = len(FILLED) + KEY_LENGTH + PREFIX_LENGTH + CREDENTIAL_LENGTH
COUNTER = slice(COUNTER_AT, COUNTER_AT + 8)
KEY = slice(1, 1 + KEY_LENGTH)


def parts_for(capacity: int, size: int, n_stamps: int = 1) -> tuple[int, int]:
    """Return (how many bundles, room in each) for `capacity` ballots of `size` bytes.

    One bundle up to 1 MB of records; beyond that ballots are spread by a hash of their key, with
    a quarter more room in each part than an even spread needs.
    """
    n_parts = max(1, -(-capacity * record_size(size, n_stamps) // LARGEST))
    if n_parts == 1:
        return 1, capacity
    return n_parts, min(capacity, -(-capacity * 5 // (4 * n_parts)) + 32)


def part_of(key: bytes, n_parts: int) -> int:
    """Return which of the parts a one-time key belongs to."""
    return int.from_bytes(hashlib.sha256(key).digest()[:8], "big") % n_parts


def empty_bundle(room: int, size: int, n_stamps: int = 1) -> bytes:
    """Return a bundle with room for so many ballots of `size` bytes, holding none."""
    return EMPTY * (room * record_size(size, n_stamps))


def put(bundle: bytes, record: bytes) -> bytes:
    """Return the bundle with this record in its place.

    A record of the same key is replaced if the new counter is higher. The very same record again
    changes nothing. Raises OlderError if the counter is not higher, CrowdedError if the bundle
    is full, ShapeError if the record's size is not the bundle's.
    """
    size = len(record)
    if not bundle or len(bundle) % size:
        raise ShapeError("the record does not fit the bundle")
    place = _place(bundle, record[KEY], size)
    there = bundle[place * size : (place + 1) * size]
    if there[:1] == FILLED and there[KEY] == record[KEY]:
        if there == record:
            return bundle
        if record[COUNTER] <= there[COUNTER]:
            raise OlderError("the box holds a ballot with this counter or a higher one")
        return bundle[: place * size] + record + bundle[(place + 1) * size :]
    if bundle[-size:][:1] == FILLED:
        raise CrowdedError("more ballots than people entitled")
    return bundle[: place * size] + record + bundle[place * size : -size]


def _place(bundle: bytes, key: bytes, size: int) -> int:
    """Return the number of the first record that is empty or has a key not below this one."""
    low, high = 0, len(bundle) // size
    while low < high:
        middle = (low + high) // 2
        there = bundle[middle * size : middle * size + 1 + KEY_LENGTH]
        if there[:1] == FILLED and there[KEY] < key:
            low = middle + 1
        else:
            high = middle
    return low


def filled(bundle: bytes, size: int, n_stamps: int = 1) -> Iterator[bytes]:
    """Give each record that holds a ballot, by key. size: of what is under its seal."""
    step = record_size(size, n_stamps)
    for start in range(0, len(bundle), step):
        if bundle[start : start + 1] != FILLED:
            return
        yield bundle[start : start + step]
