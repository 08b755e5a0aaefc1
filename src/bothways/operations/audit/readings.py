"""Is every kept reading what the program makes of the signed results, and nothing more?"""

import json
from collections.abc import Iterator
from typing import Any

from bothways.operations.audit.finding import Finding, violation
from bothways.operations.audit.look import Look
from bothways.operations.audit.reading import DATABASES
from bothways.pure.reading import ENGINE
from bothways.readings.models import Reading
from bothways.readings.queries import chain, worked_out

NOT_OF_ITS_RESULT = violation(
    "reading-not-of-its-result",
    "What pages say of a result, an interval, an estimate or a change, is not what follows from "
    "the signed result. The result itself is checked apart.",
    "Delete the row: the worker works it out again within seconds. Find out who wrote it.",
)

WHERE = f"{DATABASES['default']}: readings_reading"
HALVES = ("firm", "groups")
CLOSE = 0.002
"""Other processors round the last digits otherwise; pages show two at most."""


def check(_look: Look) -> Iterator[Finding]:
    """Work out every reading again and hold it against the one that is kept."""
    kept = {row.pk: row for row in Reading.objects.all()}
    links = chain()
    shown = {pk for pk, row in kept.items() if row.engine == ENGINE}
    for pk in shown - links.keys():
        yield NOT_OF_ITS_RESULT.at(f"{WHERE}, {pk.hex}", "There is no result that it is of.")
    for made in worked_out(shown & links.keys()):
        row = kept[made.pk]
        wrong = [
            half for half in HALVES if not _same_texts(getattr(row, half), getattr(made, half))
        ]
        if wrong:
            words = f"It says something else of: {', '.join(wrong)}."
            yield NOT_OF_ITS_RESULT.at(f"{WHERE}, {made.pk.hex}", words)


def _same_texts(one: str, other: str) -> bool:
    try:
        return _same(json.loads(one), json.loads(other))
    except ValueError:
        return False


def _same(one: Any, other: Any) -> bool:
    """Say whether two documents hold the same, numbers but for their last digits."""
    if isinstance(one, float) or isinstance(other, float):
        return _is_number(one) and _is_number(other) and abs(one - other) <= CLOSE
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and bool(one == other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
