"""What a browser that is signed in asks and sends as JSON, read strictly and answered plainly."""

from collections.abc import Mapping
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import localtime

from bothways.access.guard import View
from bothways.ballotbox.errors import BoxRefusal
from bothways.mailbox.errors import FalseKeyError, NoLetterError
from bothways.mailbox.models import Admission as Admitted
from bothways.mailbox.models import Desk, Reader, Share
from bothways.mailbox.queries import (
    EPOCH_FIELDS,
    Address,
    addresses_of,
    epoch_as_json,
    needs_new_epoch,
    readers_of,
    shares_of,
)
from bothways.people.errors import RefusedError
from bothways.pure.ballots import BallotError, read_object, to_bytes
from bothways.pure.mailbox import Admission, Epoch, Halves, hour_before, hour_name, hour_number
from bothways.pure.mailbox.letters import record_sizes
from bothways.pure.mailbox.reading import SignedShare

SHARE_LENGTH = 80
MOST_EPOCHS = 1_000_000


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
    fields = _fields(value, *EPOCH_FIELDS)
    number, begins, again = fields["number"], fields["begins"], fields["again"]
    if type(number) is not int or not 0 < number < MOST_EPOCHS or type(again) is not bool:
        raise FalseKeyError
    try:
        hour_number(str(begins))
        keys = {name: to_bytes(fields[name], 32, name) for name in ("seal", "sign", "by")}
        signed = {name: to_bytes(fields[name], 64, name) for name in ("signature", "co")}
    except BallotError:
        raise FalseKeyError from None
    return Epoch(number, str(begins), again, **keys, **signed)


def as_share(value: object) -> SignedShare:
    """Return a share with its signature from what a browser sent. Raises FalseKeyError."""
    fields = _fields(value, "sealed", "by", "signature")
    try:
        return SignedShare(
            sealed=to_bytes(fields["sealed"], SHARE_LENGTH, "sealed"),
            by=to_bytes(fields["by"], 32, "by"),
            signature=to_bytes(fields["signature"], 64, "signature"),
        )
    except BallotError:
        raise FalseKeyError from None


def as_admission(of: Reader, by: Reader, *told: object) -> Admission:
    """Return an admission by a reader of another one, from seal, sign, compared and signature.

    Raises FalseKeyError.
    """
    seal, sign, compared, signature = told
    if type(compared) is not bool:
        raise FalseKeyError
    try:
        of_them = Halves(of.pk, to_bytes(seal, 32, "seal"), to_bytes(sign, 32, "sign"))
        key, signed = to_bytes(by.sign_public, 32, "by"), to_bytes(signature, 64, "signature")
    except BallotError:
        raise FalseKeyError from None
    return Admission(key, of_them, compared, signed)


def _fields(value: object, *names: str) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != set(names):
        raise FalseKeyError
    return value


def by_number(value: object) -> dict[int, SignedShare]:
    """Return shares that were sent as {"3": …} by their whole numbers. Raises FalseKeyError."""
    if not isinstance(value, dict):
        raise FalseKeyError
    if not all(name.isascii() and name.isdigit() and len(name) < 10 for name in value):
        raise FalseKeyError
    return {int(name): as_share(share) for name, share in value.items()}


def as_record(value: object) -> bytes:
    """Return a letter's record from base64url text. Raises NoLetterError."""
    for size in record_sizes():
        if isinstance(value, str) and len(value) == -(-size * 4 // 3):
            try:
                return to_bytes(value, size, "letter")
            except BallotError:
                break
    raise NoLetterError


def state_of(desk: Desk, reader: Reader, *, at: datetime) -> dict[str, Any]:
    """Return what a reader's browser works with: epochs, its own shares, the other readers.

    No signs to compare are in it: the browser computes them of the very keys that it uses.
    """
    return {
        "desk": desk.code,
        "hour": hour_name(hour_before(localtime(at))),
        "me": {"id": reader.pk, "seal": reader.seal_public, "sign": reader.sign_public},
        "epochs": [epoch_as_json(epoch) for epoch in desk.epochs.order_by("number")],
        "shares": {number: _share(share) for number, share in shares_of(reader).items()},
        "readers": [_reader(one) for one in readers_of(desk)],
        "admissions": [_admission(one) for one in desk.admissions.all()],
        "places": [_place(one) for one in addresses_of(desk)],
        "must_change": needs_new_epoch(desk),
    }


def _place(address: Address) -> dict[str, str]:
    return {"id": address.code, "title": address.beside.title}


def _share(share: Share) -> dict[str, str]:
    return {"sealed": share.sealed, "by": share.by, "signature": share.signature}


def _reader(reader: Reader) -> dict[str, Any]:
    return {
        "id": reader.pk,
        "name": reader.person.name,
        "seal": reader.seal_public,
        "sign": reader.sign_public,
        "has": sorted(shares_of(reader)),
    }


def _admission(admission: Admitted) -> dict[str, Any]:
    return {
        "by": admission.by,
        "of": {"id": admission.of_id, "seal": admission.seal, "sign": admission.sign},
        "compared": admission.compared,
        "signature": admission.signature,
    }
