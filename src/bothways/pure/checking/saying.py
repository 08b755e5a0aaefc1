"""How findings about the record speak of entries."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from bothways.pure.canonical import canonical_json
from bothways.pure.checking.findings import Finding, wrong
from bothways.pure.checking.record_files import Place

MOST = 20
LONGEST = 300

Odd = TypeVar("Odd")


def many(odd: Sequence[Odd], say: Callable[[Odd], Finding]) -> Iterator[Finding]:
    """Yield a finding for each, up to twenty, and one for how many more there are."""
    yield from map(say, odd[:MOST])
    if len(odd) > MOST:
        code = say(odd[0]).code
        yield wrong(code, f"And {len(odd) - MOST:,} more of this kind.")


def short(place: Place) -> str:
    """Return what an entry says, on one line: its verb, its day, its details."""
    if not place.verb:
        return "nothing that can be read"
    day = str(place.told.get("at", ""))[:10]
    try:
        details = canonical_json(dict(place.details))
    except (ValueError, TypeError):
        details = "{...}"
    said = f"{place.verb} of {day} {details}"
    return said if len(said) <= LONGEST else said[:LONGEST] + "..."


def entries(numbers: Iterable[int]) -> str:
    """Return 'Entry 3 is' or 'Entries 3, 5 to 9 are'."""
    runs = _runs(sorted(numbers))
    told = [f"{a:,}" if a == b else f"{a:,} to {b:,}" for a, b in runs[:MOST]]
    told += ["and others"] if len(runs) > MOST else []
    alone = len(runs) == 1 and runs[0][0] == runs[0][1]
    return f"Entry {told[0]} is" if alone else f"Entries {', '.join(told)} are"


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Return the first and last of each unbroken row of numbers."""
    rows = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    whole = [[number for _at, number in row] for _key, row in rows]
    return [(row[0], row[-1]) for row in whole]
