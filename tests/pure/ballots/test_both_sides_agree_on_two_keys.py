"""A ballot of a round with two keys, made by the browser's client, goes the whole way here."""

import json
from pathlib import Path
from typing import Any

import pytest

from bothways.pure.ballots import (
    BallotError,
    Envelope,
    ForgedError,
    leaf,
    open_sealed,
    open_slips,
    read_manifest,
    seal_info,
    sign_blinded,
    to_bytes,
    unpack,
)

DATA = Path(__file__).parents[2] / "data"
WORKED: dict[str, Any] = json.loads((DATA / "ballot-v1.json").read_text())
MADE: dict[str, Any] = json.loads((DATA / "two_keys_fixture.json").read_text())
MANIFEST = read_manifest(MADE["manifest"])
BLOCK = MADE["ballot"]["block"]


@pytest.fixture
def envelope() -> Envelope:
    return Envelope.from_fields(MADE["ballot"], size=MANIFEST.inner_size, n_stamps=2)


def guardian_key() -> bytes:
    assert MANIFEST.guardian is not None
    return MANIFEST.guardian.block_keys[BLOCK]


def peeled(envelope: Envelope) -> bytes:
    private = bytes.fromhex(MADE["private"]["guardian_seal"])
    info = seal_info(MANIFEST.hash, envelope.block, envelope.key, envelope.counter)
    return open_sealed(envelope.sealed, private=private, info=info)


def test_the_three_blinded_messages_get_the_signatures_that_the_client_unblinded() -> None:
    for key, asked, given in (
        (WORKED["private"]["signing_pkcs8"], "blinded", "signature"),
        (MADE["private"]["slips"], "slip", "slip"),
        (MADE["private"]["stamping"], "guardian", "stamp"),
    ):
        signature = sign_blinded(bytes.fromhex(key), to_bytes(MADE["asked"][asked], 384, asked))
        assert signature == to_bytes(MADE["stamps"][given], 384, given)


def test_both_stamps_and_the_signature_hold_and_the_box_keeps_it_as_it_came(
    envelope: Envelope,
) -> None:
    keys = {"public_der": MANIFEST.block_keys[BLOCK], "guardian_der": guardian_key()}

    envelope.check(manifest_hash=MANIFEST.hash, **keys)

    assert unpack(envelope.pack(), BLOCK, n_stamps=2) == envelope
    assert leaf(envelope).hex() == MADE["leaf"]
    with pytest.raises(ForgedError):
        envelope.check(manifest_hash=b"\x00" * 32, **keys)


def test_the_second_key_peels_and_the_company_s_opens_the_slip(envelope: Envelope) -> None:
    groups = [((BLOCK,), [peeled(envelope)])]

    found = open_slips(
        groups,
        private=bytes.fromhex(WORKED["private"]["seal"]),
        slips_key=MANIFEST.slips_key,
        manifest_hash=MANIFEST.hash,
        n_questions=len(MANIFEST.questions),
    )

    assert found.n_invalid == 0
    assert found.piles == (((BLOCK,), (tuple(MADE["answers"]),)),)


def test_neither_key_opens_it_alone(envelope: Envelope) -> None:
    company = bytes.fromhex(WORKED["private"]["seal"])
    info = seal_info(MANIFEST.hash, envelope.block, envelope.key, envelope.counter)

    with pytest.raises(BallotError):
        open_sealed(envelope.sealed, private=company, info=info)
    found = open_slips(
        [((BLOCK,), [peeled(envelope)])],
        private=bytes.fromhex(MADE["private"]["guardian_seal"]),
        slips_key=MANIFEST.slips_key,
        manifest_hash=MANIFEST.hash,
        n_questions=len(MANIFEST.questions),
    )
    assert found.n_invalid == 1
