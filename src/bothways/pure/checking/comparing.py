"""Two copies of the record's file: which entries were changed, taken out, put in or moved."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bothways.pure.checking.findings import Finding, right, wrong
from bothways.pure.checking.record_files import Place, RecordFile
from bothways.pure.checking.saying import many, short


@dataclass(frozen=True)
class Gap:
    """What stands between two entries that both copies have in the same order."""

    before: Sequence[Place]
    now: Sequence[Place]
    is_last: bool


def compare(name: str, now: RecordFile, before: RecordFile) -> list[Finding]:
    """Return what became of the entries of an older copy, called `name`; each with its places."""
    n = len(before.places)
    if [one.commitment for one in now.places[:n]] == [one.commitment for one in before.places]:
        return [right("older", f"{name}: all its {n:,} entries stand where they stood.")]
    return list(_differences(name, now, before))


def _differences(name: str, now: RecordFile, before: RecordFile) -> Iterator[Finding]:
    kept = _in_both(before.places, now.places)
    fixed = [kept[at] for at in _longest_in_order([there for _here, there in kept])]
    steady = set(fixed)
    moved = [pair for pair in kept if pair not in steady]
    both = {before.places[here].commitment for here, _there in kept}
    changed, taken, put_in = _rest(_gaps(before.places, now.places, fixed), both)
    yield from many(moved, lambda pair: _moved(name, before.places[pair[0]], pair[1]))
    yield from many(changed, lambda pair: _changed(name, *pair))
    yield from many(taken, lambda place: _taken(name, place))
    yield from many(put_in, lambda place: _put_in(name, place))


def _rest(
    gaps: Iterator[Gap], both: set[bytes]
) -> tuple[list[tuple[Place, Place]], list[Place], list[Place]]:
    """Return what was written over, what was taken out, what was put in.

    What is new behind the last entry that both have came later in order, and is left out.
    """
    changed, taken, put_in = [], [], []
    for gap in gaps:
        free: dict[str, list[Place]] = {}
        for place in gap.now:
            if place.commitment not in both:
                free.setdefault(_moment(place), []).append(place)
        for place in gap.before:
            if place.commitment in both:
                continue
            alike = free.get(_moment(place))
            if alike:
                changed.append((place, alike.pop(0)))
            else:
                taken.append(place)
        put_in += [] if gap.is_last else [place for alike in free.values() for place in alike]
    return changed, taken, put_in


def _moment(place: Place) -> str:
    """Return by what an entry is known again that was written over: its moment."""
    return str(place.told.get("at") or place.position)


def _changed(name: str, before: Place, now: Place) -> Finding:
    says = (
        f"Entry {now.number:,} was changed. In {name} it says: {short(before)}. Now: {short(now)}."
    )
    return wrong("older.changed", says, now.number)


def _taken(name: str, place: Place) -> Finding:
    says = f"Entry {place.number:,} of {name} was taken out: {short(place)}."
    return wrong("older.taken", says, place.number)


def _put_in(name: str, place: Place) -> Finding:
    says = f"Entry {place.number:,} was put in since {name}: {short(place)}."
    return wrong("older.put_in", says, place.number)


def _moved(name: str, before: Place, there: int) -> Finding:
    says = f"Entry {before.number:,} of {name} was moved: it is number {there + 1:,} now."
    return wrong("older.moved", says, there + 1)


def _in_both(before: Sequence[Place], now: Sequence[Place]) -> list[tuple[int, int]]:
    """Return (place before, place now) of what both have; a commitment stands there once."""
    there = {place.commitment: at for at, place in enumerate(now)}
    return [(at, there[one.commitment]) for at, one in enumerate(before) if one.commitment in there]


def _longest_in_order(numbers: Sequence[int]) -> list[int]:
    """Return the places of the longest row of growing numbers (patience sorting)."""
    ends: list[int] = []  # the smallest end of a row of each length
    holders: list[int] = []
    back: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        back.append(holders[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        holders[length : length + 1] = [at]
    row, at = [], holders[-1] if holders else -1
    while at >= 0:
        row.append(at)
        at = back[at]
    return row[::-1]


def _gaps(
    before: Sequence[Place], now: Sequence[Place], fixed: Sequence[tuple[int, int]]
) -> Iterator[Gap]:
    last_before, last_now = -1, -1
    for here, there in [*fixed, (len(before), len(now))]:
        if here - last_before > 1 or there - last_now > 1:
            is_last = here == len(before)
            yield Gap(before[last_before + 1 : here], now[last_now + 1 : there], is_last)
        last_before, last_now = here, there
