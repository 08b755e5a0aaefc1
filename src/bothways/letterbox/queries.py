"""Reads of the slot for letters; nothing that tells how many are in."""

from dataclasses import dataclass

from bothways.ballotbox.queries import BALLOTS
from bothways.letterbox.models import Month, Place, Tray

__all__ = ["BALLOTS", "MonthKey", "holds_letters", "month_keys", "signing_month"]


@dataclass(frozen=True)
class MonthKey:
    """What everybody may know of a month's key."""

    id: str
    month: str
    public_key: bytes
    signs: bool


def month_keys() -> list[MonthKey]:
    """Return the keys whose stamps are taken, the newest month first."""
    return [
        MonthKey(row.id, row.month, bytes(row.public_key), row.signing_key is not None)
        for row in Month.objects.order_by("-month", "id")
    ]


def signing_month(month: str) -> MonthKey | None:
    """Return the key that stamps in a month, as in 2026-11; None if there is none."""
    return next((key for key in month_keys() if key.month == month and key.signs), None)


def holds_letters() -> bool:
    """Say whether letters, or pieces of attachments, wait for the next fixed hour."""
    if Place.objects.filter(is_full=True).exists():
        return True
    return any(any(bytes(records)) for records in Tray.objects.values_list("records", flat=True))
