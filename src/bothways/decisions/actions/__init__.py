"""All writes of decisions. What was said is appended to, never overwritten."""

from bothways.decisions.actions.asking import answer_question, ask_about
from bothways.decisions.actions.changing import change_decision, let_stand
from bothways.decisions.actions.correcting import answer_thanks, correct
from bothways.decisions.actions.drafting import begin_draft, drop_draft, save_draft
from bothways.decisions.actions.recording import record_decision, say_no
from bothways.decisions.actions.telling import remind_deciders

__all__ = [
    "answer_question",
    "answer_thanks",
    "ask_about",
    "begin_draft",
    "change_decision",
    "correct",
    "drop_draft",
    "let_stand",
    "record_decision",
    "remind_deciders",
    "save_draft",
    "say_no",
]
