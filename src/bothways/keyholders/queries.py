"""Reads of who holds the second key."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from bothways.keyholders.models import Confirmation, Keyholder, SpareKey
from bothways.members.queries import FOR_THE_COMPANY
from bothways.people.models import Person, Role
from bothways.people.queries import direct_reports
from bothways.storage.kept_queries import Id, KeptThings


def keyholder() -> Keyholder | None:
    """Return who holds the second key now, or None where rounds run with one key."""
    return Keyholder.objects.select_related("person").filter(current=True).first()


def second_party() -> Keyholder | None:
    """Return who holds the second key for the rounds to come, and acts for neither side."""
    holder = keyholder()
    return holder if holder and not why_not_independent(holder.person) else None


def keyholder_by(sign_public: str) -> Keyholder | None:
    """Return whose key this is, in office or not."""
    return Keyholder.objects.filter(sign_public=sign_public).first()


def keyholder_of(rules: dict[str, Any]) -> Keyholder | None:
    """Return whose key stands in a round's rules, or None for a round with one key."""
    guardian = rules.get("guardian")
    return keyholder_by(str(guardian["key"])) if guardian else None


KEYS = KeptThings(lambda: Keyholder.objects.filter(Q(person=Id("person"))))


def keys_of(person: Person) -> list[Keyholder]:
    """Return every key that a person keeps or kept, the newest first."""
    return KEYS.all(person=person.pk)


def of_ids(ids: Iterable[str]) -> QuerySet[Keyholder]:
    """Return these keys (1 query)."""
    return Keyholder.objects.filter(pk__in=list(ids))


def why_not_independent(person: Person | None) -> str:
    """Say why this person's key is no second party: 'left', 'no_role', 'leads', 'two_sides' or ''.

    It stands between the company and the employees only while who keeps it acts for neither.
    """
    if person is None or not person.is_active:
        return "left"
    held = set(person.roles.values_list("kind", flat=True))
    if Role.Kind.REPRESENTATIVE not in held:
        return "no_role"
    if not held.isdisjoint(FOR_THE_COMPANY):
        return "two_sides"
    return "leads" if direct_reports(person) else ""


def stock(holder: Keyholder) -> dict[str, int]:
    """Return how many spare keys no round has yet, by kind."""
    spare = SpareKey.objects.filter(keyholder=holder, round="")
    return {kind: spare.filter(kind=kind).count() for kind in SpareKey.Kind.values}


def wrapped_keys(round_id: UUID, kind: str) -> dict[str, str]:
    """Return the wrapped private keys that a round was lent, by block ('' for its seal)."""
    rows = SpareKey.objects.filter(round=round_id.hex, kind=kind)
    return dict(rows.values_list("block", "wrapped"))


def confirmation_of(round_id: UUID) -> Confirmation | None:
    """Return the keyholder's word for a round's rules and people, or None before it."""
    return Confirmation.objects.filter(pk=round_id.hex).first()


def rounds_lent_to() -> list[UUID]:
    """Return the rounds that still have keys of the second key."""
    lent = SpareKey.objects.exclude(round="").order_by("round")
    return [UUID(hex=one) for one in lent.values_list("round", flat=True).distinct()]
