"""What a release says, with its uncertainty. Releases in, one document out; no disk, no clock."""

from bothways.pure.reading.document import ENGINE, Reading, read, to_text
from bothways.pure.reading.told import AGREES_FROM, EVERYONE, Told, Wording

__all__ = [
    "AGREES_FROM",
    "ENGINE",
    "EVERYONE",
    "Reading",
    "Told",
    "Wording",
    "read",
    "to_text",
]
