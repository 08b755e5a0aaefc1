"""Looks through everything an installation leaves on a disk for what must not be there."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Row = tuple[str, dict[str, Any]]


def files(folder: Path) -> list[Path]:
    """Every file there is: databases, journals, logs, backups."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def spellings(secret: str) -> list[bytes]:
    """A hex secret as bytes, hex and base64url: the ways in which it could have been kept."""
    import base64

    raw = bytes.fromhex(secret)
    return [raw, secret.encode(), base64.urlsafe_b64encode(raw).rstrip(b"=")]


def holders(folder: Path, needle: bytes) -> set[str]:
    """The names of the files that hold these bytes anywhere, freed pages included."""
    return {path.name for path in files(folder) if needle in path.read_bytes()}


def kept(folder: Path, secrets: Iterable[str]) -> set[str]:
    """The names of the files that hold any of these hex secrets in any spelling."""
    return set().union(
        *(holders(folder, needle) for secret in secrets for needle in spellings(secret))
    )


def rows(database: Path) -> Iterator[Row]:
    """Every row of every table of a SQLite file, as (table, values by column)."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    names = [
        name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
    ]
    for name in names:
        for row in connection.execute(f'SELECT * FROM "{name}"'):
            yield name, dict(row)
    connection.close()


def databases(folder: Path) -> list[Path]:
    """The SQLite files among them."""
    return [path for path in files(folder) if path.read_bytes()[:16] == b"SQLite format 3\x00"]


def links(folder: Path, people: Iterable[str], ballots: Iterable[str]) -> list[str]:
    """The tables in which one row tells of a person and of a ballot."""
    people, ballots = list(people), [n for b in ballots for n in spellings(b)]
    found = set()
    for database in databases(folder):
        for table, row in rows(database):
            raw = b"\x00".join(_bytes(value) for value in row.values())
            if any(person.encode() in raw for person in people) and any(b in raw for b in ballots):
                found.add(table)
    return sorted(found)


def exact_figures(folder: Path, true: dict[str, int]) -> list[str]:
    """The tables with a row that names a question and holds, as a figure, its true count.

    A figure is a whole number of a column or in JSON; a published range [low, high] that is not
    one point, and how many answered, are not exact figures.
    """
    found = set()
    for database in databases(folder):
        for table, row in rows(database):
            for code, count in true.items():
                if any(code in str(value) for value in row.values()) and count in _figures(
                    row, code
                ):
                    found.add(table)
    return sorted(found)


def _figures(row: dict[str, Any], code: str) -> set[int]:
    figures: set[int] = set()
    for value in row.values():
        if isinstance(value, int):
            figures.add(value)
        elif isinstance(value, str) and value.startswith(("[", "{")):
            figures |= set(_points(json.loads(value), code))
    return figures


def _points(value: Any, code: str) -> Iterator[int]:
    """Every exact number about a question in a JSON value."""
    if isinstance(value, dict):
        if value.get("question", code) != code:
            return
        for name, inner in value.items():
            if name not in ("n", "eligible", "answered", "n_max", "k", "c", "v", "version"):
                yield from _points(inner, code)
    elif isinstance(value, list):
        if len(value) == 2 and all(type(end) is int for end in value):
            if value[0] == value[1]:
                yield value[0]
            return
        for inner in value:
            yield from _points(inner, code)
    elif type(value) is int:
        yield value


def in_order(data: bytes, secrets: list[str]) -> float:
    """How far the first places of these secrets in a file follow their order: 1 exactly, ~.5 not.

    The share of pairs that stand in the order in which they came; those not found don't count.
    """
    places = [data.find(bytes.fromhex(secret)) for secret in secrets]
    found = [place for place in places if place >= 0]
    pairs = [(a, b) for i, a in enumerate(found) for b in found[i + 1 :]]
    return sum(a < b for a, b in pairs) / len(pairs) if pairs else 0.5


def moments(folder: Path, table: str) -> list[str]:
    """The columns of a table whose values look like a moment."""
    pattern = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}")
    found = set()
    for database in databases(folder):
        for name, row in rows(database):
            if name == table:
                found |= {c for c, value in row.items() if pattern.match(str(value))}
    return sorted(found)


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
