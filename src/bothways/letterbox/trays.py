"""Rows that are laid out ahead: for letters of three sizes, and for spent stamps."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.crypto import salted_hmac

from bothways.ballotbox.errors import BusyRefusal
from bothways.letterbox.models import Spent, Tray, spent_id, tray_id
from bothways.pure.ballots import CrowdedError
from bothways.pure.mailbox import record_sizes, tray
from bothways.pure.mailbox.stamps import HALF, SPENT_LENGTH

MakeRow = Callable[[int, bytes], Any]


def lay_out_trays() -> None:
    """Lay out empty trays for all sizes that have none."""
    for size in record_sizes():
        if not Tray.objects.filter(size=size).exists():
            lay_out_letters(size, [])


def lay_out_letters(
    size: int, letters: Iterable[bytes], n_rows: int = tray.SMALLEST, most: int | None = None
) -> None:
    """Lay the tray of a size out anew, with these letters in it, in so many rows or more.

    most: how many rows it may grow to; left out, the most that a tray may have.
    """

    def row(number: int, records: bytes) -> Tray:
        return Tray(id=tray_id(size, number), size=size, records=records)

    rows = _rows(list(letters), size, n_rows, most or tray.most_rows(size), place_of)
    _lay_out(Tray.objects.filter(size=size), rows, row)


def lay_out_spent(month: str, spent: Iterable[bytes] = (), n_rows: int = tray.SMALLEST) -> None:
    """Lay the spent stamps of a month out anew, in so many rows or more."""

    def row(number: int, records: bytes) -> Spent:
        return Spent(id=spent_id(month, number), month=month, records=records)

    most = tray.most_rows(SPENT_LENGTH)
    rows = _rows(list(spent), SPENT_LENGTH, n_rows, most, place_of_stamp)
    _lay_out(Spent.objects.filter(month=month), rows, row)


def place_of(record: bytes) -> bytes:
    """Return what tells a letter's row: no writer can know it, so nobody can crowd one row."""
    return salted_hmac("bothways.letterbox.tray", record, algorithm="sha256").digest()


def place_of_stamp(spent: bytes) -> bytes:
    """Return what tells a spent stamp's row: the hash of its key, by which it is looked for."""
    return spent[:HALF]


def _lay_out(there: QuerySet[Any], rows: Iterable[bytes], row: MakeRow) -> None:
    model: type[Model] = there.model
    there.delete()
    model._default_manager.bulk_create(row(number, found) for number, found in enumerate(rows))


def _rows(
    records: list[bytes], size: int, n_rows: int, most: int, place: tray.Place
) -> list[bytes]:
    """Return them in as few rows as do, from so many on. Raises BusyRefusal past the most."""
    while n_rows <= most:
        try:
            return tray.laid_out(records, size, n_rows, place=place)
        except CrowdedError:
            n_rows *= 2
    if place is place_of_stamp:  # which is looked for in its row
        raise BusyRefusal
    try:
        return tray.spread(records, size, most)
    except CrowdedError:
        raise BusyRefusal from None
