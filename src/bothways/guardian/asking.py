"""Who asks: the person who keeps the second key, or a service that signs with it."""

import hashlib
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from bothways.guardian.errors import UnsignedError
from bothways.guardian.machine import same_machine
from bothways.guardian.models import SeenRequest
from bothways.keyholders.actions import found_on_the_same_host
from bothways.keyholders.models import Keyholder
from bothways.keyholders.queries import keyholder_by
from bothways.pure.guardian.documents import (
    SCHEME,
    TOLERANCE,
    holds,
    read_authorization,
    request_part,
)
from bothways.pure.guardian.errors import GuardianError
from bothways.pure.guardian.reading import from_text64

LOOPBACK = ("127.", "::1")
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def is_signed(request: HttpRequest) -> bool:
    """Say whether a request claims to come from a service."""
    return str(request.headers.get("Authorization", "")).startswith(SCHEME)


def keyholder_who_signed(request: HttpRequest, *, at: datetime) -> Keyholder:
    """Return whose key signed this request; a signature is taken once.

    Raises UnsignedError. Where the service says the mark of this very machine, that is kept and
    said everywhere.
    """
    try:
        unix, signature = read_authorization(request.headers["Authorization"])
        named = request.headers.get("Bothways-Key", "")
        public = from_text64(named, "key")
    except GuardianError:
        raise UnsignedError from None
    holder = keyholder_by(named)
    told = request_part(request.method or "", request.get_full_path(), unix, bytes(request.body))
    in_time = abs(at.timestamp() - unix) <= TOLERANCE
    if holder is None or not in_time or not holds(public, signature, told):
        raise UnsignedError
    _refuse_a_second_time(signature, at=at)
    if same_machine(request.headers.get("Bothways-Machine", "")):
        found_on_the_same_host(holder, at=at)
    return holder


def _refuse_a_second_time(signature: bytes, *, at: datetime) -> None:
    SeenRequest.objects.filter(until__lt=at).delete()
    mark = hashlib.sha256(signature).hexdigest()
    try:
        with transaction.atomic():
            SeenRequest.objects.create(mark=mark, until=at + timedelta(seconds=2 * TOLERANCE))
    except IntegrityError:
        raise UnsignedError from None


def where_from(request: HttpRequest) -> str:
    """Say where the one who asks sits: on this very machine, or apart from it."""
    near = str(request.META.get("REMOTE_ADDR", "")).startswith(LOOPBACK)
    passed_on = any(request.META.get(name) for name in FORWARDED)
    if near and not passed_on:
        return Keyholder.Where.SAME_HOST
    return Keyholder.Where.APART
