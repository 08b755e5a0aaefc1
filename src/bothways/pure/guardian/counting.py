"""Counting what was peeled: the same document as the company's, or nothing is released."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bothways.pure.ballots import (
    Manifest,
    open_slips,
    release_parts,
    release_root,
    release_salts,
    sign_root,
    to_text,
)
from bothways.pure.disclosure import DisclosureError, release_piles
from bothways.pure.guardian.errors import DistrustError
from bothways.pure.guardian.keys import Identity
from bothways.pure.guardian.memory import Memory
from bothways.pure.guardian.opening import groups_digest, read_groups
from bothways.pure.guardian.reading import from_text64, list_in
from bothways.pure.guardian.rounds import Asked, insist_on_confirmed

Answer = dict[str, Any]


@dataclass(frozen=True)
class Counted:
    """A round's clamped figures as one text, and the root that is signed for it."""

    document: str
    root: bytes
    n_invalid: int

    @property
    def digest(self) -> str:
        """SHA-256 of the document, in hex."""
        return hashlib.sha256(self.document.encode()).hexdigest()


def count_slips(
    asked: Asked, groups: Sequence[tuple[tuple[str, ...], Sequence[bytes]]], private: bytes
) -> Counted:
    """Return what either keyholder finds. private: the company's raw seal key of the round.

    Raises DistrustError if there are more ballots than people.
    """
    manifest: Manifest = asked.manifest
    unsealed = open_slips(
        groups,
        private=private,
        slips_key=manifest.slips_key,
        manifest_hash=manifest.hash,
        n_questions=len(manifest.questions),
    )
    try:
        released = release_piles(
            format=asked.rules["format"],
            k=asked.rules["k"],
            c=asked.rules["c"],
            questions=asked.questions,
            blocks=asked.blocks,
            piles=unsealed.piles,
        )
    except DisclosureError:
        raise DistrustError("The ballots can't be those of this round.") from None
    document = released.to_json()
    parts = release_parts(document)
    root = release_root(parts, release_salts(private, len(parts)))
    return Counted(document, root, unsealed.n_invalid)


def count(
    item: dict[str, Any], asked: Asked, identity: Identity, memory: Memory
) -> tuple[Answer, Memory]:
    """Return the signed release as this key counts it, and the memory of it.

    Raises DistrustError if the seal key is not the one that the rules name, or the groups are
    not those that this key handed out.
    """
    insist_on_confirmed(asked, memory)
    private = from_text64(item.get("seal_private"), "seal_private")
    if _public(private) != asked.manifest.seal_key:
        raise DistrustError("The company's key is not the one that the rules name.")
    groups = read_groups(item)
    if memory.peeled.get(asked.round) != groups_digest(list_in(item, "groups")):
        raise DistrustError("These are not the slips that this key handed out.")
    counted = count_slips(asked, groups, private)
    before = item.get("not_counted_before")
    answer = {
        "kind": "release",
        "round": asked.round,
        "document": counted.document,
        "document_digest": counted.digest,
        "root": counted.root.hex(),
        "signature": to_text(sign_root(identity.signing_key, asked.manifest.hash, counted.root)),
        "not_counted": counted.n_invalid + (before if isinstance(before, int) else 0),
    }
    return answer, memory.with_entry("counted", asked.round, counted.root.hex())


def _public(private: bytes) -> bytes:
    try:
        return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    except ValueError:
        return b""
