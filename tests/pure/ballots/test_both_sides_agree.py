"""A ballot made by the browser's client is opened and verified here.

The other direction, a ballot made in Python and read by the browser's client, is
frontend/test/worked.test.ts.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bothways.pure.ballots import (
    Envelope,
    ForgedError,
    decode_answers,
    leaf,
    open_sealed,
    read_manifest,
    seal_info,
    sign_blinded,
    to_bytes,
    to_text,
    unpack,
)
from bothways.pure.ballots.client import was_taken
from bothways.pure.ballots.receipts import sign_receipt

DATA = Path(__file__).parents[2] / "data"
WORKED: dict[str, Any] = json.loads((DATA / "ballot-v1.json").read_text())
MADE: dict[str, Any] = json.loads((DATA / "protocol_fixture.json").read_text())
MANIFEST = read_manifest(WORKED["manifest"])
BLOCK_KEY = MANIFEST.block_keys["b1"]


@pytest.fixture
def envelope() -> Envelope:
    return Envelope.from_fields(MADE["ballot"], size=MANIFEST.size)


def info_of(envelope: Envelope) -> bytes:
    return seal_info(MANIFEST.hash, envelope.block, envelope.key, envelope.counter)


def test_the_credential_and_the_signature_hold(envelope: Envelope) -> None:
    envelope.check(manifest_hash=MANIFEST.hash, public_der=BLOCK_KEY)


def test_the_blinded_message_gets_the_signature_that_the_client_unblinded() -> None:
    signing = bytes.fromhex(WORKED["private"]["signing_pkcs8"])

    signature = sign_blinded(signing, to_bytes(MADE["blinded"], 384, "blinded"))

    assert signature == to_bytes(MADE["blind_signature"], 384, "signature")


def test_the_seal_opens_to_the_answers(envelope: Envelope) -> None:
    private = bytes.fromhex(WORKED["private"]["seal"])

    plain = open_sealed(envelope.sealed, private=private, info=info_of(envelope))

    assert list(decode_answers(plain, len(MANIFEST.questions))) == MADE["answers"] == [5, None, 1]


def test_a_counter_beyond_32_bits_survives_the_box(envelope: Envelope) -> None:
    assert envelope.counter == 2**32 + 7
    assert unpack(envelope.pack(), "b1") == envelope


def test_both_sides_name_the_same_leaf_and_the_receipt_holds(envelope: Envelope) -> None:
    receipt = sign_receipt(
        bytes.fromhex(WORKED["private"]["receipt"]),
        leaf(envelope),
        MANIFEST.hash,
        MANIFEST.closes_at,
    )
    answer = {
        "leaf": MADE["leaf"],
        "closes": MANIFEST.closes_at,
        "receipt": to_text(receipt),
    }

    assert leaf(envelope).hex() == MADE["leaf"]
    assert was_taken(MANIFEST, envelope, answer)


@pytest.mark.parametrize(
    "change",
    [
        {"counter": 2**32 + 8},
        {"key": bytes(32)},
        {"prefix": bytes(32)},
        {"credential": bytes(384)},
        {"sealed": bytes(48 + 64)},
        {"signature": bytes(64)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_no_part_of_it_can_be_altered(envelope: Envelope, change: dict[str, Any]) -> None:
    altered = replace(envelope, **change)

    with pytest.raises(ForgedError):
        altered.check(manifest_hash=MANIFEST.hash, public_der=BLOCK_KEY)
