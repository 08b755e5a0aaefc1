"""Envelopes: read strictly, checked, packed into records of one size."""

import json
from dataclasses import replace

import pytest

from bothways.pure.ballots import (
    Envelope,
    ForgedError,
    MalformedError,
    ShapeError,
    record_size,
    unpack,
)
from bothways.pure.ballots.client import fill_in
from tests.pure.ballots.conftest import Employer


@pytest.fixture
def envelope(employer: Employer) -> Envelope:
    return fill_in(employer.wallet(), employer.manifest, [1, None, 5])[1]


def body(envelope: Envelope, **changes: object) -> bytes:
    return json.dumps(envelope.to_fields() | changes).encode()


def test_what_travels_is_what_arrives(envelope: Envelope) -> None:
    assert Envelope.from_json(body(envelope), size=64) == envelope


def test_a_whole_ballot_stays_far_below_the_limit_of_16_kb(envelope: Envelope) -> None:
    assert len(body(envelope)) < 1500


def test_every_part_must_be_there_and_no_other(envelope: Envelope) -> None:
    whole = envelope.to_fields()
    for name in whole:
        rest = {key: value for key, value in whole.items() if key != name}
        with pytest.raises(ShapeError):
            Envelope.from_fields(rest, size=64)
    with pytest.raises(ShapeError, match="exactly"):
        Envelope.from_fields(whole | {"from": "Rosa"}, size=64)


def test_a_ballot_of_another_rounds_size_is_refused(envelope: Envelope) -> None:
    with pytest.raises(ShapeError, match="sealed"):
        Envelope.from_json(body(envelope), size=128)


def test_a_part_named_twice_is_malformed(envelope: Envelope) -> None:
    doubled = body(envelope)[:-1] + b', "counter": 9}'

    with pytest.raises(MalformedError, match="twice"):
        Envelope.from_json(doubled, size=64)


@pytest.mark.parametrize("counter", [0, -1, True, None, "1", [1], 2**53])
def test_a_counter_is_a_whole_number_from_1_that_a_browser_can_hold(
    envelope: Envelope, counter: object
) -> None:
    with pytest.raises(ShapeError):
        Envelope.from_json(body(envelope, counter=counter), size=64)


def test_an_envelope_holds_in_its_own_round_and_block(employer, envelope: Envelope) -> None:
    envelope.check(
        manifest_hash=employer.manifest.hash, public_der=employer.manifest.block_keys["b1"]
    )


@pytest.mark.parametrize(
    "change",
    [
        {"counter": 2},
        {"block": "b2"},
        {"sealed": bytes(112)},
        {"signature": bytes(64)},
        {"key": bytes(32)},
        {"key": b"\xff" * 32},
        {"prefix": bytes(32)},
        {"credential": b"\xff" * 384},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_altered_envelope_does_not_hold(
    employer, envelope: Envelope, change: dict[str, object]
) -> None:
    with pytest.raises(ForgedError):
        replace(envelope, **change).check(
            manifest_hash=employer.manifest.hash,
            public_der=employer.manifest.block_keys["b1"],
        )


def test_a_record_has_one_size_and_gives_the_envelope_back(envelope: Envelope) -> None:
    record = envelope.pack()

    assert len(record) == record_size(64) == 1 + 32 + 32 + 384 + 8 + 64 + 48 + 64
    assert unpack(record, "b1") == envelope


@pytest.mark.parametrize("record", [b"", bytes(700), b"\x01" * 500])
def test_an_empty_or_cut_record_holds_no_ballot(record: bytes) -> None:
    with pytest.raises(ShapeError):
        unpack(record, "b1")
