"""The way of a call: whose token, which endpoint, what was sent, what comes back. No session."""

import json
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from pydantic import BaseModel, ValidationError

from bothways.access.guard import open_to_all
from bothways.api import errors
from bothways.api import openapi as described
from bothways.api.actions import recognise
from bothways.api.endpoints import ENDPOINTS, Call, Endpoint
from bothways.api.models import Token
from bothways.api.views.limits import MOST_BODY

BEARER = "Bearer "
MOST_FAULTS = 20
log = structlog.get_logger("bothways.api")


@csrf_exempt
@open_to_all("programs bring a token of their own; without one there is nothing but a refusal")
def calls(request: HttpRequest, path: str) -> HttpResponse:
    """Answer one call. No cookie is read, so no other page can make a browser send one."""
    token = None
    try:
        token = _token_of(request)
        answer = _answered(_endpoint(request, path, token), request, token)
    except errors.Refusal as refusal:
        answer = JsonResponse(refusal.document(), status=refusal.status, headers=refusal.headers)
    log.info(
        "call",
        method=request.method,
        path=path,
        status=answer.status_code,
        by=token.pk if token else "nobody",
    )
    return _kept_by_nobody(answer)


@require_safe
@open_to_all("what the API takes and gives says nothing of this firm")
def openapi(_request: HttpRequest) -> HttpResponse:
    """The API as a document for programs."""
    return JsonResponse(described.document())


@csrf_exempt
@open_to_all("a program that asks at a wrong address is told so in JSON")
def nothing_here(_request: HttpRequest, path: str) -> HttpResponse:
    """There is no such address."""
    return _kept_by_nobody(JsonResponse(errors.not_here().document(), status=404))


def _token_of(request: HttpRequest) -> Token:
    shown = request.headers.get("Authorization", "")
    secret = shown.removeprefix(BEARER) if shown.startswith(BEARER) else ""
    token = recognise(secret, on=timezone.localdate()) if secret else None
    if token is None:
        raise errors.not_known()
    return token


def _endpoint(request: HttpRequest, path: str, token: Token) -> Endpoint:
    here = [endpoint for endpoint in ENDPOINTS if endpoint.path == path]
    if not here:
        raise errors.not_here()
    found = next((one for one in here if one.method == request.method), None)
    if found is None:
        raise errors.no_such_method(", ".join(one.method for one in here))
    if not token.may(found.scope):
        raise errors.may_not()
    return found


def _answered(endpoint: Endpoint, request: HttpRequest, token: Token) -> HttpResponse:
    sent = _sent(request, endpoint.takes) if endpoint.takes else None
    call = Call(token, request.GET.dict(), sent, timezone.now())
    return JsonResponse(endpoint.do(call).model_dump(mode="json", by_alias=True))


def _sent(request: HttpRequest, shape: type[BaseModel]) -> BaseModel:
    content = request.read(MOST_BODY + 1)
    if len(content) > MOST_BODY:
        raise errors.too_large(MOST_BODY)
    try:
        value: Any = json.loads(content.decode())
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise errors.not_json() from error
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)[:MOST_FAULTS]
        faults = tuple((_where(one["loc"]), one["msg"]) for one in found)
        raise errors.not_as_described(faults) from error


def _where(place: tuple[int | str, ...]) -> str:
    """('months', 0, 'month') is 'months[0].month'."""
    said = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in place)
    return said.removeprefix(".") or "the whole"


def _kept_by_nobody(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer
