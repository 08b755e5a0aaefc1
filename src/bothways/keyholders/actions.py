"""All writes about who holds the second key."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from bothways.keyholders.errors import (
    HeldByOtherError,
    KeyUsedError,
    NoProofError,
    NotKeyholderError,
    NotRepresentativeError,
    SpareRefusedError,
    TooFewSpareKeysError,
)
from bothways.keyholders.models import Confirmation, Keyholder, SpareKey
from bothways.keyholders.queries import keyholder, second_party, stock, why_not_independent
from bothways.members.errors import LeadsPeopleError, TwoSidesError
from bothways.notifications.actions import tell
from bothways.people.errors import RefusedError
from bothways.people.models import Person
from bothways.pure.ballots import to_text
from bothways.pure.guardian.documents import ceremony_holds
from bothways.pure.guardian.errors import GuardianError
from bothways.pure.guardian.keys import fingerprint
from bothways.pure.guardian.reading import from_text64
from bothways.pure.guardian.wrapping import read_spare
from bothways.record.actions import note
from bothways.storage.alone import PEOPLE, stand_alone

MOST_SPARES = 1000
LONGEST_NAME = 120
REFUSALS: dict[str, type[RefusedError]] = {
    "left": NotRepresentativeError,
    "no_role": NotRepresentativeError,
    "two_sides": TwoSidesError,
    "leads": LeadsPeopleError,
}


@transaction.atomic
def take_office(document: Mapping[str, Any], *, by: Person, where: str, at: datetime) -> Keyholder:
    """Let the employee representative hold the second key, as the ceremony made it.

    document: `pure.guardian.documents.ceremony`. A new key of the same person takes the place of
    the older one; rounds that were announced keep theirs until they end. Raises NoProofError,
    KeyUsedError, HeldByOtherError, NotRepresentativeError, LeadsPeopleError or TwoSidesError.
    """
    stand_alone(PEOPLE)
    refuse_if_not_independent(by)
    if not ceremony_holds(document) or not 1 <= len(document["name"].strip()) <= LONGEST_NAME:
        raise NoProofError
    before = keyholder()
    if before and before.person_id != by.pk:
        if not why_not_independent(before.person):
            raise HeldByOtherError(before.name)
        _end(before, why="changed", by=by, at=at)
    elif before:
        _end(before, why="renewed", by=by, at=at)
    holder = _new_holder(document, by=by, where=where, at=at)
    note(
        "key.taken",
        by=by,
        at=at,
        name=holder.name,
        fingerprint=holder.fingerprint,
        where=holder.where,
    )
    return holder


def refuse_if_not_independent(person: Person) -> None:
    """Raise the refusal for whoever can't hold the second key."""
    why = why_not_independent(person)
    if why:
        raise REFUSALS[why]


def _new_holder(document: Mapping[str, Any], *, by: Person, where: str, at: datetime) -> Keyholder:
    try:
        public = from_text64(document["sign"], "sign")
        _refuse_no_recipient(document["recipient"])
        with transaction.atomic():
            return Keyholder.objects.create(
                person=by,
                name=" ".join(document["name"].split()),
                sign_public=to_text(public),
                recipient=document["recipient"],
                fingerprint=fingerprint(public, document["recipient"]),
                where=where,
                since=at,
            )
    except GuardianError:
        raise NoProofError from None
    except IntegrityError:
        raise KeyUsedError from None


def _refuse_no_recipient(text: str) -> None:
    import pyrage

    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise NoProofError from None


@transaction.atomic
def leave_office(*, by: Person, at: datetime) -> None:
    """Give the second key up. Rounds that were announced keep it until they end.

    Raises NotKeyholderError for anybody else.
    """
    stand_alone(PEOPLE)
    holder = keyholder()
    if holder is None or holder.person_id != by.pk:
        raise NotKeyholderError
    _end(holder, why="given_up", by=by, at=at)


@transaction.atomic
def end_office_of_the_dependent(*, at: datetime) -> str:
    """Take the second key from whoever left, lost the role, leads people now or acts for the firm.

    Return why, or ''. What the key still does is what announced rounds need of it.
    """
    stand_alone(PEOPLE)
    holder = keyholder()
    why = why_not_independent(holder.person) if holder else ""
    if holder and why:
        _end(holder, why=why, by=None, at=at)
    return why


