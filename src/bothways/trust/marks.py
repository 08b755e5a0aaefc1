"""An old mark of the record, held against the ledger as it is now."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bothways.pure.ledger import is_consistent
from bothways.record import queries
from bothways.record.models import Entry, Head

WHOLE = re.compile(r"(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])")
IN_FOURS = re.compile(r"\b(?:[0-9a-fA-F]{4}\s){15}[0-9a-fA-F]{4}\b(?!\s[0-9a-fA-F]{4}\b)")
NUMBER = re.compile(r"[0-9]{1,15}")
LONGEST = 20_000


class Verdict(StrEnum):
    """What becomes of an old mark."""

    HOLDS = "holds"  # nothing that was done before it was changed
    REWRITTEN = "rewritten"  # the ledger had another root at that size
    SHORTER = "shorter"  # the ledger has fewer entries than the mark


@dataclass(frozen=True)
class Mark:
    """The number of entries, and the root over them, as a mail or a page said."""

    size: int
    root: bytes


@dataclass(frozen=True)
class Checked:
    """A mark held against the newest head."""

    mark: Mark
    head: Head
    verdict: Verdict
    restored: list[Entry]  # backups put back, the newest first: after one a link can be missing


def read_mark(text: str) -> Mark | None:
    """Return the mark in a line, a whole mail, or a size and a root; None if there is none.

    The root is 64 hexadecimal signs, with or without spaces; the size the last number before it.
    """
    text = text[:LONGEST]
    found = WHOLE.search(text) or IN_FOURS.search(text)
    if found is None:
        return None
    numbers = NUMBER.findall(text[: found.start()])
    if not numbers or int(numbers[-1]) == 0:
        return None
    return Mark(int(numbers[-1]), bytes.fromhex(re.sub(r"\s", "", found.group())))


def check(mark: Mark) -> Checked | None:
    """Hold a mark against the ledger; None if nothing was ever done here."""
    head = queries.newest_head()
    if head is None:
        return None
    verdict = _verdict(mark, head)
    restored = Entry.objects.filter(verb="installation.restored").order_by("-id")
    return Checked(mark, head, verdict, [] if verdict is Verdict.HOLDS else list(restored[:5]))


def _verdict(mark: Mark, head: Head) -> Verdict:
    if mark.size > head.size:
        return Verdict.SHORTER
    path = queries.consistency_path(mark.size, head.size)
    held = is_consistent(mark.size, head.size, mark.root, bytes(head.root), path)
    return Verdict.HOLDS if held else Verdict.REWRITTEN
