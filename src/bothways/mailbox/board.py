"""The board: a desk whose letters are public. What other rooms need of it.

@on_board("suggestion")
def take(voice: Voice) -> None: ...

answer_from_board(thread=..., seal=..., replies=..., text=..., number=0)
"""

from bothways.mailbox.actions.board import answer_from_board
from bothways.mailbox.queries import board
from bothways.mailbox.registry import Voice, can_be_asked, on_board

__all__ = ["Voice", "answer_from_board", "board", "can_be_asked", "on_board"]
