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

from django.core.exceptions import EmptyResultSet
from django.db import connections
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

from bothways.notifications.blanks import Asking
from bothways.storage.kept_queries import filled

Told = list[Any]  # the columns of a Point as the database tells them
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


@dataclass(frozen=True)
class Statement:
    """All pointers as one query, put together: its text, what goes into it, who it is made of."""

    text: str
    values: Sequence[Any]
    pointings: Sequence[Pointing]

    def points(self, asking: Asking) -> list[list[Point]]:
        """Ask it, and return the points of each pointing (1 query)."""
        told: list[list[Told]] = [[] for _ in self.pointings]
        if self.text:
            base = connections[self.pointings[0].rows.db]
            with base.cursor() as cursor:
                cursor.execute(self.text, filled(self.values, asking, base))
                for place, *row in cursor.fetchall():
                    told[place].append(row)
        newest = (_newest(rows, one.most) for rows, one in zip(told, self.pointings, strict=True))
        return [[_point(*row) for row in rows] for rows in newest]


def put_together(pointings: Sequence[Pointing]) -> Statement:
    """Return the one query of all these pointers. It reads nothing."""
    queries = [
        pointing.rows.values_list(Value(place, IntegerField()), *pointing.columns)
        for place, pointing in enumerate(pointings)
    ]
    if not queries:
        return Statement("", (), ())
    whole = queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0]
    try:
        text, values = whole.query.get_compiler(whole.db).as_sql()
    except EmptyResultSet:
        return Statement("", (), pointings)
    return Statement(text, values, pointings)


def found_by(statement: Statement, asking: Asking) -> list[list[tuple[UUID | None, Any]]]:
    """Return, for each of its pointings, whose week it is and what stands there, as pairs.

    1 query for all of them together, and 1 for each different `read` that has something to read.
    """
    points = statement.points(asking)
    wanted: dict[Read, dict[str, None]] = {}  # ids in the order in which they were found
    for pointing, found in zip(statement.pointings, points, strict=True):
        if pointing.read and found:
            ids = (row.thing for row in found)
            wanted.setdefault(pointing.read, {}).update(dict.fromkeys(ids))
    things = {read: _by_id(read(list(ids))) for read, ids in wanted.items()}
    return [
        _pairs(found, things.get(pointing.read) if pointing.read else None)
        for pointing, found in zip(statement.pointings, points, strict=True)
    ]


def _column(names: Mapping[str, str | Expression], name: str, kind: Any) -> Any:
    """Return a column, or one without a value that has its type: a database joins like to like."""
    if name not in names:
        return Value("") if isinstance(kind, TextField) else Cast(Value(None), kind)
    said = names[name]
    if name == "about":
        return Cast(said, kind)
    return F(said) if isinstance(said, str) else said


def _uuid(told: Any) -> UUID | None:
    return UUID(told) if isinstance(told, str) else told


def _date(told: Any) -> date | None:
    return date.fromisoformat(told) if isinstance(told, str) else told


def _newest(told: list[Told], most: int) -> list[Told]:
    """Return so many rows of each week, those that are newest by their `since`.

    It is done with rows as the database tells them: of a thousand, a few become points.
    """
    if not most:
        return told
    left: Counter[Any] = Counter()
    newest = []
    for row in sorted(told, key=lambda row: (str(row[-1]), row[1]), reverse=True):
        left[row[0]] += 1
        if left[row[0]] <= most:
            newest.append(row)
    return newest


def _point(whose: Any, thing: str, about: str, said: str, who: str, since: Any) -> Point:
    return Point(_uuid(whose), thing, about, said, who, _date(since))


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
