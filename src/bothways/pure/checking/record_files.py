"""The record's public file: every entry with its place, and every head that was signed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bothways.pure import ledger
from bothways.pure.ballots import ShapeError, read_object, to_bytes
from bothways.pure.checking.parts import any_bytes, each, must_be, number, text

KIND_RECORD = "bothways-record"
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Place:
    """One place of the ledger; text: None where the entry was emptied or is not there."""

    position: int
    commitment: bytes
    text: str | None
    salt: bytes
    erased_on: str  # a day, '' where nobody says that it was erased

    @cached_property
    def holds(self) -> bool:
        """Whether its text is what was put on the record."""
        if self.text is None or len(self.salt) != ledger.SALT_LENGTH:
            return False
        return ledger.entry_commitment(self.salt, self.text) == self.commitment

    @cached_property
    def told(self) -> Mapping[str, Any]:
        """What the text says, as far as it is one of ours."""
        try:
            said = json.loads(self.text or "null")
        except (ValueError, RecursionError):
            return NOTHING
        return said if isinstance(said, dict) else NOTHING

    @property
    def verb(self) -> str:
        """What was done: 'round.opened'."""
        return str(self.told.get("verb", ""))

    @property
    def details(self) -> Mapping[str, Any]:
        """What more it says."""
        said = self.told.get("details")
        return said if isinstance(said, dict) else NOTHING

    @property
    def number(self) -> int:
        """How people count it: from 1."""
        return self.position + 1


@dataclass(frozen=True)
class FiledHead:
    """A head as it was signed."""

    head: ledger.Head
    signature: bytes
    key: bytes


@dataclass(frozen=True)
class RecordFile:
    """The whole record, in the order of its places."""

    places: tuple[Place, ...]
    heads: tuple[FiledHead, ...]  # the shortest first

    @cached_property
    def leaves(self) -> list[bytes]:
        """The hash of each leaf of the tree, as the places stand in this file."""
        return [ledger.leaf_hash(place.commitment) for place in self.places]

    @cached_property
    def _levels(self) -> list[list[bytes]]:
        """The hashes of all perfect subtrees: of 1, of 2, of 4 ... leaves."""
        levels = [self.leaves]
        while len(levels[-1]) > 1:
            below = levels[-1]
            pairs = zip(below[::2], below[1::2], strict=False)
            levels.append([ledger.node_hash(left, right) for left, right in pairs])
        return levels

    def bears_out(self, size: int, root: bytes) -> bool:
        """Say whether the first `size` places have this root."""
        if not 0 < size <= len(self.places):
            return False
        return ledger.range_hash(0, size, lambda at, first: self._levels[at][first >> at]) == root


def read_record_file(body: bytes) -> RecordFile:
    """Return the record in a file. Raises MalformedError or ShapeError for anything else."""
    return record_from(read_object(body))


def record_from(whole: Mapping[str, Any]) -> RecordFile:
    """Return the record in such an object. Raises ShapeError for anything else."""
    must_be(whole, KIND_RECORD)
    return each(
        lambda: RecordFile(
            places=tuple(_place(told) for told in whole["entries"]),
            heads=tuple(sorted(map(_head, whole["heads"]), key=lambda one: one.head.size)),
        )
    )


def _place(told: Mapping[str, Any]) -> Place:
    """Read one place; a salt or commitment of another length is read, and does not hold."""
    entry = told.get("entry")
    return Place(
        position=number(told["position"]),
        commitment=any_bytes(told["commitment"], "commitment"),
        text=text(entry["text"]) if entry else None,
        salt=any_bytes(entry["salt"], "salt") if entry else b"",
        erased_on=text(told.get("erased_on", "")),
    )


def _head(told: Mapping[str, Any]) -> FiledHead:
    try:
        head = ledger.read_head(text(told["text"]))
    except ValueError as error:
        raise ShapeError(f"a head can't be read: {error}") from None
    return FiledHead(
        head=head,
        signature=to_bytes(told["signature"], 64, "signature"),
        key=to_bytes(told["key"], 32, "key"),
    )
