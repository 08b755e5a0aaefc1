"""A credential holds for one key, one round, one block."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bothways.pure.ballots import ForgedError, ShapeError, check_credential, message_for
from bothways.pure.ballots.credentials import signing_public_key

HASH = bytes(range(32))


def test_the_message_names_purpose_round_block_and_key() -> None:
    key = b"\x09" * 32

    assert message_for(HASH, "b1", key) == b"bothways-ballot-v1\x00" + HASH + b"\x02b1" + key


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(ShapeError, match="32"):
        message_for(HASH, "b1", bytes(31))


def test_a_credential_holds_in_its_own_place(employer) -> None:
    wallet = employer.wallet("b1")
    message = message_for(wallet.manifest_hash, "b1", wallet.key)

    check_credential(
        employer.manifest.block_keys["b1"],
        message,
        prefix=wallet.prefix,
        credential=wallet.credential,
    )


@pytest.mark.parametrize("place", ["round", "block", "key", "signer"])
def test_a_credential_does_not_hold_elsewhere(employer, place: str) -> None:
    wallet = employer.wallet("b1")
    message = {
        "round": message_for(HASH, "b1", wallet.key),
        "block": message_for(wallet.manifest_hash, "b2", wallet.key),
        "key": message_for(wallet.manifest_hash, "b1", HASH),
        "signer": message_for(wallet.manifest_hash, "b1", wallet.key),
    }[place]
    signer = employer.manifest.block_keys["b2" if place == "signer" else "b1"]

    with pytest.raises(ForgedError):
        check_credential(signer, message, prefix=wallet.prefix, credential=wallet.credential)


def test_a_shorter_signing_key_is_refused() -> None:
    short = generate_private_key(65537, 2048).public_key()

    with pytest.raises(ShapeError, match="3072"):
        signing_public_key(short.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def test_two_credentials_of_one_person_have_nothing_in_common(employer) -> None:
    one, other = employer.wallet("b1"), employer.wallet("b1")

    assert replace(one, block="") != replace(other, block="")
    assert not {one.key, one.prefix, one.credential, one.blinded} & {
        other.key,
        other.prefix,
        other.credential,
        other.blinded,
    }
