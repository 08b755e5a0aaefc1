"""The client's side of RFC 9474, against its four vectors and against a real signer."""

import json
import secrets
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bothways.pure.ballots import ForgedError, ShapeError, rfc9474, sign_blinded
from bothways.pure.ballots.credentials import signing_public_key
from bothways.pure.ballots.rsa_raw import vector_private_key

PUBLISHED = json.loads((Path(__file__).parents[2] / "data" / "rfc9474.json").read_text())
N = int(PUBLISHED["key"]["n"], 16)
PUBLIC = rfc9474.PublicKey(N)


class Vector:
    """One published vector, its byte strings as bytes."""

    def __init__(self, published: dict[str, str]) -> None:
        self.salt = bytes.fromhex(published["salt"])
        self.inverse = int(published["inv"], 16)
        self.r = pow(self.inverse, -1, N)
        self.encoded = bytes.fromhex(published["encoded_msg"])
        self.blinded = bytes.fromhex(published["blinded_msg"])
        self.blind_signature = bytes.fromhex(published["blind_sig"])
        self.signature = bytes.fromhex(published["sig"])
        self.prepared = rfc9474.prepare(
            bytes.fromhex(published["msg"]), bytes.fromhex(published["msg_prefix"])
        )


@pytest.fixture(params=PUBLISHED["vectors"], ids=lambda published: published["name"])
def vector(request: pytest.FixtureRequest) -> Vector:
    return Vector(request.param)


def test_there_are_four_vectors_one_per_variant() -> None:
    names = {published["name"] for published in PUBLISHED["vectors"]}

    assert names == {
        "RSABSSA-SHA384-PSS-Randomized",
        "RSABSSA-SHA384-PSSZERO-Randomized",
        "RSABSSA-SHA384-PSS-Deterministic",
        "RSABSSA-SHA384-PSSZERO-Deterministic",
    }


def test_the_encoded_message_is_the_published_one(vector: Vector) -> None:
    assert rfc9474.encode(vector.prepared, vector.salt, PUBLIC.bits - 1) == vector.encoded


def test_the_blinded_message_is_the_published_one(vector: Vector) -> None:
    blinded, inverse = rfc9474.blind(PUBLIC, vector.prepared, salt=vector.salt, r=vector.r)

    assert blinded == vector.blinded
    assert inverse == vector.inverse


def test_openssl_signs_the_blinded_message_as_published(vector: Vector) -> None:
    assert sign_blinded(vector_private_key(), vector.blinded) == vector.blind_signature


def test_the_finished_signature_is_the_published_one(vector: Vector) -> None:
    signature = rfc9474.finalize(
        PUBLIC,
        vector.prepared,
        vector.blind_signature,
        vector.inverse,
        salt_length=len(vector.salt),
    )

    assert signature == vector.signature


def test_the_published_signature_verifies_and_no_other_does(vector: Vector) -> None:
    n_salt = len(vector.salt)
    altered = bytes([vector.signature[0] ^ 1]) + vector.signature[1:]

    assert rfc9474.verify(PUBLIC, vector.prepared, vector.signature, salt_length=n_salt)
    assert not rfc9474.verify(PUBLIC, vector.prepared, altered, salt_length=n_salt)
    assert not rfc9474.verify(PUBLIC, vector.prepared + b"!", vector.signature, salt_length=n_salt)
    assert not rfc9474.verify(PUBLIC, vector.prepared, vector.signature, salt_length=48 - n_salt)
    assert not rfc9474.verify(PUBLIC, vector.prepared, b"", salt_length=n_salt)


def test_a_cheating_signer_is_found_out(vector: Vector) -> None:
    wrong = bytes(511) + b"\x07"

    with pytest.raises(ForgedError):
        rfc9474.finalize(PUBLIC, vector.prepared, wrong, vector.inverse)


def test_a_signature_of_another_length_is_refused() -> None:
    with pytest.raises(ShapeError, match="length"):
        rfc9474.finalize(PUBLIC, b"message", bytes(384), 1)


@pytest.mark.parametrize("length", [1, 31, 33, 64])
def test_a_prefix_has_32_bytes_or_none(length: int) -> None:
    with pytest.raises(ShapeError):
        rfc9474.prepare(b"message", bytes(length))


def test_a_message_that_shares_a_factor_with_the_key_is_refused() -> None:
    p = int(PUBLISHED["key"]["p"], 16)

    with pytest.raises(ShapeError, match="blinded"):
        rfc9474.blind(PUBLIC, b"message", salt=bytes(48), r=p)


def test_a_key_too_short_for_the_salt_is_refused() -> None:
    with pytest.raises(ShapeError, match="too short"):
        rfc9474.encode(b"message", bytes(48), 700)


def test_the_blinding_number_is_drawn_again_until_it_fits() -> None:
    drawn = iter([b"\xff" * 512, bytes(512), bytes(511) + b"\x2a"])

    assert rfc9474.draw_blinding(PUBLIC, lambda _: next(drawn)) == 42


def test_what_is_no_rsa_key_is_refused() -> None:
    with pytest.raises(ShapeError, match="no public key"):
        rfc9474.read_public_key(b"nonsense")
    ed25519 = bytes.fromhex("302a300506032b6570032100") + bytes(31) + b"\x01"
    with pytest.raises(ShapeError, match="RSA"):
        rfc9474.read_public_key(ed25519)


@given(message=some.binary(max_size=200))
def test_any_message_blinded_signed_and_finished_verifies(message: bytes) -> None:
    prepared = rfc9474.prepare(message, secrets.token_bytes(32))
    r = rfc9474.draw_blinding(PUBLIC, secrets.token_bytes)
    blinded, inverse = rfc9474.blind(PUBLIC, prepared, salt=secrets.token_bytes(48), r=r)

    signature = rfc9474.finalize(
        PUBLIC, prepared, sign_blinded(vector_private_key(), blinded), inverse
    )

    assert rfc9474.verify(PUBLIC, prepared, signature)


def test_the_signer_sees_a_different_number_each_time(employer) -> None:
    public = signing_public_key(employer.manifest.block_keys["b1"])
    seen = set()
    for _ in range(5):
        r = rfc9474.draw_blinding(public, secrets.token_bytes)
        seen.add(rfc9474.blind(public, bytes(80), salt=bytes(48), r=r)[0])

    assert len(seen) == 5
