"""The manifest: one text that says everything about a round, and its hash."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bothways.pure.ballots.answers import ballot_size
from bothways.pure.ballots.errors import MalformedError, ShapeError
from bothways.pure.ballots.seal import SEAL_OVERHEAD
from bothways.pure.ballots.slips import slip_size
from bothways.pure.ballots.strict import read_object
from bothways.pure.ballots.text64 import to_bytes
from bothways.pure.canonical import canonical_json

PLACES = ("apart", "same_host")


@dataclass(frozen=True)
class Guardian:
    """The public half of the second keyholder, as the manifest tells of it.

    key: Ed25519, signs sheet and release; seal: X25519 of this round; block_keys: RSA in DER.
    where: 'apart', or 'same_host' if the second key lies where the first one does.
    """

    name: str
    key: bytes
    seal: bytes
    block_keys: Mapping[str, bytes]
    where: str


@dataclass(frozen=True)
class Manifest:
    """What a ballot client needs of a round's manifest.

    slips_key: RSA in DER, stamps the slip within an envelope; '' where there is no guardian.
    """

    text: str
    round: str
    questions: tuple[str, ...]
    closes_at: str
    size: int
    seal_key: bytes
    receipt_key: bytes
    block_keys: Mapping[str, bytes]
    slips_key: bytes = b""
    guardian: Guardian | None = None

    @property
    def inner_size(self) -> int:
        """How many bytes lie under the seal that is opened first."""
        return slip_size(self.size) + SEAL_OVERHEAD if self.guardian else self.size

    @property
    def n_stamps(self) -> int:
        """How many sign each one-time key."""
        return 2 if self.guardian else 1

    @property
    def hash(self) -> bytes:
        """SHA-256 of the manifest's bytes: what credentials, seals and receipts are bound to."""
        return manifest_hash(self.text)


def manifest_hash(text: str | bytes) -> bytes:
    """Return SHA-256 over the manifest's UTF-8 bytes (32 bytes)."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).digest()


def read_manifest(text: str) -> Manifest:
    """Return what a client needs, from a manifest's canonical text.

    Raises MalformedError if the text is not canonical JSON, ShapeError if a part is missing or
    the size does not fit the questions.
    """
    whole = read_object(text.encode())
    if canonical_json(whole) != text:
        raise MalformedError("the manifest is not in canonical form")
    try:
        manifest = _picked(whole, text)
    except (KeyError, TypeError, AttributeError):
        raise ShapeError("the manifest lacks a part that a ballot needs") from None
    guardian = manifest.guardian
    if guardian and set(guardian.block_keys) != set(manifest.block_keys):
        raise ShapeError("the two keyholders have keys for different blocks")
    if manifest.size != ballot_size(len(manifest.questions)):
        raise ShapeError("the manifest's ballot size does not fit its questions")
    return manifest


def _picked(whole: Mapping[str, Any], text: str) -> Manifest:
    keys = whole["keys"]
    return Manifest(
        text=text,
        round=whole["round"],
        questions=tuple(question["id"] for question in whole["questions"]),
        closes_at=whole["closes_at"],
        size=whole["size"],
        seal_key=to_bytes(keys["seal"], 32, "keys.seal"),
        receipt_key=to_bytes(keys["receipt"], 32, "keys.receipt"),
        block_keys=_block_keys(keys["blocks"]),
        slips_key=_der(keys["slips"]) if whole.get("guardian") else b"",
        guardian=_guardian(whole["guardian"]) if whole.get("guardian") else None,
    )


def _guardian(told: Mapping[str, Any]) -> Guardian:
    if told["where"] not in PLACES:
        raise ShapeError("nobody knows where the second key lies")
    return Guardian(
        name=str(told["name"]),
        key=to_bytes(told["key"], 32, "guardian.key"),
        seal=to_bytes(told["seal"], 32, "guardian.seal"),
        block_keys=_block_keys(told["blocks"]),
        where=told["where"],
    )


def _block_keys(told: Mapping[str, str]) -> dict[str, bytes]:
    return {block: _der(der) for block, der in told.items()}


def _der(text: str) -> bytes:
    return to_bytes(text, len(text) * 3 // 4, "keys.blocks")
