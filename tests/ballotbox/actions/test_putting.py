"""What the box takes and what it refuses."""

import json
import sqlite3
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError

from bothways.ballotbox.actions import (
    destroy,
    open_ballots,
    put_ballot,
    putting,
    stop_signing,
    take_ballots,
)
from bothways.ballotbox.errors import (
    BusyRefusal,
    CrowdedRefusal,
    EarlyRefusal,
    ForgedRefusal,
    LateRefusal,
    MalformedRefusal,
    OlderRefusal,
    ShapeRefusal,
    UnknownRefusal,
)
from bothways.ballotbox.models import Box, Bundle
from bothways.pure.ballots.client import was_taken
from tests.ballotbox.booth import CLOSES, NOON, OPENS, Booth, announce, body_of


def stored() -> list[tuple[str, bytes]]:
    return [(row.id, bytes(row.records)) for row in Bundle.objects.order_by("id")]


def counted(booth: Booth) -> dict[str, tuple[tuple[int | None, ...], ...]]:
    stop_signing(booth.round_id)
    return dict(open_ballots(booth.round_id, n_questions=3).answers)


def test_a_ballot_is_taken_and_its_receipt_holds(booth: Booth) -> None:
    _, envelope = booth.vote(booth.wallet())

    receipt = booth.put(envelope)

    assert was_taken(booth.manifest, envelope, receipt)
    assert counted(booth) == {"b1": ((4, None, 2),), "b2": ()}


def test_the_object_itself_is_taken_as_well_as_its_json(booth: Booth) -> None:
    _, envelope = booth.vote(booth.wallet())

    receipt = put_ballot(booth.round_id, envelope.to_fields(), at=NOON)

    assert was_taken(booth.manifest, envelope, receipt)


def test_a_newer_ballot_of_the_same_key_replaces_the_older(booth: Booth) -> None:
    wallet, first = booth.vote(booth.wallet(), (1, 1, 1))
    _, second = booth.vote(wallet, (5, 5, 5))
    booth.put(first)

    booth.put(second)

    assert counted(booth)["b1"] == ((5, 5, 5),)


def test_an_older_ballot_cannot_come_back(booth: Booth) -> None:
    wallet, first = booth.vote(booth.wallet(), (1, 1, 1))
    _, second = booth.vote(wallet, (5, 5, 5))
    booth.put(second)

    with pytest.raises(OlderRefusal, match="newer"):
        booth.put(first)

    assert counted(booth)["b1"] == ((5, 5, 5),)


def test_another_ballot_with_the_same_counter_is_refused(booth: Booth) -> None:
    wallet = booth.wallet()
    _, one = booth.vote(wallet, (1, 1, 1))
    _, other = booth.vote(wallet, (2, 2, 2))
    booth.put(one)

    with pytest.raises(OlderRefusal):
        booth.put(other)

    assert counted(booth)["b1"] == ((1, 1, 1),)


def test_the_same_ballot_again_gets_the_same_receipt_and_changes_nothing(booth: Booth) -> None:
    _, envelope = booth.vote(booth.wallet())
    first = booth.put(envelope)
    before = stored()

    again = booth.put(envelope)

    assert again == first
    assert stored() == before


def test_a_ballot_without_a_credential_of_this_box_is_refused(booth: Booth) -> None:
    _, envelope = booth.vote(booth.wallet())
    forged = replace(envelope, credential=bytes(383) + b"\x01")

    with pytest.raises(ForgedRefusal, match="stamp"):
        booth.put(forged)


def test_a_credential_of_another_block_is_refused(booth: Booth) -> None:
    wallet = replace(booth.wallet("b1"), block="b2")
    _, envelope = booth.vote(wallet)

    with pytest.raises(ForgedRefusal):
        booth.put(envelope)


def test_a_credential_of_another_round_is_refused(booth: Booth) -> None:
    other = announce({"b1": 2})
    _, elsewhere = other.vote(other.wallet())

    with pytest.raises(ForgedRefusal):
        booth.put(elsewhere)


def test_a_block_that_the_round_does_not_have_is_refused(booth: Booth) -> None:
    _, envelope = booth.vote(booth.wallet())

    with pytest.raises(ForgedRefusal):
        booth.put(replace(envelope, block="b9"))


def test_a_credential_reused_for_a_second_key_is_refused(booth: Booth) -> None:
    wallet = booth.wallet()
    _, envelope = booth.vote(wallet)
    booth.put(envelope)
    _, second = booth.vote(replace(wallet, seed=bytes(31) + b"\x07"))

    with pytest.raises(ForgedRefusal):
        booth.put(second)

    assert len(counted(booth)["b1"]) == 1


@pytest.mark.parametrize("part", ["sealed", "signature", "key", "prefix", "credential"])
def test_a_ballot_altered_in_any_part_is_refused(booth: Booth, part: str) -> None:
    _, envelope = booth.vote(booth.wallet())
    value = getattr(envelope, part)
    altered = replace(envelope, **{part: value[:-1] + bytes([value[-1] ^ 1])})

    with pytest.raises(ForgedRefusal):
        booth.put(altered)


