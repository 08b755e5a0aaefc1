"""Who can be asked in a letter to the board: those whom a question by name can be asked of."""

from bothways.mailbox.board import can_be_asked
from bothways.people.queries import leaders_here


@can_be_asked
def in_charge() -> list[tuple[str, str]]:
    """Everyone who leads people here, by name; the same for whoever looks (1 query)."""
    leaders = leaders_here().order_by("name").values_list("pk", "name")
    return [(str(pk), name) for pk, name in leaders]
