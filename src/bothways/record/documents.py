"""What leaves the ledger as JSON: heads, proofs and entries, as any other program reads them.

Bytes are base64url without padding; a head is its signed text, as it was signed.
"""

from typing import Any

from bothways.pure.ballots import to_text
from bothways.pure.ledger import head_bytes
from bothways.record.models import Entry, Head, Leaf
from bothways.record.queries import Proof


def head_document(head: Head) -> dict[str, Any]:
    """Return a head: its text, the signature over it and the key that signed."""
    return {
        "text": head_bytes(head.signed).decode(),
        "signature": to_text(bytes(head.signature)),
        "key": to_text(bytes(head.key)),
    }


def proof_document(proof: Proof, *, with_entry: bool) -> dict[str, Any]:
    """Return that an entry stands at its place; with what it says for those who may read it."""
    said = leaf_document(proof.leaf, with_entry=with_entry)
    return {
        **said,
        "path": path_document(proof.path),
        "head": head_document(proof.head),
    }


def leaf_document(leaf: Leaf, *, with_entry: bool) -> dict[str, Any]:
    """Return one place of the ledger; with its entry's text and salt for those who may read it."""
    said: dict[str, Any] = {
        "position": leaf.position,
        "commitment": to_text(bytes(leaf.commitment)),
    }
    entry = leaf.entry
    if entry is not None and entry.erased_on:
        said["erased_on"] = entry.erased_on.isoformat()
    elif entry is not None and with_entry:
        said["entry"] = entry_document(entry)
    return said


def entry_document(entry: Entry) -> dict[str, str]:
    """Return what the commitment of an entry is over."""
    return {"text": entry.text, "salt": to_text(bytes(entry.salt))}


def path_document(path: list[bytes]) -> list[str]:
    """Return the hashes of a proof, in order."""
    return [to_text(part) for part in path]
