"""Trays: sorted, padded, of one length whatever lies in them."""

import hashlib
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.ballots import CrowdedError, ShapeError
from bothways.pure.mailbox import record_sizes, tray

SIZE = 16_384


def place(record: bytes) -> bytes:
    return hashlib.sha256(record).digest()


def some(n: int, size: int = SIZE) -> list[bytes]:
    return [b"\x01" + secrets.token_bytes(size - 1) for _ in range(n)]


def test_a_row_is_equally_long_with_none_one_and_as_many_as_fit() -> None:
    row = tray.empty_row(SIZE)
    length = len(row)

    for record in some(tray.room_for(SIZE)):
        row = tray.put(row, record)
        assert len(row) == length


def test_the_order_in_which_records_come_leaves_no_trace() -> None:
    records = some(4)
    forwards, backwards = tray.empty_row(SIZE), tray.empty_row(SIZE)
    for one, other in zip(records, reversed(records), strict=True):
        forwards, backwards = tray.put(forwards, one), tray.put(backwards, other)

    assert forwards == backwards
    assert list(tray.records(forwards, SIZE)) == sorted(records)


def test_the_same_record_again_changes_nothing() -> None:
    record = some(1)[0]
    row = tray.put(tray.empty_row(SIZE), record)

    assert tray.put(row, record) == row


def test_a_full_row_takes_no_more_and_a_stranger_does_not_fit() -> None:
    row = tray.empty_row(SIZE)
    for record in some(tray.room_for(SIZE)):
        row = tray.put(row, record)

    with pytest.raises(CrowdedError):
        tray.put(row, some(1)[0])
    for wrong in (b"", bytes(SIZE), b"\x01" * (SIZE - 1)):
        with pytest.raises(ShapeError):
            tray.put(tray.empty_row(SIZE), wrong)


@given(st.sets(st.binary(min_size=32, max_size=32).filter(any), max_size=60))
def test_laid_out_anew_nothing_is_lost_and_nothing_doubled(records: set[bytes]) -> None:
    rows = tray.laid_out(records, 32, 4, place=place)

    found = [one for row in rows for one in tray.records(row, 32)]
    assert sorted(found) == sorted(records)
    for number, row in enumerate(rows):
        assert len(row) == len(tray.empty_row(32))
        assert all(tray.row_of(place(one), 4) == number for one in tray.records(row, 32))


def test_what_does_not_fit_into_so_many_rows_is_said() -> None:
    with pytest.raises(CrowdedError):
        tray.laid_out(some(2 * tray.room_for(SIZE) + 1), SIZE, 2, place=place)


@pytest.mark.parametrize("size", [32, *record_sizes()])
def test_all_rows_together_have_a_bound(size: int) -> None:
    rows = tray.most_rows(size)

    assert rows.bit_count() == 1
    assert rows * len(tray.empty_row(size)) <= tray.LARGEST < 4 * rows * len(tray.empty_row(size))


def test_a_tray_that_may_not_grow_is_filled_to_its_last_place() -> None:
    records = some(2 * tray.room_for(SIZE))

    rows = tray.spread(records, SIZE, 2)

    assert [one for row in rows for one in tray.records(row, SIZE)] == sorted(records)
    with pytest.raises(CrowdedError):
        tray.spread([*records, *some(1)], SIZE, 2)
