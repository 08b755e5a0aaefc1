"""Tokens: made, revoked, recognised. The token itself is never kept and never logged."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from bothways.api.models import Token
from bothways.people.models import Person
from bothways.record.actions import note

BEGINS = "bothways_"  # so that whoever finds one in a file knows what it is
N_BYTES = 32


@transaction.atomic
def make_token(*, name: str, scope: str, days: int, by: Person, at: datetime) -> tuple[Token, str]:
    """Make a token; return it and its secret, which is told this once and kept nowhere."""
    secret = BEGINS + secrets.token_urlsafe(N_BYTES)
    on = localdate(at)
    token = Token.objects.create(
        name=name,
        scope=scope,
        digest=digest_of(secret),
        made_by=by,
        made_on=on,
        expires_on=on + timedelta(days=days),
    )
    note("token.made", by=by, at=at, name=name, scope=scope)
    return token, secret


@transaction.atomic
def revoke_token(token: Token, *, by: Person, at: datetime) -> None:
    """End a token now; twice is once."""
    if Token.objects.filter(pk=token.pk, revoked_on=None).update(revoked_on=localdate(at)):
        note("token.revoked", by=by, at=at, name=token.name)


def recognise(secret: str, *, on: date) -> Token | None:
    """Return the token whose secret this is, if it works today, and keep the day of its use.

    The secret has 256 bits, so that a plain digest of it can be looked up.
    """
    found = Token.objects.select_related("made_by").filter(digest=digest_of(secret)).first()
    if found is None or not found.works_on(on):
        return None
    if found.last_used_on != on:  # a write once a day
        Token.objects.filter(pk=found.pk).update(last_used_on=on)
    return found


def digest_of(secret: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(secret.encode()).hexdigest()
