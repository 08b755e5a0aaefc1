"""Rows that are laid out ahead: for letters of three sizes, and for spent stamps."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, QuerySet

from bothways.letterbox.models import Spent, Tray, spent_id, tray_id
from bothways.pure.ballots import CrowdedError
from bothways.pure.mailbox import record_sizes, tray
from bothways.pure.mailbox.keys import MARK_LENGTH
from bothways.pure.mailbox.letters import HEAD_LENGTH
from bothways.pure.mailbox.stamps import HALF, SPENT_LENGTH

MARK = slice(HEAD_LENGTH - MARK_LENGTH, HEAD_LENGTH)
STAMP = slice(0, HALF)
MakeRow = Callable[[int, bytes], Any]


def lay_out_trays() -> None:
    """Lay out empty trays for all sizes that have none."""
    for size in record_sizes():
        if not Tray.objects.filter(size=size).exists():
            lay_out_letters(size, [])


def lay_out_letters(size: int, letters: Iterable[bytes], n_rows: int = tray.SMALLEST) -> None:
    """Lay the tray of a size out anew, with these letters in it, in so many rows or more."""

    def row(number: int, records: bytes) -> Tray:
        return Tray(id=tray_id(size, number), size=size, records=records)

    _lay_out(Tray.objects.filter(size=size), letters, size, n_rows, MARK, row)


def lay_out_spent(month: str, spent: Iterable[bytes] = (), n_rows: int = tray.SMALLEST) -> None:
    """Lay the spent stamps of a month out anew, in so many rows or more."""

    def row(number: int, records: bytes) -> Spent:
        return Spent(id=spent_id(month, number), month=month, records=records)

    _lay_out(Spent.objects.filter(month=month), spent, SPENT_LENGTH, n_rows, STAMP, row)


def _lay_out(
    there: QuerySet[Any], records: Iterable[bytes], size: int, n_rows: int, key: slice, row: MakeRow
) -> None:
    all_ = list(records)
    while True:
        try:
            rows = tray.laid_out(all_, size, n_rows, key=key)
            break
        except CrowdedError:
            n_rows *= 2
    model: type[Model] = there.model
    there.delete()
    model._default_manager.bulk_create(row(number, found) for number, found in enumerate(rows))
