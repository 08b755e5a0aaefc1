"""Takes in what is written to the public board: ideas and questions without a name."""

from bothways.mailbox.board import Voice as Letter
from bothways.mailbox.board import on_board
from bothways.voices import actions


@on_board("suggestion")
def take_idea(letter: Letter) -> None:
    """Put an idea before everybody, or add to it."""
    actions.take_from_board(letter)


@on_board("question")
def take_question(letter: Letter) -> None:
    """Put a question before everybody, or add to it."""
    actions.take_from_board(letter)
