"""Shared devices: registered, found by their cookie, revoked."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from bothways.members.errors import NameTakenError
from bothways.members.models import Kiosk
from bothways.people.models import Person
from bothways.record.actions import note


@transaction.atomic
def register_kiosk(*, name: str, by: Person, at: datetime) -> str:
    """Register a shared device and return the token for its cookie. Raises NameTakenError."""
    token = secrets.token_urlsafe(32)
    kiosk = Kiosk(name=name, digest=_digest(token), registered_on=localdate(at), registered_by=by)
    try:
        with transaction.atomic():
            kiosk.save(force_insert=True)
    except IntegrityError:
        raise NameTakenError from None
    note("kiosk.registered", by=by, at=at, name=name)
    return token


@transaction.atomic
def revoke_kiosk(kiosk: Kiosk, *, by: Person, at: datetime) -> None:
    """Let a device be any browser again, wherever it is; what is signed in there ends."""
    if Kiosk.objects.filter(pk=kiosk.pk).delete()[0]:
        note("kiosk.revoked", by=by, at=at, name=kiosk.name)


def kiosk_of(token: str) -> Kiosk | None:
    """Return the shared device with this cookie, if it is registered still."""
    return Kiosk.objects.filter(digest=_digest(token)).first() if token else None


def _digest(token: str) -> str:
    return salted_hmac("members.kiosk", token, algorithm="sha256").hexdigest()
