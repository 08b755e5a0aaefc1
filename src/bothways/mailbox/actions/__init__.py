"""All writes to mailbox, desks and stamps, one verb each."""

from bothways.mailbox.actions.admissions import admit, drop_shares, share_epochs
from bothways.mailbox.actions.board import answer_from_board, hear_board, open_board
from bothways.mailbox.actions.desks import end_reader, name_reader, open_desk
from bothways.mailbox.actions.keys import begin_epoch, hand_in_key
from bothways.mailbox.actions.packets import answer_letter, forget_old_packets, take_out
from bothways.mailbox.actions.pieces import forget_old_pieces
from bothways.mailbox.actions.stamps import draw_book, keep_the_months

__all__ = [
    "admit",
    "answer_from_board",
    "answer_letter",
    "begin_epoch",
    "draw_book",
    "drop_shares",
    "end_reader",
    "forget_old_packets",
    "forget_old_pieces",
    "hand_in_key",
    "hear_board",
    "keep_the_months",
    "name_reader",
    "open_board",
    "open_desk",
    "share_epochs",
    "take_out",
]
