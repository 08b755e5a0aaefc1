"""Counting: everything is checked again, and what is invalid is counted as that."""

from dataclasses import replace
from uuid import uuid4

import pytest

from bothways.ballotbox.actions import open_ballots, stop_signing, take_ballots
from bothways.ballotbox.errors import OlderRefusal, StillOpenError, UnknownRefusal
from bothways.ballotbox.models import Bundle
from bothways.pure.ballots import ShapeError, bundle
from bothways.pure.ballots.client import cover, envelope_of
from tests.ballotbox.booth import Booth, announce


def put_by_hand(booth: Booth, record: bytes, block: str = "b1") -> None:
    """Write a record past the box's own checks, as somebody with root could."""
    row = Bundle.objects.get(pk=f"{booth.round_id.hex}/{block}/0")
    row.records = bundle.put(bytes(row.records), record)
    row.save()


def ballot_holding(booth: Booth, plain: bytes) -> None:
    """Put a ballot whose sealed text is not what the client would write."""
    wallet = replace(booth.wallet(), counter=1)
    booth.put(envelope_of(wallet, booth.manifest, plain))


def test_every_ballot_is_counted_in_its_block(booth: Booth) -> None:
    for block, answers in (("b1", (1, 2, 3)), ("b1", (None, None, None)), ("b2", (5, 5, 5))):
        booth.put(booth.vote(booth.wallet(block), answers)[1])
    stop_signing(booth.round_id)

    opened = open_ballots(booth.round_id, n_questions=3)

    assert {block: sorted(told, key=str) for block, told in opened.answers.items()} == {
        "b1": [(1, 2, 3), (None, None, None)],
        "b2": [(5, 5, 5)],
    }
    assert opened.n_invalid == {"b1": 0, "b2": 0}
    assert opened.n_ballots == {"b1": 2, "b2": 1}


def test_nothing_is_read_while_the_round_is_open(booth: Booth) -> None:
    booth.put(booth.vote(booth.wallet())[1])

    with pytest.raises(StillOpenError, match="still open"):
        take_ballots(booth.round_id)
    with pytest.raises(StillOpenError):
        open_ballots(booth.round_id, n_questions=3)


def test_a_round_that_is_not_there_has_no_ballots() -> None:
    with pytest.raises(UnknownRefusal):
        take_ballots(uuid4())


def test_a_count_that_is_said_again_gives_the_same(booth: Booth) -> None:
    for _ in range(3):
        booth.put(booth.vote(booth.wallet())[1])
    stop_signing(booth.round_id)

    assert open_ballots(booth.round_id, n_questions=3) == open_ballots(
        booth.round_id, n_questions=3
    )


@pytest.mark.parametrize(
    "plain",
    [
        b"\x01\x06\x01\x01" + bytes(60),
        b"\x01\xff\x01\x01" + bytes(60),
        b"\x09\x01\x01\x01" + bytes(60),
        b"\x01\x01\x01\x01\x01" + bytes(59),
        b"\x00\x01\x01\x01" + bytes(60),
    ],
    ids=["six", "255", "another version", "an answer too many", "a cover that answers"],
)
def test_an_answer_outside_the_scale_makes_the_ballot_invalid_and_nothing_else(
    booth: Booth, plain: bytes
) -> None:
    booth.put(booth.vote(booth.wallet(), (4, 4, 4))[1])
    ballot_holding(booth, plain)
    stop_signing(booth.round_id)

    opened = open_ballots(booth.round_id, n_questions=3)

    assert opened.answers["b1"] == ((4, 4, 4),)
    assert opened.n_invalid == {"b1": 1, "b2": 0}
    assert opened.n_ballots["b1"] == 2


def test_a_ballot_slipped_into_the_file_without_a_credential_is_invalid(booth: Booth) -> None:
    booth.put(booth.vote(booth.wallet(), (4, 4, 4))[1])
    _, envelope = booth.vote(booth.wallet(), (1, 1, 1))
    put_by_hand(booth, replace(envelope, credential=bytes(384)).pack())
    stop_signing(booth.round_id)

    assert open_ballots(booth.round_id, n_questions=3).n_invalid["b1"] == 1
    assert len(take_ballots(booth.round_id)["b1"]) == 1


def test_a_ballot_moved_from_another_block_or_round_is_invalid(booth: Booth) -> None:
    other = announce({"b1": 3})
    put_by_hand(booth, other.vote(other.wallet())[1].pack())
    put_by_hand(booth, booth.vote(booth.wallet("b2"))[1].pack())
    stop_signing(booth.round_id)

    opened = open_ballots(booth.round_id, n_questions=3)

    assert opened.answers["b1"] == ()
    assert opened.n_invalid["b1"] == 2


def test_a_ballot_sealed_to_somebody_else_is_invalid(booth: Booth) -> None:
    other = announce({"b1": 3})
    elsewhere = replace(booth.manifest, seal_key=other.manifest.seal_key)
    wallet = replace(booth.wallet(), counter=1)
    booth.put(envelope_of(wallet, elsewhere, b"\x01\x05\x05\x05" + bytes(60)))
    stop_signing(booth.round_id)

    assert open_ballots(booth.round_id, n_questions=3).n_invalid["b1"] == 1


def test_ballots_are_taken_in_the_order_of_their_keys(booth: Booth) -> None:
    for _ in range(4):
        booth.put(booth.vote(booth.wallet())[1])
    stop_signing(booth.round_id)

    keys = [envelope.key for envelope in take_ballots(booth.round_id)["b1"]]

    assert keys == sorted(keys)


def test_a_cover_is_in_the_box_and_neither_an_answer_nor_invalid(booth: Booth) -> None:
    booth.put(booth.vote(booth.wallet(), (5, 5, 5))[1])
    for _ in range(2):
        booth.put(cover(booth.wallet(), booth.manifest)[1])
    stop_signing(booth.round_id)

    opened = open_ballots(booth.round_id, n_questions=3)

    assert opened.answers["b1"] == ((5, 5, 5),)
    assert opened.n_covers["b1"] == 2
    assert opened.n_invalid["b1"] == 0
    assert opened.n_ballots["b1"] == 3


def test_an_answer_takes_the_place_of_its_cover_and_never_the_other_way(booth: Booth) -> None:
    early, late = booth.wallet(), booth.wallet()
    covered, envelope = cover(early, booth.manifest)
    booth.put(envelope)
    booth.put(booth.vote(covered, (1, 1, 1))[1])
    answered, envelope = booth.vote(late, (2, 2, 2))
    booth.put(envelope)
    with pytest.raises(OlderRefusal):
        booth.put(cover(late, booth.manifest)[1])
    with pytest.raises(ShapeError):
        cover(answered, booth.manifest)
    stop_signing(booth.round_id)

    opened = open_ballots(booth.round_id, n_questions=3)

    assert sorted(opened.answers["b1"]) == [(1, 1, 1), (2, 2, 2)]
    assert opened.n_covers["b1"] == 0
