"""What may be said of answers: reporting blocks, the release, its audit.

Plain values in, plain values out: no Django, clock, disk or chance. docs/anonymity.md, section 4.
"""

from bothways.pure.disclosure.audit import audit
from bothways.pure.disclosure.blocks import form_blocks, needed
from bothways.pure.disclosure.document import read_release
from bothways.pure.disclosure.errors import (
    DisclosureError,
    ForgedReleaseError,
    UnreadableReleaseError,
)
from bothways.pure.disclosure.release import groups_by_ballots, release, release_piles
from bothways.pure.disclosure.released import (
    THRESHOLDS,
    Cell,
    Format,
    Group,
    Level,
    Released,
    floor_of,
)
from bothways.pure.disclosure.values import Block, Question, Team

__all__ = [
    "THRESHOLDS",
    "Block",
    "Cell",
    "DisclosureError",
    "ForgedReleaseError",
    "Format",
    "Group",
    "Level",
    "Question",
    "Released",
    "Team",
    "UnreadableReleaseError",
    "audit",
    "floor_of",
    "form_blocks",
    "groups_by_ballots",
    "needed",
    "read_release",
    "release",
    "release_piles",
]
