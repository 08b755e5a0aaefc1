"""All writes to the slot for letters, one verb each."""

from bothways.letterbox.actions.months import drop_month, make_month, sign_stamps, stop_stamping
from bothways.letterbox.actions.pieces import post_piece, take_pieces
from bothways.letterbox.actions.posting import post_letter, put_letter
from bothways.letterbox.actions.taking import take_letters, wipe_letters
from bothways.letterbox.remnants import sweep

__all__ = [
    "drop_month",
    "make_month",
    "post_letter",
    "post_piece",
    "put_letter",
    "sign_stamps",
    "stop_stamping",
    "sweep",
    "take_letters",
    "take_pieces",
    "wipe_letters",
]
