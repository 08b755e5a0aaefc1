"""Pieces of attachments: taken with the stamp of their letter, taken out at the fixed hour."""

from collections.abc import Callable, Sequence

from django.db import DatabaseError, transaction
from django.utils.timezone import localtime

from bothways.ballotbox.errors import ShapeRefusal
from bothways.ballotbox.trouble import trouble
from bothways.letterbox.actions.posting import spend
from bothways.letterbox.errors import FalseStampRefusal, OldStampRefusal
from bothways.letterbox.models import Month, Place, Spent
from bothways.letterbox.places import AT_ONCE, EMPTY, FEWEST, lay_in, n_places
from bothways.letterbox.queries import BALLOTS
from bothways.letterbox.remnants import owe
from bothways.pure.ballots import BallotError, ForgedError
from bothways.pure.mailbox.pieces import PostedPiece, spent_piece


def post_piece(body: bytes) -> None:
    """Take one stamped piece. The very same again changes nothing.

    Raises a BoxRefusal otherwise; then nothing was changed, and it can be sent again.
    """
    try:
        piece = PostedPiece.from_bytes(body)
        month = Month.objects.filter(pk=piece.month_key.hex()).first()
        if month is None:
            raise OldStampRefusal
        if month.month > f"{localtime():%Y-%m}":  # as of a letter: it would be told from all others
            raise FalseStampRefusal
        piece.check(bytes(month.public_key))
        spent = spent_piece(piece.key, piece.number, piece.record)
        with transaction.atomic(using=BALLOTS):
            if spend(piece.month_key.hex(), spent):
                lay_in(piece.record)
    except ForgedError:
        raise FalseStampRefusal from None
    except BallotError:
        raise ShapeRefusal from None
    except DatabaseError as error:
        raise (trouble(error) or error) from None


def take_pieces(keep: Callable[[Sequence[bytes]], None]) -> int:
    """Hand all pieces that wait to `keep`, some at a time, and overwrite each once it is kept.

    Returns how many there were. What was not kept stays; the same piece may be handed over again
    after a crash. Raises what `keep` raises.
    """
    places = list(Place.objects.filter(is_full=True).order_by("id").values_list("id", flat=True))
    for start in range(0, len(places), AT_ONCE):
        with transaction.atomic(using=BALLOTS):
            some = Place.objects.filter(pk__in=places[start : start + AT_ONCE], is_full=True)
            rows = list(some.select_for_update().order_by("id"))
            keep([bytes(row.records) for row in rows])
            here = [row.id for row in rows]
            Place.objects.filter(pk__in=here).update(is_full=False, records=EMPTY)
    if places:
        _draw_in()
    return len(places)


def _draw_in() -> None:
    """Give back what was laid out beyond the first places, unless pieces came in the meantime.

    The disk is written anew.
    """
    with transaction.atomic(using=BALLOTS):
        beyond = Place.objects.filter(id__gte=FEWEST)
        if n_places() > FEWEST and not beyond.filter(is_full=True).exists():
            beyond.delete()
        owe(Month, Place, Spent)
