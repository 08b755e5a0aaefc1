"""What a release says of one promise or vote, in words: released figures of the firm alone."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bothways.confirmations.models import Gathered
from bothways.pure.disclosure import Cell
from bothways.results.queries import AGREES_FROM

Asks = Gathered.Asks


@dataclass(frozen=True)
class Sentences:
    """How one kind of figure is said; each with %(low)d or %(high)d or both, of %(n)d."""

    exactly: Promise
    at_least: Promise
    at_most: Promise
    between: Promise

    def say(self, cell: Cell | None) -> str:
        """Return how many agree, with the range that was released."""
        if cell is None or cell.n is None:
            return _("Too few answered to say.")
        low, high = cell.ge[AGREES_FROM]
        return str(self._fitting(low, high, cell.n)) % {"low": low, "high": high, "n": cell.n}

    def _fitting(self, low: int, high: int, n: int) -> Promise:
        if low == high:
            return self.exactly
        if high == n:
            return self.at_least
        return self.at_most if low == 0 else self.between


KEPT = Sentences(
    gettext_lazy("%(low)d of %(n)d who answered say it was kept."),
    gettext_lazy("At least %(low)d of %(n)d who answered say it was kept."),
    gettext_lazy("At most %(high)d of %(n)d who answered say it was kept."),
    gettext_lazy("Between %(low)d and %(high)d of %(n)d who answered say it was kept."),
)
HELPED = Sentences(
    gettext_lazy("%(low)d of %(n)d who answered say it has made a difference."),
    gettext_lazy("At least %(low)d of %(n)d who answered say it has made a difference."),
    gettext_lazy("At most %(high)d of %(n)d who answered say it has made a difference."),
    gettext_lazy(
        "Between %(low)d and %(high)d of %(n)d who answered say it has made a difference."
    ),
)


def say(asks: str, cell: Cell | None) -> str:
    """Return how many say that it was kept, or that it helped, with the range that was released."""
    return (HELPED if asks == Asks.HELPED else KEPT).say(cell)
