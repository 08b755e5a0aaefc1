"""Opening a box: bound to its manifest, room for everybody, once."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bothways.ballotbox.actions import make_keys, open_box
from bothways.ballotbox.errors import InUseError, ShapeRefusal, UnknownRefusal
from bothways.ballotbox.models import BlockKey, Box, Bundle
from bothways.pure.ballots import record_size
from tests.ballotbox.booth import CLOSES, OPENS, Booth


def public_of(box: Box) -> bytes:
    private = X25519PrivateKey.from_private_bytes(bytes(box.seal_key or b""))
    return private.public_key().public_bytes_raw()


def opened(round_id: UUID, capacities: dict[str, int], manifest_hash: bytes = bytes(32)) -> None:
    box = Box.objects.filter(pk=round_id.hex).first()
    open_box(
        round_id,
        seal=public_of(box) if box else bytes(32),
        manifest_hash=manifest_hash,
        size=64,
        capacities=capacities,
        opens_at=OPENS + timedelta(microseconds=7),
        closes_at=CLOSES + timedelta(microseconds=7),
    )


def test_room_is_laid_out_for_everybody_from_the_start(booth: Booth) -> None:
    lengths = {row.block: len(bytes(row.records)) for row in Bundle.objects.all()}

    assert lengths == {"b1": 4 * record_size(64), "b2": 3 * record_size(64)}
    assert not any(any(bytes(row.records)) for row in Bundle.objects.all())


def test_a_large_block_lies_in_several_bundles() -> None:
    round_id = uuid4()
    make_keys(round_id, ["b1"])

    opened(round_id, {"b1": 4_000})

    assert BlockKey.objects.get().n_parts == Bundle.objects.count() == 3
    assert {row.id for row in Bundle.objects.all()} == {f"{round_id.hex}/b1/{n}" for n in range(3)}


def test_the_moments_are_whole_seconds_as_in_the_manifest() -> None:
    round_id = uuid4()
    make_keys(round_id, ["b1"])

    opened(round_id, {"b1": 3})

    box = Box.objects.get()
    assert (box.opens_at, box.closes_at) == (OPENS, CLOSES)
    assert box.closes == "2026-11-09T08:00:00Z"


def test_a_box_is_opened_once(booth: Booth) -> None:
    with pytest.raises(InUseError):
        opened(booth.round_id, {"b1": 4, "b2": 3})


def test_a_box_whose_keys_somebody_else_replaced_meanwhile_is_not_opened_with_the_old_rules() -> (
    None
):
    round_id = uuid4()
    mine = make_keys(round_id, ["b1"])
    make_keys(round_id, ["b1"])

    with pytest.raises(InUseError):
        open_box(
            round_id,
            seal=mine.seal,
            manifest_hash=bytes(32),
            size=64,
            capacities={"b1": 3},
            opens_at=OPENS,
            closes_at=CLOSES,
        )


def test_a_box_without_keys_is_not_opened() -> None:
    with pytest.raises(UnknownRefusal):
        opened(uuid4(), {"b1": 3})


@pytest.mark.parametrize("capacities", [{}, {"b1": 3, "b2": 3}, {"b2": 3}])
def test_the_blocks_must_be_those_that_have_keys(capacities: dict[str, int]) -> None:
    round_id = uuid4()
    make_keys(round_id, ["b1"])

    with pytest.raises(ShapeRefusal):
        opened(round_id, capacities)
    with pytest.raises(ShapeRefusal):
        opened(round_id, {"b1": 3}, manifest_hash=b"short")
    assert not Bundle.objects.exists()
