"""What every signature and seal of a ballot is bound to: a purpose, a manifest, a block."""

from bothways.pure.ballots.errors import ShapeError

CREDENTIAL = b"bothways-ballot-v1\x00"
GUARDIAN_CREDENTIAL = b"bothways-ballot-guardian-v1\x00"
SLIP = b"bothways-slip-v1\x00"
INNER_SEAL = b"bothways-inner-v1\x00"
SEAL = b"bothways-seal-v1\x00"
ENVELOPE = b"bothways-envelope-v1\x00"
RECEIPT = b"bothways-receipt-v1\x00"
SHEET = b"bothways-sheet-v1\x00"
RELEASE_TREE = b"bothways-release-v2\x00"


def bound_to(purpose: bytes, manifest_hash: bytes, block: str) -> bytes:
    """Return the bytes that tie something to one purpose, one manifest and one block."""
    name = block.encode()
    if not 1 <= len(name) <= 255:
        raise ShapeError("a block's name has 1 to 255 bytes")
    return bound_to_rules(purpose, manifest_hash) + bytes([len(name)]) + name


def bound_to_rules(purpose: bytes, manifest_hash: bytes) -> bytes:
    """Return the bytes that tie something to one purpose and one manifest, and to no block."""
    if len(manifest_hash) != 32:
        raise ShapeError("a manifest's hash has 32 bytes")
    return purpose + manifest_hash


def counter_bytes(counter: int) -> bytes:
    """Return a ballot's counter as 8 bytes, big endian."""
    return counter.to_bytes(8, "big")
