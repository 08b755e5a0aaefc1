"""The slot of the box: no session, no cookie, no name, and no trace of what went through it.

`config.middleware` hands requests over before anything else has seen them. No request is logged
here, whatever becomes of it: a line with a moment and an address would undo the box.
"""

import re
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.http.request import UnreadablePostError
from django.utils import timezone

from bothways.ballotbox.actions import put_ballot
from bothways.ballotbox.errors import (
    BoxRefusal,
    LongRefusal,
    MalformedRefusal,
    MethodRefusal,
    NamedRefusal,
    UnknownRefusal,
)

LONGEST = 16 * 1024
# The second is what a browser sends to another address without asking there first.
KINDS = ("application/json", "text/plain")
ROUND = re.compile(r"[0-9a-f]{32}")


def accept(request: HttpRequest, rest_of_path: str) -> JsonResponse:
    """Take one sealed ballot and answer with its receipt, or with a refusal as JSON."""
    try:
        round_id = _round(request, rest_of_path)
        return _answer(put_ballot(round_id, _body(request), at=timezone.now()), 200)
    except BoxRefusal as refusal:
        return _refused(refusal)
    except Exception:  # raised on, Django would log the request, and with it who and when
        return _refused(BoxRefusal())


def _round(request: HttpRequest, rest_of_path: str) -> UUID:
    if request.method != "POST":
        raise MethodRefusal
    if request.META.get("HTTP_COOKIE"):
        raise NamedRefusal
    if not ROUND.fullmatch(rest_of_path):
        raise UnknownRefusal
    return UUID(rest_of_path)


def _body(request: HttpRequest) -> bytes:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not length.isdigit() or int(length) >= LONGEST:
        raise LongRefusal
    if request.content_type not in KINDS:
        raise MalformedRefusal
    try:
        return request.body
    except UnreadablePostError:
        raise MalformedRefusal from None


def _refused(refusal: BoxRefusal) -> JsonResponse:
    response = _answer({"error": refusal.code, "say": str(refusal)}, refusal.status)
    if refusal.status == MethodRefusal.status:
        response["Allow"] = "POST"
    return response


def _answer(told: dict[str, str], status: int) -> JsonResponse:
    response = JsonResponse(told, status=status)
    # Django's handler logs every answer from 400 up, with its address, unless it was logged.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
