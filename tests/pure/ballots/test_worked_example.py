"""One ballot worked through, byte by byte: what any other client or auditor must arrive at."""

import json
from pathlib import Path
from typing import Any

import pytest

from bothways.pure.ballots import (
    Envelope,
    decode_answers,
    encode_answers,
    leaf,
    message_for,
    open_sealed,
    read_manifest,
    seal_info,
    sign_blinded,
    sign_receipt,
    signed_part,
    unpack,
)
from bothways.pure.ballots.client import new_wallet, with_credential

WORKED = json.loads((Path(__file__).parents[2] / "data" / "ballot-v1.json").read_text())
MANIFEST = read_manifest(WORKED["manifest"])


def its(name: str) -> bytes:
    return bytes.fromhex(WORKED[name])


@pytest.fixture
def envelope() -> Envelope:
    return Envelope.from_json(WORKED["body"].encode(), size=MANIFEST.size)


def test_the_manifest_has_its_hash() -> None:
    assert MANIFEST.hash == its("manifest_hash")


def test_the_same_chance_gives_the_same_wallet() -> None:
    chance: Any = iter([its("seed"), its("prefix"), its("salt"), its("blinding")])

    wallet = new_wallet(MANIFEST, "b1", draw=lambda _: next(chance))

    assert wallet.key == its("key")
    assert wallet.blinded == its("blinded")
    assert wallet.inverse == its("inverse")
    assert with_credential(wallet, MANIFEST, its("blind_signature")).credential == its("credential")


def test_the_signer_gives_the_same_signature() -> None:
    signing = bytes.fromhex(WORKED["private"]["signing_pkcs8"])

    assert sign_blinded(signing, its("blinded")) == its("blind_signature")


def test_every_text_that_is_signed_or_bound_is_the_same() -> None:
    assert message_for(MANIFEST.hash, "b1", its("key")) == its("message")
    assert seal_info(MANIFEST.hash, "b1", its("key"), 1) == its("info")
    assert signed_part(MANIFEST.hash, "b1", 1, its("sealed")) == its("signed_part")
    assert encode_answers(WORKED["answers"]) == its("plain")


def test_the_seal_opens_to_the_answers() -> None:
    private = bytes.fromhex(WORKED["private"]["seal"])

    plain = open_sealed(its("sealed"), private=private, info=its("info"))

    assert list(decode_answers(plain, 3)) == WORKED["answers"]


def test_the_envelope_holds_and_lies_in_the_box_as_worked(envelope: Envelope) -> None:
    envelope.check(manifest_hash=MANIFEST.hash, public_der=MANIFEST.block_keys["b1"])

    assert envelope.signature == its("signature")
    assert envelope.pack() == its("record")
    assert unpack(its("record"), "b1") == envelope


def test_leaf_and_receipt_are_the_same(envelope: Envelope) -> None:
    private = bytes.fromhex(WORKED["private"]["receipt"])

    assert leaf(envelope) == its("leaf")
    assert sign_receipt(private, its("leaf"), MANIFEST.hash, MANIFEST.closes_at) == its("receipt")
