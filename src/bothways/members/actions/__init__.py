"""All writes of this room, one module per noun."""

from bothways.members.actions.cards import (
    choose_pin,
    let_cards_expire,
    print_cards,
    revoke_card,
    use_card,
)
from bothways.members.actions.first_run import (
    first_run_token,
    found_firm,
    is_first_run_token,
)
from bothways.members.actions.importing import (
    choose_layout,
    confirm_draft,
    drop_draft,
    import_people,
    keep_draft,
)
from bothways.members.actions.inviting import invite
from bothways.members.actions.kiosks import kiosk_of, register_kiosk, revoke_kiosk
from bothways.members.actions.lines import draw_line, end_line, stop_also, work_also_in
from bothways.members.actions.passkeys import (
    add_passkey,
    enter_by_passkey,
    remove_passkey,
    rename_passkey,
)
from bothways.members.actions.people import (
    add_person,
    end_membership,
    mark_leavers,
    note_export,
    plan_leaving,
)
from bothways.members.actions.roles import give_role, take_role
from bothways.members.actions.sessions import end_other_sessions, end_session
from bothways.members.actions.signing_in import (
    ask_for_code,
    forget_what_is_over,
    print_code,
    use_code,
)
from bothways.members.actions.undoing import forget_files, undo_import
from bothways.members.actions.wishes import choose_look

__all__ = [
    "add_passkey",
    "add_person",
    "ask_for_code",
    "choose_layout",
    "choose_look",
    "choose_pin",
    "confirm_draft",
    "draw_line",
    "drop_draft",
    "end_line",
    "end_membership",
    "end_other_sessions",
    "end_session",
    "enter_by_passkey",
    "first_run_token",
    "forget_files",
    "forget_what_is_over",
    "found_firm",
    "give_role",
    "import_people",
    "invite",
    "is_first_run_token",
    "keep_draft",
    "kiosk_of",
    "let_cards_expire",
    "mark_leavers",
    "note_export",
    "plan_leaving",
    "print_cards",
    "print_code",
    "register_kiosk",
    "remove_passkey",
    "rename_passkey",
    "revoke_card",
    "revoke_kiosk",
    "stop_also",
    "take_role",
    "undo_import",
    "use_card",
    "use_code",
    "work_also_in",
]
