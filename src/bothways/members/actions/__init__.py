"""All writes of this room, one module per noun."""

from bothways.members.actions.importing import (
    confirm_draft,
    drop_draft,
    import_people,
    keep_draft,
)
from bothways.members.actions.people import add_person, end_membership, note_export
from bothways.members.actions.roles import give_role, take_role
from bothways.members.actions.sessions import end_other_sessions, end_session
from bothways.members.actions.signing_in import ask_for_code, forget_what_is_over, use_code
from bothways.members.actions.wishes import choose_look

__all__ = [
    "add_person",
    "ask_for_code",
    "choose_look",
    "confirm_draft",
    "drop_draft",
    "end_membership",
    "end_other_sessions",
    "end_session",
    "forget_what_is_over",
    "give_role",
    "import_people",
    "keep_draft",
    "note_export",
    "take_role",
    "use_code",
]
