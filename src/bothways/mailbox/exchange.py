"""What a browser that is signed in asks and sends as JSON, read strictly and answered plainly."""

from collections.abc import Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from bothways.access.guard import View
from bothways.ballotbox.errors import BoxRefusal
from bothways.mailbox.errors import FalseKeyError, NoLetterError
from bothways.mailbox.models import Desk, Reader
from bothways.mailbox.queries import (
    epoch_as_json,
    fingerprint,
    needs_new_epoch,
    readers_of,
    shares_of,
)
from bothways.people.errors import RefusedError
from bothways.pure.ballots import BallotError, read_object, to_bytes
from bothways.pure.mailbox import Epoch
from bothways.pure.mailbox.letters import record_sizes

MOST = 256 * 1024


def as_json(value: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """Answer with JSON that nobody keeps."""
    headers = {"Cache-Control": "no-store, private"}
    return JsonResponse(dict(value), status=status, headers=headers)


def refusals_as_json(view: View) -> View:
    """Let a refusal be JSON too: its sentence, fit for the page."""

    @wraps(view)
    def ask(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return view(request, *args, **kwargs)
        except RefusedError as refusal:
            return as_json({"error": "refused", "say": str(refusal)}, 409)
        except BoxRefusal as refusal:
            return as_json({"error": refusal.code, "say": str(refusal)}, refusal.status)

    return ask


def told(request: HttpRequest, *names: str) -> list[Any]:
    """Return these parts of the object that was sent, which has no others. Raises FalseKeyError."""
    try:
        fields = read_object(bytes(request.body))
    except BallotError:
        raise FalseKeyError from None
    if set(fields) != set(names):
        raise FalseKeyError
    return [fields[name] for name in names]


def as_epoch(value: object) -> Epoch:
    """Return an epoch from what a browser sent. Raises FalseKeyError."""
    if not isinstance(value, dict) or type(value.get("number")) is not int:
        raise FalseKeyError
    try:
        return Epoch(
            number=value["number"],
            seal=to_bytes(value.get("seal"), 32, "seal"),
            sign=to_bytes(value.get("sign"), 32, "sign"),
            signature=to_bytes(value.get("signature"), 64, "signature"),
        )
    except BallotError:
        raise FalseKeyError from None


def by_number(value: object) -> dict[int, str]:
    """Return what was sent as {"3": text} by its whole numbers. Raises FalseKeyError."""
    if not isinstance(value, dict):
        raise FalseKeyError
    if not all(name.isascii() and name.isdigit() and len(name) < 10 for name in value):
        raise FalseKeyError
    return {int(name): str(text) for name, text in value.items()}


def as_record(value: object) -> bytes:
    """Return a letter's record from base64url text. Raises NoLetterError."""
    for size in record_sizes():
        if isinstance(value, str) and len(value) == -(-size * 4 // 3):
            try:
                return to_bytes(value, size, "letter")
            except BallotError:
                break
    raise NoLetterError


def state_of(desk: Desk, reader: Reader) -> dict[str, Any]:
    """Return what a reader's browser works with: epochs, its own shares, the other readers."""
    return {
        "desk": desk.code,
        "me": {"id": reader.pk, "seal": reader.seal_public, "sign": reader.sign_public},
        "epochs": [epoch_as_json(epoch) for epoch in desk.epochs.order_by("number")],
        "shares": shares_of(reader),
        "readers": [_reader(one) for one in readers_of(desk)],
        "must_change": needs_new_epoch(desk),
    }


def _reader(reader: Reader) -> dict[str, Any]:
    has_key = bool(reader.seal_public)
    return {
        "id": reader.pk,
        "name": reader.person.name,
        "seal": reader.seal_public,
        "sign": reader.sign_public,
        "fingerprint": fingerprint(reader.seal_public, reader.sign_public) if has_key else "",
        "has": sorted(shares_of(reader)),
    }
