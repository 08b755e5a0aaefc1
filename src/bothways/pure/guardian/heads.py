"""The ledger as the second key follows it: each head must go on from the one seen before."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bothways.pure import ledger
from bothways.pure.guardian.documents import holds
from bothways.pure.guardian.errors import DistrustError
from bothways.pure.guardian.memory import Memory
from bothways.pure.guardian.reading import from_text64, list_in, text_in


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
