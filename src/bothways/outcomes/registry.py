"""What other rooms count by themselves: each registers here what it can deliver for a month."""

from collections.abc import Callable
from decimal import Decimal

from bothways.outcomes.months import Month

Source = Callable[[Month], Decimal | None]

SOURCES: dict[str, Source] = {}


def delivers(measure: str) -> Callable[[Source], Source]:
    """Register a function of the month that returns a measure's figure, None where there is none.

    measure: the code of one that every firm has, as 'days_to_decide'. A figure that somebody
    typed in is never written over.
    """

    def register(source: Source) -> Source:
        SOURCES[measure] = source
        return source

    return register
