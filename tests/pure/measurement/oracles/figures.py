"""What is compared: single figures as a paper printed them, and whole families of R's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EXACT = 1e-9
"""Both sides have a formula: R's files keep 11 digits."""

SEARCHED = 1e-6
"""R walks towards the most likely values and stops near them."""


@dataclass(frozen=True)
class Family:
    """Figures of one kind. by: what computed the expected ones; why: where a tolerance is wide."""

    what: str
    data: str
    by: str
    tolerance: float
    expected: Floats
    got: Floats
    why: str = ""

    @property
    def differences(self) -> Floats:
        """How far each is from what was expected, relative where that is above 1."""
        return np.asarray(np.abs(self.got - self.expected) / np.maximum(1, np.abs(self.expected)))

    @property
    def holds(self) -> bool:
        """Every figure is as expected, within the tolerance."""
        return bool((self.differences <= self.tolerance).all())


@dataclass(frozen=True)
class Published:
    """One figure as it is printed, and what comes out here."""

    what: str
    source: str
    printed: str
    got: float

    @property
    def tolerance(self) -> float:
        """Half of the last printed place."""
        return float(Decimal(1).scaleb(int(Decimal(self.printed).as_tuple().exponent)) / 2)

    @property
    def difference(self) -> float:
        """How far what comes out here is from what was printed."""
        return abs(self.got - float(self.printed))

    @property
    def holds(self) -> bool:
        """It is what was printed, but for the rounding."""
        return self.difference <= self.tolerance * (1 + 1e-9)


def family(
    what: str,
    data: str,
    by: str,
    pairs: Iterable[tuple[Any, Any]],
    tolerance: float = EXACT,
    why: str = "",
) -> Family:
    """Return a family of (expected, got) pairs, each a number or a row of as many numbers."""
    both = [(np.ravel(expected), np.ravel(got)) for expected, got in pairs]
    expected, got = (np.concatenate([pair[side] for pair in both]) for side in (0, 1))
    return Family(what, data, by, tolerance, expected.astype(float), got.astype(float), why)


def picked(rows: Sequence[dict[str, Any]], key: str) -> list[float]:
    """Return one figure of every row of an oracle."""
    return [float(row[key]) for row in rows]
