"""All writes about rounds: prepare, announce, hand out envelopes, remind."""

from bothways.surveys.actions.announcing import announce_round
from bothways.surveys.actions.drafts import (
    Asked,
    ask_in,
    asked_of,
    change_round,
    drop_draft,
    own_question,
    prepare_round,
    set_days,
    word_questions,
)
from bothways.surveys.actions.handing_out import (
    Blinded,
    Stamps,
    forget_stamps,
    hand_out_envelope,
    keep_stamp,
)
from bothways.surveys.actions.own import (
    Heading,
    Words,
    retire_question,
    reword_question,
    take_up_question,
    write_question,
)
from bothways.surveys.actions.planning import decide_month, prepare_month
from bothways.surveys.actions.telling import minutes_for, remind_everyone, tell_of_open_box

__all__ = [
    "Asked",
    "Blinded",
    "Heading",
    "Stamps",
    "Words",
    "announce_round",
    "ask_in",
    "asked_of",
    "change_round",
    "decide_month",
    "drop_draft",
    "forget_stamps",
    "hand_out_envelope",
    "keep_stamp",
    "minutes_for",
    "own_question",
    "prepare_month",
    "prepare_round",
    "remind_everyone",
    "retire_question",
    "reword_question",
    "set_days",
    "take_up_question",
    "tell_of_open_box",
    "word_questions",
    "write_question",
]
