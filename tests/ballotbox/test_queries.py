"""Reads of the box: what is there, what is not, and whether anything secret is left."""

from uuid import uuid4

import pytest

from bothways.ballotbox import queries
from bothways.ballotbox.actions import destroy, stop_signing
from bothways.ballotbox.errors import UnknownRefusal
from bothways.ballotbox.queries import block_key, box_of, holds_secrets
from tests.ballotbox.booth import Booth


def test_a_box_and_its_keys_are_found(booth: Booth) -> None:
    keys = block_key(booth.round_id, "b1")

    assert box_of(booth.round_id).closes == booth.manifest.closes_at
    assert keys is not None
    assert bytes(keys.public_key) == booth.manifest.block_keys["b1"]


def test_what_is_not_there_is_not_found(booth: Booth) -> None:
    assert block_key(booth.round_id, "b9") is None
    with pytest.raises(UnknownRefusal):
        box_of(uuid4())


def test_a_box_holds_secrets_until_it_is_destroyed(booth: Booth) -> None:
    stop_signing(booth.round_id)
    assert holds_secrets(booth.round_id)

    destroy(booth.round_id)

    assert not holds_secrets(booth.round_id)
    assert not holds_secrets(uuid4())


def test_no_read_tells_how_many_ballots_are_in_an_open_box() -> None:
    offered = {
        name for name in vars(queries) if name[0].islower() and callable(vars(queries)[name])
    }

    assert offered == {
        "block_id",
        "block_key",
        "box_of",
        "holds_secrets",
        "is_peeled",
        "left_traces",
        "rules_hash",
        "with_secrets",
    }


def test_rounds_whose_box_still_holds_something_are_found(booth: Booth) -> None:
    assert queries.with_secrets() == [booth.round_id]

    destroy(booth.round_id)

    assert queries.with_secrets() == []
