"""What of an entry is on the ledger: a commitment that tells nothing without its salt."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bothways.pure.canonical import canonical_json

PREFIX = b"bothways-entry-v1\x00"
SALT_LENGTH = 32


def moment_text(at: datetime) -> str:
    """Return a moment in UTC to the microsecond: '2026-11-20T08:00:00.000000Z'.

    Raises ValueError for a moment without a time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a moment on the ledger has a time zone")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def entry_text(
    *, at: datetime, verb: str, by: str, about: tuple[str, str], details: Mapping[str, Any]
) -> str:
    """Return the one text of an entry: what was done, by whom, about what, when.

    by: the person's id, or ''; about: kind and id, or two empty ones; details: JSON without
    fractions. Raises NotPlainError for a value whose text could differ between two writers.
    """
    return canonical_json(
        {
            "v": 1,
            "at": moment_text(at),
            "verb": verb,
            "by": by,
            "about": list(about),
            "details": dict(details),
        }
    )


def entry_commitment(salt: bytes, text: str) -> bytes:
    """Return what stands on the ledger for a text: 32 bytes.

    salt: 32 bytes by chance, without which nobody can try out what the text might be. Raises
    ValueError for a salt of another length.
    """
    if len(salt) != SALT_LENGTH:
        raise ValueError(f"a salt has {SALT_LENGTH} bytes")
    return hashlib.sha256(PREFIX + salt + text.encode()).digest()