def test_a_counter_raised_by_somebody_else_is_refused(booth: Booth) -> None:
    _, envelope = booth.vote(booth.wallet())

    with pytest.raises(ForgedRefusal):
        booth.put(replace(envelope, counter=envelope.counter + 1))


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"null nonsense", b'{"v":1,"v":1}', b"[" * 5000]
)
def test_what_is_not_json_is_malformed(booth: Booth, body: bytes) -> None:
    with pytest.raises(MalformedRefusal):
        put_ballot(booth.round_id, body, at=NOON)


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"v": True},
        {"v": None},
        {"counter": 0},
        {"counter": True},
        {"counter": "1"},
        {"counter": 2**53},
        {"block": 7},
        {"block": ""},
        {"block": "b\u00e9"},
        {"key": "AA"},
        {"key": 5},
        {"sealed": "AAAA"},
        {"signature": "*" * 86},
        {"name": "Rosa"},
    ],
    ids=str,
)
def test_a_ballot_of_another_shape_is_refused(booth: Booth, change: dict[str, object]) -> None:
    _, envelope = booth.vote(booth.wallet())
    body = json.dumps(envelope.to_fields() | change).encode()

    with pytest.raises(ShapeRefusal):
        put_ballot(booth.round_id, body, at=NOON)


@pytest.mark.parametrize("body", [b"[]", b"7", b'{"v":1.5}', b'{"v":NaN}', b"{}"])
def test_json_that_is_no_ballot_is_refused(booth: Booth, body: bytes) -> None:
    with pytest.raises(ShapeRefusal):
        put_ballot(booth.round_id, body, at=NOON)


def test_a_ballot_before_opening_is_early_and_one_at_closing_is_late(booth: Booth) -> None:
    _, envelope = booth.vote(booth.wallet())

    with pytest.raises(EarlyRefusal):
        booth.put(envelope, at=OPENS - timedelta(seconds=1))
    with pytest.raises(LateRefusal):
        booth.put(envelope, at=CLOSES)
    booth.put(envelope, at=OPENS)
    booth.put(envelope, at=CLOSES - timedelta(seconds=1))


def test_a_ballot_that_was_on_its_way_when_the_box_was_shut_is_late(booth: Booth) -> None:
    _, envelope = booth.vote(booth.wallet())
    stop_signing(booth.round_id)

    with pytest.raises(LateRefusal):
        booth.put(envelope, at=NOON)


def test_a_ballot_after_the_count_is_late_and_not_unknown(booth: Booth) -> None:
    _, envelope = booth.vote(booth.wallet())
    stop_signing(booth.round_id)
    destroy(booth.round_id)

    with pytest.raises(LateRefusal):
        booth.put(envelope, at=CLOSES + timedelta(days=30))


def test_a_ballot_for_a_round_that_is_not_there_is_unknown(booth: Booth) -> None:
    _, envelope = booth.vote(booth.wallet())

    with pytest.raises(UnknownRefusal):
        put_ballot(uuid4(), body_of(envelope), at=NOON)


def test_more_ballots_than_people_entitled_are_refused(booth: Booth) -> None:
    for _ in range(3):
        booth.put(booth.vote(booth.wallet("b2"))[1])

    with pytest.raises(CrowdedRefusal, match="representative"):
        booth.put(booth.vote(booth.wallet("b2"))[1])

    stop_signing(booth.round_id)
    assert len(take_ballots(booth.round_id)["b2"]) == 3


def test_a_full_block_still_lets_people_change_their_answers(booth: Booth) -> None:
    wallets = []
    for _ in range(3):
        wallet, envelope = booth.vote(booth.wallet("b2"), (1, 1, 1))
        booth.put(envelope)
        wallets.append(wallet)

    booth.put(booth.vote(wallets[1], (5, 5, 5))[1])

    assert sorted(counted(booth)["b2"]) == [(1, 1, 1), (1, 1, 1), (5, 5, 5)]


def test_a_refused_ballot_leaves_the_box_as_it_was(booth: Booth) -> None:
    booth.put(booth.vote(booth.wallet())[1])
    before = stored()
    _, envelope = booth.vote(booth.wallet())

    with pytest.raises(ForgedRefusal):
        booth.put(replace(envelope, signature=bytes(64)))

    assert stored() == before


@pytest.mark.sqlite
def test_a_box_that_can_not_be_read_just_now_is_busy(
    booth: Booth, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_round_id: object) -> Box:
        cause = sqlite3.OperationalError("database is locked")
        cause.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise OperationalError from cause

    _wallet, envelope = booth.vote(booth.wallet())
    monkeypatch.setattr(putting, "box_of", locked)

    with pytest.raises(BusyRefusal):
        booth.put(envelope)
