"""The release as a tree: signed as a whole, checked by each on the part they may see."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bothways.pure import ledger
from bothways.pure.ballots import (
    part_leaf,
    release_parts,
    release_root,
    release_salts,
    root_holds,
    sign_root,
)
from tests.pure.disclosure.rounds import agreeing, pulse

RULES = bytes(range(32))
SEAL = b"s" * 32
DOCUMENT = pulse(("A", agreeing(5, 9)), ("A", agreeing(7, 11)), ("B", agreeing(4, 12))).to_json()


def test_a_release_is_its_head_and_one_part_per_figure() -> None:
    parts = release_parts(DOCUMENT)
    whole = json.loads(DOCUMENT)

    assert len(parts) == 1 + len(whole["cells"])
    assert "cells" not in json.loads(parts[0])
    assert json.loads(parts[1]) == whole["cells"][0]


def test_who_sees_some_figures_checks_the_signature_on_them() -> None:
    parts = release_parts(DOCUMENT)
    salts = release_salts(SEAL, len(parts))
    hidden = [part_leaf(*pair) for pair in zip(parts, salts, strict=True)]

    seen = {0, 1, 3}
    leaves = [
        part_leaf(parts[place], salts[place]) if place in seen else hidden[place]
        for place in range(len(parts))
    ]

    assert ledger.root(leaves) == release_root(parts, salts)


def test_each_part_has_a_salt_of_its_own_that_the_seal_key_gives() -> None:
    salts = release_salts(SEAL, 300)

    assert len(set(salts)) == 300
    assert {len(salt) for salt in salts} == {16}
    assert salts == release_salts(SEAL, 300)
    assert not set(salts) & set(release_salts(b"t" * 32, 300))


def test_a_hidden_figure_can_not_be_guessed_from_its_hash() -> None:
    parts = release_parts(DOCUMENT)

    assert part_leaf(parts[1], release_salts(SEAL, 2)[1]) != part_leaf(parts[1], b"")


@pytest.mark.parametrize("change", ["figure", "rules", "key"])
def test_the_signature_holds_for_this_release_alone(change: str) -> None:
    key = Ed25519PrivateKey.generate()
    parts = release_parts(DOCUMENT)
    salts = release_salts(SEAL, len(parts))
    root = release_root(parts, salts)
    signature = sign_root(key.private_bytes_raw(), RULES, root)
    public = key.public_key().public_bytes_raw()
    changed = [parts[0], parts[1].replace('"n":', '"n":1'), *parts[2:]]
    other = {
        "figure": (public, RULES, release_root(changed, salts)),
        "rules": (public, bytes(32), root),
        "key": (bytes(32), RULES, root),
    }[change]

    assert root_holds(public, signature, manifest_hash=RULES, root=root)
    assert not root_holds(other[0], signature, manifest_hash=other[1], root=other[2])
