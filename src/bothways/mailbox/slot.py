"""What is done without a name: posting a letter, and reading what everybody may read.

`config.middleware` hands requests over before anything else has seen them, as it does ballots;
nothing about them is logged.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase

from bothways.ballotbox.errors import (
    BoxRefusal,
    LongRefusal,
    MethodRefusal,
    NamedRefusal,
    UnknownRefusal,
)
from bothways.letterbox.actions import post_letter, post_piece
from bothways.letterbox.errors import NoLetterRefusal
from bothways.mailbox.queries import packet, packets_of, piece, public_state

Answer = TypeVar("Answer", bound=HttpResponseBase)

LONGEST = 160 * 1024
KINDS = ("application/json", "text/plain")  # the second is sent without asking there first
PACKET = re.compile(r"packet/(\d{4}-\d\d-\d\dT\d\d/\d{1,6}/\d{1,4})")
PIECE = re.compile(r"piece/([0-9a-f]{32})")
MONTH = re.compile(r"month/(\d{4}-\d\d)/[0-9a-f]{32}")  # the tail: of its packets' ids
TOGETHER = 4_000_000  # bytes of a bundle: longer ones would hold the server on a slow line
FOR_EVER = "public, max-age=31536000, immutable"  # a packet never changes


def letters(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Answer /box/letters/...: POST takes letters and pieces, GET gives what is public."""
    try:
        if rest == "piece":
            return _post(request, post_piece)
        return _post(request, post_letter) if rest == "" else _read(request, rest)
    except BoxRefusal as refusal:
        return _refused(refusal)
    except Exception:  # raised on, Django would log the request, and with it who and when
        return _refused(BoxRefusal())


def _insist(request: HttpRequest, method: str) -> None:
    if request.META.get("HTTP_COOKIE"):
        raise NamedRefusal
    if request.method != method:
        raise MethodRefusal


def _post(request: HttpRequest, take: Callable[[bytes], None]) -> HttpResponse:
    _insist(request, "POST")
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not length.isdigit() or int(length) >= LONGEST:
        raise LongRefusal
    if request.content_type not in KINDS:
        raise NoLetterRefusal
    try:
        take(request.body)
    except UnreadablePostError:
        raise NoLetterRefusal from None
    return _unlogged(JsonResponse({"taken": True}))


def _read(request: HttpRequest, rest: str) -> HttpResponseBase:
    _insist(request, "GET")
    if rest == "state":
        told = json.dumps(public_state(), separators=(",", ":"))
        return _unlogged(HttpResponse(told, content_type="application/json"))
    if asked := MONTH.fullmatch(rest):
        return _unlogged(_for_ever(StreamingHttpResponse(_bundle(asked.group(1)))))
    if asked := PIECE.fullmatch(rest):
        found = piece(asked.group(1))
    else:
        asked = PACKET.fullmatch(rest)
        found = packet(asked.group(1)) if asked else None
    if found is None:
        raise UnknownRefusal
    return _unlogged(_for_ever(HttpResponse(found)))


def _bundle(month: str) -> Iterator[bytes]:
    """Give the packets of a month one after the other, each after its id and its length.

    Past some megabytes the rest is left out: browsers ask for those packets one by one.
    """
    length = 0
    for name, records in packets_of(month):
        length += len(records)
        if length > TOGETHER:
            return
        told = name.encode()
        yield bytes([len(told)]) + told + len(records).to_bytes(4, "big") + records


def _for_ever(response: Answer) -> Answer:
    response["Content-Type"] = "application/octet-stream"
    response["Cache-Control"] = FOR_EVER
    return response


def _refused(refusal: BoxRefusal) -> HttpResponse:
    told = {"error": refusal.code, "say": str(refusal)}
    response = JsonResponse(told, status=refusal.status)
    if refusal.status == MethodRefusal.status:
        response["Allow"] = "GET, POST"
    return _unlogged(response)


def _unlogged(response: Answer) -> Answer:
    # Django's handler logs every answer from 400 up, with its address, unless it was logged.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
