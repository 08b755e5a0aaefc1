"""Queries that are put together once a process and asked often, with blanks for what differs.

To put a query together takes Python many times as long as the database takes to answer it. A list
that everybody opens says the same query each time, for another person and another day.

    N_OPEN = KeptQuery(lambda: Commitment.objects.filter(due_on__lt=Day("on")).values_list("pk"))
    N_OPEN.count(on=today)
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from itertools import chain
from typing import Any, Generic, TypeVar

from django.db import connections, router
from django.db.models import DateField, Field, Model, QuerySet, UUIDField, Value
from django.utils.functional import cached_property

NO_TIME = timedelta()
FEWEST_AT_ONCE, MOST_AT_ONCE = 8, 4096  # ids in one query
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


def filled(values: Sequence[Any], asking: Any, connection: Any) -> list[Any]:
    """Return what goes into a query; a blank that stands in it many times is filled once."""
    blanks = {id(one): one for one in values if isinstance(one, Blank)}
    told = {key: one.filled(asking, connection) for key, one in blanks.items()}
    return [told.get(id(one), one) for one in values]


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

    make: as for a KeptQuery, but it returns the rows themselves. left_out: columns that are read
    when somebody asks for them. beside: relations to one row that comes along, each with the
    columns left out of that.
    """

    def __init__(
        self, make: Callable[[], QuerySet[M]], *left_out: str, **beside: Sequence[str]
    ) -> None:
        self._make, self._left_out, self._beside = make, left_out, beside

    def all(self, **said: Any) -> list[M]:
        """Return the things (1 query)."""
        return self._columns.things(self._rows.rows(**said))

    def first(self, **said: Any) -> M | None:
        """Return the first of them, or None (1 query)."""
        return next(iter(self._columns.things(self._rows.part(0, 1, **said))), None)

    @cached_property
    def _columns(self) -> "_Columns[M]":
        return _Columns(self._make().model, self._left_out, self._beside)

    @cached_property
    def _rows(self) -> KeptQuery:
        return KeptQuery(lambda: self._make().values_list(*self._columns.names))


class KeptByIds(Generic[M]):
    """Whole rows by their ids, in any order; left_out, beside: as for KeptThings."""

    def __init__(self, model: type[M], *left_out: str, **beside: Sequence[str]) -> None:
        self._model, self._left_out, self._beside = model, left_out, beside
        self._kept: dict[int, KeptQuery] = {}  # by how many ids there is room for

    def __call__(self, ids: Iterable[Any]) -> list[M]:
        """Return those of these that are there (1 query for each 4,096)."""
        wanted = list(ids)
        parts = (wanted[at : at + MOST_AT_ONCE] for at in range(0, len(wanted), MOST_AT_ONCE))
        return self._columns.things(chain.from_iterable(map(self._rows, parts)))

    def _rows(self, ids: list[Any]) -> list[tuple[Any, ...]]:
        """Ask in one of a few sizes, so that few are kept; the last id fills the room left."""
        room = max(FEWEST_AT_ONCE, 1 << (len(ids) - 1).bit_length())
        if room not in self._kept:
            self._kept[room] = KeptQuery(partial(self._make, room))
        return self._kept[room].rows(ids=ids + ids[-1:] * (room - len(ids)))

    def _make(self, room: int) -> "QuerySet[M, Any]":
        blanks = [Blank(partial(_nth_id, nth), self._model._meta.pk) for nth in range(room)]
        rows = self._model._default_manager.filter(pk__in=blanks).order_by()
        return rows.values_list(*self._columns.names)

    @cached_property
    def _columns(self) -> "_Columns[M]":
        return _Columns(self._model, self._left_out, self._beside)


def _nth_id(nth: int, said: Any) -> Any:
    return said["ids"][nth]


class _Columns(Generic[M]):
    """Of which columns things are made, and those that stand beside them."""

    def __init__(
        self, model: type[M], left_out: Sequence[str], beside: Mapping[str, Sequence[str]]
    ) -> None:
        self._model, self._own = model, names_of(model, *left_out)
        fields: list[tuple[Any, Sequence[str]]] = [
            (model._meta.get_field(name), out) for name, out in beside.items()
        ]
        self._beside = [(field, names_of(field.related_model, *out)) for field, out in fields]

    @property
    def names(self) -> list[str]:
        """The columns of a row, the thing's own first."""
        return self._own + [f"{one.name}__{name}" for one, names in self._beside for name in names]

    def things(self, rows: Iterable[tuple[Any, ...]]) -> list[M]:
        """Return the things of these rows; who stands beside several of them is made once."""
        seen: dict[Any, Any] = {}
        return [self._thing(row, seen) for row in rows]

    def _thing(self, row: tuple[Any, ...], seen: dict[Any, Any]) -> M:
        start = len(self._own)
        thing = thing_of(self._model, self._own, row[:start])
        for field, names in self._beside:
            end = start + len(names)
            key = (field, getattr(thing, field.attname))
            if key[1] is not None and key not in seen:
                seen[key] = thing_of(field.related_model, names, row[start:end])
            field.set_cached_value(thing, seen.get(key))
            start = end
        return thing


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
        values = filled(self.values, said, base)
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
