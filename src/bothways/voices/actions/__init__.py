"""All writes of ideas and questions. What was said is appended to, never overwritten."""

from bothways.voices.actions.answering import answer, look_at, open_again, will_do, wont_do
from bothways.voices.actions.boarding import take_from_board
from bothways.voices.actions.keeping import (
    add,
    hand_over,
    hide,
    merge,
    part,
    show_again,
    take_back,
)
from bothways.voices.actions.paper import drop_keeper, name_keeper, type_in
from bothways.voices.actions.reminding import remind
from bothways.voices.actions.saying import say
from bothways.voices.actions.supporting import support, support_no_longer
from bothways.voices.actions.voting import ask_for_vote, drop_vote

__all__ = [
    "add",
    "answer",
    "ask_for_vote",
    "drop_keeper",
    "drop_vote",
    "hand_over",
    "hide",
    "look_at",
    "merge",
    "name_keeper",
    "open_again",
    "part",
    "remind",
    "say",
    "show_again",
    "support",
    "support_no_longer",
    "take_back",
    "take_from_board",
    "type_in",
    "will_do",
    "wont_do",
]
