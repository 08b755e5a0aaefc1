"""Takes in what is written to the public board: ideas and questions without a name."""

from bothways.mailbox.board import Voice as Letter
from bothways.mailbox.board import can_be_asked, on_board
from bothways.people.queries import leaders_here
from bothways.voices import actions


@on_board("suggestion")
def take_idea(letter: Letter) -> None:
    """Put an idea before everybody, or add to it."""
    actions.take_from_board(letter)


@on_board("question")
def take_question(letter: Letter) -> None:
    """Put a question before everybody, or add to it."""
    actions.take_from_board(letter)


@can_be_asked
def in_charge() -> list[tuple[str, str]]:
    """Everyone who leads people here, by name; the same for whoever looks (1 query)."""
    leaders = leaders_here().order_by("name").values_list("pk", "name")
    return [(str(pk), name) for pk, name in leaders]
