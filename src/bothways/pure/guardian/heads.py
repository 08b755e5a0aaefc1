"""The ledger as the second key follows it: each head must go on from the one seen before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bothways.pure import ledger
from bothways.pure.guardian.documents import holds
from bothways.pure.guardian.errors import DistrustError
from bothways.pure.guardian.memory import Memory
from bothways.pure.guardian.reading import from_text64, list_in, number_in, object_in, text_in

ANNOUNCED = "round.announced"
NOT_ANNOUNCED = "The rules of this round are not on the company's signed ledger."


def follow_ledger(work: Mapping[str, Any], memory: Memory) -> Memory:
    """Return the memory with the head of the company's ledger that a work document shows.

    Raises DistrustError if it is not signed, is signed by another key than before, or does not go
    on from the head that was seen last: then something on the record was rewritten. A ledger that
    was begun anew, as after a backup was put back, bears another name, and is followed from there.
    """
    told = work.get("head")
    if told is None:
        if memory.head:
            raise DistrustError("The company's ledger is gone.")
        return memory
    if not isinstance(told, dict):
        raise DistrustError("The head of the ledger is not in the form that is meant.")
    head, key = _signed_head(told)
    seen = {"text": told["text"], "key": told["key"], "size": head.size}
    if memory.head and work.get("since_head") is None:
        return memory  # saved from the page for a file, where nobody said which head was seen
    if memory.head:
        _refuse_a_rewrite(work, memory.head, head, key)
    return replace(memory, head=seen)


def announced_under(work: Mapping[str, Any], memory: Memory) -> "Announced":
    """Return what tells whether rules stand on the ledger that a work document shows.

    memory: what follow_ledger returned for it, so its head is signed.
    """
    told = work.get("head")
    if not isinstance(told, dict):
        return Announced(None)
    head, key = _signed_head(told)
    if memory.head and from_text64(memory.head["key"], "key") != key:
        return Announced(None)
    return Announced(head)


@dataclass(frozen=True)
class Announced:
    """The ledger at one moment; None: there is none."""

    head: ledger.Head | None

    def insist(self, item: Mapping[str, Any], rules: bytes) -> None:
        """Raise DistrustError unless an announcement of rules with this hash is on the ledger."""
        told = item.get("announced")
        if self.head is None or not isinstance(told, dict):
            raise DistrustError(NOT_ANNOUNCED)
        text = text_in(told, "text")
        said = object_in(text)
        commitment = ledger.entry_commitment(from_text64(told.get("salt"), "salt"), text)
        path = [from_text64(part, "path") for part in list_in(told, "path")]
        position, head = number_in(told, "position"), self.head
        details = said.get("details")
        if (
            said.get("verb") != ANNOUNCED
            or not isinstance(details, dict)
            or details.get("rules") != rules.hex()
            or not ledger.includes(
                ledger.leaf_hash(commitment), position, head.size, path, head.root
            )
        ):
            raise DistrustError(NOT_ANNOUNCED)


def _signed_head(told: dict[str, Any]) -> tuple[ledger.Head, bytes]:
    key = from_text64(told.get("key"), "key")
    signature = from_text64(told.get("signature"), "signature")
    text = text_in(told, "text")
    try:
        head = ledger.read_head(text)
    except ValueError:
        raise DistrustError("The head of the ledger can't be read.") from None
    if not holds(key, signature, text.encode()):
        raise DistrustError("The head of the ledger is not signed.")
    return head, key


def _refuse_a_rewrite(
    work: Mapping[str, Any], before: Mapping[str, Any], head: ledger.Head, key: bytes
) -> None:
    if from_text64(before["key"], "key") != key:
        raise DistrustError("The ledger is signed by another key than before.")
    old = ledger.read_head(before["text"])
    if old.origin != head.origin:
        return
    path = [from_text64(part, "since_head") for part in list_in(work, "since_head")]
    if not ledger.is_consistent(old.size, head.size, old.root, head.root, path):
        raise DistrustError("The ledger does not go on from the one seen last: it was rewritten.")
