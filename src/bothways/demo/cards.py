"""A card of the demo: printed by the real action, shown on the screen instead of on paper."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import uuid4

from django.contrib.auth import logout
from django.http import HttpRequest

from bothways.demo import firm
from bothways.members.actions import print_cards
from bothways.members.card_secrets import code_digest, in_groups, tidy_code
from bothways.members.models import Card
from bothways.people.models import Person

KEPT = "demo-card"


@dataclass(frozen=True)
class Shown:
    """What would stand on the paper; the PIN is good until its owner chose another."""

    number: str
    code: str
    pin: str

    @property
    def bare(self) -> str:
        """The code without signs between its groups, as the card's square has it."""
        return tidy_code(self.code)


def print_on_screen(request: HttpRequest, person: Person, *, at: datetime) -> None:
    """Print somebody's card and keep it in this browser's session; who was signed in is out."""
    logout(request)  # a new card ends its owner's sessions, perhaps this one
    [made] = print_cards([person], by=firm.person("M003"), at=at, once=uuid4().hex)
    shown = Shown(str(person.number), in_groups(made.code), in_groups(made.pin, 3))
    request.session[KEPT] = asdict(shown)


def card_on_screen(request: HttpRequest) -> Shown | None:
    """Return the card that was printed here, as long as its printed PIN is good for anything."""
    kept = request.session.get(KEPT)
    if not kept:
        return None
    shown = Shown(**kept)
    digest = code_digest(shown.bare)
    is_fresh = Card.objects.filter(code_digest=digest, state=Card.State.PRINTED).exists()
    return shown if is_fresh else None
