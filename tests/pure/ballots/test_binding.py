"""What signatures and seals are bound to."""

import pytest

from bothways.pure.ballots import ShapeError
from bothways.pure.ballots.binding import CREDENTIAL, ENVELOPE, RECEIPT, SEAL, bound_to

HASH = bytes(range(32))


def test_the_bytes_are_purpose_hash_length_and_name() -> None:
    assert bound_to(SEAL, HASH, "b12") == b"bothways-seal-v1\x00" + HASH + b"\x03b12"


def test_no_purpose_is_the_beginning_of_another() -> None:
    purposes = [CREDENTIAL, ENVELOPE, RECEIPT, SEAL]

    assert not [
        (one, other)
        for one in purposes
        for other in purposes
        if one is not other and other.startswith(one)
    ]


@pytest.mark.parametrize("hash_", [b"", HASH[:31], HASH + b"\x00"])
def test_a_hash_of_another_length_is_refused(hash_: bytes) -> None:
    with pytest.raises(ShapeError, match="32"):
        bound_to(SEAL, hash_, "b1")


@pytest.mark.parametrize("block", ["", "b" * 256, "é" * 128])
def test_a_name_without_or_with_too_many_bytes_is_refused(block: str) -> None:
    with pytest.raises(ShapeError, match="255"):
        bound_to(SEAL, HASH, block)
