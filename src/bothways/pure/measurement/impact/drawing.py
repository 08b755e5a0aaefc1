"""A draw from a public seed: anybody who has the seed and the names gets the same order.

Each name is put behind the seed, hashed, and the hashes are sorted. Nobody can know the order
before the seed is there, and nobody can draw again with the same seed and get another one.
Source: the permutation by keyed hash, as in sealed public lotteries; SHA-256 is FIPS 180-4.
"""

import hashlib
from collections.abc import Iterable


def in_drawn_order(seed: str, names: Iterable[str]) -> list[str]:
    """Return the names in the order of SHA-256 over seed, a newline, and the name (UTF-8, hex).

    The order in which the names come in means nothing. Raises ValueError for an empty seed or for
    a name that comes twice.
    """
    listed = list(names)
    if not seed:
        raise ValueError("a draw needs a seed")
    if len(set(listed)) != len(listed):
        raise ValueError("every name stands once in a draw")
    return sorted(listed, key=lambda name: hashlib.sha256(f"{seed}\n{name}".encode()).hexdigest())


def draw(seed: str, names: Iterable[str], n: int) -> list[str]:
    """Return the first n names of the drawn order. Raises ValueError if n is not among 1 .. all."""
    ordered = in_drawn_order(seed, names)
    if not 1 <= n <= len(ordered):
        raise ValueError("as many are drawn as there are, or fewer, and one at least")
    return ordered[:n]
