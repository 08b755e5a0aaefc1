"""What is inside a backup: one line of JSON each, compressed; before and after it is encrypted.

First what it is (version, migrations, tables), then table by table its rows, then the few files
beside the database, and last what was counted and hashed, so that every line is accounted for.
"""

import base64
import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bothways.operations.errors import DamagedError
from bothways.operations.rows import Node, Sum, lines_of

FORMAT = 1
KEPT_FILES = ("secret", "erased-people")  # beside the database; a restore writes no other
BROKEN = (
    AttributeError,
    EOFError,
    KeyError,
    OSError,
    StopIteration,
    TypeError,
    ValueError,
    zlib.error,
)
WHAT = "a backup of Bothways"


@dataclass(frozen=True)
class Head:
    """What a backup says of itself."""

    format: int
    version: str
    made_at: str
    firm: str
    migrations: list[Node]
    tables: list[str]

    def line(self) -> bytes:
        return _line({"what": WHAT, **vars(self)})


@dataclass(frozen=True)
class Checked:
    """A backup that was read from end to end and found whole."""

    head: Head
    sums: dict[str, list[int | str]]
    files: dict[str, bytes]

    @property
    def n_rows(self) -> int:
        """How many rows it holds."""
        return sum(int(n) for n, _ in self.sums.values())

    def count(self, label: str) -> int:
        """How many rows of one table it holds."""
        return int(self.sums.get(label, [0, ""])[0])


def pack(head: Head, models: Iterable[Any], files: Mapping[str, bytes]) -> bytes:
    """Return the compressed lines of all tables and files, counted and hashed at the end."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=5, mtime=0) as into:
        into.write(head.line())
        sums = {}
        for model in models:
            label, total = str(model._meta.label_lower), Sum()
            columns = [field.attname for field in model._meta.concrete_fields]
            into.write(_line({"table": label, "columns": columns}))
            for row in lines_of(model):
                total.add(row)
                into.write(row + b"\n")
            sums[label] = total.said()
        for name, content in sorted(files.items()):
            into.write(_line({"file": name, "content": base64.b64encode(content).decode()}))
        hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        into.write(_line({"end": True, "tables": sums, "files": hashes}))
    return out.getvalue()


def check(packed: bytes) -> Checked:
    """Read it all and compare each count and hash. Raises DamagedError if anything is missing."""
    try:
        return _checked(_values(packed))
    except DamagedError:
        raise
    except BROKEN as error:
        raise DamagedError from error


def tables_in(packed: bytes) -> Iterator[tuple[str, list[str], list[Any]]]:
    """Yield (table, columns, some of its rows), in order, a few thousand rows at a time."""
    table: str = ""
    columns: list[str] = []
    rows: list[Any] = []
    for value, _raw in _values(packed):
        if isinstance(value, list):
            rows.append(value)
        if rows and (not isinstance(value, list) or len(rows) >= 2000):
            yield table, columns, rows
            rows = []
        if isinstance(value, dict) and "table" in value:
            table, columns = value["table"], value["columns"]


def _checked(values: Iterator[tuple[Any, bytes]]) -> Checked:
    first, _raw = next(values)
    if first.pop("what") != WHAT:
        raise DamagedError
    head = Head(**first | {"migrations": [tuple(node) for node in first["migrations"]]})
    if head.format > FORMAT:  # how the rest is written is not known here
        return Checked(head, {}, {})
    sums: dict[str, Sum] = {}
    files: dict[str, bytes] = {}
    total = Sum()
    last: dict[str, Any] = {}
    for value, raw in values:
        if last:
            raise DamagedError
        if isinstance(value, list):
            total.add(raw)
        elif "table" in value:
            total = sums[value["table"]] = Sum()
        elif "file" in value:
            if value["file"] not in KEPT_FILES:  # whoever has the public key can write a backup
                raise DamagedError
            files[value["file"]] = base64.b64decode(value["content"])
        else:
            last = value
    found = {label: one.said() for label, one in sums.items()}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    if (last["tables"], last["files"]) != (found, hashes) or sorted(found) != head.tables:
        raise DamagedError
    return Checked(head, found, files)


def _values(packed: bytes) -> Iterator[tuple[Any, bytes]]:
    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as lines:
        for line in lines:
            raw = line.removesuffix(b"\n")
            yield json.loads(raw), raw


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"
