"""The question that a passkey answers: signed, short-lived, kept in the browser that was asked.

It is no row in the database, so that whoever looks at the door a million times fills nothing.
"""

import base64
import ipaddress
import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from bothways.members.errors import PasskeyOverError
from bothways.members.webauthn import Site

ASKED = "bothways-asked"
LIVES_SECONDS = 600
ENTER = "enter"


def site_of(request: HttpRequest) -> Site | None:
    """Return the site that passkeys would be for, or None where browsers keep none.

    They keep them for names under HTTPS, and for localhost: never for a bare number.
    """
    host = request.get_host()
    name = urlsplit(f"//{host}").hostname or ""
    is_local = name == "localhost" or name.endswith(".localhost")
    if _is_number(name) or not (request.is_secure() or is_local):
        return None
    if "*" in settings.ALLOWED_HOSTS and name != urlsplit(settings.BASE_URL).hostname:
        return None  # any name would do; then only the one that links begin with does
    return Site(name=name, origin=f"{request.scheme}://{host}")


def ask(response: HttpResponse, challenge: bytes, *, purpose: str) -> None:
    """Let the browser keep what it was asked; purpose: ENTER, or for whom a passkey is made."""
    text = base64.urlsafe_b64encode(challenge).decode()
    response.set_cookie(
        ASKED,
        signing.dumps(text, salt=f"{ASKED}:{purpose}"),
        max_age=LIVES_SECONDS,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def fresh() -> bytes:
    """Return a new challenge."""
    return secrets.token_bytes(32)


def asked(request: HttpRequest, *, purpose: str) -> bytes:
    """Return what this browser was asked, or raise PasskeyOverError."""
    kept = request.COOKIES.get(ASKED, "")
    try:
        text = signing.loads(kept, salt=f"{ASKED}:{purpose}", max_age=LIVES_SECONDS)
    except signing.BadSignature:
        raise PasskeyOverError from None
    return base64.urlsafe_b64decode(text)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
