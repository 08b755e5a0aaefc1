"""An old mark of the ledger, from a mail or from paper, against what the ledger says today."""

from collections.abc import Sequence

from bothways.pure import ledger
from bothways.pure.checking.findings import Finding, found


def check_mark(
    *, size: int, root: bytes, head: str, signature: bytes, key: bytes, path: Sequence[bytes]
) -> list[Finding]:
    """Return whether today's head goes on from a mark that somebody kept.

    size, root: of the mark; head, signature, key: today's, as the installation gives it; path: the
    proof that the older ledger is the beginning of today's.
    """
    try:
        now = ledger.read_head(head)
        signed = ledger.head_holds(key, signature, now)
        goes_on = ledger.is_consistent(size, now.size, root, now.root, list(path))
    except ValueError:
        signed = goes_on = False
    return [
        found(
            "mark.signature",
            signed,
            "Today's head of the ledger is signed.",
            "Today's head of the ledger is not signed with the key beside it.",
        ),
        found(
            "mark.consistent",
            goes_on,
            f"Nothing of the first {size:,} entries was changed or taken out since your mark.",
            "The ledger does not go on from your mark: what was on it was changed or taken out, "
            "or the mark is of another ledger.",
        ),
    ]
