"""The sheet: the sorted leaves of a box, their root, and both keyholders' word for it."""

import json
import secrets

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bothways.pure import ledger
from bothways.pure.ballots import (
    BlockCount,
    ShapeError,
    read_leaves,
    sheet_holds,
    sheet_text,
    sign_sheet,
    sorted_leaves,
)

RULES = bytes(range(32))
LEAVES = [secrets.token_bytes(32) for _ in range(9)]
COUNTS = {"b1": BlockCount(10, 9, 7), "b2": BlockCount(12, 2, 2)}


def text_of(leaves: list[bytes]) -> str:
    listed = sorted_leaves(leaves)
    return sheet_text(round_hex="0f" * 16, manifest_hash=RULES, listed=listed, blocks=COUNTS)


def test_the_order_of_arrival_leaves_no_trace() -> None:
    assert text_of(LEAVES) == text_of(LEAVES[::-1])
    assert sorted_leaves(LEAVES) == sorted_leaves(LEAVES[::-1])


def test_it_holds_the_root_and_the_numbers_of_each_block() -> None:
    told = json.loads(text_of(LEAVES))

    assert told["leaves"] == ledger.root(sorted(LEAVES)).hex()
    assert told["n_leaves"] == 9
    assert told["blocks"][0] == {"id": "b1", "eligible": 10, "issued": 9, "ballots": 7}


def test_a_box_without_a_ballot_has_a_sheet_too() -> None:
    assert json.loads(text_of([]))["n_leaves"] == 0


def test_a_published_list_is_read_back() -> None:
    assert read_leaves(sorted_leaves(LEAVES)) == sorted(LEAVES)


@pytest.mark.parametrize("change", ["doubled", "swapped", "cut"])
def test_a_list_that_is_not_in_order_is_refused(change: str) -> None:
    leaves = sorted(LEAVES)
    changed = {
        "doubled": b"".join([leaves[0], *leaves]),
        "swapped": b"".join([leaves[1], leaves[0], *leaves[2:]]),
        "cut": b"".join(leaves)[:-1],
    }

    with pytest.raises(ShapeError):
        read_leaves(changed[change])


@pytest.mark.parametrize("change", ["text", "rules", "key", "signature"])
def test_the_signature_holds_for_this_sheet_these_rules_and_this_key_alone(change: str) -> None:
    key = Ed25519PrivateKey.generate()
    public, text = key.public_key().public_bytes_raw(), text_of(LEAVES)
    signature = sign_sheet(key.private_bytes_raw(), RULES, text)
    other = {
        "text": (public, signature, RULES, text_of(LEAVES[1:])),
        "rules": (public, signature, bytes(32), text),
        "key": (
            Ed25519PrivateKey.generate().public_key().public_bytes_raw(),
            signature,
            RULES,
            text,
        ),
        "signature": (public, signature[:-1] + bytes([signature[-1] ^ 1]), RULES, text),
    }[change]

    assert sheet_holds(public, signature, manifest_hash=RULES, text=text)
    assert not sheet_holds(other[0], other[1], manifest_hash=other[2], text=other[3])
