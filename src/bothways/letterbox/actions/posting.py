"""Putting one sealed letter into its tray: with a stamp and no name, or as an answer of a desk."""

from contextlib import suppress

from django.db import DatabaseError, transaction
from django.utils.timezone import localtime

from bothways.ballotbox.errors import BusyRefusal
from bothways.ballotbox.trouble import trouble
from bothways.letterbox.errors import (
    FalseStampRefusal,
    NoLetterRefusal,
    OldStampRefusal,
    SpentRefusal,
)
from bothways.letterbox.models import Month, Spent, Tray, spent_id, tray_id
from bothways.letterbox.queries import BALLOTS
from bothways.letterbox.trays import (
    lay_out_letters,
    lay_out_spent,
    lay_out_trays,
    place_of,
    place_of_stamp,
)
from bothways.pure.ballots import BallotError, CrowdedError, ForgedError
from bothways.pure.mailbox import Letter, Posted, spent_record, tray
from bothways.pure.mailbox.stamps import HALF, SPENT_LENGTH


def post_letter(body: bytes) -> None:
    """Take one stamped letter. The very same again changes nothing.

    Everything is verified before the database is locked. Raises a BoxRefusal otherwise; then
    nothing was changed, and the stamp can still be used.
    """
    try:
        posted = Posted.from_json(body)
        _verify(posted)
        record = posted.letter.pack()
        with transaction.atomic(using=BALLOTS):
            if spend(posted.month_key.hex(), spent_record(posted.key, record)):
                _lay_in(record)
    except ForgedError:
        raise FalseStampRefusal from None
    except BallotError:
        raise NoLetterRefusal from None
    except DatabaseError as error:
        raise (trouble(error) or error) from None


def put_letter(record: bytes) -> None:
    """Lay a desk's answer beside the letters. Raises a BoxRefusal; then nothing was changed.

    Answers cost no stamp, so they make a tray grow to a quarter of its most and no further: what
    one reader does leaves room for everybody who writes.
    """
    try:
        record = Letter.unpack(record).pack()
        with transaction.atomic(using=BALLOTS):
            _lay_in(record, share=4)
    except BallotError:
        raise NoLetterRefusal from None
    except DatabaseError as error:
        raise (trouble(error) or error) from None


def _verify(posted: Posted) -> None:
    month = Month.objects.filter(pk=posted.month_key.hex()).first()
    if month is None:
        raise OldStampRefusal
    if month.month > f"{localtime():%Y-%m}":  # who used it now would be told from all others
        raise FalseStampRefusal
    posted.check(bytes(month.public_key))


def spend(month: str, spent: bytes) -> bool:
    """Note what a stamp paid for; say whether that is still to be laid in.

    month: the key's id. To be called inside a transaction. Raises OldStampRefusal, or
    SpentRefusal if the stamp paid for something else.
    """
    if not Month.objects.select_for_update().filter(pk=month).exists():
        raise OldStampRefusal
    n_rows = Spent.objects.filter(month=month).count()
    row = spent_id(month, tray.row_of(place_of_stamp(spent), n_rows))
    there = bytes(Spent.objects.values_list("records", flat=True).get(pk=row))
    for other in tray.records(there, SPENT_LENGTH):
        if other[:HALF] == spent[:HALF]:
            if other == spent:
                return False
            raise SpentRefusal
    try:
        Spent.objects.filter(pk=row).update(records=tray.put(there, spent))
    except CrowdedError:
        _spend_in_more_rows(month, spent, 2 * n_rows)
    return True


def _spend_in_more_rows(month: str, spent: bytes, n_rows: int) -> None:
    rows = Spent.objects.filter(month=month).values_list("records", flat=True)
    all_ = [one for row in rows for one in tray.records(bytes(row), SPENT_LENGTH)]
    lay_out_spent(month, [*all_, spent], n_rows)


def _lay_in(record: bytes, share: int = 1) -> None:
    """Put a letter into its row; a full tray is laid out anew in twice as many.

    share: the part of the most rows that the tray may grow to for this letter.
    """
    size = len(record)
    rows = dict(
        Tray.objects.select_for_update().filter(size=size).order_by("id").values_list("id", "size")
    )
    if not rows:
        lay_out_trays()
    n_rows = len(rows) or tray.SMALLEST
    row = tray_id(size, tray.row_of(place_of(record), n_rows))
    there = Tray.objects.filter(pk=row).values_list("records", flat=True).first()
    if there is None:  # on PostgreSQL, if it was laid out anew while this one waited
        raise BusyRefusal
    try:
        Tray.objects.filter(pk=row).update(records=tray.put(bytes(there), record))
    except CrowdedError:
        most = tray.most_rows(size) // share
        if 2 * n_rows <= most:
            lay_out_letters(size, [*_all_of(size), record], 2 * n_rows, most)
        else:
            _lay_in_another(record, size)


def _lay_in_another(record: bytes, size: int) -> None:
    """Put a letter into whichever row has room, in a tray that may not grow."""
    for row in Tray.objects.filter(size=size).order_by("id"):
        with suppress(CrowdedError):
            Tray.objects.filter(pk=row.pk).update(records=tray.put(bytes(row.records), record))
            return
    raise BusyRefusal


def _all_of(size: int) -> list[bytes]:
    rows = Tray.objects.filter(size=size).values_list("records", flat=True)
    return [one for row in rows for one in tray.records(bytes(row), size)]
