"""A month's key: made once, signs stamps while the month lasts, gone when they count no more."""

from collections.abc import Callable, Sequence

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from django.db import IntegrityError, transaction

from bothways.ballotbox.actions import new_pair
from bothways.ballotbox.errors import ShapeRefusal
from bothways.letterbox.errors import OldStampRefusal
from bothways.letterbox.models import Month, Spent, Tray
from bothways.letterbox.queries import BALLOTS, MonthKey, month_keys
from bothways.letterbox.remnants import owe
from bothways.letterbox.trays import lay_out_spent, lay_out_trays
from bothways.pure.ballots import ShapeError, sign_blinded
from bothways.pure.mailbox import key_id


def make_month(month: str, *, pair_from: Callable[[], RSAPrivateKey] = new_pair) -> MonthKey:
    """Make and keep the key of a month (RSA-3072, 0.2 s), and lay out room for its stamps.

    A month has one key: if it has one by now, that one is returned. Two keys would part those who
    write into two crowds. pair_from: where the pair comes from, if it was made earlier.
    """
    pair = pair_from()
    public = pair.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    private = pair.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    id_ = key_id(public).hex()
    try:
        with transaction.atomic(using=BALLOTS):
            Month.objects.create(id=id_, month=month, public_key=public, signing_key=private)
            lay_out_spent(id_)
            lay_out_trays()
    except IntegrityError:
        return next(key for key in month_keys() if key.month == month)
    return MonthKey(id_, month, public, signs=True)


def sign_stamps(month_id: str, blinded: Sequence[bytes]) -> list[bytes]:
    """Return the blind signatures on so many blinded one-time keys (384 bytes each).

    Who may have them is the caller's to see to; nothing is stored. Raises OldStampRefusal once
    the month is over, or ShapeRefusal.
    """
    row = Month.objects.filter(pk=month_id).first()
    if row is None or row.signing_key is None:
        raise OldStampRefusal
    try:
        return [sign_blinded(bytes(row.signing_key), one) for one in blinded]
    except ShapeError:
        raise ShapeRefusal from None


def stop_stamping(month_id: str) -> None:
    """Destroy a month's signing key; the stamps that it made are taken still."""
    with transaction.atomic(using=BALLOTS):
        if Month.objects.filter(pk=month_id).exclude(signing_key=None).update(signing_key=None):
            owe(Month)


def drop_month(month_id: str) -> None:
    """Take no more stamps of a month, and destroy what is kept of them."""
    with transaction.atomic(using=BALLOTS):
        Spent.objects.filter(month=month_id).delete()
        Month.objects.filter(pk=month_id).delete()
        owe(Month, Spent, Tray)
