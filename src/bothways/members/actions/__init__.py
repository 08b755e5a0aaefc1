"""All writes of this room, one module per noun."""

from bothways.members.actions.sessions import end_other_sessions, end_session, end_sessions_of
from bothways.members.actions.signing_in import ask_for_code, forget_what_is_over, use_code
from bothways.members.actions.wishes import choose_look

__all__ = [
    "ask_for_code",
    "choose_look",
    "end_other_sessions",
    "end_session",
    "end_sessions_of",
    "forget_what_is_over",
    "use_code",
]
