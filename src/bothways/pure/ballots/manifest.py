"""The manifest: one text that says everything about a round, and its hash."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bothways.pure.ballots.answers import ballot_size
from bothways.pure.ballots.errors import MalformedError, ShapeError
from bothways.pure.ballots.strict import read_object
from bothways.pure.ballots.text64 import to_bytes


@dataclass(frozen=True)
class Manifest:
    """What a ballot client needs of a round's manifest."""

    text: str
    round: str
    questions: tuple[str, ...]
    closes_at: str
    size: int
    seal_key: bytes
    receipt_key: bytes
    block_keys: Mapping[str, bytes]

    @property
    def hash(self) -> bytes:
        """SHA-256 of the manifest's bytes: what credentials, seals and receipts are bound to."""
        return manifest_hash(self.text)


def canonical_json(value: object) -> str:
    """Return the one JSON text of a value of str, int, bool, None, lists and string-keyed dicts.

    Keys sorted by code point, no spaces, no escapes beyond JSON's own. Raises ShapeError for
    floats and anything else whose text could differ between two writers.
    """
    _only_plain(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _only_plain(value: object) -> None:
    if value is None or isinstance(value, str | int):
        return
    if isinstance(value, list | tuple):
        for inner in value:
            _only_plain(inner)
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise ShapeError("every key of a manifest is text")
            _only_plain(inner)
        return
    raise ShapeError(f"a manifest holds no {type(value).__name__}")


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
        block_keys={block: _der(der) for block, der in keys["blocks"].items()},
    )


def _der(text: str) -> bytes:
    return to_bytes(text, len(text) * 3 // 4, "keys.blocks")
