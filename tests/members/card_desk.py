"""Cards as tests need them: printed by the real action, used at once or not."""

from datetime import datetime
from uuid import uuid4

from bothways.members.actions import choose_pin, print_cards, use_card
from bothways.members.actions.cards import Printed
from bothways.members.models import Card
from bothways.people.models import Person

OWN_PIN = "804137"


def print_for(*people: Person, by: Person, at: datetime) -> list[Printed]:
    """Print one paper with a card for each."""
    return print_cards(people, by=by, at=at, once=uuid4().hex)


def printed(person: Person, *, by: Person, at: datetime) -> Printed:
    """Print one card."""
    return print_for(person, by=by, at=at)[0]


def first_use(card: Printed, *, at: datetime, pin: str = OWN_PIN) -> Card:
    """Use a card for the first time and choose a PIN."""
    found = use_card(code=card.code, pin=card.pin, at=at)
    return choose_pin(found.person, pin=pin, printed_as=str(found.code_digest), at=at)


def another(pin: str) -> str:
    """Return a PIN that is not this one."""
    return f"{(int(pin) + 1) % 1_000_000:06}"
