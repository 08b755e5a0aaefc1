"""The ledger: a Merkle tree of salted commitments (RFC 9162, section 2), and its signed heads.

Plain values in, plain values out: no disk, no clock, no chance, no framework. What is on the
ledger is the SHA-256 of a salt and an entry's canonical text; a head names how many there are
and the root over all of them. Whoever kept an old head can prove a rewrite.
"""

from bothways.pure.ledger.entries import SALT_LENGTH, entry_commitment, entry_text, moment_text
from bothways.pure.ledger.heads import (
    Head,
    epoch_of,
    head_bytes,
    head_holds,
    origin_for,
    private_key_from,
    public_key_of,
    read_head,
    sign_head,
)
from bothways.pure.ledger.proofs import (
    consistency_path,
    consistency_ranges,
    includes,
    inclusion_path,
    inclusion_ranges,
    is_consistent,
)
from bothways.pure.ledger.tree import (
    EMPTY_ROOT,
    HASH_LENGTH,
    Frontier,
    leaf_hash,
    node_hash,
    perfect_parts,
    range_hash,
    root,
)

__all__ = [
    "EMPTY_ROOT",
    "HASH_LENGTH",
    "SALT_LENGTH",
    "Frontier",
    "Head",
    "consistency_path",
    "consistency_ranges",
    "entry_commitment",
    "entry_text",
    "epoch_of",
    "head_bytes",
    "head_holds",
    "includes",
    "inclusion_path",
    "inclusion_ranges",
    "is_consistent",
    "leaf_hash",
    "moment_text",
    "node_hash",
    "origin_for",
    "perfect_parts",
    "private_key_from",
    "public_key_of",
    "range_hash",
    "read_head",
    "root",
    "sign_head",
]
