"""The fixed hours: nothing of a mailbox moves at any other moment."""

import hashlib
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bothways.pure.ballots.errors import ShapeError

HOURS = (7, 13)
CAME_OUT = b"bothways-hour-v1\x00"


def hour_before(moment: datetime) -> datetime:
    """Return the last fixed hour that is not after `moment`, in the moment's own zone."""
    today = moment.replace(minute=0, second=0, microsecond=0)
    passed = [hour for hour in HOURS if hour <= moment.hour]
    if passed:
        return today.replace(hour=passed[-1])
    return (today - timedelta(days=1)).replace(hour=HOURS[-1])


def hour_mark(letters: Iterable[bytes]) -> str:
    """Return the mark of all that came out at a fixed hour, in hex: in whatever packets it lies."""
    hashes = sorted(hashlib.sha256(letter).digest() for letter in letters)
    return hashlib.sha256(CAME_OUT + b"".join(hashes)).hexdigest()


def hour_name(moment: datetime) -> str:
    """Return a fixed hour as packets are called: 2026-11-23T13."""
    return f"{moment:%Y-%m-%dT%H}"


def hour_number(name: str) -> int:
    """Return the place of a fixed hour, as packets are called, among all fixed hours.

    Raises ShapeError for what names none.
    """
    told = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d)", name, re.ASCII)
    if told is None or int(told[2]) not in HOURS:
        raise ShapeError("this is no fixed hour")
    try:
        day = date.fromisoformat(told[1])
    except ValueError:
        raise ShapeError("this is no day") from None
    return day.toordinal() * len(HOURS) + HOURS.index(int(told[2]))
