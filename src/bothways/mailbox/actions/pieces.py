"""Pieces of attachments come out with the letters that they belong to, and go after 100 days."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.utils.timezone import localtime

from bothways.letterbox import actions as letterbox
from bothways.mailbox.models import Piece
from bothways.pure.mailbox import hour_name
from bothways.pure.mailbox.pieces import id_in

KEPT_DAYS = 100


def put_out_pieces(hour: str) -> int:
    """Keep all pieces that wait where readers fetch them; return how many there were.

    Of two pieces of one id the first one stays. Said again after a crash, it doubles nothing.
    """
    return letterbox.take_pieces(partial(_keep, hour))


def forget_old_pieces(*, at: datetime) -> int:
    """Delete pieces that came out more than 100 days ago; return how many there were."""
    oldest = hour_name(localtime(at) - timedelta(days=KEPT_DAYS))
    gone, _by_model = Piece.objects.filter(hour__lt=oldest).delete()
    return gone


def _keep(hour: str, records: Sequence[bytes]) -> None:
    fresh = (Piece(id=id_in(record), hour=hour, record=record) for record in records)
    Piece.objects.bulk_create(fresh, ignore_conflicts=True)
