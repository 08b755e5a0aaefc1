"""Which questions of a counted round ask for an answer: one rule, the same before and after.

It looks at nothing finer than the release: at the firm's published range of counts, and at what was
published when the same words were asked before.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bothways.pure.measurement import Direction, ReleasedCount, Strength, change_in_words

MOST = 5
FEW, WORSE = "few", "worse"


@dataclass(frozen=True)
class Figure:
    """The firm's published figure for one question: from `low` to `high` of `n` agreed.

    turned: agreeing is unfavourable. before: the last published figure for the same words.
    """

    code: str
    low: int
    high: int
    n: int
    turned: bool = False
    before: ReleasedCount | None = None

    @property
    def most_favourable(self) -> int:
        """How many can at most have answered favourably, as far as was published."""
        return self.n - self.low if self.turned else self.high


@dataclass(frozen=True)
class Asking:
    """A question that asks for an answer: 'few' agree for sure, or it is clearly 'worse'."""

    code: str
    why: str


def asking(figures: Iterable[Figure]) -> list[Asking]:
    """Return which of these questions ask for an answer, the lowest first, five at most."""
    found = [(figure, why) for figure in figures if (why := _why(figure))]
    found.sort(key=lambda pair: (pair[0].most_favourable / pair[0].n, pair[0].code))
    return [Asking(figure.code, why) for figure, why in found[:MOST]]


def _why(figure: Figure) -> str:
    if not figure.n:
        return ""
    if 2 * figure.most_favourable < figure.n:
        return FEW
    return WORSE if _is_clearly_worse(figure) else ""


def _is_clearly_worse(figure: Figure) -> bool:
    if figure.before is None:
        return False
    change = change_in_words(figure.before, ReleasedCount(figure.low, figure.high, figure.n))
    worse = Direction.UP if figure.turned else Direction.DOWN
    return change.direction is worse and change.strength is Strength.CLEARLY
