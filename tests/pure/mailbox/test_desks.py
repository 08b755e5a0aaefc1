"""Epochs of a desk: a chain that nobody can slip a key into."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bothways.pure.ballots import ForgedError, ShapeError, open_sealed, seal
from bothways.pure.mailbox import (
    DeskKeys,
    Epoch,
    ReaderKeys,
    epoch_holds,
    share_info,
    statement_of,
)
from bothways.pure.mailbox.desks import insist_on_chain

DESK = bytes(8)
FIRST, SECOND, STRANGE = (DeskKeys.of(bytes([n] * 32)) for n in (1, 2, 3))


def epoch(number: int, keys: DeskKeys, signer: DeskKeys, desk: bytes = DESK) -> Epoch:
    told = statement_of(desk, number, seal=keys.seal_public, sign=keys.sign_public)
    signature = Ed25519PrivateKey.from_private_bytes(signer.sign).sign(told)
    return Epoch(number, keys.seal_public, keys.sign_public, signature)


ONE, TWO = epoch(1, FIRST, FIRST), epoch(2, SECOND, FIRST)


def test_the_first_signs_itself_and_each_the_next() -> None:
    assert epoch_holds(DESK, ONE, None)
    assert epoch_holds(DESK, TWO, ONE)
    insist_on_chain(DESK, [ONE, TWO, epoch(3, FIRST, SECOND)])


@pytest.mark.parametrize(
    "false",
    [
        epoch(2, STRANGE, STRANGE),
        epoch(3, SECOND, FIRST),
        epoch(2, SECOND, FIRST, desk=bytes([1] * 8)),
        replace(TWO, seal=STRANGE.seal_public),
        replace(TWO, sign=STRANGE.sign_public),
        replace(TWO, signature=bytes(64)),
    ],
)
def test_a_key_that_the_one_before_did_not_sign_is_found(false: Epoch) -> None:
    assert not epoch_holds(DESK, false, ONE)
    with pytest.raises(ForgedError, match="epoch"):
        insist_on_chain(DESK, [ONE, false])


def test_a_share_opens_for_its_reader_its_desk_and_its_epoch_alone() -> None:
    reader, other = (ReaderKeys.of(bytes([n] * 32)) for n in (4, 5))
    info = share_info(DESK, 1, reader.seal_public)
    share = seal(b"s" * 32, to=reader.seal_public, info=info)

    assert open_sealed(share, private=reader.seal, info=info) == b"s" * 32
    for private, bound in (
        (other.seal, info),
        (reader.seal, share_info(DESK, 2, reader.seal_public)),
        (reader.seal, share_info(bytes([1] * 8), 1, reader.seal_public)),
    ):
        with pytest.raises(ForgedError):
            open_sealed(share, private=private, info=bound)


def test_keys_and_desks_of_another_length_are_refused() -> None:
    with pytest.raises(ShapeError):
        statement_of(b"", 1, seal=bytes(32), sign=bytes(32))
    with pytest.raises(ShapeError):
        share_info(DESK, 1, bytes(31))
