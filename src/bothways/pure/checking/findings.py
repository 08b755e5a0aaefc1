"""What a check found, in words."""

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """What came of one check; UNTOLD: the file does not hold what it would take."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNTOLD = "untold"


@dataclass(frozen=True)
class Finding:
    """One thing that was checked. code: for programs; says: what was found, for people.

    entries: which entries of the record it names, as people count them.
    """

    code: str
    verdict: Verdict
    says: str
    entries: tuple[int, ...] = ()


def found(code: str, holds: bool, if_right: str, if_wrong: str) -> Finding:  # noqa: FBT001
    """Return the finding of a check that could be made."""
    return right(code, if_right) if holds else wrong(code, if_wrong)


def right(code: str, says: str) -> Finding:
    """Return that something is as it must be."""
    return Finding(code, Verdict.HOLDS, says)


def wrong(code: str, says: str, *entries: int) -> Finding:
    """Return that something is not as it must be, and which entries of the record that names."""
    return Finding(code, Verdict.BROKEN, says, entries)


def untold(code: str, says: str) -> Finding:
    """Return that something could not be checked, and why."""
    return Finding(code, Verdict.UNTOLD, says)


LIMITS = (
    "That the people on the list exist: look at who is in your own group.",
    "That the two keyholders don't act as one: then they can do together what neither can alone.",
    "That a ballot that is missing was ever put in, without its receipt.",
    "What was typed on a watched device, or seen over somebody's shoulder.",
    "That the file is the one that others got: compare the rules' fingerprint with a colleague's.",
)
"""What no check of a file can tell."""

LIMITS_OF_A_RECORD = (
    "That everything which happened was put on the record.",
    "What was changed before the oldest mark, or the oldest copy of the file, that you have.",
    "That others are shown the same record: compare your marks with a colleague's mails.",
    "Who changed something: whoever runs the server holds the key that signs the record.",
)
"""What no check of the record's file can tell."""
