"""Queries that are put together once a process and asked often, with blanks for what differs.

To put a query together takes Python many times as long as the database takes to answer it. A list
that everybody opens says the same query each time, for another person and another day.

    N_OPEN = KeptQuery(lambda: Commitment.objects.filter(due_on__lt=Day("on")).values_list("pk"))
    N_OPEN.count(on=today)
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, Generic, TypeVar

from django.db import connections, router
from django.db.models import DateField, Field, Model, QuerySet, UUIDField, Value
from django.utils.functional import cached_property

NO_TIME = timedelta()
M = TypeVar("M", bound=Model)
Fill = Callable[[Any], Any]  # what is asked, to what goes into the blank


class Blank(Value):
    """A place in a query for what is only known when it is asked."""

    def __init__(self, fill: Fill, kind: "Field[Any, Any]") -> None:
        super().__init__(fill, output_field=kind)

    def as_sql(self, *_args: Any, **_options: Any) -> tuple[str, list[Any]]:
        return "%s", [self]

    def filled(self, asking: Any, connection: Any) -> Any:
        """Return what goes there, as this database takes it."""
        return self.output_field.get_db_prep_value(self.value(asking), connection)


class Id(Blank):
    """The id of a row, by the name under which it is said."""

    def __init__(self, name: str) -> None:
        super().__init__(lambda said: said[name], UUIDField())


class Day(Blank):
    """A day by its name, or one so much later."""

    def __init__(self, name: str, later: timedelta = NO_TIME) -> None:
        super().__init__(lambda said: said[name] + later, DateField())
        self.name, self.later = name, later

    def __sub__(self, other: Any) -> Any:
        is_while = isinstance(other, timedelta)
        return Day(self.name, self.later - other) if is_while else super().__sub__(other)


class KeptQuery:
    """A query of columns, put together when it is first asked.

    make: returns its rows by values_list(); reads nothing, and fixes nothing but by blanks.
    """

    def __init__(self, make: "Callable[[], QuerySet[Any, Any]]") -> None:
        self._make = make

    def rows(self, **said: Any) -> list[tuple[Any, ...]]:
        """Return all rows (1 query)."""
        return self._whole.rows("{}", [], said)

    def part(self, start: int, end: int, **said: Any) -> list[tuple[Any, ...]]:
        """Return the rows from one place on and before another (1 query)."""
        return self._whole.rows("{} LIMIT %s OFFSET %s", [end - start, start], said)

    def count(self, **said: Any) -> int:
        """Return how many rows there are (1 query)."""
        ((n,),) = self._unordered.fetched("SELECT COUNT(*) FROM ({}) AS counted", [], said)
        return int(n)

    @cached_property
    def _whole(self) -> "_Text":
        return _Text(self._make())

    @cached_property
    def _unordered(self) -> "_Text":
        return _Text(self._make().order_by())


class KeptThings(Generic[M]):
    """A query of whole rows, put together when it is first asked.

    make: returns the rows without others joined to them; besides it is as for a KeptQuery.
    """

    def __init__(self, make: Callable[[], QuerySet[M]]) -> None:
        self._make = make

    def all(self, **said: Any) -> list[M]:
        """Return the things (1 query)."""
        return [self._thing(row) for row in self._rows.rows(**said)]

    def first(self, **said: Any) -> M | None:
        """Return the first of them, or None (1 query)."""
        return next(map(self._thing, self._rows.part(0, 1, **said)), None)

    def _thing(self, row: tuple[Any, ...]) -> M:
        return thing_of(self._model, self._names, row)

    @cached_property
    def _model(self) -> type[M]:
        return self._make().model

    @cached_property
    def _names(self) -> list[str]:
        return names_of(self._model)

    @cached_property
    def _rows(self) -> KeptQuery:
        return KeptQuery(lambda: self._make().values_list(*self._names))


def names_of(model: type[Model], *left_out: str) -> list[str]:
    """Return the names of a row's columns, but for those that are left out."""
    names = [field.attname for field in model._meta.concrete_fields]
    return [name for name in names if name not in left_out]


def thing_of(model: type[M], names: Sequence[str], row: Sequence[Any]) -> M:
    """Return the thing of which these columns were read."""
    return model.from_db(router.db_for_read(model), names, row)


class _Text:
    """The text of a query, what goes into it, and how its columns are read."""

    def __init__(self, query: "QuerySet[Any, Any]") -> None:
        self.query = query
        compiler = query.query.get_compiler(query.db)
        self.text, self.values = compiler.as_sql()
        self.converters = compiler.get_converters([column for column, *_ in compiler.select])

    def fetched(self, around: str, more: Sequence[Any], said: Any) -> list[tuple[Any, ...]]:
        """Return the rows as the database tells them; around: what is said about the query."""
        base = connections[self.query.db]
        values = [one.filled(said, base) if isinstance(one, Blank) else one for one in self.values]
        with base.cursor() as cursor:
            cursor.execute(around.format(self.text), [*values, *more])
            return list(cursor.fetchall())

    def rows(self, around: str, more: Sequence[Any], said: Any) -> list[tuple[Any, ...]]:
        """Return the rows with each column as its field reads it."""
        base = connections[self.query.db]
        rows = [list(row) for row in self.fetched(around, more, said)]
        for place, (converters, expression) in self.converters.items():
            for row in rows:
                for convert in converters:
                    row[place] = convert(row[place], expression, base)
        return [tuple(row) for row in rows]
