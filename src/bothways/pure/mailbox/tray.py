"""A tray: records of one size in rows that are laid out ahead, and remember no order of arrival.

As a bundle of ballots, for things that come without anybody knowing how many. Records are sorted;
the rest of a row is zeros. A record begins with a byte that is not zero, or is found in a row of
spent stamps by its length alone: there zeros stand for nothing, too, and come last.
"""

from collections.abc import Callable, Iterable, Iterator

from bothways.pure.ballots.errors import CrowdedError, ShapeError

SMALLEST = 2
ABOUT = 64 * 1024  # bytes of a row
LARGEST = 64 * 1024 * 1024  # bytes of all rows together; what comes past that waits outside
Place = Callable[[bytes], bytes]


def room_for(size: int) -> int:
    """Return how many records of this size one row holds."""
    return max(4, ABOUT // size)


def empty_row(size: int) -> bytes:
    """Return a row without a record."""
    return bytes(size * room_for(size))


def most_rows(size: int) -> int:
    """Return how many rows a tray of this size may have at most: a power of two."""
    rows: int = SMALLEST
    while 2 * rows * size * room_for(size) <= LARGEST:
        rows *= 2
    return rows


def row_of(place: bytes, n_rows: int) -> int:
    """Return the number of the row that a record belongs to.

    place: 8 bytes or more that nobody who makes a record can choose: with a mark that the writer
    draws, five letters of one mark would never come apart, in however many rows.
    """
    return int.from_bytes(place[:8], "big") % n_rows


def put(row: bytes, record: bytes) -> bytes:
    """Return the row with this record in its place; one that is there already changes nothing.

    Raises CrowdedError if the row is full, ShapeError if the record does not fit.
    """
    size = len(record)
    if not any(record) or not row or len(row) % size:
        raise ShapeError("the record does not fit the tray")
    there = list(records(row, size))
    if record in there:
        return row
    if (len(there) + 1) * size > len(row):
        raise CrowdedError("this row of the tray is full")
    return b"".join(sorted([*there, record])).ljust(len(row), b"\x00")


def records(row: bytes, size: int) -> Iterator[bytes]:
    """Give each record of a row, in their order."""
    for start in range(0, len(row), size):
        record = row[start : start + size]
        if not any(record):
            return
        yield record


def spread(all_: Iterable[bytes], size: int, n_rows: int) -> list[bytes]:
    """Return so many rows with all these records in them, one row after the other.

    For a tray that may not grow, whose records are not looked for. Raises CrowdedError.
    """
    room, sorted_ = room_for(size), sorted(set(all_))
    if len(sorted_) > n_rows * room:
        raise CrowdedError("the tray is full")
    rows = [sorted_[start * room : (start + 1) * room] for start in range(n_rows)]
    return [b"".join(row).ljust(size * room, b"\x00") for row in rows]


def laid_out(all_: Iterable[bytes], size: int, n_rows: int, *, place: Place) -> list[bytes]:
    """Return so many rows with all these records in them; place: what `row_of` takes.

    Raises CrowdedError if one of the rows does not hold what belongs there.
    """
    room = room_for(size)
    rows: list[list[bytes]] = [[] for _ in range(n_rows)]
    for record in sorted(set(all_)):
        rows[row_of(place(record), n_rows)].append(record)
    if any(len(row) > room for row in rows):
        raise CrowdedError("this row of the tray is full")
    return [b"".join(row).ljust(size * room, b"\x00") for row in rows]
