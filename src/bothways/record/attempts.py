"""Attempts that were refused: kept on the record even where the transaction is rolled back.

What is refused inside a transaction waits here until that has ended: an entry written inside it
would go with it. It is written by the end of the transaction if that is committed, else by the
request, the job or the command in which it was tried, and at the latest when the program ends.
"""

import atexit
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from bothways.people.models import Person
from bothways.record.actions import note

Who = Callable[[], Any]

_WAITING: deque["Attempt"] = deque()
_acting: ContextVar[Who | None] = ContextVar("acting", default=None)

log = structlog.get_logger("bothways.record")


@dataclass(frozen=True)
class Attempt:
    """Something that somebody tried in vain."""

    verb: str
    by: Person | None
    about: Model | None
    at: datetime
    details: dict[str, Any] = field(default_factory=dict)


@contextmanager
def acting(who: Who) -> Iterator[None]:
    """Say who does what happens inside; `who` is only asked if there is something to keep."""
    token = _acting.set(who)
    try:
        yield
    finally:
        _acting.reset(token)


def who_acts() -> Person | None:
    """Return the person who is signed in where this happens; None for a command or a job."""
    who = _acting.get()
    person = who() if who else None
    return person if isinstance(person, Person) else None


def note_attempt(verb: str, *, about: Model | None, **details: Any) -> None:
    """Put on the record that this was tried and refused, as soon as that can stay."""
    atexit.unregister(write_attempts)  # once is enough
    atexit.register(write_attempts)
    _WAITING.append(Attempt(verb, who_acts(), about, timezone.now(), details))
    if connection.in_atomic_block:
        transaction.on_commit(write_attempts)
    else:
        write_attempts()


def write_attempts() -> int:
    """Write what waits; return how much. Call it where no transaction is open any more."""
    n = 0
    while _WAITING:
        one = _WAITING.popleft()
        try:
            note(one.verb, by=one.by, about=one.about, at=one.at, **one.details)
        except DatabaseError:
            _WAITING.appendleft(one)
            log.exception("an attempt waits to be put on the record", verb=one.verb)
            break
        n += 1
    return n
