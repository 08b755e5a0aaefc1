"""The pages of decisions: reading them, writing them, and what is said under one."""

from bothways.decisions.views.reading import list_, one, versions
from bothways.decisions.views.saying import answer, ask, correct, look_again, thanks
from bothways.decisions.views.writing import change, draft, drop, new

__all__ = [
    "answer",
    "ask",
    "change",
    "correct",
    "draft",
    "drop",
    "list_",
    "look_again",
    "new",
    "one",
    "thanks",
    "versions",
]
