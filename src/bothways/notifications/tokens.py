"""Signed tokens in mails: each is good for one thing, and opens nothing else.

Nobody can make one without the secret of the installation, so none is stored.
"""

import base64
import hmac
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

OFF = "bothways.mails.off"
BOUNCE = "bothways.mails.bounce"
CALENDAR = "bothways.calendar"
SIGNED_BYTES = 10


@dataclass(frozen=True)
class Off:
    """Whose mails of which group a token turns off, and nothing else."""

    person: UUID
    about: str


def off_token(person: UUID, about: str) -> str:
    """Return the token by which these mails of this person can be turned off, signed in or not."""
    return signing.dumps([person.hex, about], salt=OFF)


def read_off(token: str) -> Off | None:
    """Return what a token turns off, or None if it was not made here."""
    try:
        person, about = signing.loads(token, salt=OFF)
        return Off(UUID(person), str(about))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def off_link(person: UUID, about: str) -> str:
    """Return the link that leads to the one button."""
    return settings.BASE_URL + reverse("notifications:off", args=[off_token(person, about)])


def bounce_token(message: UUID) -> str:
    """Return the part of a return address that says which message came back."""
    signed = message.bytes + _signature(BOUNCE, message)
    return base64.b32encode(signed).decode().rstrip("=").lower()


def read_bounce(token: str) -> UUID | None:
    """Return the message that a return address names, or None if it was not made here."""
    try:
        raw = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
        message, signature = UUID(bytes=raw[:16]), raw[16:]
    except ValueError:
        return None
    return message if hmac.compare_digest(signature, _signature(BOUNCE, message)) else None


def feed_signature(feed: UUID) -> str:
    """Return what makes a calendar's address secret."""
    return base64.b32encode(_signature(CALENDAR, feed)).decode().lower()


def is_feed_signature(feed: UUID, signature: str) -> bool:
    """Say whether a calendar's address was made here."""
    return hmac.compare_digest(feed_signature(feed).encode(), signature.encode())


def _signature(salt: str, of: UUID) -> bytes:
    return salted_hmac(salt, of.hex, algorithm="sha256").digest()[:SIGNED_BYTES]
