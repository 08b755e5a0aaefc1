"""Every table of the firm as lines of JSON, the same from SQLite and from PostgreSQL.

The tables are read as the migrations that were applied describe them, not as the code of today
does: so a database can be saved before it is brought up to date.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.models import BinaryField, JSONField

LEFT_OUT = {
    "ballotbox": "sealed ballots and their keys are never copied",
    "api.token": "programs get new tokens: one that was revoked must not come back",
    "auth": "Django's own, unused here",
    "contenttypes": "Django's own, made again",
    "guardian.seenrequest": "keeps a signed request from being sent twice, for minutes",
    "jobs.schedule": "made again by the worker",
    "keyholders.sparekey": "keys of the second keyholder are never copied",
    "letterbox": "letters on their way, stamps and their keys are never copied",
    "mailbox.piece": "attachments go after 100 days; a backup is held in memory",
    "mailbox.drawn": "of stamps whose keys are in no backup either",
    "members.attempt": "counts of this hour",
    "members.code": "works for ten minutes",
    "members.importdraft": "a file that nobody has confirmed",
    "members.session": "everybody signs in again",
    "members.usedchallenge": "keeps a passkey's answer from being used twice, for minutes",
    "outcomes.filedraft": "a file that nobody has confirmed",
    "notifications.message": "mails on their way; sent twice after a restore",
    "readings.reading": "follows from the results, and is worked out again",
    "search": "follows from what everybody may see, and is made again",
}
AT_ONCE = 2000
HEAVY = {
    "commitments.picture": 20,
    "mailbox.piece": 50,
}  # rows of half a megabyte are not held by the thousand
ALL = 2**256

Node = tuple[str, str]


@dataclass
class Sum:
    """How many rows, and a hash of them in which their order does not matter."""

    n: int = 0
    hash: int = 0

    def add(self, line: bytes) -> None:
        self.n += 1
        self.hash = (self.hash + int.from_bytes(hashlib.sha256(line).digest(), "big")) % ALL

    def said(self) -> list[int | str]:
        """As it is written down."""
        return [self.n, f"{self.hash:064x}"]


def applied(alias: str = "default") -> list[Node]:
    """Return the migrations that this database has, by name."""
    return sorted(MigrationLoader(connections[alias]).applied_migrations)


def known() -> set[Node]:
    """Return the migrations that this version brings."""
    return set(MigrationLoader(None).disk_migrations)


def leaves(nodes: Iterable[Node]) -> list[Node]:
    """Return of each app its last migration among these."""
    graph, here = MigrationLoader(None).graph, set(nodes)
    return [
        node
        for node in sorted(here)
        if not any(c.key in here and c.key[0] == node[0] for c in graph.node_map[node].children)
    ]


def tables_at(nodes: Iterable[Node]) -> list[Any]:
    """Return the models that are kept, as they were when these migrations were the last ones."""
    apps = MigrationLoader(None).project_state(leaves(nodes)).apps
    return sorted(
        (model for model in apps.get_models(include_auto_created=True) if is_kept(model)),
        key=lambda model: str(model._meta.label_lower),
    )


def firm_in(models: Iterable[Any], alias: str = "default") -> str:
    """Return the firm's name, or '' where there is no firm yet."""
    for model in models:
        if model._meta.label_lower == "people.organisation":
            names = model._base_manager.using(alias).values_list("name", flat=True)
            return str(names.first() or "")
    return ""


def is_kept(model: Any) -> bool:
    """Say whether a table belongs to the firm's data."""
    meta = model._meta
    left_out = meta.app_label in LEFT_OUT or meta.label_lower in LEFT_OUT
    return not left_out and meta.managed and not meta.proxy


def lines_of(model: Any, alias: str = "default") -> Iterator[bytes]:
    """Yield each row as one line, without its end."""
    columns = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.using(alias).order_by("pk").values_list(*columns)
    for row in rows.iterator(chunk_size=at_once(model, AT_ONCE)):
        yield as_json(row).encode()


def at_once(model: Any, most: int) -> int:
    """Return how many rows of a table are held in memory at a time."""
    return min(most, HEAVY.get(model._meta.label_lower, most))


def as_json(value: Any) -> str:
    """Return any value of a table as JSON, the same from every database."""
    return json.dumps(value, default=_plain, sort_keys=True, ensure_ascii=False)


def sums_of(models: Iterable[Any], alias: str = "default") -> dict[str, list[int | str]]:
    """Return count and hash of each table, to compare one database with another."""
    sums = {}
    for model in models:
        total = Sum()
        for line in lines_of(model, alias):
            total.add(line)
        sums[model._meta.label_lower] = total.said()
    return sums


def put_rows(model: Any, rows: list[list[Any]], alias: str = "default") -> None:
    """Write rows as they were: no default, no moment and no key is made anew."""
    fields = model._meta.concrete_fields
    things = [
        model(**{f.attname: _value(f, v) for f, v in zip(fields, row, strict=True)}) for row in rows
    ]
    at_once = max(1, connections[alias].ops.bulk_batch_size(fields, things))
    for start in range(0, len(things), at_once):
        model._base_manager.using(alias)._insert(
            things[start : start + at_once], fields=fields, raw=True, using=alias
        )


def go_on_counting(models: list[Any], alias: str = "default") -> None:
    """Let the database number new rows after those that were put in."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for words in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(words)


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} can't be written into a backup")


def _value(field: Any, value: Any) -> Any:
    if value is None or isinstance(field, JSONField):
        return value
    if isinstance(field, BinaryField):
        return base64.b64decode(value)
    return field.to_python(value)
