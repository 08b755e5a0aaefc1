"""The words by which things are found, as each database keeps them: FTS5, or tsvector with GIN.

What comes in here was folded before (pure.folding): letters and digits alone, so that nothing a
person typed is ever read as a sign of a query.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Protocol

from django.db import DEFAULT_DB_ALIAS, connections

TABLE = "search_words"
SHADOWS = tuple(f"{TABLE}_{end}" for end in ("config", "content", "data", "docsize", "idx"))
FTS5 = (
    "CREATE VIRTUAL TABLE search_words USING fts5"
    "(title, body, detail=column, prefix='2 3', tokenize='unicode61 remove_diacritics 2')"
)
AT_ONCE = 200
POSTGRESQL = "postgresql"

Row = tuple[int, Sequence[str], Sequence[str]]  # id, words of the title, words of the rest


class Index(Protocol):
    """What both ways can do."""

    def is_as_made(self) -> bool:
        """Say whether the table is there as make() makes it, with no column more."""

    def make(self) -> None:
        """Make the table, without a row."""

    def drop(self) -> None:
        """Take the table away, with all that is in it."""

    def put(self, rows: Iterable[Row]) -> None:
        """Put words in; rows of these ids must not be there."""

    def take(self, ids: Sequence[int]) -> None:
        """Take away what is there of these ids."""

    def stored(self) -> Iterator[tuple[int, set[str]]]:
        """Yield each id with its words."""

    def matching(self, words: Sequence[str]) -> tuple[str, list[str]]:
        """Return SQL that selects (id, is_in_title) of what has all words, and its values."""


def index(using: str = DEFAULT_DB_ALIAS) -> Index:
    """Return how this database keeps words."""
    connection = connections[using]
    return OnPostgres(connection) if connection.vendor == POSTGRESQL else OnSQLite(connection)


def is_as_made(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Say whether this database's table of words is there as the program makes it."""
    return index(using).is_as_made()


def tables(using: str = DEFAULT_DB_ALIAS) -> tuple[str, ...]:
    """Return the tables that no model stands for."""
    return (TABLE,) if connections[using].vendor == POSTGRESQL else (TABLE, *SHADOWS)


class _Either:
    """What the two have in common."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def _do(self, sql: str, values: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall() if cursor.description else []

    def _do_many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        with self.connection.cursor() as cursor:
            cursor.executemany(sql, list(rows))


class OnSQLite(_Either):
    """A virtual table of FTS5; its row's number is the id."""

    def is_as_made(self) -> bool:
        made = self._do("SELECT sql FROM sqlite_master WHERE name = %s", [TABLE])
        columns = self._do("SELECT name FROM pragma_table_info(%s)", [f"{TABLE}_content"])
        return made == [(FTS5,)] and columns == [("id",), ("c0",), ("c1",)]

    def make(self) -> None:
        self._do(FTS5)

    def drop(self) -> None:
        self._do("DROP TABLE IF EXISTS search_words")

    def put(self, rows: Iterable[Row]) -> None:
        sql = "INSERT INTO search_words (rowid, title, body) VALUES (%s, %s, %s)"
        self._do_many(sql, ((pk, " ".join(title), " ".join(body)) for pk, title, body in rows))

    def take(self, ids: Sequence[int]) -> None:
        self._do_many("DELETE FROM search_words WHERE rowid = %s", ((pk,) for pk in ids))

    def stored(self) -> Iterator[tuple[int, set[str]]]:
        for pk, title, body in self._do("SELECT rowid, title, body FROM search_words"):
            yield pk, {*title.split(), *body.split()}

    def matching(self, words: Sequence[str]) -> tuple[str, list[str]]:
        asked = " AND ".join(f'"{word}"*' for word in words)
        sql = (
            "SELECT rowid AS id, rowid IN (SELECT rowid FROM search_words "
            "WHERE search_words MATCH %s) AS is_in_title "
            "FROM search_words WHERE search_words MATCH %s"
        )
        return sql, [f"{{title}} : ({asked})", asked]


class OnPostgres(_Either):
    """A table of tsvectors with a GIN index. Folded words are given as they are: 'simple'."""

    def is_as_made(self) -> bool:
        sql = (
            "SELECT column_name, data_type FROM information_schema.columns "
            "WHERE table_name = %s AND table_schema = current_schema() ORDER BY 1"
        )
        return self._do(sql, [TABLE]) == [("id", "bigint"), ("words", "tsvector")]

    def make(self) -> None:
        self._do("CREATE TABLE search_words (id bigint PRIMARY KEY, words tsvector NOT NULL)")
        self._do("CREATE INDEX search_words_found ON search_words USING gin (words)")

    def drop(self) -> None:
        self._do("DROP TABLE IF EXISTS search_words")

    def put(self, rows: Iterable[Row]) -> None:
        sql = "INSERT INTO search_words (id, words) VALUES (%s, %s::tsvector)"
        self._do_many(sql, ((pk, _tsvector(title, body)) for pk, title, body in rows))

    def take(self, ids: Sequence[int]) -> None:
        self._do("DELETE FROM search_words WHERE id = ANY(%s)", [list(ids)])

    def stored(self) -> Iterator[tuple[int, set[str]]]:
        rows = self._do(
            "SELECT i.id, w.lexeme FROM search_words i "
            "LEFT JOIN LATERAL unnest(i.words) w ON TRUE ORDER BY i.id"
        )
        for pk, words in groupby(rows, key=lambda row: row[0]):
            yield pk, {word for _pk, word in words if word}

    def matching(self, words: Sequence[str]) -> tuple[str, list[str]]:
        anywhere = " & ".join(f"'{word}':*" for word in words)
        in_title = " & ".join(f"'{word}':*A" for word in words)
        sql = (
            "SELECT id, words @@ %s::tsquery AS is_in_title FROM search_words "
            "WHERE words @@ %s::tsquery"
        )
        return sql, [in_title, anywhere]


def _tsvector(title: Sequence[str], body: Sequence[str]) -> str:
    """Return words as PostgreSQL writes them: those of the title bear an A."""
    said = dict.fromkeys(body, "2")
    said |= {word: "1A,2" if word in said else "1A" for word in title}
    return " ".join(f"'{word}':{place}" for word, place in said.items())
