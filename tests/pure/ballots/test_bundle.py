"""Bundles: sorted, of one length, the same whatever order the ballots came in."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bothways.pure.ballots import CrowdedError, OlderError, ShapeError, bundle, record_size
from bothways.pure.ballots.envelope import Envelope

SIZE = 64


def record(key: int, counter: int = 1, fill: int = 0) -> bytes:
    return Envelope(
        block="b1",
        key=key.to_bytes(32, "big"),
        prefix=bytes(32),
        credential=bytes(384),
        counter=counter,
        sealed=bytes([fill]) * (48 + SIZE),
        signature=bytes(64),
    ).pack()


def holding(*records: bytes, room: int = 8) -> bytes:
    whole = bundle.empty_bundle(room, SIZE)
    for one in records:
        whole = bundle.put(whole, one)
    return whole


def test_ballots_lie_by_key_and_the_rest_is_empty() -> None:
    whole = holding(record(9), record(2), record(5))

    assert list(bundle.filled(whole, SIZE)) == [record(2), record(5), record(9)]
    assert len(whole) == 8 * record_size(SIZE)
    assert not any(whole[3 * record_size(SIZE) :])


@given(
    keys=some.lists(some.integers(0, 2**256 - 1), unique=True, max_size=12), seed=some.integers()
)
def test_the_bytes_do_not_tell_in_which_order_ballots_came(keys: list[int], seed: int) -> None:
    shuffled = random.Random(seed).sample(keys, len(keys))

    assert holding(*map(record, keys), room=12) == holding(*map(record, shuffled), room=12)


def test_a_higher_counter_replaces_in_place() -> None:
    whole = holding(record(1), record(2), record(3))

    after = bundle.put(whole, record(2, counter=2, fill=7))

    assert list(bundle.filled(after, SIZE)) == [record(1), record(2, 2, 7), record(3)]


@pytest.mark.parametrize("counter", [1, 4, 5])
def test_a_counter_that_is_not_higher_is_refused(counter: int) -> None:
    whole = holding(record(2, counter=5))

    with pytest.raises(OlderError):
        bundle.put(whole, record(2, counter=counter, fill=9))


def test_the_very_same_record_again_changes_nothing() -> None:
    whole = holding(record(1), record(2))

    assert bundle.put(whole, record(1)) == whole


def test_a_counter_is_compared_as_a_number_over_all_its_bytes() -> None:
    whole = holding(record(2, counter=255))

    assert list(bundle.filled(bundle.put(whole, record(2, counter=256)), SIZE)) == [record(2, 256)]


def test_a_full_bundle_takes_replacements_and_nobody_new() -> None:
    whole = holding(record(1), record(2), room=2)

    assert bundle.put(whole, record(2, counter=2)) != whole
    for newcomer in (0, 3):
        with pytest.raises(CrowdedError):
            bundle.put(whole, record(newcomer))


def test_keys_at_both_ends_find_their_place() -> None:
    lowest, highest = record(0), record(2**256 - 1)
    whole = holding(highest, record(7), lowest)

    assert list(bundle.filled(whole, SIZE)) == [lowest, record(7), highest]


def test_a_record_of_another_size_is_refused() -> None:
    with pytest.raises(ShapeError):
        bundle.put(holding(), record(1) + b"\x00")
    with pytest.raises(ShapeError):
        bundle.put(b"", record(1))


def test_a_small_block_is_one_bundle_with_room_for_all() -> None:
    assert bundle.parts_for(12, SIZE) == (1, 12)
    assert bundle.parts_for(0, SIZE) == (1, 0)


@pytest.mark.parametrize("capacity", [1_600, 5_000, 20_000])
def test_a_large_block_is_split_below_two_megabytes_with_room_to_spare(capacity: int) -> None:
    n_parts, room = bundle.parts_for(capacity, SIZE)
    filled = [0] * n_parts
    for key in range(capacity):
        filled[bundle.part_of(key.to_bytes(32, "big"), n_parts)] += 1

    assert n_parts > 1
    assert room * record_size(SIZE) < 2_000_000
    assert max(filled) <= room


def test_a_key_always_belongs_to_the_same_part() -> None:
    key = bytes(range(32))

    assert len({bundle.part_of(key, 7) for _ in range(5)}) == 1
    assert bundle.part_of(key, 1) == 0
