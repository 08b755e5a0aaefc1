"""Does each column of letterbox, mailbox and voices hold what the program writes, and no more?

A moment, an order or a person needs no column of its own: it can be hung on a name, a number or a
key that is there. So every column has a shape, and a test asks for one of each new column.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import models as fields

from bothways.letterbox.models import Month, Place, Spent, Tray
from bothways.letterbox.places import MOST, STEP
from bothways.mailbox.registry import ON_BOARD
from bothways.operations.audit.finding import Finding, violation
from bothways.operations.audit.look import Look
from bothways.operations.audit.reading import DATABASES, rows, tables
from bothways.pure.mailbox import HOURS, record_sizes
from bothways.voices.models import Voice

HOLDS_MORE = violation(
    "letters-with-more",
    "A column of letters, ideas or questions holds something of another shape than the program "
    "writes. It could be a moment, an order or a person.",
    "Find out what wrote it: no part of the program does.",
)

ROOMS = {"letterbox": "ballots", "mailbox": "default", "voices": "default"}
Shape = Callable[[str], object]


def _shape(pattern: str) -> Shape:
    return re.compile(pattern, re.ASCII).fullmatch


DAY = r"\d{4}-\d\d-\d\d"
HOUR = rf"{DAY}T({'|'.join(f'{hour:02}' for hour in HOURS)})"
SIZE = "|".join(map(str, record_sizes()))
REFERENCE = _shape(r"\d{1,9}|[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CHANCE = _shape(r"[0-9a-f]{12}4[0-9a-f]{19}|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}(-[0-9a-f]+){2}")
NUMBER = _shape(r"\d{1,9}")  # seconds since 1970 have ten digits
SWITCH = _shape("True|False|0|1")
AN_HOUR = _shape(HOUR)
MAYBE_AN_HOUR = _shape(rf"({HOUR})?")
HASH = _shape("[0-9a-f]{64}")
KEY = _shape(r"[\w-]{43}")
MAYBE_A_KEY = _shape(r"([\w-]{43})?")
SIGNATURE = _shape(r"[\w-]{86}")
MAYBE_A_LANGUAGE = _shape(r"([a-z]{2,3}(-[A-Za-z]{2,4})?)?")


def is_said(_value: str) -> bool:
    """Words of people: any. `voices` holds them to the record."""
    return True


SHAPES: dict[str, Shape] = {
    "letterbox_month.id": HASH,
    "letterbox_month.month": _shape(r"\d{4}-\d\d"),
    "letterbox_spent.id": _shape(r"[0-9a-f]{64}/\d{1,5}"),
    "letterbox_spent.month": HASH,
    "letterbox_tray.id": _shape(rf"({SIZE})/\d{{1,5}}"),
    "letterbox_tray.size": _shape(SIZE),
    "letterbox_remnant.id": {m.__name__.lower() for m in (Month, Spent, Tray, Place)}.__contains__,
    "letterbox_place.id": lambda value: value.isdigit() and int(value) < MOST + STEP,
    "mailbox_desk.code": _shape("[0-9a-f]{16}"),
    "mailbox_desk.name": is_said,
    "mailbox_reader.seal_public": MAYBE_A_KEY,
    "mailbox_reader.sign_public": MAYBE_A_KEY,
    "mailbox_epoch.seal": KEY,
    "mailbox_epoch.sign": KEY,
    "mailbox_epoch.begins": AN_HOUR,
    "mailbox_epoch.by": KEY,
    "mailbox_epoch.signature": SIGNATURE,
    "mailbox_epoch.co": SIGNATURE,
    "mailbox_share.sealed": _shape(r"[\w-]{107}"),
    "mailbox_share.by": KEY,
    "mailbox_share.signature": SIGNATURE,
    "mailbox_admission.by": KEY,
    "mailbox_admission.seal": KEY,
    "mailbox_admission.sign": KEY,
    "mailbox_admission.signature": SIGNATURE,
    "mailbox_drawn.month": HASH,
    "mailbox_drawn.digests": is_said,  # `letters` looks at them
    "mailbox_packet.id": _shape(rf"{HOUR}/({SIZE})/\d{{1,4}}"),
    "mailbox_packet.hour": AN_HOUR,
    "mailbox_packet.size": _shape(SIZE),
    "mailbox_piece.id": _shape("[0-9a-f]{32}"),
    "mailbox_piece.hour": AN_HOUR,
    "mailbox_lasthour.hour": AN_HOUR,
    "mailbox_boardkey.secret": KEY,
    "mailbox_boardkey.heard_to": MAYBE_AN_HOUR,
    "mailbox_heard.id": HASH,
    "mailbox_heard.hour": AN_HOUR,
    "mailbox_heard.thread": KEY,
    "mailbox_heard.kind": lambda value: value == "" or value in ON_BOARD,
    "mailbox_boardanswer.thread": KEY,
    "mailbox_boardanswer.seal": KEY,
    "mailbox_boardanswer.replies": KEY,
    "mailbox_boardanswer.text": is_said,
    "voices_voice.title": is_said,
    "voices_voice.text": is_said,
    "voices_voice.language": MAYBE_A_LANGUAGE,
    "voices_voice.thread": MAYBE_A_KEY,
    "voices_voice.seal": MAYBE_A_KEY,
    "voices_voice.replies": MAYBE_A_KEY,
    "voices_voice.hidden_reason": is_said,
    "voices_word.words": is_said,
}
"""What can't be told from a field's kind alone."""


def check(_look: Look) -> Iterator[Finding]:
    """Hold every value of the three rooms against the shape of its column."""
    for room, alias in ROOMS.items():
        there = tables(alias)
        for model in apps.get_app_config(room).get_models():
            if model._meta.db_table in there:
                yield from _table(alias, model)
    yield from _nameless()


def _table(alias: str, model: type[fields.Model]) -> Iterator[Finding]:
    table = model._meta.db_table
    shapes = {field.column: shape_of(table, field) for field in model._meta.concrete_fields}
    wrong: set[str] = set()
    for row in rows(alias, table):
        for column, shape in shapes.items():
            value = row.get(column)
            if shape and value is not None and not shape(str(value)):
                wrong.add(column)
    for column in sorted(wrong):
        where = f"{DATABASES[alias]}: {table}.{column}"
        yield HOLDS_MORE.at(where, f"The column {column} of {table} holds something else.")


def shape_of(table: str, field: Any) -> Shape | None:
    """Return what a value of this column has to look like; None where `letters` looks at bytes.

    Raises KeyError for a column of text that has no shape.
    """
    named = SHAPES.get(f"{table}.{field.column}")
    if named or isinstance(field, fields.BinaryField):
        return named
    if field.is_relation:
        return REFERENCE
    if field.choices:
        return {str(value) for value, _words in field.choices}.__contains__
    for kind, shape in OF_KINDS:
        if isinstance(field, kind):
            return shape
    raise KeyError(f"{table}.{field.column}")


OF_KINDS: tuple[tuple[type[Any], Shape], ...] = (
    (fields.UUIDField, CHANCE),
    (fields.BooleanField, SWITCH),
    (fields.DateField, _shape(DAY)),
    (fields.IntegerField, NUMBER),
)


def _nameless() -> Iterator[Finding]:
    """A voice without a name holds nobody who said it, and one by name no keys of a letter."""
    table = Voice._meta.db_table
    for row in rows("default", table) if table in tables("default") else ():
        n_keys = sum(bool(row[name]) for name in ("thread", "seal", "replies"))
        is_named = bool(row["author_id"] or row["typed_in_by_id"])
        is_nameless = row["way"] == Voice.Way.NO_NAME
        if is_named == is_nameless or n_keys != (3 if is_nameless else 0):
            where = f"{DATABASES['default']}: {table}"
            yield HOLDS_MORE.at(where, "An idea or a question without a name has one beside it.")
            return
