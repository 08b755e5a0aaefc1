"""The pages of promises."""

from bothways.commitments.views.acts import ACTS, act
from bothways.commitments.views.evidence import picture, show, take_away
from bothways.commitments.views.handing import answer, end, hand_over, take_back
from bothways.commitments.views.pages import list_, new, one

__all__ = [
    "ACTS",
    "act",
    "answer",
    "end",
    "hand_over",
    "list_",
    "new",
    "one",
    "picture",
    "show",
    "take_away",
    "take_back",
]
