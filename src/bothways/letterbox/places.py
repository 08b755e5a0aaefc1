"""Places for pieces of attachments: numbered, laid out ahead, chosen by chance.

No place tells who came before: when they are nearly full, more are laid out, and chance moves as
much of what lies there over as if all had been there from the beginning.
"""

from secrets import SystemRandom

from django.db.models import Max, Subquery

from bothways.ballotbox.errors import BusyRefusal
from bothways.letterbox.models import Place
from bothways.pure.mailbox.pieces import PIECE

FEWEST = 32
STEP = 256  # places that are laid out at once, at most: whoever votes waits for no more than that
MOST = 2_048  # a quarter of a gigabyte in a half day
TRIES = 12  # places that are looked at before more are laid out
AT_ONCE = 16
EMPTY = bytes(PIECE)
CHANCE = SystemRandom()


def lay_in(record: bytes) -> None:
    """Put a piece into an empty place, chosen by chance. Raises BusyRefusal if there is none."""
    for _ in range(TRIES):  # on PostgreSQL somebody else may take the place just now
        empty = Place.objects.filter(pk=_empty_place(), is_full=False)
        if empty.update(is_full=True, records=record):
            return
    raise BusyRefusal


def lay_out(first: int, end: int) -> None:
    """Lay out empty places with these numbers."""
    fresh = (Place(id=number, is_full=False, records=EMPTY) for number in range(first, end))
    Place.objects.bulk_create(fresh, batch_size=AT_ONCE)


def n_places() -> int:
    """Return how many places there are; they are numbered from 0 on."""
    last = Place.objects.aggregate(last=Max("id"))["last"]
    return 0 if last is None else int(last) + 1


def _empty_place() -> int:
    n = n_places()
    if n == 0:
        lay_out(0, FEWEST)
        return CHANCE.randrange(FEWEST)
    found = _tried(n)
    if found is None and n < MOST:
        found = _tried(_lay_out_more(n))
    if found is None:
        empty = list(Place.objects.filter(is_full=False).values_list("id", flat=True))
        if not empty:
            raise BusyRefusal
        found = CHANCE.choice(empty)
    return found


def _tried(n: int) -> int | None:
    tries = [CHANCE.randrange(n) for _ in range(TRIES)]
    empty = set(Place.objects.filter(pk__in=tries, is_full=False).values_list("id", flat=True))
    return next((one for one in tries if one in empty), None)


def _lay_out_more(n: int) -> int:
    """Lay out more places; return how many there are. Chance says which pieces move over."""
    end = n + min(n, STEP)
    lay_out(n, end)
    full = list(Place.objects.filter(is_full=True, id__lt=n).values_list("id", flat=True))
    moving = [place for place in full if CHANCE.randrange(end) >= n][: end - n]
    for old, new in zip(moving, CHANCE.sample(range(n, end), len(moving)), strict=True):
        there = Place.objects.filter(pk=old).values("records")[:1]
        Place.objects.filter(pk=new).update(is_full=True, records=Subquery(there))
        Place.objects.filter(pk=old).update(is_full=False, records=EMPTY)
    return end
