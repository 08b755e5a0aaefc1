"""All writes of ideas and questions. What was said is appended to, never overwritten."""

from bothways.voices.actions.saying import say
from bothways.voices.actions.voting import ask_for_vote, drop_vote

__all__ = ["ask_for_vote", "drop_vote", "say"]
