"""All writes of promises. A promise's words never change; what becomes of it is appended.

What is promised to one person stays between the two: it is told to them, and not put on the
record that everyone reads.
"""

from bothways.commitments.actions.changing import (
    break_commitment,
    give_word,
    keep_commitment,
    move_commitment,
    take_back_end,
)
from bothways.commitments.actions.making import FURTHEST, make_commitment
from bothways.commitments.actions.reminding import remind_author, tell_of_silence

__all__ = [
    "FURTHEST",
    "break_commitment",
    "give_word",
    "keep_commitment",
    "make_commitment",
    "move_commitment",
    "remind_author",
    "take_back_end",
    "tell_of_silence",
]