def _end(holder: Keyholder, *, why: str, by: Person | None, at: datetime) -> None:
    Keyholder.objects.filter(pk=holder.pk).update(current=False, until=at)
    SpareKey.objects.filter(keyholder=holder, round="").delete()
    note("key.left", by=by, at=at, name=holder.name, fingerprint=holder.fingerprint, why=why)
    if holder.person and why != "renewed" and holder.person != by:
        tell("key.ended", to=[holder.person], at=at, name=holder.name)


def found_on_the_same_host(holder: Keyholder, *, at: datetime) -> None:
    """Note once that the second key lies on the company's own server, so that it is none."""
    apart = Keyholder.objects.filter(pk=holder.pk, where=Keyholder.Where.APART)
    with transaction.atomic():
        if apart.update(where=Keyholder.Where.SAME_HOST):
            note("key.same_host", by=None, at=at, name=holder.name)


def store_spares(holder: Keyholder, keys: Sequence[Mapping[str, Any]]) -> int:
    """Keep spare keys; those that are there already are passed over. Return how many are new.

    Raises SpareRefusedError for anything that is none, and keeps none of them.
    """
    rows = [_spare(holder, key) for key in keys]
    known = SpareKey.objects.filter(public__in=[row.public for row in rows])
    there = set(known.values_list("public", flat=True))
    new = {row.public: row for row in rows if row.public not in there}
    if holder.spares.count() + len(new) > MOST_SPARES:
        raise SpareRefusedError
    SpareKey.objects.bulk_create(new.values())
    return len(new)


def _spare(holder: Keyholder, key: Mapping[str, Any]) -> SpareKey:
    try:
        spare = read_spare(key)
    except GuardianError:
        raise SpareRefusedError from None
    return SpareKey(
        keyholder=holder, kind=spare.kind, public=to_text(spare.public), wrapped=spare.wrapped
    )


@transaction.atomic
def lend_keys(round_id: UUID, blocks: Sequence[str]) -> dict[str, Any] | None:
    """Give a round its keys of the second key; return what its rules say of them.

    None where nobody holds a second key. Call it in the transaction that announces. Raises
    TooFewSpareKeysError.
    """
    stand_alone(PEOPLE)
    holder = second_party()
    if holder is None:
        return None
    refuse_too_few(holder, len(blocks))
    unused = SpareKey.objects.filter(keyholder=holder, round="").order_by("pk")
    seal = unused.filter(kind=SpareKey.Kind.SEAL)[0]
    stamps = unused.filter(kind=SpareKey.Kind.BLOCK)[: len(blocks)]
    lent = [("", seal), *zip(blocks, stamps, strict=True)]
    for block, spare in lent:
        SpareKey.objects.filter(pk=spare.pk).update(round=round_id.hex, block=block)
    return {
        "name": holder.name,
        "key": holder.sign_public,
        "seal": seal.public,
        "blocks": {block: spare.public for block, spare in lent if block},
        "where": holder.where,
    }


def refuse_too_few(holder: Keyholder, n_blocks: int) -> None:
    """Raise TooFewSpareKeysError unless a round of so many blocks can be lent its keys."""
    have = stock(holder)
    missing = max(0, n_blocks - have["block"]) + max(0, 1 - have["seal"])
    if missing:
        raise TooFewSpareKeysError(holder.name, missing)


def destroy_keys(round_id: UUID) -> None:
    """Delete what the second key lent to a round; said twice, it changes nothing."""
    SpareKey.objects.filter(round=round_id.hex).delete()


def confirm(
    round_id: UUID, holder: Keyholder, *, rules: str, people: str, signature: str, at: datetime
) -> bool:
    """Keep the keyholder's word for a round's rules and people; False if it was there."""
    _row, is_new = Confirmation.objects.get_or_create(
        round=round_id.hex,
        defaults={
            "keyholder": holder,
            "rules": rules,
            "people": people,
            "signature": signature,
            "at": at,
        },
    )
    return is_new
