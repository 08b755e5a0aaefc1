"""Passkeys: made on a device of one's own, and a way in. Nothing is kept of when one is used."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bothways.members import webauthn
from bothways.members.errors import (
    PasskeyCopiedError,
    PasskeyGoneError,
    PasskeyOverError,
    PasskeyRefusedError,
    PasskeysFullError,
)
from bothways.members.models import Passkey, UsedChallenge
from bothways.members.webauthn import DoesNotHoldError, Site
from bothways.notifications.actions import tell
from bothways.people.models import Person

MOST = 10


@dataclass(frozen=True)
class Answer:
    """What a browser answers: to which challenge, at which site."""

    site: Site
    challenge: bytes
    said: webauthn.Json


def handle_of(person: Person) -> bytes:
    """Return what a passkey knows its person by: random, and nobody's name."""
    return person.pk.bytes


def add_passkey(answer: Answer, *, by: Person, at: datetime) -> Passkey:
    """Keep the public half of a new passkey, and tell its person by mail.

    Raises PasskeyRefusedError, PasskeyOverError or PasskeysFullError.
    """
    try:
        made = webauthn.made(answer.site, answer.said, challenge=answer.challenge)
    except DoesNotHoldError:
        raise PasskeyRefusedError from None
    with transaction.atomic():
        _use_up(answer.challenge, at=at)
        n_there = by.passkeys.count()
        if n_there >= MOST:
            raise PasskeysFullError
        passkey = _keep(made, by=by, name=_("Passkey %(n)d") % {"n": n_there + 1})
        tell("passkey.added", to=[by], at=at)
    return passkey


def enter_by_passkey(answer: Answer, *, at: datetime) -> Person:
    """Return who is behind this passkey, and take note of its counter.

    Raises PasskeyGoneError (unknown, removed, of a leaver), PasskeyRefusedError (another site,
    another person's handle, a false signature), PasskeyOverError or PasskeyCopiedError.
    """
    try:
        claim = webauthn.claimed(answer.said)
        passkey = _of_somebody_here(claim.credential)
        if claim.user != handle_of(passkey.person):
            raise PasskeyRefusedError
        counter = webauthn.counter_of(
            answer.site,
            answer.said,
            challenge=answer.challenge,
            public_key=bytes(passkey.public_key),
        )
    except DoesNotHoldError:
        raise PasskeyRefusedError from None
    with transaction.atomic():
        _use_up(answer.challenge, at=at)
        _count_on(passkey, counter)
    return passkey.person


def rename_passkey(pk: UUID, *, by: Person, name: str) -> None:
    """Give one of one's own passkeys another name; an empty one changes nothing."""
    if name.strip():
        by.passkeys.filter(pk=pk).update(name=name.strip()[:60])


def remove_passkey(pk: UUID, *, by: Person) -> None:
    """Let one of one's own passkeys open nothing any more."""
    by.passkeys.filter(pk=pk).delete()


def _of_somebody_here(credential: str) -> Passkey:
    held = Passkey.objects.select_related("person").filter(
        credential=credential, person__left_on=None
    )
    passkey = held.first()
    if passkey is None:
        raise PasskeyGoneError
    return passkey


def _keep(made: webauthn.Made, *, by: Person, name: str) -> Passkey:
    try:
        with transaction.atomic():
            return Passkey.objects.create(
                person=by,
                name=name,
                credential=made.credential,
                public_key=made.public_key,
                counter=made.counter,
            )
    except IntegrityError:
        raise PasskeyRefusedError from None  # it is there already


def _count_on(passkey: Passkey, counter: int) -> None:
    """Take the higher counter; one that does not rise is refused where the key has one at all."""
    if counter == 0 and passkey.counter == 0:
        return
    higher = Passkey.objects.filter(pk=passkey.pk, counter__lt=counter)
    if not higher.update(counter=counter):
        raise PasskeyCopiedError


def _use_up(challenge: bytes, *, at: datetime) -> None:
    """Let a challenge be answered once. Kept for the hour and the one after it."""
    hour = int(at.timestamp()) // 3600
    UsedChallenge.objects.filter(hour__lt=hour - 1).delete()
    digest = hashlib.sha256(challenge).hexdigest()
    _row, fresh = UsedChallenge.objects.get_or_create(digest=digest, defaults={"hour": hour})
    if not fresh:
        raise PasskeyOverError
