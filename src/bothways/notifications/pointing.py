"""What stands in whose week, as pointers: every room says where, and all are found by one query.

A pointer is a row of a room's table, cut to the columns of Point, so that rooms which know
nothing of each other are asked together. What a line needs beyond that is read by the pointer's
`read`, once for all pointers of all rooms that name the same one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    DateField,
    Expression,
    F,
    IntegerField,
    QuerySet,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast

Read = Callable[[Sequence[str]], Iterable[Any]]  # ids to the rows that have them, in any order


class Point(NamedTuple):
    """One thing that stands in somebody's week; whose: None is everybody's.

    thing, about: ids, as text. said: somebody's words; who: a name; since: a day.
    """

    whose: UUID | None
    thing: str
    about: str
    said: str
    who: str
    since: date | None


@dataclass(frozen=True)
class Pointing:
    """Rows that point, the columns of a Point in them, and how the things they mean are read.

    read: None where the Point tells all that a line says. most: so many in each week, the newest
    by `since`; what no line would show is not read.
    """

    rows: QuerySet[Any]
    columns: Sequence[Any]
    read: Read | None = None
    most: int = 0


def point(
    rows: QuerySet[Any], read: Read | None = None, most: int = 0, /, **names: str | Expression
) -> Pointing:
    """Return a pointer for each of these rows: each part of a Point by the name of its column.

    Without `whose` it stands in everybody's week; `thing` is the row itself if nothing else is
    said.
    """
    columns = [
        _column(names, "whose", UUIDField()),
        Cast(names.get("thing", "pk"), TextField()),
        _column(names, "about", TextField()),
        _column(names, "said", TextField()),
        _column(names, "who", TextField()),
        _column(names, "since", DateField()),
    ]
    return Pointing(rows.order_by(), columns, read, most)


def found_by(pointings: Sequence[Pointing]) -> list[list[tuple[UUID | None, Any]]]:
    """Return, for each of these, whose week it is and what stands there, as pairs.

    1 query for all of them together, and 1 for each different `read` that has something to read.
    """
    points = _points_of(pointings)
    wanted: dict[Read, dict[str, None]] = {}  # ids in the order in which they were found
    for pointing, found in zip(pointings, points, strict=True):
        if pointing.read and found:
            ids = (row.thing for row in found)
            wanted.setdefault(pointing.read, {}).update(dict.fromkeys(ids))
    things = {read: _by_id(read(list(ids))) for read, ids in wanted.items()}
    return [
        _pairs(found, things.get(pointing.read) if pointing.read else None)
        for pointing, found in zip(pointings, points, strict=True)
    ]


def _column(names: Mapping[str, str | Expression], name: str, kind: Any) -> Any:
    """Return a column, or one without a value that has its type: a database joins like to like."""
    if name not in names:
        return Value("") if isinstance(kind, TextField) else Cast(Value(None), kind)
    said = names[name]
    if name == "about":
        return Cast(said, kind)
    return F(said) if isinstance(said, str) else said


def _points_of(pointings: Sequence[Pointing]) -> list[list[Point]]:
    points: list[list[Point]] = [[] for _ in pointings]
    queries = [
        pointing.rows.values_list(Value(place, IntegerField()), *pointing.columns)
        for place, pointing in enumerate(pointings)
    ]
    if queries:
        for place, *columns in queries[0].union(*queries[1:], all=True):
            points[place].append(Point(*columns))
    return [_newest(found, one.most) for found, one in zip(points, pointings, strict=True)]


def _newest(points: list[Point], most: int) -> list[Point]:
    """Return so many points of each week, those that are newest by their `since`."""
    if not most:
        return points
    left: Counter[UUID | None] = Counter()
    newest = []
    for row in sorted(points, key=lambda row: (str(row.since), row.thing), reverse=True):
        left[row.whose] += 1
        if left[row.whose] <= most:
            newest.append(row)
    return newest


def _pairs(
    found: Sequence[Point], things: Mapping[str, Any] | None
) -> list[tuple[UUID | None, Any]]:
    if things is None:
        return [(row.whose, row) for row in found]
    there = ((row.whose, things.get(row.thing.replace("-", ""))) for row in found)
    return [(whose, thing) for whose, thing in there if thing is not None]


def _by_id(rows: Iterable[Any]) -> dict[str, Any]:
    """Return rows by their ids as text; a UUID without strokes, which not every database writes."""
    return {row.pk.hex if isinstance(row.pk, UUID) else str(row.pk): row for row in rows}
