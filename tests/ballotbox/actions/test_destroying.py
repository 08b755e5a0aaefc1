"""Destroying: nothing of a ballot or a private key is left, in the tables or in the file."""

from uuid import uuid4

import pytest

from bothways.ballotbox.actions import destroy, stop_signing, take_ballots
from bothways.ballotbox.models import BlockKey, Box, Bundle
from tests.ballotbox.booth import Booth, announce


def test_ballots_and_private_keys_are_gone_and_the_closing_moment_stays(booth: Booth) -> None:
    booth.put(booth.vote(booth.wallet())[1])
    stop_signing(booth.round_id)

    destroy(booth.round_id)

    box = Box.objects.get()
    assert (box.seal_key, box.receipt_key, box.shut) == (None, None, True)
    assert box.closes
    assert not Bundle.objects.exists()
    assert not BlockKey.objects.exists()
    assert take_ballots(booth.round_id) == {}


def test_another_round_keeps_its_ballots(booth: Booth) -> None:
    other = announce({"b1": 3})
    other.put(other.vote(other.wallet())[1])

    stop_signing(booth.round_id)
    destroy(booth.round_id)

    stop_signing(other.round_id)
    assert len(take_ballots(other.round_id)["b1"]) == 1


def test_destroying_twice_or_what_is_not_there_changes_nothing(booth: Booth) -> None:
    destroy(booth.round_id)
    destroy(booth.round_id)
    destroy(uuid4())

    assert Box.objects.count() == 1


@pytest.mark.django_db(databases=["default", "ballots"], transaction=True)
def test_the_file_is_rewritten_after_the_transaction(transactional_db: None) -> None:
    booth = announce({"b1": 500})

    destroy(booth.round_id)

    assert not Bundle.objects.exists()
