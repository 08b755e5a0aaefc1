"""Spare keys: only the second key opens them, and each fits the round that names it."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from bothways.pure.ballots import sign_blinded, to_text
from bothways.pure.guardian.errors import DistrustError
from bothways.pure.guardian.keyfile import new_identity
from bothways.pure.guardian.wrapping import (
    Spare,
    read_spare,
    spare_block_key,
    spare_seal_key,
    unwrap,
)
from tests.pure.guardian.paper import pairs, private_der, public_der

EDDA = new_identity("Edda Falk")


@pytest.fixture(scope="module")
def block() -> Spare:
    return spare_block_key(EDDA.recipient, pair=lambda: pairs()[0])


@pytest.fixture(scope="module")
def seal() -> Spare:
    return spare_seal_key(EDDA.recipient)


def test_the_second_key_gets_its_own_keys_back(block: Spare, seal: Spare) -> None:
    der = unwrap(block.wrapped, "block", EDDA, public=block.public)

    assert der == private_der(pairs()[0])
    assert sign_blinded(der, (7).to_bytes(384, "big"))
    assert len(unwrap(seal.wrapped, "seal", EDDA, public=seal.public)) == 32


def test_nobody_else_opens_them(block: Spare) -> None:
    with pytest.raises(DistrustError, match="not made by this"):
        unwrap(block.wrapped, "block", new_identity("x"), public=block.public)


def test_a_key_of_another_kind_or_block_is_not_used(block: Spare, seal: Spare) -> None:
    for spare, kind, public in (
        (block, "seal", block.public),
        (seal, "block", seal.public),
        (block, "block", public_der(pairs()[1])),
    ):
        with pytest.raises(DistrustError, match="not the one"):
            unwrap(spare.wrapped, kind, EDDA, public=public)  # type: ignore[arg-type]


def test_a_spare_key_arrives_as_it_was_sent(block: Spare, seal: Spare) -> None:
    assert read_spare(block.to_fields()) == block
    assert read_spare(seal.to_fields()) == seal


def fields(**changed: Any) -> dict[str, Any]:
    return {**spare_seal_key(EDDA.recipient).to_fields(), **changed}


@pytest.mark.parametrize(
    "bad",
    [
        fields(kind="block"),
        fields(kind="other"),
        fields(public="AAAA"),
        fields(public=None),
        fields(wrapped="in the open"),
        fields(wrapped="-----BEGIN AGE ENCRYPTED FILE-----\n" + "x" * 9000),
        {"kind": "seal"},
        {},
    ],
)
def test_what_can_serve_no_round_is_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(DistrustError):
        read_spare(bad)


def test_a_stamping_key_that_is_too_short_is_refused(block: Spare) -> None:
    short = generate_private_key(65537, 2048)

    with pytest.raises(DistrustError, match="kind or length"):
        read_spare({**block.to_fields(), "public": to_text(public_der(short))})
