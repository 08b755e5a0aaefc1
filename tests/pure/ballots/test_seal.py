"""HPKE: RFC 9180's vectors, and that a seal opens in its own place only."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from bothways.pure.ballots import ForgedError, open_sealed, seal, seal_info

PUBLISHED = json.loads((Path(__file__).parents[2] / "data" / "rfc9180.json").read_text())
SUITES = {
    1: Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM),
    2: Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM),
}
HASH = bytes(range(32))
KEY = bytes(32)


def private_key() -> X25519PrivateKey:
    return X25519PrivateKey.generate()


@pytest.fixture(params=PUBLISHED, ids=lambda vector: f"AEAD {vector['aead_id']}")
def vector(request: pytest.FixtureRequest) -> dict[str, object]:
    return {
        name: bytes.fromhex(value) if isinstance(value, str) else value
        for name, value in request.param.items()
    }


def test_both_published_suites_are_there() -> None:
    assert [vector["aead_id"] for vector in PUBLISHED] == [1, 2]


def test_the_published_ciphertext_is_the_published_key_and_nonce_at_work(vector) -> None:
    first = {name: bytes.fromhex(value) for name, value in vector["encryptions"][0].items()}

    made = AESGCM(vector["key"]).encrypt(vector["base_nonce"], first["pt"], first["aad"])

    assert made == first["ct"]


def test_the_key_schedule_arrives_at_the_published_key_and_nonce(vector) -> None:
    plain = b"only the published key and nonce open this"
    ciphertext = AESGCM(vector["key"]).encrypt(vector["base_nonce"], plain, b"")
    private = X25519PrivateKey.from_private_bytes(vector["skRm"])

    suite = SUITES[vector["aead_id"]]

    assert suite.decrypt(vector["enc"] + ciphertext, private, vector["info"]) == plain


def test_the_published_key_opens_what_our_own_function_reads() -> None:
    vector = PUBLISHED[1]
    part = {
        name: bytes.fromhex(vector[name]) for name in ("key", "base_nonce", "enc", "skRm", "info")
    }
    sealed = part["enc"] + AESGCM(part["key"]).encrypt(part["base_nonce"], b"ballot", b"")

    assert open_sealed(sealed, private=part["skRm"], info=part["info"]) == b"ballot"


def test_a_sealed_ballot_opens_with_the_private_key() -> None:
    private = private_key()
    info = seal_info(HASH, "b1", KEY, 1)

    sealed = seal(bytes(64), to=private.public_key().public_bytes_raw(), info=info)

    assert len(sealed) == 32 + 64 + 16
    assert open_sealed(sealed, private=private.private_bytes_raw(), info=info) == bytes(64)


def test_the_same_answers_sealed_twice_look_different() -> None:
    to, info = private_key().public_key().public_bytes_raw(), seal_info(HASH, "b1", KEY, 1)

    assert seal(bytes(64), to=to, info=info) != seal(bytes(64), to=to, info=info)


@pytest.mark.parametrize(
    "elsewhere",
    [
        seal_info(bytes(32), "b1", KEY, 1),
        seal_info(HASH, "b2", KEY, 1),
        seal_info(HASH, "b1", bytes(31) + b"\x01", 1),
        seal_info(HASH, "b1", KEY, 2),
    ],
    ids=["round", "block", "key", "counter"],
)
def test_a_seal_does_not_open_in_another_place(elsewhere: bytes) -> None:
    private = private_key()
    to = private.public_key().public_bytes_raw()
    sealed = seal(bytes(64), to=to, info=seal_info(HASH, "b1", KEY, 1))

    with pytest.raises(ForgedError):
        open_sealed(sealed, private=private.private_bytes_raw(), info=elsewhere)


@pytest.mark.parametrize("at", [0, 31, 32, 70, 111])
def test_an_altered_seal_does_not_open(at: int) -> None:
    private = private_key()
    info = seal_info(HASH, "b1", KEY, 1)
    sealed = bytearray(seal(bytes(64), to=private.public_key().public_bytes_raw(), info=info))
    sealed[at] ^= 1

    with pytest.raises(ForgedError):
        open_sealed(bytes(sealed), private=private.private_bytes_raw(), info=info)


@pytest.mark.parametrize("sealed", [b"", bytes(31), bytes(48), bytes(112)])
def test_what_is_no_seal_at_all_does_not_open(sealed: bytes) -> None:
    with pytest.raises(ForgedError):
        open_sealed(sealed, private=private_key().private_bytes_raw(), info=b"")
