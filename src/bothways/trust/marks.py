"""An old mark of the record, held against the ledger as it is now."""

from dataclasses import dataclass
from enum import StrEnum

from bothways.pure.checking.mails import Mark
from bothways.pure.checking.mails import read_mark as mark_in
from bothways.pure.ledger import is_consistent
from bothways.record import queries
from bothways.record.models import Entry, Head

LONGEST = 20_000


class Verdict(StrEnum):
    """What becomes of an old mark."""

    HOLDS = "holds"  # nothing that was done before it was changed
    REWRITTEN = "rewritten"  # the ledger had another root at that size
    SHORTER = "shorter"  # the ledger has fewer entries than the mark


@dataclass(frozen=True)
class Checked:
    """A mark held against the newest head."""

    mark: Mark
    head: Head
    verdict: Verdict
    restored: list[Entry]  # backups put back, the newest first: after one a link can be missing


def read_mark(text: str) -> Mark | None:
    """Return the mark in a line, or in a mail of reasonable length; None if there is none."""
    return mark_in(text[:LONGEST])


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
