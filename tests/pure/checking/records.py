"""The record's public file made on paper, and made anew as somebody with root would rewrite it."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bothways.pure import ledger
from bothways.pure.ballots import to_bytes, to_text
from bothways.pure.checking import (
    Finding,
    KeptMark,
    Mark,
    RecordFile,
    Verdict,
    check_record,
    read_record_file,
)

Entry = dict[str, Any]
Rewrite = Callable[[list[Entry]], None]

KEY = bytes(range(32))
AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
ORIGIN = ledger.origin_for(ledger.public_key_of(KEY), "0")


def entry(number: int, verb: str = "thing.done", **details: object) -> Entry:
    """Return an entry with a salt of its own; it has no place yet."""
    text = ledger.entry_text(
        at=AT + timedelta(hours=number),
        verb=verb,
        by="",
        about=("", ""),
        details=details or {"words": f"thing {number}"},
    )
    return put_down(text, hashlib.sha256(b"%d" % number + text.encode()).digest())


def put_down(text: str, salt: bytes) -> Entry:
    """Return an entry that says this."""
    return {
        "commitment": to_text(ledger.entry_commitment(salt, text)),
        "entry": {"text": text, "salt": to_text(salt)},
    }


def entries(n: int) -> list[Entry]:
    return [entry(number) for number in range(n)]


def erase(told: list[Entry], at: int, *, named: bool = True) -> None:
    """Empty an entry as the law asks, and say so at the end, or keep silent about it."""
    told[at] = {"commitment": told[at]["commitment"], "erased_on": "2026-04-01"}
    if named:
        told.append(entry(len(told), "person.erased", places=[at]))


def file_of(told: Sequence[Entry], heads: Iterable[int] = (), *, key: bytes = KEY) -> bytes:
    """Return the file of these entries: the tree built over them, heads at some sizes signed."""
    numbered = [{"position": at, **one} for at, one in enumerate(told)]
    signed = [head_of(told, size, key=key) for size in sorted({*heads, len(told)} - {0})]
    whole = {"v": 1, "kind": "bothways-record", "entries": numbered, "heads": signed}
    return json.dumps(whole).encode()


def head_of(told: Sequence[Entry], size: int, *, key: bytes = KEY) -> dict[str, str]:
    head = ledger.Head(ORIGIN, size, root_of(told, size), AT + timedelta(days=size))
    return {
        "text": ledger.head_bytes(head).decode(),
        "signature": to_text(ledger.sign_head(key, head)),
        "key": to_text(ledger.public_key_of(KEY)),
    }


def root_of(told: Sequence[Entry], size: int) -> bytes:
    leaves = [to_bytes(one["commitment"], 32, "commitment") for one in told[:size]]
    return ledger.root([ledger.leaf_hash(leaf) for leaf in leaves])


def mail(told: Sequence[Entry], size: int) -> KeptMark:
    """Return the mark of a mail that was sent when there were that many."""
    return KeptMark(f"mail-{size}", Mark(size, root_of(told, size)))


def record(told: Sequence[Entry], heads: Iterable[int] = ()) -> RecordFile:
    return read_record_file(file_of(told, heads))


def broken(findings: Iterable[Finding]) -> dict[str, tuple[int, ...]]:
    """Return the codes of what does not hold, with the entries that each names."""
    return {one.code: one.entries for one in findings if one.verdict is Verdict.BROKEN}


def checked(
    told: Sequence[Entry],
    marks: Sequence[KeptMark] = (),
    before: Sequence[Entry] | None = None,
    heads: Iterable[int] = (),
) -> dict[str, tuple[int, ...]]:
    """Return what does not hold of these entries, given old mails and an older copy."""
    older = [("old.json", record(before))] if before is not None else []
    return broken(check_record(record(told, heads), marks, older))
