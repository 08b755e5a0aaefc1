"""Keys of a round: made, used, replaced before use only, gone at closing."""

import secrets
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.serialization import load_der_public_key

from bothways.ballotbox.actions import make_keys, sign_blinded, stop_signing
from bothways.ballotbox.actions.keys import new_pair
from bothways.ballotbox.errors import InUseError, LateRefusal, ShapeRefusal, UnknownRefusal
from bothways.ballotbox.models import BlockKey, Box
from bothways.pure.ballots.client import new_wallet, with_credential
from tests.ballotbox.booth import Booth


def test_each_block_gets_its_own_key_of_3072_bits() -> None:
    keys = make_keys(uuid4(), ["b1", "b2", "b3"])

    publics = [load_der_public_key(der) for der in keys.blocks.values()]
    assert list(keys.blocks) == ["b1", "b2", "b3"]
    assert [public.key_size for public in publics] == [3072] * 3
    assert len({public.public_numbers().n for public in publics}) == 3
    assert (len(keys.seal), len(keys.receipt)) == (32, 32)


@pytest.mark.usefixtures("fresh_pairs")
def test_a_pair_is_new_and_has_the_length_and_exponent_of_the_protocol() -> None:
    one, other = (new_pair().public_key().public_numbers() for _ in range(2))

    assert (one.n.bit_length(), one.e) == (3072, 65537)
    assert one.n != other.n


def test_a_credential_is_given_for_a_blinded_key(booth: Booth) -> None:
    wallet = new_wallet(booth.manifest, "b1", draw=secrets.token_bytes)

    signature = sign_blinded(booth.round_id, "b1", wallet.blinded)

    assert with_credential(wallet, booth.manifest, signature).credential


def test_the_same_blinded_key_again_gets_the_same_answer(booth: Booth) -> None:
    wallet = new_wallet(booth.manifest, "b1", draw=secrets.token_bytes)

    first = sign_blinded(booth.round_id, "b1", wallet.blinded)

    assert sign_blinded(booth.round_id, "b1", wallet.blinded) == first


@pytest.mark.parametrize("blinded", [b"", bytes(383), b"\xff" * 384, bytes(384), bytes(385)])
def test_what_does_not_fit_the_key_is_not_signed(booth: Booth, blinded: bytes) -> None:
    with pytest.raises(ShapeRefusal):
        sign_blinded(booth.round_id, "b1", blinded)


def test_a_round_that_is_not_there_signs_nothing() -> None:
    with pytest.raises(UnknownRefusal):
        sign_blinded(uuid4(), "b1", bytes(384))


def test_after_closing_nothing_is_signed_and_the_signing_keys_are_gone(booth: Booth) -> None:
    wallet = new_wallet(booth.manifest, "b1", draw=secrets.token_bytes)

    stop_signing(booth.round_id)
    stop_signing(booth.round_id)

    with pytest.raises(LateRefusal):
        sign_blinded(booth.round_id, "b1", wallet.blinded)
    assert list(BlockKey.objects.values_list("signing_key", flat=True)) == [None, None]
    assert Box.objects.get().seal_key


def test_keys_are_replaced_as_long_as_no_ballot_is_in(booth: Booth) -> None:
    before = Box.objects.get().seal_key

    make_keys(booth.round_id, ["b1"])

    assert Box.objects.get().seal_key != before
    assert BlockKey.objects.count() == 1


def test_keys_are_not_replaced_under_a_ballot(booth: Booth) -> None:
    booth.put(booth.vote(booth.wallet())[1])

    with pytest.raises(InUseError, match="stay as they are"):
        make_keys(booth.round_id, ["b1"])


def test_keys_are_not_replaced_after_closing(booth: Booth) -> None:
    stop_signing(booth.round_id)

    with pytest.raises(InUseError):
        make_keys(booth.round_id, ["b1"])
