"""Promises: who gave whom which word, by when, what shows it, and what became of it."""

from bothways.commitments.models.commitment import (
    A_WORD_HOLDS,
    LONGEST_PROMISE,
    LONGEST_WORDS,
    TAKE_BACK_WITHIN,
    Commitment,
    CommitmentQuerySet,
    Origin,
    no_word_stands,
)
from bothways.commitments.models.evidence import LONGEST_LINK, Evidence, Picture
from bothways.commitments.models.handing import HandOver
from bothways.commitments.models.said import Change, Heard

__all__ = [
    "A_WORD_HOLDS",
    "LONGEST_LINK",
    "LONGEST_PROMISE",
    "LONGEST_WORDS",
    "TAKE_BACK_WITHIN",
    "Change",
    "Commitment",
    "CommitmentQuerySet",
    "Evidence",
    "HandOver",
    "Heard",
    "Origin",
    "Picture",
    "no_word_stands",
]
