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
from bothways.commitments.actions.handing import (
    decline,
    end_for_leaver,
    end_for_want_of_hearer,
    hand_over,
    take_back_end_for_leaver,
    take_on,
)
from bothways.commitments.actions.making import FURTHEST, make_commitment
from bothways.commitments.actions.reminding import remind_author, tell_of_silence
from bothways.commitments.actions.showing import (
    MOST_PIECES,
    show_link,
    show_picture,
    show_words,
    take_evidence_away,
)

__all__ = [
    "FURTHEST",
    "MOST_PIECES",
    "break_commitment",
    "decline",
    "end_for_leaver",
    "end_for_want_of_hearer",
    "give_word",
    "hand_over",
    "keep_commitment",
    "make_commitment",
    "move_commitment",
    "remind_author",
    "show_link",
    "show_picture",
    "show_words",
    "take_back_end",
    "take_back_end_for_leaver",
    "take_evidence_away",
    "take_on",
    "tell_of_silence",
]
