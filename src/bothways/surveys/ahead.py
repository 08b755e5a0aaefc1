"""What a person's own device needs to draw the envelope ahead and send what still waits."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from bothways.people.models import Person
from bothways.storage.kept_queries import Id, KeptThings
from bothways.surveys.models import Entitlement, Round
from bothways.surveys.queries import entitlement_of


def _open_rights() -> QuerySet[Entitlement]:
    """Return somebody's rights to an envelope of an open round."""
    mine = Q(person=Id("person"), round__state=Round.State.OPEN)
    return Entitlement.objects.filter(mine).order_by("pk")


OPEN_RIGHT = KeptThings(_open_rights, round=["manifest"])  # every first page asks for it


@dataclass(frozen=True)
class Ahead:
    """One announced round, for the ballot client on any page of this person."""

    round: Round
    own_block: str
    person_tag: str
    delay: int


def ahead_for(person: Person, round_: Round | None, *, at: datetime) -> Ahead | None:
    """Return what the device needs, or None if there is no round that asks this person.

    It is the same whether or not an envelope was drawn or a ballot put in.
    """
    if round_ is None or round_.state != Round.State.OPEN or at >= round_.closes_at:
        return None
    return _ahead(person, entitlement_of(person, round_), round_)


def ahead_now(person: Person, *, at: datetime) -> Ahead | None:
    """Return the same of the round that is open, if there is one (1 query)."""
    right = OPEN_RIGHT.first(person=person.pk)
    return _ahead(person, right, right.round) if right and at < right.round.closes_at else None


def _ahead(person: Person, right: Entitlement | None, round_: Round) -> Ahead | None:
    if right is None:
        return None
    return Ahead(round_, right.block, person_tag(person), settings.BALLOT_DELAY_SECONDS)


def person_tag(person: Person) -> str:
    """Return what keeps two people's wallets apart in one browser; it never leaves it."""
    return salted_hmac("bothways.wallet", str(person.pk), algorithm="sha256").hexdigest()[:16]
