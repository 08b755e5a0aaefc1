"""What a release says of one promise, in words: from released figures of the whole firm alone."""

from django.utils.translation import gettext as _

from bothways.confirmations.models import Gathered
from bothways.pure.disclosure import Cell
from bothways.results.queries import AGREES_FROM

Asks = Gathered.Asks


def say(asks: str, cell: Cell | None) -> str:
    """Return how many say that it was kept, or that it helped, with the range that was released."""
    if cell is None or cell.n is None:
        return _("Too few answered to say.")
    low, high = cell.ge[AGREES_FROM]
    numbers = {"low": low, "high": high, "n": cell.n}
    return (_helped if asks == Asks.HELPED else _kept)(low, high, cell.n) % numbers


def _kept(low: int, high: int, n: int) -> str:
    if low == high:
        return _("%(low)d of %(n)d who answered say it was kept.")
    if high == n:
        return _("At least %(low)d of %(n)d who answered say it was kept.")
    if low == 0:
        return _("At most %(high)d of %(n)d who answered say it was kept.")
    return _("Between %(low)d and %(high)d of %(n)d who answered say it was kept.")


def _helped(low: int, high: int, n: int) -> str:
    if low == high:
        return _("%(low)d of %(n)d who answered say it has made a difference.")
    if high == n:
        return _("At least %(low)d of %(n)d who answered say it has made a difference.")
    if low == 0:
        return _("At most %(high)d of %(n)d who answered say it has made a difference.")
    return _("Between %(low)d and %(high)d of %(n)d who answered say it has made a difference.")
