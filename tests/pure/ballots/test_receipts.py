"""Receipts: only the box can give one, and only for the ballot it took."""

import hashlib
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bothways.pure.ballots import Envelope, leaf, receipt_holds, sign_receipt

ENVELOPE = Envelope("b1", b"k" * 32, bytes(32), bytes(384), 258, b"s" * 112, bytes(64))
HASH = bytes(range(32))
CLOSES = "2026-11-27T17:00:00Z"


def test_the_leaf_is_the_hash_of_key_counter_and_sealed_text() -> None:
    told = b"\x00" + b"k" * 32 + b"\x00\x00\x00\x00\x00\x00\x01\x02" + b"s" * 112

    assert leaf(ENVELOPE) == hashlib.sha256(told).digest()


def test_the_leaf_does_not_depend_on_what_only_the_box_needs() -> None:
    assert leaf(replace(ENVELOPE, credential=b"c" * 384, signature=b"x" * 64)) == leaf(ENVELOPE)


def test_a_receipt_holds_for_its_leaf_round_and_closing_and_for_no_other() -> None:
    box = Ed25519PrivateKey.generate()
    public = box.public_key().public_bytes_raw()
    mine = {"leaf_hash": leaf(ENVELOPE), "manifest_hash": HASH, "closes": CLOSES}

    receipt = sign_receipt(box.private_bytes_raw(), leaf(ENVELOPE), HASH, CLOSES)

    assert receipt_holds(public, receipt, **mine)
    assert not receipt_holds(public, receipt, **mine | {"leaf_hash": HASH})
    assert not receipt_holds(public, receipt, **mine | {"manifest_hash": bytes(32)})
    assert not receipt_holds(public, receipt, **mine | {"closes": "2026-11-28T17:00:00Z"})
    assert not receipt_holds(public, bytes(64), **mine)


def test_another_boxs_receipt_does_not_hold() -> None:
    other = Ed25519PrivateKey.generate()
    receipt = sign_receipt(other.private_bytes_raw(), HASH, HASH, CLOSES)
    mine = Ed25519PrivateKey.generate().public_key().public_bytes_raw()

    assert not receipt_holds(mine, receipt, leaf_hash=HASH, manifest_hash=HASH, closes=CLOSES)
